"""What stored polls would have come to under another rule, size or deadline.

Ballots come as they came, in their quarters of an hour and shuffled inside, or in
orders of chance. A poll that would have needed more ballots than there are ends with
those there are, and is counted apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

import numpy as np

from jury.domain.fairness.intervals import Estimate, mean, share
from jury.domain.stopping import Ballot, Sitting, StoppingRule, may_stop
from jury.domain.tally import Outcome, tally

QUARTER_MINUTES = 15


class Order(StrEnum):
    """In which order ballots come."""

    KEPT = "kept"
    CHANCE = "chance"


@dataclass(frozen=True, slots=True)
class Poll:
    """A poll that was held: its ballots by quarter of an hour, and how it ended.

    *final* is the rung that became final after appeals, *audited* what auditors who
    did not know of it found; None where there is none.
    """

    reason: str
    rungs: int
    seats: int
    ballots: tuple[tuple[int, Ballot], ...]
    final: int | None
    audited: int | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """Under what polls are replayed; None keeps what each of them had."""

    rule: StoppingRule
    seats: int | None = None
    quarters: int | None = None
    order: Order = Order.KEPT


@dataclass(frozen=True, slots=True)
class Replay:
    """How one replay ended; *quarter* is the one in which it could be closed."""

    votes: int
    quarter: int
    rung: int | None
    fell_short: bool


@dataclass(frozen=True, slots=True)
class Result:
    """What all replays come to together, with intervals over disputes."""

    polls: int
    votes: Estimate
    minutes: Estimate
    decided: Estimate | None
    agree_final: Estimate | None
    agree_audited: Estimate | None
    fell_short: Estimate | None


def replay(poll: Poll, terms: Terms, *, chance: np.random.Generator) -> Replay:
    """Let the ballots of one poll come in until the rule stops it or none is left."""
    seats = terms.seats or poll.seats
    sitting = Sitting(rungs=poll.rungs, seats=seats)
    cast: list[Ballot] = []
    quarter = 0
    for quarter, arrived in _arrivals(poll, terms, chance):
        cast += arrived[: seats - len(cast)]
        if may_stop(cast, sitting=sitting, rule=terms.rule):
            return _ended(cast, quarter, sitting, fell_short=False)
    return _ended(cast, quarter, sitting, fell_short=len(cast) < seats)


def _arrivals(
    poll: Poll, terms: Terms, chance: np.random.Generator
) -> list[tuple[int, list[Ballot]]]:
    """The ballots in the quarters in which a sweep finds them."""
    rows = [poll.ballots[at] for at in chance.permutation(len(poll.ballots))]
    if terms.order is Order.CHANCE:
        # The times stay as they were; whose ballot came when is left to chance.
        times = sorted(quarter for quarter, _ballot in rows)
        rows = [(at, row[1]) for at, row in zip(times, rows, strict=True)]
    found: dict[int, list[Ballot]] = {}
    for quarter, ballot in sorted(rows, key=lambda row: row[0]):
        if terms.quarters is None or quarter <= terms.quarters:
            found.setdefault(quarter, []).append(ballot)
    return list(found.items())


def _ended(
    cast: Sequence[Ballot], quarter: int, sitting: Sitting, *, fell_short: bool
) -> Replay:
    counted = tally(
        [ballot.choice for ballot in cast],
        rungs=sitting.rungs,
        seats=sitting.seats,
        at_window_end=False,
    )
    is_decided = counted.outcome is Outcome.DECIDED
    rung = counted.median_rung if is_decided else None
    return Replay(len(cast), quarter, rung, fell_short)


def backtest(
    polls: Sequence[Poll], terms: Terms, *, chance: np.random.Generator, orders: int = 1
) -> Result:
    """Replay every poll *orders* times; refuses none at all with ValueError."""
    if not polls or orders < 1:
        raise ValueError("a back-test needs a poll and an order")
    all_replays = [
        [replay(poll, terms, chance=chance) for _order in range(orders)]
        for poll in polls
    ]
    votes = np.array([[one.votes for one in row] for row in all_replays], dtype=float)
    ends = np.array([[one.quarter for one in row] for row in all_replays], dtype=float)
    each = [
        (poll, one) for poll, row in zip(polls, all_replays, strict=True) for one in row
    ]
    decided = [(poll, one) for poll, one in each if one.rung is not None]
    return Result(
        polls=len(polls),
        votes=mean(votes.mean(axis=1), chance=chance),
        minutes=mean(ends.mean(axis=1) * QUARTER_MINUTES, chance=chance),
        decided=share(len(decided) // orders, len(each) // orders),
        agree_final=_agree([(poll.final, one.rung) for poll, one in decided], orders),
        agree_audited=_agree(
            [(poll.audited, one.rung) for poll, one in decided], orders
        ),
        fell_short=share(
            sum(one.fell_short for _poll, one in each) // orders, len(each) // orders
        ),
    )


def _agree(
    pairs: Sequence[tuple[int | None, int | None]], orders: int
) -> Estimate | None:
    """How many of those that are known agree; orders of one poll count as one."""
    known = [truth == found for truth, found in pairs if truth is not None]
    return share(
        round(Fraction(sum(known), orders)), round(Fraction(len(known), orders))
    )
