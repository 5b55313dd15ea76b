"""A policy in words: who decides, how, how long it takes, and what never may be.

The same words stand on the public pages, on the page of a dispute's own rules, and in
docs/law.md. Nothing is said here that the policy does not say.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from flask_babel import format_date, ngettext
from flask_babel import gettext as _

from jury.domain.law.holidays import Holiday
from jury.domain.law.ladder import Rung
from jury.domain.law.matches import Matches
from jury.domain.law.reasons import Reason
from jury.domain.law.texts import Text
from jury.domain.law.windows import Window
from jury.domain.lifecycle import Stage
from jury.domain.policy import EVERYWHERE, Policy, Route, Silence
from jury.web import asking_words, balance_words, shown_words, stopping_words
from jury.web.category_words import category
from jury.web.frame import reader_locale
from jury.web.policy_terms import EFFECTS, ROUTES, SILENCES, STAGES
from jury.web.sum_words import between, money

Row = tuple[str, str]
Part = dict[str, Any]


def part(
    policy: Policy, reasons: Mapping[str, Reason], rungs: Mapping[str, Rung]
) -> Part:
    """Everything that a page says of a policy; its ladder is named apart from it."""
    return {
        "name": policy.name,
        "version": policy.version,
        "title": _say(policy.title),
        "who": [(str(term), str(text)) for term, text in who(policy, reasons)],
        "is_binding": policy.moves_money,
        "before": decided_before(policy, rungs),
        "floors": floors(policy, rungs),
        "counting": counting(policy),
        "times": times(policy),
        "afterwards": afterwards(policy),
        "shown": [*shown_words.rows(policy.shown), shown_words.film(policy.evidence)],
    }


def in_currency(policy: Policy, currency: str) -> Policy:
    """The policy without sums that do not concern a dispute in this currency."""
    bands = tuple(one for one in policy.matches.bands if one.currency == currency)
    above = tuple(one for one in policy.consent_above if one[0] == currency)
    matches = replace(policy.matches, bands=bands)
    return replace(policy, matches=matches, consent_above=above)


def ladder(rungs: Iterable[Rung]) -> list[Part]:
    """The remedies that the jury chooses from, from nothing upwards."""
    return [{"title": _say(one.title), "says": _say(one.says)} for one in rungs]


def who(policy: Policy, reasons: Mapping[str, Reason]) -> list[Row]:
    """What it is for, who decides, and what that does."""
    rows = [
        (_("Applies to"), scope(policy.matches, reasons)),
        (_("Who decides"), _(ROUTES[policy.route])),
        (_("What the decision does"), effect(policy)),
    ]
    if policy.route is Route.JURY and policy.eligibility.trainees:
        beginners = _("Jurors who have just passed the entrance exam may sit too.")
        rows.append((_("Trainees"), beginners))
    if policy.rollout != EVERYWHERE:
        on_trial = _(
            "On trial: %(share)s of 100 disputes fall under it, by a number that "
            "nobody chooses. The others fall under the policy “%(other)s”.",
            share=policy.rollout,
            other=policy.fallback,
        )
        rows.append((_("For how many"), on_trial))
    return rows


def scope(matches: Matches, reasons: Mapping[str, Reason]) -> str:
    """Which disputes it is for."""
    parts = []
    if matches.categories:
        parts.append(
            _(
                "the category %(names)s",
                names=_listed(map(category, matches.categories)),
            )
        )
    if matches.reasons:
        names = [_say(reasons[code].title) for code in matches.reasons]
        parts.append(_("the reason %(names)s", names=_listed(names)))
    if matches.bands:
        bands = map(between, matches.bands)
        parts.append(_("sums of %(sums)s", sums=_listed(bands)))
    return _("; ").join(parts) or str(_("every dispute"))


def effect(policy: Policy) -> str:
    """What a decision does."""
    return str(_(EFFECTS[policy.effect]))


def counting(policy: Policy) -> list[Row]:
    """How the jury sits and votes; nothing where none does."""
    if policy.route not in {Route.JURY, Route.RULE}:
        return []
    least = policy.verdict.deciding_of(policy.seats)
    rows = [
        (_("Seats"), str(policy.seats)),
        *balance_words.rows(policy.panel),
        (_("Who is never called"), never_called(policy)),
        (
            _("A juror's time"),
            _(
                "%(reply)s minutes to answer the call, outside quiet hours, then "
                "%(seat)s minutes to read and vote.",
                reply=policy.pace.reply_minutes,
                seat=policy.pace.seat_minutes,
            ),
        ),
        (
            _("Votes needed"),
            _(
                "%(quorum)s when the time is over; else the vote goes on once.",
                quorum=policy.quorum,
            ),
        ),
        *stopping_words.rows(policy),
        *asking_words.rows(policy),
        (
            _("What counts"),
            _(
                "The middle vote of those who decide: half of them wanted at least as "
                "much, half at most. Of two middles the lower."
            ),
        ),
        (
            _("No decision"),
            _(
                "With fewer than %(least)s who decide, or an even split between "
                "nothing and the rest, a moderator decides.",
                least=least,
            ),
        ),
    ]
    return [(str(term), str(text)) for term, text in rows]


def never_called(policy: Policy) -> str:
    """Who has a tie that keeps them off the jury."""
    if policy.draw.ties == 1:
        return str(_("Buyer, seller, and whoever is tied to one of them."))
    return str(
        _(
            "Buyer, seller, whoever is tied to one of them, and whoever is tied to "
            "somebody who is."
        )
    )


def times(policy: Policy) -> list[Row]:
    """How long each step may take, in the order of a dispute."""
    return [(term, _hours(policy, window)) for term, window in _steps(policy)] + [
        *_holidays(policy)
    ]


def _steps(policy: Policy) -> Iterator[tuple[str, Window]]:
    if policy.hears_parties:
        yield str(_("Both sides put their case")), Window.SUBMISSIONS
        if policy.windows.extension_on_request_hours:
            yield str(_("More, once a side, on request")), Window.EXTENSION_ON_REQUEST
        yield str(_("Personal details are covered")), Window.SCREENING
    if policy.route in {Route.JURY, Route.RULE}:
        yield str(_("The jury reads and votes")), Window.HEARING
        yield str(_("More, once, short of votes")), Window.EXTENSION
    yield str(_("A moderator decides, where one has to")), Window.REFERRED
    if policy.moves_money:
        yield str(_("From the verdict until it is final")), Window.PRONOUNCED
        if policy.silence is Silence.DEFAULT:
            after_silence = str(_("The same, when silence decided"))
            yield after_silence, Window.DEFAULT_PRONOUNCED
        if policy.appeal.allowed:
            yield str(_("What is new, on appeal")), Window.APPEAL_SUBMISSIONS


def _hours(policy: Policy, window: Window) -> str:
    hours = getattr(policy.windows, f"{window}_hours")
    return str(ngettext("%(num)d hour", "%(num)d hours", hours))


def _holidays(policy: Policy) -> Iterator[Row]:
    kept = policy.holidays
    if not kept.stages:
        return
    names = [_(STAGES[Stage(stage)]) for stage in kept.stages]
    said = _(
        "The clock stands still on these days, from midnight to midnight, for: "
        "%(stages)s. %(days)s",
        stages=_listed(names),
        days=days(kept.days),
    )
    yield str(_("Holidays")), str(said)


def days(holidays: Iterable[Holiday]) -> str:
    """Holidays by name and date."""
    return str(_("; ").join(_day(one) for one in holidays))


def _day(one: Holiday) -> str:
    first, last = format_date(one.first, "long"), format_date(one.last, "long")
    name = _say(one.title)
    if first == last:
        return str(_("%(name)s (%(day)s)", name=name, day=first))
    return str(_("%(name)s (%(first)s to %(last)s)", name=name, first=first, last=last))


def afterwards(policy: Policy) -> list[Row]:
    """Silence, appeal, and when two moderators must agree."""
    rows = [(_("When a side says nothing"), _(SILENCES[policy.silence]))]
    if not policy.hears_parties:
        rows = []
    rows.append((_("Appeal"), _appeal(policy)))
    if policy.consent_above:
        sums = [money(minor, currency) for currency, minor in policy.consent_above]
        agreed = _("Above %(sums)s two moderators must agree.", sums=_listed(sums))
        rows.append((_("When a moderator decides"), agreed))
    return [(str(term), str(text)) for term, text in rows]


def _appeal(policy: Policy) -> str:
    if not policy.moves_money:
        return str(_("None: nothing binds that could be overturned."))
    if not policy.appeal.allowed:
        return str(_("None."))
    if policy.route in {Route.STAFF, Route.EXPERT}:
        return str(_("Once, with a ground: another moderator decides. That is final."))
    most = min(2 * policy.seats + 1, policy.appeal.most_seats)
    return str(
        _(
            "Once, with a ground: up to %(seats)s other users hear everything anew. "
            "That is final.",
            seats=most,
        )
    )


def decided_before(policy: Policy, rungs: Mapping[str, Rung]) -> list[Part]:
    """The rules that decide without a jury, each with what it gives."""
    return [
        {"says": _say(rule.says), "gives": _say(rungs[rule.award].title)}
        for rule in policy.rules
    ]


def floors(policy: Policy, rungs: Mapping[str, Rung]) -> list[Part]:
    """What no remedy may undercut, each with the least it leaves."""
    return [
        {
            "says": _say(floor.says),
            "gives": _say(rungs[floor.award].title)
            if floor.award
            else str(_("%(percent)s %% of the price", percent=floor.percent)),
        }
        for floor in policy.floors
    ]


def _say(text: Text) -> str:
    return text.for_locale(reader_locale())


def _listed(names: Iterable[str]) -> str:
    return str(_(", ").join(str(name) for name in names))
