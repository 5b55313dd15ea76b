"""Figures with their limits, and how they are measured fairly on a busy machine."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

ROUNDS = 7


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One measured number.

    With a yardstick the limits are on ours ÷ yardstick, otherwise on ours itself.
    """

    name: str
    ours: float
    unit: str
    yardstick: float | None = None
    at_least: float | None = None
    at_most: float | None = None

    @property
    def judged(self) -> float:
        """What the limits speak about."""
        return self.ours if self.yardstick is None else self.ours / self.yardstick

    @property
    def holds(self) -> bool:
        """Whether the figure is within its limits."""
        return (self.at_least is None or self.judged >= self.at_least) and (
            self.at_most is None or self.judged <= self.at_most
        )


def seconds(act: Callable[[], object]) -> float:
    """How long one act takes."""
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def interleaved(
    ours: Callable[[], float], yardstick: Callable[[], float], *, rounds: int = ROUNDS
) -> tuple[float, float]:
    """Medians of both, measured in turns, so that a slow minute meets both alike."""
    pairs = [(ours(), yardstick()) for _ in range(rounds)]
    return (
        statistics.median(pair[0] for pair in pairs),
        statistics.median(pair[1] for pair in pairs),
    )


def percentile(values: list[float], share: float) -> float:
    """The value that this share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
