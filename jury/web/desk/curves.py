"""Votes against error: what each rule of stopping would have taken and got wrong."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from flask_babel import format_percent
from flask_babel import gettext as _

from jury.domain.fairness.calibration import ENOUGH
from jury.domain.fairness.intervals import Estimate
from jury.domain.stopping import StoppingRule
from jury.web.desk.plots import Line, plotted

# How far votes err together is said by what so many of them tell.
VOTES = 9


def curves_of(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """A picture for each size of a panel, the smallest first, and a row for each rule.

    What was measured before sizes were kept apart has none.
    """
    known = [row for row in rows if row["agree"] is not None]
    sizes = sorted({int(row.get("seats", 0)) for row in known})
    return [
        _curve_of(seats, [row for row in known if row.get("seats", 0) == seats])
        for seats in sizes
    ]


def _curve_of(seats: int, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The rules in the order of their votes."""
    rows.sort(key=lambda row: float(row["votes"]["value"]))
    found = [(Estimate(**row["votes"]), Estimate(**row["agree"])) for row in rows]
    line = Line(
        "main",
        [(votes.value, _wrong(agree.value)) for votes, agree in found],
        bars=[(_wrong(agree.high), _wrong(agree.low)) for _votes, agree in found],
        labels=[str(number) for number in range(1, len(found) + 1)],
    )
    return {
        "title": _("Panels of %(seats)s", seats=seats) if seats else _("All panels"),
        "disputes": max(agree.count for _votes, agree in found),
        "plot": plotted([line], left=max(0.0, found[0][0].value - 1)),
        "rows": [
            {
                "number": number,
                "label": rule_words(row["rule"]),
                "votes": f"{votes.value:.1f}",
                "otherwise": format_percent(1 - agree.value, "#,##0.0 %"),
                "between": f"{_wrong(agree.high):.1f}–{_wrong(agree.low):.1f} %",
            }
            for number, (row, (votes, agree)) in enumerate(
                zip(rows, found, strict=True), start=1
            )
        ],
    }


def calibration_words(found: Mapping[str, Any] | None) -> str:
    """What the evidence of votes is worth by audits, and whether polls go by it."""
    if not found or "together" not in found:
        return ""
    if found["audited"] < ENOUGH:
        return str(
            _(
                "Votes may stop by evidence after %(enough)s disputes that were read "
                "again; there are %(audited)s.",
                enough=ENOUGH,
                audited=found["audited"],
            )
        )
    if not found["is_on"]:
        return str(
            _(
                "By %(audited)s disputes that were read again, stopping by evidence is "
                "not surely better than waiting for a lead: votes wait for a lead.",
                audited=found["audited"],
            )
        )
    spared, wrong = Estimate(**found["spared"]), Estimate(**found["wrong"])
    return str(
        _(
            "By %(audited)s disputes that were read again, %(votes)s votes on one "
            "dispute tell as much as %(alone)s of people who do not err together. "
            "Stopping by evidence spares %(low)s to %(high)s votes a dispute; of those "
            "that it calls sure %(wrong)s were wrong.",
            audited=found["audited"],
            votes=VOTES,
            alone=f"{_alone(Fraction(found['together'])):.1f}",
            low=f"{spared.low:.1f}",
            high=f"{spared.high:.1f}",
            wrong=format_percent(wrong.value, "#,##0.0 %"),
        )
    )


def _alone(together: Fraction) -> float:
    """As much as how many people who do not err together so many votes tell."""
    rule = StoppingRule(calibration=Fraction(1), together=together)
    return float(VOTES * rule.worth(VOTES))


def rule_words(name: str) -> str:
    """A rule of stopping by its code, in words."""
    kind, _colon, lead = name.partition(":")
    if kind == "margin":
        return str(_("a lead of %(lead)s", lead=lead))
    if kind == "weighted":
        return str(_("enough evidence"))
    return str(_("every seat votes") if kind == "fixed" else _("until it is settled"))


def _wrong(agree: float) -> float:
    return 100 * (1 - agree)
