"""The audit of an invented past: drawn by the court's lot, read by invented eyes."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

import numpy as np

from jury.domain.fairness.terms import AuditTerms
from jury.domain.lifecycle import EndedBy
from jury.services.fairness.sampling import READERS, Again, lot, named_by
from jury.storage.figures.history import HeldPoll

# How often a reader sees what is right.
SEES = 0.95
UNTIL_CLOSED = timedelta(days=4)
Week = tuple[str, int, int, int]
Found = tuple[list[Again], list[Week], dict[str, int]]


def audits(
    held: Sequence[HeldPoll],
    truths: Mapping[str, int],
    terms: AuditTerms,
    *,
    chance: np.random.Generator,
) -> Found:
    """Read a lot of each week's verdicts again: what was said, the weeks, the rungs."""
    readings: list[Again] = []
    weeks: list[Week] = []
    audited: dict[str, int] = {}
    for week, last in _by_week(held).items():
        drawn = lot(sorted(last), seed=f"simulated-{week}", size=terms.weekly)
        for dispute in drawn:
            again = _read(last[dispute], truths[dispute], terms, chance=chance)
            readings.append(again)
            audited[dispute] = named_by(again.said)
        weeks.append((week, len(last), len(drawn), len(drawn)))
    return readings, weeks, audited


def _by_week(held: Sequence[HeldPoll]) -> dict[str, dict[str, HeldPoll]]:
    """The last poll of each dispute that a jury decided, by the week it closed in."""
    found: dict[str, dict[str, HeldPoll]] = {}
    for one in held:
        if one.ended_by == EndedBy.VERDICT.value:
            year, number, _day = (one.began_at + UNTIL_CLOSED).isocalendar()
            found.setdefault(f"{year}-W{number:02}", {})[one.dispute_id] = one
    return found


def _read(
    poll: HeldPoll, truth: int, terms: AuditTerms, *, chance: np.random.Generator
) -> Again:
    rungs, rung = len((poll.split or {})["counts"]), poll.final_rung or 0

    def look() -> int:
        if chance.random() < SEES:
            return truth
        return int(chance.integers(rungs))

    said = [look() for _reader in range(READERS)]
    if terms.differ(*said, rungs=rungs):
        said.append(look())
    is_wrong = terms.differ(named_by(said), rung, rungs=rungs)
    return Again(rung, rungs, is_wrong, tuple(said))
