"""What people mean to do, and when by the court's clock."""

import heapq
import itertools
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

Act = Callable[[], "Sequence[Plan]"]


def last_of(times: Iterable[datetime], *, within: timedelta) -> datetime | None:
    """The last of the times that lie close behind the first: waited for at once."""
    known = sorted(times)
    near = [at for at in known if at <= known[0] + within]
    return near[-1] if near else None


@dataclass(frozen=True)
class Plan:
    """One act at one time; doing it may lead to further plans."""

    at: datetime
    act: Act


class Agenda:
    """Every plan, earliest first."""

    def __init__(self) -> None:
        """Nobody means to do anything yet."""
        self._waiting: list[tuple[datetime, int, Plan]] = []
        self._numbers = itertools.count()

    def add(self, plans: Sequence[Plan]) -> None:
        """Keep plans."""
        for plan in plans:
            heapq.heappush(self._waiting, (plan.at, next(self._numbers), plan))

    def take_due(self, now: datetime) -> list[Plan]:
        """Everything that is to be done by now."""
        due = []
        while self._waiting and self._waiting[0][0] <= now:
            due.append(heapq.heappop(self._waiting)[2])
        return due

    def times(self) -> list[datetime]:
        """When something is to be done, in no order."""
        return [at for at, _number, _plan in self._waiting]


class CourtClock:
    """The court's present moment, which goes on by itself between two moves."""

    def __init__(self) -> None:
        """Not set yet."""
        self._told: datetime | None = None
        self._heard_at = 0.0

    def set(self, now: datetime) -> None:
        """The court has said what time it is."""
        self._told, self._heard_at = now, time.monotonic()

    def now(self) -> datetime:
        """What time it is there."""
        if self._told is None:
            raise ValueError("the court's clock was not read yet")
        return self._told + timedelta(seconds=time.monotonic() - self._heard_at)
