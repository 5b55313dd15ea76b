"""Panels with planted truth: what people of known faults make of disputes known to us.

Draw, seats, stopping and tally are those of the court; the people are made up. Some
disputes are hard for everybody, some people do not read, and everybody may lean to the
side that they mostly are. So it can be told how often a rule of the court comes to the
truth, with how many votes, and which side its faults fall on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from jury.domain.fairness.intervals import Estimate, Floats, Places, mean, share
from jury.domain.fairness.meters import Ballots
from jury.domain.jurors.strata import Axis, in_turns, stratum_keys
from jury.domain.sortition.commitment import (
    Commitment,
    CommittedSegment,
    commitment_digest,
    seats_by_segment,
)
from jury.domain.sortition.rows import Segment, build_segment
from jury.domain.sortition.stream import segment_stream
from jury.domain.stopping import Ballot, Sitting, StoppingRule, may_stop
from jury.domain.tally import Outcome, tally

WHOLE = "en/*/active"
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Nature:
    """Who the jurors are, and how hard the disputes.

    *accuracy* is that of an ordinary juror in an ordinary dispute; *skills* and
    *hardness* say, in logits, how unlike jurors and disputes are. Everybody leans by
    *lean* to the side that they mostly are. The *lazy* do not read: half of them vote
    by chance, and half for the first remedy on the page. *buyer_files* is how many of
    the disputes a buyer filed; who filed is right as often as not.
    """

    jurors: int = 5000
    buyers: float = 0.8
    experienced: float = 0.3
    accuracy: float = 0.75
    skills: float = 0.5
    hardness: float = 1.0
    lean: float = 0.1
    lazy: float = 0.05
    turnout: float = 0.5
    buyer_files: float = 0.8


@dataclass(frozen=True, slots=True)
class Terms:
    """How the panels are drawn and when they stop."""

    seats: int
    rule: StoppingRule
    balance: tuple[Axis, ...] = ()


@dataclass(frozen=True, eq=False)
class Crowd:
    """The jurors, one a row in the order of their keys."""

    keys: bytes
    buys: Flags
    experienced: Flags
    skill: Floats
    lazy: Places

    def lists(self, balance: Sequence[Axis]) -> dict[str, tuple[Segment, Places]]:
        """Give each list that is drawn from, and whose rows stand on it."""
        place = np.zeros(len(self.buys), dtype=np.intp)
        second = {Axis.TRADE: ~self.buys, Axis.EXPERIENCE: self.experienced}
        for axis in balance:
            place = 2 * place + second[axis]
        keys = np.frombuffer(self.keys, np.uint8).reshape(-1, 16)
        rows = [np.flatnonzero(place == at) for at in range(1 << len(balance))]
        return {
            key: (build_segment(keys[those]), those)
            for key, those in zip(stratum_keys(WHOLE, balance), rows, strict=True)
        }


_READS, _BY_CHANCE, _FIRST = range(3)


def make_crowd(nature: Nature, *, chance: np.random.Generator) -> Crowd:
    """Make the people up."""
    count = nature.jurors
    keys = chance.integers(0, 256, (count, 16), dtype=np.uint8)
    lazy = chance.random(count) < nature.lazy
    kind_of_lazy = chance.integers(_BY_CHANCE, _FIRST + 1, count)
    ordinary = np.log(nature.accuracy / (1 - nature.accuracy))
    return Crowd(
        keys=build_segment(keys).keys,
        buys=chance.random(count) < nature.buyers,
        experienced=chance.random(count) < nature.experienced,
        skill=chance.normal(ordinary, nature.skills, count),
        lazy=np.where(lazy, kind_of_lazy, _READS),
    )


@dataclass(frozen=True, eq=False)
class Played:
    """What became of every dispute, and every ballot that was cast.

    *verdicts* are 1 for the buyer, 0 for the seller and -1 where none was reached.
    """

    truths: Flags
    verdicts: Places
    buyer_filed: Flags
    ballots: Ballots
    crowd: Crowd

    def right(self) -> Estimate | None:
        """Return how many of the verdicts are what is true."""
        reached = self.verdicts >= 0
        return share(
            int((self.verdicts == self.truths)[reached].sum()), int(reached.sum())
        )

    def votes(self, *, chance: np.random.Generator) -> Estimate:
        """Return how many votes a dispute takes."""
        counts = np.bincount(self.ballots.disputes, minlength=len(self.truths))
        return mean(counts.astype(float), chance=chance)

    def side_gap(self, *, chance: np.random.Generator) -> Estimate:
        """Return by how much more is decided for buyers than should be."""
        reached = self.verdicts >= 0
        gap = (self.verdicts - self.truths.astype(int))[reached]
        return mean(gap.astype(float), chance=chance)


def play(nature: Nature, terms: Terms, *, disputes: int, seed: int) -> Played:
    """Hear so many disputes; the same seed gives the same people and disputes."""
    chance = np.random.default_rng(seed)
    crowd = make_crowd(nature, chance=chance)
    truths = np.arange(disputes) % 2 == 0
    ease = chance.normal(0, nature.hardness, disputes)
    filed = chance.random(disputes) < nature.buyer_files
    lists = crowd.lists(terms.balance)
    verdicts = np.full(disputes, -1)
    cast: list[tuple[int, int, int]] = []
    sitting = Sitting(rungs=2, seats=terms.seats)
    for number in range(disputes):
        panel = seat_panel(lists, terms, number, nature=nature, chance=chance)
        likely = _likely(crowd, panel, nature, ease=ease[number], truth=truths[number])
        votes = (chance.random(len(panel)) < likely).astype(int)
        counted = _stopped(votes.tolist(), sitting, terms.rule)
        cast += zip([number] * counted, panel[:counted], votes[:counted], strict=False)
        verdicts[number] = _verdict(votes[:counted].tolist(), sitting)
    rows = np.array(cast, dtype=np.intp)
    ballots = Ballots(rows[:, 0], rows[:, 1], rows[:, 2].astype(float))
    return Played(truths, verdicts, filed, ballots, crowd)


def seat_panel(
    lists: dict[str, tuple[Segment, Places]],
    terms: Terms,
    number: int,
    *,
    nature: Nature,
    chance: np.random.Generator,
) -> list[int]:
    """Draw one panel by the court's lot; the rows in the order in which they vote.

    Who does not come is replaced by the next of the same list. Seats open as many at
    once as the rule needs at least, and those who sit together vote in any order.
    """
    commitment = Commitment(
        dispute=f"planted-{number}",
        round_number=1,
        draw_no=1,
        seats=terms.seats,
        segments=tuple(
            CommittedSegment(key, segment.root, segment.size, terms.seats // len(lists))
            for key, (segment, _rows) in lists.items()
        ),
        exclusions=bytes(32),
        server_seed_hash=None,
        balance=tuple(terms.balance),
    )
    digest, seed = commitment_digest(commitment), chance.bytes(32)
    seats = seats_by_segment(commitment, digest, seed)
    seated = []
    for own, (key, (segment, rows)) in zip(seats, lists.items(), strict=True):
        stream = segment_stream(digest, seed, key)
        come = iter(_who_come(stream.pairs(segment.size), nature.turnout, chance))
        seated.append([int(rows[next(come)]) for _seat in range(own)])
    turns, first = in_turns(seated), max(terms.rule.minimum, terms.rule.margin)
    return [
        turns[at + int(place)]
        for at in range(0, len(turns), first)
        for place in chance.permutation(len(turns[at : at + first]))
    ]


def _who_come(
    named: Iterator[tuple[int, int]], turnout: float, chance: np.random.Generator
) -> Iterator[int]:
    met = set[int]()
    for _lane, row in named:
        if row not in met and chance.random() < turnout:
            yield row
        met.add(row)


def _likely(
    crowd: Crowd, panel: Sequence[int], nature: Nature, *, ease: float, truth: bool
) -> Floats:
    """How likely each of a panel votes for the buyer."""
    rows = np.asarray(panel)
    right = 1 / (1 + np.exp(-(crowd.skill[rows] + ease)))
    own_side = np.where(crowd.buys[rows], nature.lean, -nature.lean)
    reads = np.clip((right if truth else 1 - right) + own_side, 0, 1)
    lazy = crowd.lazy[rows]
    return np.select([lazy == _BY_CHANCE, lazy == _FIRST], [0.5, 0.0], reads)


def _stopped(votes: Sequence[int], sitting: Sitting, rule: StoppingRule) -> int:
    """After how many ballots the poll is closed."""
    ballots = [Ballot(vote) for vote in votes]
    return next(
        count
        for count in range(1, len(ballots) + 1)
        if may_stop(ballots[:count], sitting=sitting, rule=rule)
    )


def _verdict(votes: Sequence[int], sitting: Sitting) -> int:
    counted = tally(
        votes, rungs=sitting.rungs, seats=sitting.seats, at_window_end=False
    )
    is_decided = counted.outcome is Outcome.DECIDED and counted.median_rung is not None
    return int(counted.median_rung or 0) if is_decided else -1
