"""How the audit stands, in words and as a picture; that of a simulated past too."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import format_percent
from flask_babel import gettext as _

from jury.domain.fairness.auditing import Audit, Finding
from jury.domain.fairness.intervals import Estimate
from jury.services.fairness import sampling
from jury.services.fairness.sampling import Again
from jury.services.law.lawbook import lawbook
from jury.storage.figures.fairness import list_samples
from jury.web.desk.plots import Line, plotted

WEEKS = 12
# At so many places the bounds are reckoned again, for the picture of how they narrowed.
STEPS = 24


def audit_of(figures: Mapping[str, Any]) -> tuple[Audit, Estimate | None]:
    """How the audit stands, and how far readers agree with each other."""
    if not figures.get("simulated"):
        return sampling.standing()
    return sampling.standing_of(readings_of(figures))


def readings_of(figures: Mapping[str, Any]) -> list[Again]:
    """The verdicts that were read again, in that order."""
    if not figures.get("simulated"):
        return sampling.list_readings_again()
    return [Again(**{**one, "said": tuple(one["said"])}) for one in figures["readings"]]


def weeks_of(figures: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The last weeks that were drawn, the newest first."""
    if figures.get("simulated"):
        return list(figures["weeks"][: -WEEKS - 1 : -1])
    return [
        {
            "week": sample.week,
            "population": sample.population,
            "drawn": drawn,
            "read": read,
        }
        for sample, drawn, read in list_samples(limit=WEEKS)
    ]


def audit_words(found: Audit, *, limit: float) -> str:
    """What the sample says so far."""
    limit_said = format_percent(limit)
    if found.finding is Finding.BELOW:
        return str(_("Fewer than %(limit)s of verdicts are wrong.", limit=limit_said))
    if found.finding is Finding.ABOVE:
        return str(_("More than %(limit)s of verdicts are wrong.", limit=limit_said))
    return str(
        _(
            "Not known yet whether fewer than %(limit)s of verdicts are wrong: at "
            "least %(more)s more must be read.",
            limit=limit_said,
            more=found.more,
        )
    )


def narrowing(readings: Sequence[Again]) -> dict[str, Any] | None:
    """The bounds of the share of wrong verdicts after each part of the readings."""
    terms = lawbook().fairness.audit
    places = sorted({round(len(readings) * at / STEPS) for at in range(1, STEPS + 1)})
    if len(readings) < STEPS:
        return None
    found = [(count, sampling.bounds_of(readings[:count])) for count in places]
    wrong = 100 * terms.limit.wrong
    return plotted(
        [
            Line("low", [(count, 100 * one.low) for count, one in found]),
            Line("high", [(count, 100 * one.high) for count, one in found]),
            Line("limit", [(0, wrong), (len(readings), wrong)]),
        ],
        top=min(25.0, 4 * wrong),
    )
