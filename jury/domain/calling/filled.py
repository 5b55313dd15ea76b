"""How hearings went that were played to try a pace, and what many of them come to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Filled:
    """How one hearing went; `seated` holds side and newness of each who sat."""

    minutes: float
    seated: tuple[tuple[bool, bool], ...]
    unseated: int
    called: int
    votes: int
    closed: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """What many hearings came to."""

    hours_median: float
    hours_95: float
    unseated: float
    calls: float
    votes: float
    buyers: float
    new: float


def figures_of(filled: Sequence[Filled]) -> Figures:
    """Sum many hearings up; `unseated` is of those who said yes."""
    times = sorted(one.minutes / 60 for one in filled)
    sat = [person for one in filled for person in one.seated]
    unseated = sum(one.unseated for one in filled)
    return Figures(
        hours_median=times[len(times) // 2],
        hours_95=times[min(len(times) - 1, len(times) * 95 // 100)],
        unseated=unseated / max(1, unseated + len(sat)),
        calls=_mean(one.called for one in filled),
        votes=_mean(one.votes for one in filled),
        buyers=_mean(side for side, _new in sat),
        new=_mean(new for _side, new in sat),
    )


def _mean(numbers: Iterable[float]) -> float:
    known = list(numbers)
    return sum(known) / max(1, len(known))
