"""When a poll may close before its window does: rules that look at the ballots alone.

`settled` waits until nothing still out can change the outcome, `fixed` for every seat,
`margin` for a lead, `weighted` for enough evidence, given how far each juror can be
relied on. Whatever stops a poll, its outcome is the plain median rung of its ballots.
Ballots in whatever order, on whatever machine, come to the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from enum import StrEnum
from fractions import Fraction

from jury.domain.tally import MEDIAN, Outcome, VerdictRule, is_settled, tally

# Decimals round alike everywhere, which the exponentials of a machine do not.
_EXACT = Context(prec=28)
_THOUSAND = 1000


class StoppingKind(StrEnum):
    """What a poll waits for."""

    SETTLED = "settled"
    FIXED = "fixed"
    MARGIN = "margin"
    WEIGHTED = "weighted"


class Enough(StrEnum):
    """Why a poll needs no further ballot."""

    ALL_VOTED = "all_voted"
    SETTLED = "settled"
    LEAD = "lead"
    MAXIMUM = "maximum"
    EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True)
class StoppingRule:
    """When a poll stops; the numbers count deciding ballots.

    *calibration* is what the evidence of votes was worth in so many *audited* disputes,
    as a part of what it claims; without it `weighted` is `margin`. *together* is how
    far the votes on one dispute err together there, from nothing to 1. *measured* is
    the day on which the court found it by its own audits; empty where a file names it.
    """

    kind: StoppingKind = StoppingKind.SETTLED
    margin: int = 4
    minimum: int = 5
    maximum: int | None = None
    sure: Fraction = Fraction(99, 100)
    calibration: Fraction | None = None
    together: Fraction = Fraction(0)
    audited: int = 0
    measured: str = ""

    def __post_init__(self) -> None:
        """Refuse what no poll could be stopped by."""
        if self.margin < 1 or self.minimum < 1:
            raise ValueError("a poll needs a ballot and a lead to stop")
        if self.maximum is not None and self.maximum < self.minimum:
            raise ValueError("a poll stops at the latest after it may stop at all")
        if not Fraction(1, 2) < self.sure < 1:
            raise ValueError("to be sure is more than half and less than all")
        if self.calibration is not None and not 0 < self.calibration <= 1:
            raise ValueError("evidence is worth at most what it claims, and something")
        if not 0 <= self.together <= 1:
            raise ValueError("votes err together at most wholly, and at least not")

    @property
    def weighs(self) -> bool:
        """Whether it looks at who voted, and not at the votes alone."""
        return self.kind is StoppingKind.WEIGHTED and self.calibration is not None

    def worth(self, votes: int) -> Fraction:
        """What the evidence of so many votes is worth, as a part of what it claims.

        Votes that hang together by r tell as much as n / (1 + (n − 1)·r) that do not:
        the design effect of Kish (Survey Sampling, 1965).
        """
        return (self.calibration or Fraction(0)) / (1 + (votes - 1) * self.together)

    def beyond(self, seats: int) -> tuple[str, ...]:
        """Name every number of this rule that a panel of so many never reaches."""
        if self.kind not in {StoppingKind.MARGIN, StoppingKind.WEIGHTED}:
            return ()
        known = {"margin": self.margin, "minimum": self.minimum}
        known["maximum"] = self.maximum or 0
        return tuple(name for name, number in known.items() if number > seats)


@dataclass(frozen=True, slots=True)
class Ballot:
    """A choice, and how likely this juror makes it where each rung is the right one.

    *evidence* holds a logarithm a rung, in thousandths, so that sums are exact.
    """

    choice: int | None
    evidence: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Sitting:
    """What a poll is held over: its ladder, its seats, and how it is counted.

    *prior* is, as `Ballot.evidence`, how likely each rung is before any ballot.
    """

    rungs: int
    seats: int
    counting: VerdictRule = MEDIAN
    prior: tuple[int, ...] = ()


def may_stop(
    ballots: Sequence[Ballot], *, sitting: Sitting, rule: StoppingRule
) -> bool:
    """Tell whether a poll with these ballots has seen enough."""
    return why_enough(ballots, sitting=sitting, rule=rule) is not None


def why_enough(
    ballots: Sequence[Ballot], *, sitting: Sitting, rule: StoppingRule
) -> Enough | None:
    """Say why a poll with these ballots may stop; None: it goes on."""
    choices = [ballot.choice for ballot in ballots]
    if len(choices) == sitting.seats:
        return Enough.ALL_VOTED
    if rule.kind is StoppingKind.FIXED:
        return None
    if is_settled(
        choices,
        outstanding=sitting.seats - len(choices),
        rungs=sitting.rungs,
        seats=sitting.seats,
        rule=sitting.counting,
    ):
        return Enough.SETTLED
    if rule.kind is StoppingKind.SETTLED:
        return None
    return _why_early(ballots, sitting=sitting, rule=rule)


def _why_early(
    ballots: Sequence[Ballot], *, sitting: Sitting, rule: StoppingRule
) -> Enough | None:
    counted = tally(
        [ballot.choice for ballot in ballots],
        rungs=sitting.rungs,
        seats=sitting.seats,
        rule=sitting.counting,
        at_window_end=False,
    )
    if counted.outcome is not Outcome.DECIDED or counted.deciding < rule.minimum:
        return None
    if rule.maximum is not None and counted.deciding >= rule.maximum:
        return Enough.MAXIMUM
    if not rule.weighs:
        leads = lead(counted.counts, counted.median_rung or 0) >= rule.margin
        return Enough.LEAD if leads else None
    weighed = weigh(ballots, sitting)
    is_named = likeliest(weighed) == counted.median_rung
    worth = rule.worth(counted.deciding)
    if is_named and is_sure(weighed, sure=rule.sure, calibration=worth):
        return Enough.EVIDENCE
    return None


def lead(counts: Sequence[int], rung: int) -> int:
    """Return by how many ballots *rung* leads at the nearer of its boundaries.

    Ballots for it or higher against lower ones, and for it or lower against higher.
    """
    lower, higher = sum(counts[:rung]), sum(counts[rung + 1 :])
    return sum(counts) - 2 * max(lower, higher)


def weigh(ballots: Sequence[Ballot], sitting: Sitting) -> tuple[int, ...]:
    """Return the evidence for each rung, in thousandths of a natural logarithm."""
    deciding = [ballot.evidence for ballot in ballots if ballot.choice is not None]
    rows = [sitting.prior or (0,) * sitting.rungs, *deciding]
    if any(len(row) != sitting.rungs for row in rows):
        raise ValueError("evidence speaks of every rung of the ladder")
    return tuple(sum(column) for column in zip(*rows, strict=True))


def likeliest(weighed: Sequence[int]) -> int:
    """Return the rung with the most evidence; of several the lowest."""
    return max(range(len(weighed)), key=lambda rung: (weighed[rung], -rung))


def is_sure(
    weighed: Sequence[int], *, sure: Fraction, calibration: Fraction = Fraction(1)
) -> bool:
    """Tell whether the likeliest rung is right with at least the chance *sure*."""
    best = likeliest(weighed)
    against = Decimal(0)
    for rung, sum_ in enumerate(weighed):
        if rung != best:
            behind = calibration * (weighed[best] - sum_) / _THOUSAND
            part = _EXACT.divide(behind.numerator, behind.denominator)
            against = _EXACT.add(against, _EXACT.exp(-part))
    return against * sure.numerator <= sure.denominator - sure.numerator
