"""Counts a poll: the median rung of the deciding ballots, and what follows from it.

The lower of two middles wins, so with two rungs this is the plain majority, and no
juror moves the outcome towards their own rung by exaggerating.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import accumulate


class RuleKind(StrEnum):
    """How ballots become a verdict."""

    MEDIAN = "median"


@dataclass(frozen=True, slots=True)
class VerdictRule:
    """How a poll is counted; the shares are of the seats."""

    kind: RuleKind = RuleKind.MEDIAN
    quorum: Fraction = Fraction(2, 3)
    deciding: Fraction = Fraction(1, 3)

    def quorum_of(self, seats: int) -> int:
        """Ballots that a poll needs at its window's end (⌊2·seats/3⌋)."""
        return int(self.quorum * seats)

    def deciding_of(self, seats: int) -> int:
        """Deciding ballots below which a poll is hung (⌈seats/3⌉)."""
        return -int(-(self.deciding * seats) // 1)


MEDIAN = VerdictRule()


class Outcome(StrEnum):
    """What a poll came to."""

    DECIDED = "decided"
    HUNG = "hung"
    NO_QUORUM = "no_quorum"


class HungBy(StrEnum):
    """Why a poll is hung."""

    NOBODY_DECIDED = "nobody_decided"
    TOO_FEW_DECIDED = "too_few_decided"
    EVEN_SPLIT = "even_split"


@dataclass(frozen=True, slots=True)
class Tally:
    """A counted poll: `counts[i]` ballots chose rung i."""

    counts: tuple[int, ...]
    cannot_decide: int
    seats: int
    median_rung: int | None
    outcome: Outcome
    hung_by: HungBy | None = None

    @property
    def deciding(self) -> int:
        """Ballots that picked a rung."""
        return sum(self.counts)

    @property
    def ballots(self) -> int:
        """Ballots cast, *cannot decide* included."""
        return self.deciding + self.cannot_decide

    @property
    def split(self) -> tuple[int, int]:
        """Ballots for nothing to the buyer, and for anything above it."""
        return self.counts[0], self.deciding - self.counts[0]


def tally(
    choices: Sequence[int | None],
    *,
    rungs: int,
    seats: int,
    rule: VerdictRule = MEDIAN,
    at_window_end: bool,
) -> Tally:
    """Count `choices` (a rung's place, or None for *cannot decide*).

    Quorum and the least number of deciding ballots are tested only when the poll ran to
    its window's end, or when every seat has voted, which comes to the same.
    """
    counts = _count(choices, rungs=rungs, seats=seats)
    undecided = len(choices) - sum(counts)
    median, hung_by = _middle(counts)
    outcome = Outcome.HUNG if hung_by else Outcome.DECIDED
    if at_window_end or len(choices) == seats:
        if len(choices) < rule.quorum_of(seats):
            outcome, median, hung_by = Outcome.NO_QUORUM, None, None
        elif 0 < sum(counts) < rule.deciding_of(seats):
            outcome, median = Outcome.HUNG, None
            hung_by = HungBy.TOO_FEW_DECIDED
    return Tally(counts, undecided, seats, median, outcome, hung_by)


def is_settled(
    choices: Sequence[int | None],
    *,
    outstanding: int,
    rungs: int,
    seats: int,
    rule: VerdictRule = MEDIAN,
) -> bool:
    """Tell whether no ballot still out can change what the poll comes to.

    Exactly: every way in which the outstanding ballots, each any rung or *cannot
    decide*, could come in ends decided for the same rung; or none is out. A poll that
    can only end hung for want of deciding ballots is left to its window's end, where
    alone that is tested.
    """
    counts = _count(choices, rungs=rungs, seats=seats)
    if outstanding != seats - len(choices):
        raise ValueError("every seat has either voted or is outstanding")
    if outstanding == 0:
        return True
    deciding = sum(counts)
    if deciding < rule.deciding_of(seats):
        return False
    if abs(2 * counts[0] - deciding) <= outstanding:
        return False  # an even split between nothing and something is in reach
    lowest = [counts[0] + outstanding, *counts[1:]]
    highest = [*counts[:-1], counts[-1] + outstanding]
    return _lower_median(lowest) == _lower_median(highest)


def _count(choices: Sequence[int | None], *, rungs: int, seats: int) -> tuple[int, ...]:
    if rungs < 2:
        raise ValueError("a ladder has at least two rungs")
    if len(choices) > seats:
        raise ValueError("more ballots than seats")
    counts = [0] * rungs
    for choice in choices:
        if choice is None:
            continue
        if not 0 <= choice < rungs:
            raise ValueError("a ballot names a rung that is not on the ladder")
        counts[choice] += 1
    return tuple(counts)


def _middle(counts: Sequence[int]) -> tuple[int | None, HungBy | None]:
    deciding = sum(counts)
    if deciding == 0:
        return None, HungBy.NOBODY_DECIDED
    if 2 * counts[0] == deciding:
        return None, HungBy.EVEN_SPLIT
    return _lower_median(counts), None


def _lower_median(counts: Sequence[int]) -> int:
    middle = (sum(counts) - 1) // 2
    return sum(upto <= middle for upto in accumulate(counts))
