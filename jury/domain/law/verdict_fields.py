"""What a policy says of the verdict: how ballots are counted, and when a poll may stop.

In the file both stand under `[verdict]`, and so they do in what a dispute keeps.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from jury.domain.law.fields import Table
from jury.domain.stopping import StoppingKind, StoppingRule
from jury.domain.tally import MEDIAN, RuleKind, VerdictRule

_BY_LEAD = frozenset({StoppingKind.MARGIN, StoppingKind.WEIGHTED})
_OF_LEAD = ("margin", "minimum", "maximum")
_OF_WEIGHT = ("sure", "calibration", "together", "audited", "measured")
# Fewer audited disputes say nothing of verdicts that are wrong so rarely.
_ENOUGH_AUDITED = 100
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
    if stopping.kind is StoppingKind.WEIGHTED:
        told["sure"] = str(stopping.sure)
        if stopping.calibration is not None:
            told["calibration"] = str(stopping.calibration)
            told["audited"] = stopping.audited
        if stopping.together:
            told["together"] = str(stopping.together)
        if stopping.measured:
            told["measured"] = stopping.measured
    return told


def read_stopping(table: Table) -> StoppingRule:
    """Read when a poll may stop, the last that stands there; problems as before."""
    kind = table.code("stop", StoppingKind, default=PLAIN.kind)
    rule = _read_lead(table, kind) if kind in _BY_LEAD else StoppingRule(kind)
    if kind is StoppingKind.WEIGHTED:
        rule = _read_weight(table, rule)
    known = _OF_LEAD if kind in _BY_LEAD else ()
    for name in (*_OF_LEAD, *_OF_WEIGHT):
        is_odd = name not in known and kind is not StoppingKind.WEIGHTED
        if is_odd and table.has(name):
            table.skip(name)
            table.note(name, f'does not go with stop = "{kind}"')
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


def _read_weight(table: Table, rule: StoppingRule) -> StoppingRule:
    """Read how sure is enough, what evidence is worth, and by which audits."""
    sure = table.ratio("sure", default=str(PLAIN.sure))
    if not Fraction(1, 2) < sure < 1:
        table.note("sure", 'must be more than "1/2" and less than all')
        sure = PLAIN.sure
    if not any(map(table.has, ("calibration", "together", "audited"))):
        return replace(rule, sure=sure)
    together = table.ratio("together", default="0")
    is_named = table.has("calibration") or not together
    worth = table.ratio("calibration") if is_named else Fraction(1)
    audited = table.integer("audited", low=_ENOUGH_AUDITED, high=10**9)
    if not worth:
        table.note("calibration", "must be more than nothing")
    measured = table.date("measured").isoformat() if table.has("measured") else ""
    return replace(
        rule,
        sure=sure,
        calibration=worth or None,
        together=together,
        audited=audited,
        measured=measured,
    )
