"""How panels fill under a pace, tried on people who are made up.

The rules are the real ones: which seats are open and whose, how many are called, when a
poll may stop and when it closes. Only the jurors are a model (`rhythm`). Chance comes
from outside, so that a trial can be repeated.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Protocol

from jury.domain.calling.calls import Caller, Filling, Out
from jury.domain.calling.filled import Filled
from jury.domain.calling.opening import seats_open
from jury.domain.calling.rhythm import DAY_MINUTES, LOOKS, People, readiness
from jury.domain.calling.turnout import Turnout
from jury.domain.jurors.strata import Bench, seats_to_fill
from jury.domain.law.windows import Pace
from jury.domain.stopping import Ballot, Sitting, StoppingRule, may_stop

_TRIES, _TRIES_AGAIN = 3, 15


class Chance(Protocol):
    """A source of chance."""

    def random(self) -> float:
        """Return a number from 0 up to 1."""

    def uniform(self, a: float, b: float, /) -> float:
        """Return a number between two."""

    def choice(self, seq: Sequence[int], /) -> int:
        """Return one of several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Court:
    """What one poll is held under.

    It knows everybody's own turnout if it `knows`, else that of their hour alone. With
    `waves` it calls so many of a hundred for each free seat: the plain rule that ours
    is measured against. `balanced`: those who mostly buy and those who mostly sell have
    seats of their own, and are called from lists of their own.
    """

    seats: int
    rule: StoppingRule
    pace: Pace
    window: timedelta = timedelta(hours=24)
    waves: int = 0
    knows: bool = False
    balanced: bool = False

    @property
    def lists(self) -> tuple[bool | None, ...]:
        """Whom each list holds: those who mostly buy, the others; None: everybody."""
        return (True, False) if self.balanced else (None,)


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


@dataclass(frozen=True, slots=True)
class _Share:
    """One list: whom it holds, its calls, and how many seats are free for them."""

    side: bool | None
    calls: Sequence[_Call]
    free: int


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
    _closes: float | None = None
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
            if self._closes is None or now < self._closes:
                grid = self.court.pace.grid_minutes
                self._plan((now // grid + 1) * grid, "test", None)
            if self._closes_by_now(now):
                return True
        elif act == "votes":
            right = self.judgement.random() < self.people.accuracy
            self.votes.append(Ballot(int(right)))
            return False
        elif act == "comes":
            self._come(call, now)
            return False
        else:
            call.is_over = True
        if self._closes is None:
            self._call(now)
        return False

    def _closes_by_now(self, now: float) -> bool:
        """Whether the poll closes; those who are reading are waited for a while.

        Everybody else is released. What the readers say may take away what was enough:
        then the vote goes on.
        """
        if not self._has_enough():
            self._closes = None
            return False
        reading = sum(one.is_seated for one in self.calls) - len(self.votes)
        if self._closes is not None:
            return now >= self._closes
        if not reading:
            return True
        for call in self.calls:
            call.is_over = True
        self._closes = now + self.court.pace.closing_minutes
        self._plan(self._closes, "test", None)
        return False

    def _has_enough(self) -> bool:
        sitting = Sitting(2, self.court.seats)
        return may_stop(self.votes, sitting=sitting, rule=self.court.rule)

    def _come(self, call: _Call, now: float) -> None:
        if call.is_over:
            return
        side = call.side if self.court.balanced else None
        if self._share(now, side=side).free:
            call.is_over = call.is_seated = True
            self._plan(now + self.judgement.uniform(2, 8), "votes", call)
            return
        call.is_unseated, call.tries = True, call.tries + 1
        if call.tries < _TRIES:
            self._plan(now + _TRIES_AGAIN, "comes", call)

    def _share(self, now: float, *, side: bool | None) -> _Share:
        """How a list stands; None: the only one, of everybody."""
        opened = seats_open(
            self.court.rule,
            seats=self.court.seats,
            passed=timedelta(minutes=now - self.begins),
            step=timedelta(minutes=self.court.pace.opening_minutes),
            window=self.court.window,
        )
        if side is not None:
            half = self.court.seats // 2
            benches = [Bench("", self.court.seats - half), Bench("", half)]
            opened = seats_to_fill(benches, opened=opened)[not side]
        calls = [one for one in self.calls if side is None or one.side is side]
        taken = sum(one.is_seated for one in calls)
        return _Share(side, calls, max(0, opened - taken))

    def _call(self, now: float) -> None:
        for side in self.court.lists:
            share = self._share(now, side=side)
            if self.court.waves:
                self._call_wave(share, now)
            else:
                self._call_enough(share, now)

    def _call_wave(self, share: _Share, now: float) -> None:
        awake = sum(not one.is_over and one.begins <= now for one in share.calls)
        asleep = sum(not one.is_over and one.begins > now for one in share.calls)
        wave = -(-share.free * self.court.waves // 100)
        for _ in range(min(wave - awake, 2 * wave - awake - asleep)):
            self._send(now, of=share.side)

    def _call_enough(self, share: _Share, now: float) -> None:
        left = self.court.window - timedelta(minutes=now - self.begins)
        unseated = sum(one.is_unseated for one in share.calls)
        filling = Filling(share.free, self.court.pace.allowed(left), unseated)
        out = [self._out(one, now) for one in share.calls]
        caller = Caller(filling, self.turnout, out)
        expected = self.turnout.overall
        while caller.wants(expected):
            call = self._send(now, of=share.side)
            caller.add(call.chance, asleep=call.begins > now)

    def _out(self, call: _Call, now: float) -> Out:
        return Out(
            chance=call.chance,
            answered=call.is_over or call.is_unseated,
            willing=call.is_seated or call.is_unseated,
            asleep=call.begins > now,
        )

    def _send(self, now: float, *, of: bool | None) -> _Call:
        people, chance = self.people, self.chance
        is_careful = chance.random() < people.quiet
        begins = people.wakes_at(now) if is_careful else now
        hour = int(begins % DAY_MINUTES) // 60
        side, new = chance.random() < people.side, chance.random() < people.new
        side = side if of is None else of
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
    return chance.uniform(8 * 60, 23 * 60) if by_day else chance.uniform(0, DAY_MINUTES)
