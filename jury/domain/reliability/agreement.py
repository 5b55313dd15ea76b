"""What few votes say of how often somebody sees a dispute as it ends."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

# With fewer than so many tenths between its ends an interval says something.
_TELLING = 5
_Z = 1.96


@dataclass(frozen=True, slots=True)
class Agreement:
    """Votes on what is final, those that were for it, and the range in tenths.

    Wilson's interval: wide after one vote, and never past none or all.
    """

    finals: int
    agreed: int
    low: int
    high: int

    @property
    def is_telling(self) -> bool:
        """Whether the range is narrow enough to be worth a sentence."""
        return self.high - self.low < _TELLING


def agreement(*, agreed: int, finals: int) -> Agreement:
    """Say in how many of ten disputes somebody with these votes may agree."""
    if not 0 <= agreed <= finals:
        raise ValueError("nobody agrees more often than they voted")
    if not finals:
        return Agreement(0, 0, 0, 10)
    share = agreed / finals
    middle = share + _Z * _Z / (2 * finals)
    half = _Z * sqrt(share * (1 - share) / finals + (_Z / (2 * finals)) ** 2)
    whole = 1 + _Z * _Z / finals
    low, high = (middle - half) / whole, (middle + half) / whole
    return Agreement(finals, agreed, round(10 * low), round(10 * high))
