"""How many of the next in drawn order are called, so that few say yes for nothing.

Each call that is out takes a seat with some chance. As many are called as keep the
share of those who would find no seat below what the policy allows, by the whole
distribution of how many may come and not by its mean.

A call counts in full until it has come to an end, however long it has been out. Whoever
sees the calls go out would learn the turnout if silence brought further ones and a seat
that was taken did not.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import sqrt

from jury.domain.calling.turnout import Turnout

# A poll may be fuller or emptier than others; what it shows itself counts against so
# many expected answers, and the more calls are known the less one poll tells.
_FIRST_ANSWERS, _MOST_ANSWERS, _CALLS_AN_ANSWER = 4.0, 16.0, 40
# By how many deviations the turnout is taken to be higher than it looks.
_CAUTION = 1.0
_MOST_LIKELY = 0.97
# Whoever is told only later mostly finds the poll closed, and is never told at all: so
# many times the share may be called who would find no seat.
_ASLEEP = 4
# Never more calls out than this for each free seat, however few are expected to answer.
_MOST_A_SEAT = 12


@dataclass(frozen=True, slots=True)
class Out:
    """A call of this poll, and how likely a yes was.

    *answered* tells whether it has come to an end, by an answer or by its time.
    """

    chance: float
    answered: bool
    willing: bool = False
    asleep: bool = False


@dataclass(slots=True)
class Wave:
    """Calls that are out together, and how many of them may find a seat taken."""

    free: int
    calls: int = 0
    expected: float = 0.0
    unseated: float = 0.0
    _taken: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Nobody has been called: no seat is taken, for sure."""
        self._taken = [1.0] + [0.0] * self.free

    def with_one(self, chance: float) -> float:
        """Say how many would find no seat if one more were called."""
        return self.unseated + chance * self._taken[-1]

    def add(self, chance: float) -> None:
        """Call one more."""
        self.unseated = self.with_one(chance)
        self.expected += chance
        self.calls += 1
        taken = self._taken
        for seats in range(self.free, 0, -1):
            stays = taken[seats] if seats == self.free else taken[seats] * (1 - chance)
            taken[seats] = stays + taken[seats - 1] * chance
        if self.free:
            taken[0] *= 1 - chance


@dataclass(frozen=True, slots=True)
class Filling:
    """Where a panel stands: seats free, and what its calls have come to.

    *allowed* is the share of those who say yes that may find no seat; *unseated* are
    the people of this poll who have found none.
    """

    free: int
    allowed: float
    unseated: int = 0


class Caller:
    """Says after each call whether one more goes out."""

    def __init__(self, filling: Filling, turnout: Turnout, out: Iterable[Out]) -> None:
        """Take stock of the calls that are out."""
        known = list(out)
        self._filling = filling
        self._factor = _factor(turnout, known)
        self._willing = sum(one.willing for one in known)
        self._awake, self._asleep = Wave(filling.free), Wave(filling.free)
        for one in known:
            if not one.answered:
                self.add(one.chance, asleep=one.asleep)

    def wants(self, typical: float) -> bool:
        """Tell whether one more is called, whoever is next: `typical` says how likely.

        The sleeping are called for the morning, and later ranks go on meanwhile; but
        no more of them than the seats would hold.
        """
        chance, share = self._of(typical), self._filling.allowed
        if not self._filling.free or not self._has_room():
            return False
        before = self._willing + self._filling.unseated
        said = share * (before + self._awake.expected + chance)
        awake = said - self._filling.unseated
        asleep = _ASLEEP * share * (self._asleep.expected + chance)
        return _fits(self._awake, chance, awake) and _fits(self._asleep, chance, asleep)

    def surely(self, typical: float) -> int:
        """Say how many may be looked up together, since so many are called anyhow."""
        several = int(self._filling.free / max(2 * self._of(typical), 1.0))
        return max(1, several - self._awake.calls - self._asleep.calls)

    def add(self, chance: float, *, asleep: bool) -> None:
        """Somebody was called."""
        (self._asleep if asleep else self._awake).add(self._of(chance))

    def _has_room(self) -> bool:
        most = _MOST_A_SEAT * self._filling.free
        return self._awake.calls < most and self._asleep.calls < most

    def _of(self, chance: float) -> float:
        return min(chance * self._factor, _MOST_LIKELY)


def _fits(wave: Wave, chance: float, allowed: float) -> bool:
    return wave.with_one(chance) <= max(allowed, 0.0) + 1e-12


def _factor(turnout: Turnout, out: Iterable[Out]) -> float:
    """How much likelier a yes is in this poll than in others, on the safe side.

    A yes never makes others look less likely: of somebody who nearly always comes it
    tells little, and the next call would tell that a seat was taken.
    """
    known = [one for one in out if one.answered]
    learned = min(turnout.known / _CALLS_AN_ANSWER, _MOST_ANSWERS - _FIRST_ANSWERS)
    seen = _FIRST_ANSWERS + learned
    due = seen + sum(one.chance for one in known if not one.willing)
    factor = _safe(seen, due)
    for chance in sorted(one.chance for one in known if one.willing):
        seen, due = seen + 1, due + chance
        factor = max(factor, _safe(seen, due))
    return factor


def _safe(seen: float, due: float) -> float:
    return (seen + _CAUTION * sqrt(seen)) / due
