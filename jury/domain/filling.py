"""How panels fill under a pace, tried on people who are made up.

The rules are the real ones: which seats are open, how many are called, when a poll may
stop. Only the jurors are a model: a day with a rhythm, a phone that is looked at sooner
or later, quiet hours. Chance comes from outside, so that a trial can be repeated.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Protocol

from jury.domain.calling import Caller, Filling, Out
from jury.domain.filled import Filled
from jury.domain.opening import seats_open
from jury.domain.stopping import Ballot, Sitting, StoppingRule, may_stop
from jury.domain.turnout import HOURS, Answers, Turnout
from jury.domain.windows import Pace

# How ready people are at each hour of a day, about one over the hours awake.
RHYTHM = (0.25,) * 7 + (
    *(0.6, 0.9, 0.9, 0.9, 1.0, 1.3, 1.2, 0.9, 0.9),
    *(0.9, 0.9, 1.1, 1.3, 1.4, 1.4, 1.3, 0.7),
)
# Minutes until people look at their phones, most of them early.
LOOKS = (0, 0, 0, 0, 15, 15, 30, 45, 75)
_DAY = HOURS * 60
_TRIES, _TRIES_AGAIN = 3, 15


class Chance(Protocol):
    """A source of chance."""

    def random(self) -> float:
        """Return a number from 0 up to 1."""

    def uniform(self, a: float, b: float, /) -> float:
        """Return a number between two."""

    def choice(self, seq: Sequence[int], /) -> int:
        """Return one of several."""


@dataclass(frozen=True, slots=True)
class People:
    """How the made-up jurors are.

    *says_no* are those of the unwilling who say so. *side* and *new* are the shares who
    mostly buy and who are new here; *drift* makes those who mostly buy come that much
    more often in the evening, and less by day.
    """

    turnout: float = 0.3
    says_no: float = 0.4
    accuracy: float = 0.9
    quiet: float = 0.6
    quiet_from: int = 23 * 60
    quiet_until: int = 8 * 60
    side: float = 0.8
    new: float = 0.3
    drift: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Court:
    """What one poll is held under.

    It knows everybody's own turnout if it `knows`, else that of their hour alone. With
    `waves` it calls so many of a hundred for each free seat: the plain rule that ours
    is measured against.
    """

    seats: int
    rule: StoppingRule
    pace: Pace
    window: timedelta = timedelta(hours=24)
    waves: int = 0
    knows: bool = False


@dataclass(slots=True)
class _Call:
    """One call to somebody."""

    begins: float
    chance: float
    side: bool
    new: bool
    is_over: bool = False
    is_seated: bool = False
    is_unseated: bool = False
    tries: int = 0


@dataclass(slots=True)
class Hearing:
    """One hearing, from its first call to its close. Times are minutes of days."""

    court: Court
    people: People
    turnout: Turnout
    begins: float
    # Who comes next and what they do; and how they read and judge. Apart, so that the
    # same people come next whatever became of those before.
    chance: Chance
    judgement: Chance
    calls: list[_Call] = field(default_factory=list)
    votes: list[Ballot] = field(default_factory=list)
    _coming: list[tuple[float, int, str, _Call | None]] = field(default_factory=list)
    _number: int = 0

    def run(self) -> Filled:
        """Play it to its end."""
        ends = self.begins + self.court.window / timedelta(minutes=1)
        self._plan(self.begins, "test", None)
        now, closed = self.begins, False
        while self._coming and not closed:
            now, _number, act, call = heapq.heappop(self._coming)
            if now >= ends:
                now = ends
                break
            closed = self._do(act, call, now)
        seated = tuple((one.side, one.new) for one in self.calls if one.is_seated)
        unseated = sum(one.is_unseated for one in self.calls)
        return Filled(
            minutes=now - self.begins,
            seated=seated,
            unseated=unseated,
            called=len(self.calls),
            votes=len(self.votes),
            closed=closed,
        )

    def _plan(self, at: float, act: str, call: _Call | None) -> None:
        self._number += 1
        heapq.heappush(self._coming, (at, self._number, act, call))

    def _do(self, act: str, call: _Call | None, now: float) -> bool:
        """Do what comes next; returns whether the poll closes by it."""
        if call is None:
            grid = self.court.pace.grid_minutes
            self._plan((now // grid + 1) * grid, "test", None)
            if self._has_enough():
                return True
        elif act == "comes":
            self._come(call, now)
            return False
        elif act == "votes":
            right = self.judgement.random() < self.people.accuracy
            self.votes.append(Ballot(int(right)))
            return False
        else:
            call.is_over = True
        self._call(now)
        return False

    def _has_enough(self) -> bool:
        sitting = Sitting(2, self.court.seats)
        return may_stop(self.votes, sitting=sitting, rule=self.court.rule)

    def _come(self, call: _Call, now: float) -> None:
        if call.is_over:
            return
        if self._free(now):
            call.is_over = call.is_seated = True
            self._plan(now + self.judgement.uniform(2, 8), "votes", call)
            return
        call.is_unseated, call.tries = True, call.tries + 1
        if call.tries < _TRIES:
            self._plan(now + _TRIES_AGAIN, "comes", call)

    def _free(self, now: float) -> int:
        opened = seats_open(
            self.court.rule,
            seats=self.court.seats,
            passed=timedelta(minutes=now - self.begins),
            step=timedelta(minutes=self.court.pace.opening_minutes),
            window=self.court.window,
        )
        return max(0, opened - sum(one.is_seated for one in self.calls))

    def _call(self, now: float) -> None:
        free, pace = self._free(now), self.court.pace
        if self.court.waves:
            awake = sum(not one.is_over and one.begins <= now for one in self.calls)
            asleep = sum(not one.is_over and one.begins > now for one in self.calls)
            wave = -(-free * self.court.waves // 100)
            for _ in range(min(wave - awake, 2 * wave - awake - asleep)):
                self._send(now)
            return
        left = self.court.window - timedelta(minutes=now - self.begins)
        unseated = sum(one.is_unseated for one in self.calls)
        filling = Filling(free, pace.allowed(left), unseated)
        caller = Caller(
            filling, self.turnout, [self._out(one, now) for one in self.calls]
        )
        while caller.wants(self.turnout.overall):
            call = self._send(now)
            caller.add(call.chance, asleep=call.begins > now)

    def _out(self, call: _Call, now: float) -> Out:
        return Out(
            chance=call.chance,
            answered=call.is_over or call.is_unseated,
            willing=call.is_seated or call.is_unseated,
            asleep=call.begins > now,
        )

    def _send(self, now: float) -> _Call:
        people, chance = self.people, self.chance
        begins = now
        is_careful = chance.random() < people.quiet
        if is_careful and self._is_quiet(now):
            begins = now + (people.quiet_until - now) % _DAY
        hour = int(begins % _DAY) // 60
        side, new = chance.random() < people.side, chance.random() < people.new
        ready = readiness(people, hour, mostly_buys=side)
        expected = ready if self.court.knows else self.turnout.typical(hour)
        call = _Call(begins=begins, chance=expected, side=side, new=new)
        self.calls.append(call)
        due = begins + self.court.pace.reply_minutes
        at = begins + chance.choice(LOOKS) + chance.random()
        comes, says_no = chance.random() < ready, chance.random() < people.says_no
        if comes:
            self._plan(at, "comes", call)
        elif says_no:
            self._plan(at, "ends", call)
        self._plan(due, "ends", call)
        return call

    def _is_quiet(self, now: float) -> bool:
        begins, ends = self.people.quiet_from, self.people.quiet_until
        return (now - begins) % _DAY < (ends - begins) % _DAY


def readiness(people: People, hour: int, *, mostly_buys: bool) -> float:
    """How likely somebody says yes at an hour of their day."""
    drift = people.drift if mostly_buys else -people.drift
    if not 18 <= hour < 23:
        drift = -drift
    return min(1.0, people.turnout * RHYTHM[hour] * (1 + drift))


def learned(people: People, *, calls: int = 200) -> Turnout:
    """What a court has learned of such people after so many calls an hour."""
    hours = {}
    for hour in range(HOURS):
        both = [readiness(people, hour, mostly_buys=one) for one in (True, False)]
        share = people.side * both[0] + (1 - people.side) * both[1]
        hours[hour] = Answers(calls, round(calls * share))
    return Turnout(0.5, hours=hours)


def hearings(
    court: Court,
    people: People,
    turnout: Turnout,
    *,
    chances: Iterable[tuple[Chance, Chance]],
) -> list[Filled]:
    """Play one hearing for each two sources of chance: who comes, and how they judge.

    Most begin by day, as people finish what comes before.
    """
    return [
        Hearing(court, people, turnout, _beginning(judgement), chance, judgement).run()
        for chance, judgement in chances
    ]


def _beginning(chance: Chance) -> float:
    by_day = chance.random() < 0.8
    return chance.uniform(8 * 60, 23 * 60) if by_day else chance.uniform(0, _DAY)
