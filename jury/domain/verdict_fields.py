"""What a policy says of the verdict: how ballots are counted, and when a poll may stop.

In the file both stand under `[verdict]`, and so they do in what a dispute keeps.
"""

from __future__ import annotations

from jury.domain.fields import Table
from jury.domain.stopping import StoppingKind, StoppingRule
from jury.domain.tally import MEDIAN, RuleKind, VerdictRule

_BY_LEAD = frozenset({StoppingKind.MARGIN})
_OWN = ("margin", "minimum", "maximum")
_MOST = 999
PLAIN = StoppingRule()


def read_counting(table: Table) -> VerdictRule:
    """Read how ballots are counted; problems go to the table."""
    return VerdictRule(
        kind=table.code("rule", RuleKind, default=MEDIAN.kind),
        quorum=table.ratio("quorum", default=str(MEDIAN.quorum)),
        deciding=table.ratio("deciding", default=str(MEDIAN.deciding)),
    )


def verdict_to_json(counting: VerdictRule, stopping: StoppingRule) -> dict[str, object]:
    """Give the mapping from which both are read again."""
    told: dict[str, object] = {
        "rule": counting.kind.value,
        "quorum": str(counting.quorum),
        "deciding": str(counting.deciding),
        "stop": stopping.kind.value,
    }
    if stopping.kind in _BY_LEAD:
        told |= {"margin": stopping.margin, "minimum": stopping.minimum}
        if stopping.maximum is not None:
            told["maximum"] = stopping.maximum
    return told


def read_stopping(table: Table) -> StoppingRule:
    """Read when a poll may stop, the last that stands there; problems as before."""
    kind = table.code("stop", StoppingKind, default=PLAIN.kind)
    if kind is StoppingKind.WEIGHTED:
        table.note("stop", "must be one of settled, fixed, margin")
    rule = _read_lead(table, kind) if kind in _BY_LEAD else StoppingRule(kind)
    for name in filter(table.has, () if kind in _BY_LEAD else _OWN):
        table.integer(name, low=1, high=_MOST)
        table.note(name, 'goes with stop = "margin" alone')
    table.finish()
    return rule


def _read_lead(table: Table, kind: StoppingKind) -> StoppingRule:
    margin = table.integer("margin", low=1, high=_MOST, default=PLAIN.margin)
    minimum = table.integer("minimum", low=1, high=_MOST, default=PLAIN.minimum)
    if not table.has("maximum"):
        return StoppingRule(kind, margin, minimum)
    maximum = table.integer("maximum", low=1, high=_MOST)
    if maximum < minimum:
        table.note("maximum", "must not be less than minimum")
    return StoppingRule(kind, margin, minimum, max(maximum, minimum))
