"""How far votes on one dispute err together, learned from verdicts read again.

Jurors err together, so evidence claims more than it is worth, and the more so the more
votes there are. Polls whose truth readers found are replayed as if votes hung together
by so much, and beside them under a plain lead: the least is taken with which those that
are called sure are not wrong too often, and used only while it takes surely fewer votes
and is surely not wrong oftener by more than is borne.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from jury.domain.fairness.intervals import Estimate, Floats, mean, share
from jury.domain.stopping import (
    Ballot,
    Enough,
    Sitting,
    StoppingKind,
    StoppingRule,
    why_enough,
)
from jury.domain.tally import tally

# Fewer say nothing of verdicts that are wrong so rarely.
ENOUGH = 100
TOGETHER = tuple(Fraction(n, 40) for n in (*range(9), 10, 12, 16, 20))
# How many times the doubt those that are called sure may be wrong. Not twice: what was
# chosen by these very polls does a little worse on the next.
BORNE = Fraction(5, 4)
# By how much oftener than a plain lead it may be wrong at most.
MORE_WRONG = 0.01
ORDERS = 3
WEIGHTED = StoppingRule(StoppingKind.WEIGHTED)


@dataclass(frozen=True, slots=True)
class Audited:
    """A poll that was held, its ballots weighed, and what readers found to be right."""

    rungs: int
    seats: int
    ballots: tuple[Ballot, ...]
    truth: int


@dataclass(frozen=True, slots=True)
class Calibration:
    """How far votes err together; None where with none of it they are right enough.

    *wrong* is of polls that evidence stopped; *spared* the votes a dispute that a
    plain lead takes more, *more_wrong* how much oftener than it the outcome is wrong.
    """

    audited: int
    together: Fraction | None
    wrong: Estimate | None
    spared: Estimate | None
    more_wrong: Estimate | None

    @property
    def is_on(self) -> bool:
        """Whether polls may be stopped by it."""
        if self.audited < ENOUGH or self.together is None:
            return False
        if self.spared is None or self.more_wrong is None:
            return False
        return self.spared.low > 0 and self.more_wrong.high <= MORE_WRONG


@dataclass(frozen=True, slots=True)
class _Ended:
    votes: int
    is_wrong: bool
    by_evidence: bool


def calibrate(
    polls: Sequence[Audited], *, seed: int, rule: StoppingRule = WEIGHTED
) -> Calibration:
    """Find how far votes err together in these polls; the same seed gives the same."""
    none = Calibration(len(polls), None, None, None, None)
    if len(polls) < ENOUGH:
        return none
    plain = _play(polls, replace(rule, kind=StoppingKind.MARGIN), seed=seed)
    borne = BORNE * (1 - rule.sure)
    for together in TOGETHER:
        used = replace(rule, calibration=Fraction(1), together=together)
        ended = _play(polls, used, seed=seed)
        sure = [one for row in ended for one in row if one.by_evidence]
        wrong = sum(one.is_wrong for one in sure)
        if sure and Fraction(wrong, len(sure)) <= borne:
            return _beside(ended, plain, together=together, wrong=(wrong, len(sure)))
    return none


def _beside(
    ended: Sequence[Sequence[_Ended]],
    plain: Sequence[Sequence[_Ended]],
    *,
    together: Fraction,
    wrong: tuple[int, int],
) -> Calibration:
    """Compare both on the same polls in the same orders."""
    chance = np.random.default_rng(len(ended))
    spared = _mean_votes(plain) - _mean_votes(ended)
    more_wrong = _mean_wrong(ended) - _mean_wrong(plain)
    # Orders of one poll are no further polls.
    found = share(round(wrong[0] / ORDERS), round(wrong[1] / ORDERS))
    return Calibration(
        audited=len(ended),
        together=together,
        wrong=found,
        spared=mean(spared, chance=chance),
        more_wrong=mean(more_wrong, chance=chance),
    )


def _mean_votes(rows: Sequence[Sequence[_Ended]]) -> Floats:
    return np.array([np.mean([one.votes for one in row]) for row in rows])


def _mean_wrong(rows: Sequence[Sequence[_Ended]]) -> Floats:
    return np.array([np.mean([one.is_wrong for one in row]) for row in rows])


def _play(
    polls: Sequence[Audited], rule: StoppingRule, *, seed: int
) -> list[list[_Ended]]:
    chance = np.random.default_rng(seed)
    return [
        [
            _polled(poll, chance.permutation(len(poll.ballots)).tolist(), rule)
            for _order in range(ORDERS)
        ]
        for poll in polls
    ]


def _polled(poll: Audited, order: Sequence[int], rule: StoppingRule) -> _Ended:
    """Open ballots one by one until the rule stops the poll."""
    sitting = Sitting(rungs=poll.rungs, seats=poll.seats)
    cast: list[Ballot] = []
    why: Enough | None = None
    for place in order:
        cast.append(poll.ballots[place])
        why = why_enough(cast, sitting=sitting, rule=rule)
        if why is not None:
            break
    counted = tally(
        [one.choice for one in cast],
        rungs=poll.rungs,
        seats=poll.seats,
        at_window_end=False,
    )
    is_wrong = counted.median_rung != poll.truth
    return _Ended(len(cast), is_wrong, why is Enough.EVIDENCE)
