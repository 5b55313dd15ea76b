"""Shares and means with the interval in which the truth lies 95 times of 100."""

from __future__ import annotations

from dataclasses import dataclass
from math import comb, sqrt

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Places = NDArray[np.intp]

# The 97.5 % point of the normal distribution: two-sided 95 %.
Z = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure, the interval around it, and of how many it was made."""

    value: float
    low: float
    high: float
    count: int

    def leaves(self, band: float) -> bool:
        """Tell whether the whole interval lies farther from zero than *band*."""
        return self.low > band or self.high < -band


def share(part: int, whole: int) -> Estimate | None:
    """Return a share with its interval; None of nothing.

    Wilson's score interval (E. B. Wilson, JASA 22, 1927), which stays inside 0 to 1
    and holds for few and for none.
    """
    if not 0 <= part <= whole:
        raise ValueError("a part is between nothing and the whole")
    if whole == 0:
        return None
    found = part / whole
    scale = 1 + Z * Z / whole
    middle = (found + Z * Z / (2 * whole)) / scale
    spread = Z / scale * sqrt(found * (1 - found) / whole + (Z / (2 * whole)) ** 2)
    return Estimate(found, max(0.0, middle - spread), min(1.0, middle + spread), whole)


def difference(first: tuple[int, int], second: tuple[int, int]) -> Estimate | None:
    """Return by how much the first share is above the second; None without both.

    Each is (part, whole). Newcombe's interval (R. G. Newcombe, Statistics in Medicine
    17, 1998, method 10), made of the two intervals of Wilson.
    """
    one, other = share(*first), share(*second)
    if one is None or other is None:
        return None
    gap = one.value - other.value
    down = sqrt((one.value - one.low) ** 2 + (other.high - other.value) ** 2)
    up = sqrt((one.high - one.value) ** 2 + (other.value - other.low) ** 2)
    return Estimate(gap, gap - down, gap + up, one.count + other.count)


def mean(values: Floats, *, chance: np.random.Generator, draws: int = 500) -> Estimate:
    """Return the mean with the interval that drawing the values again gives."""
    if not len(values):
        raise ValueError("there is no mean of nothing")
    again = chance.integers(len(values), size=(draws, len(values)))
    low, high = np.quantile(values[again].mean(axis=1), [0.025, 0.975])
    return Estimate(float(values.mean()), float(low), float(high), len(values))


def at_most(part: int, whole: int, *, doubt: float) -> float:
    """Return the share that, with a chance of error of *doubt*, is not exceeded.

    Clopper and Pearson (Biometrika 26, 1934): the share at which so few would turn up
    with a chance of *doubt*.
    """
    if not 0 <= part <= whole or not 0 < doubt < 1:
        raise ValueError("a part of a whole, and a doubt between nothing and certainty")
    if part == whole:
        return 1.0
    low, high = part / whole, 1.0
    for _halving in range(50):
        tried = (low + high) / 2
        if _few(part, whole, tried) > doubt:
            low = tried
        else:
            high = tried
    return high


def _few(part: int, whole: int, chance: float) -> float:
    return sum(
        comb(whole, many) * chance**many * (1 - chance) ** (whole - many)
        for many in range(part + 1)
    )
