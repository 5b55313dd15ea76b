"""A shadow court beside staff, and what disputes cost, as the last night found it."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jury import clock
from jury.domain.fairness.intervals import Estimate
from jury.domain.money.currencies import minor_digits
from jury.services.law.lawbook import lawbook
from jury.storage.figures.fairness import find_last_reading
from jury.storage.people import Role
from jury.web import access
from jury.web.frame import reader_locale
from jury.web.sum_words import money

blueprint = Blueprint("shadow", __name__)


@blueprint.get("/shadow")
@access.staff(Role.MODERATOR, Role.AUDITOR, Role.ADMINISTRATOR)
def index() -> ResponseReturnValue:
    """How far a shadow court and staff decide alike, and what each takes."""
    reading = find_last_reading()
    figures: dict[str, Any] = reading.figures if reading else {}
    found = figures.get("beside")
    return render_template(
        "desk/shadow.html",
        reading=reading,
        simulated=figures.get("simulated", 0),
        disputes=found["disputes"] if found else 0,
        groups=list(_groups(found)) if found else [],
        prices=price_words(),
        now=clock.now(),
    )


def cost_rows(costs: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """What a dispute costs, altogether and under each policy."""
    names = {one.name: one.title for one in lawbook().policies}
    for name, found in costs.items():
        yield {
            "title": names[name].for_locale(reader_locale()) if name in names else name,
            "disputes": found["votes"]["count"],
            "votes": said_number(found["votes"]),
            "jurors": said_number(found["juror_minutes"]),
            "staff": said_number(found["staff_minutes"]),
            "money": _money(found["money"]),
        }


def price_words() -> str:
    """What minutes, votes and computing are reckoned at."""
    terms = lawbook().fairness.cost
    prices, currency = terms.prices, terms.currency
    return str(
        _(
            "A juror's minute is reckoned at %(juror)s, a moderator's at %(staff)s, a "
            "vote's reward at %(reward)s, computing at %(computing)s a dispute: "
            "fairness.toml.",
            juror=money(prices.juror_minute, currency),
            staff=money(prices.staff_minute, currency),
            reward=money(prices.vote_reward, currency),
            computing=_fine(
                Fraction(prices.computing_hour * prices.computing_seconds, 3600),
                currency,
            ),
        )
    )


def _fine(minor: Fraction, currency: str) -> str:
    """A sum, or that it is less than the smallest there is."""
    if 0 < minor < Fraction(1, 2):
        return str(_("less than %(sum)s", sum=money(1, currency)))
    return money(round(minor), currency)


def _groups(found: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    yield {
        "title": _("Do they decide alike?"),
        "rows": [
            _row(_("The same sum to the buyer"), said_share(found["agree"])),
            _row(
                _("… where staff decided before the verdict"),
                said_share(found["blind_agree"]),
            ),
            _row(
                _("The same side: more than half of the sum, or not"),
                said_share(found["same_side"]),
            ),
            _row(_("The jury could not decide"), said_share(found["undecided"])),
        ],
    }
    yield {
        "title": _("What does the buyer get?"),
        "rows": [
            _row(
                _("The court gives more (+) or less (–), of what is held"),
                said_share(found["money_gap"], signed=True),
            ),
            _row(_("How far the two sums lie apart"), said_share(found["money_apart"])),
        ],
    }
    yield {
        "title": _("How long does it take?"),
        "rows": [
            _row(_("Hours to the court's verdict"), said_number(found["court_hours"])),
            _row(
                _("Hours to the decision of staff"), said_number(found["staff_hours"])
            ),
            _row(
                _("The court is later (+) or sooner (–), in hours"),
                said_number(found["hours_gap"], signed=True),
            ),
        ],
    }
    yield {
        "title": _("What does the court take?"),
        "rows": [
            _row(_("Votes a dispute"), said_number(found["votes"])),
            _row(_("Minutes of jurors"), said_number(found["juror_minutes"])),
            _row(_("Minutes of moderators"), said_number(found["moderator_minutes"])),
            _row(_("Money"), _money(found["cost"])),
        ],
    }


def _row(name: str, said: tuple[str, str]) -> dict[str, str]:
    return {"name": str(name), "said": said[0], "between": said[1]}


def said_number(found: Any, *, signed: bool = False) -> tuple[str, str]:
    if found is None:
        return "–", "–"
    one, form = Estimate(**found), "+.1f" if signed else ".1f"
    return f"{one.value:{form}}", _between(f"{one.low:{form}}", f"{one.high:{form}}")


def said_share(found: Any, *, signed: bool = False) -> tuple[str, str]:
    if found is None:
        return "–", "–"
    one, form = Estimate(**found), "+.1f" if signed else ".0f"
    low, high = f"{100 * one.low:{form}}", f"{100 * one.high:{form}}"
    return f"{100 * one.value:{form}} %", _between(low, f"{high} %")


def _money(found: Any) -> tuple[str, str]:
    if found is None:
        return "–", "–"
    one, currency = Estimate(**found), lawbook().fairness.cost.currency
    scale = 10 ** minor_digits(currency)
    low, high = f"{one.low / scale:.2f}", f"{one.high / scale:.2f}"
    return money(round(one.value), currency), _between(low, high)


def _between(low: str, high: str) -> str:
    return str(_("%(low)s to %(high)s", low=low, high=high))
