"""Whether few enough verdicts are wrong, from a random sample that people read again.

The test may be looked at after every reading and stopped at once: it is a bet against
"the share of wrong verdicts is at the limit or above", whose stake may grow twentyfold
by luck no oftener than once in twenty. P. B. Stark, "ALPHA: Audit that learns from
previously hand-audited ballots", Annals of Applied Statistics 17 (2023), section 2.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import ceil, log, sqrt

import numpy as np
from numpy.typing import NDArray

from jury.domain.fairness.intervals import Floats, at_most

# Of the doubt that is left, this part goes to how often the readers themselves err.
READERS_PART = 0.2
# How many right verdicts the expectation is worth before the first reading.
WEIGHT = 10
EXACT = 0.0005
Wrongs = NDArray[np.bool_]


class Finding(StrEnum):
    """What a sample says so far."""

    BELOW = "below"
    ABOVE = "above"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Limit:
    """The share of wrong verdicts that a policy bears, and how sure it wants to be."""

    wrong: float
    confidence: float = 0.95

    def __post_init__(self) -> None:
        """Refuse what could never be shown."""
        if not 0 < self.wrong < 1 or not 0.5 < self.confidence < 1:
            raise ValueError("a limit is a share, and confidence more than a coin's")

    @property
    def doubt(self) -> float:
        """The chance of a wrong finding that is left."""
        return 1 - self.confidence


@dataclass(frozen=True, slots=True)
class Audit:
    """How the sample stands: the share of wrong verdicts, and what it takes to know.

    *low* and *high* bound the share of wrong verdicts, the readers' own errors
    included; *more* is how many must be read at least until the finding can be
    `BELOW`, if all of them prove right.
    """

    finding: Finding
    read: int
    wrong: int
    low: float
    high: float
    missed: float
    more: int


def readers_error(pairs: int, differed: int, *, doubt: float) -> float:
    """Return how often one reader errs at most, from how often two of them differ.

    Two who err alone with chance e differ with chance 2e(1 - e). A third decides then,
    so a pair errs together at most as often as one reader does; that is the bound.
    """
    if pairs == 0:
        return 0.5
    apart = at_most(differed, pairs, doubt=doubt)
    return 0.5 if apart >= 0.5 else (1 - sqrt(1 - 2 * apart)) / 2


def audit(
    wrong: Sequence[bool], *, limit: Limit, pairs: int = 0, differed: int = 0
) -> Audit:
    """Judge the verdicts in the order in which they were read.

    Readers who miss a wrong verdict with chance m see at least (1 - m) of them: where
    what they see is surely below limit·(1 - m), what there is is below the limit. With
    *pairs* of readings of which so many *differed*, m is bounded; without, it is 0.
    """
    doubt, missed = limit.doubt, 0.0
    if pairs:
        missed = readers_error(pairs, differed, doubt=doubt * READERS_PART)
        doubt *= 1 - READERS_PART
    seen = np.asarray(wrong, dtype=bool)
    limit_seen = limit.wrong * (1 - missed)
    stakes = np.maximum.accumulate(np.r_[0.0, _stakes(seen, limit_seen)])
    high = _high(seen, doubt)
    low = _low(seen, doubt)
    finding = Finding.OPEN
    if stakes[-1] >= -log(doubt):
        finding = Finding.BELOW
    elif low > limit.wrong:
        finding = Finding.ABOVE
    now = float(_stakes(seen, limit_seen)[-1]) if len(seen) else 0.0
    return Audit(
        finding=finding,
        read=len(seen),
        wrong=int(seen.sum()),
        low=low,
        high=min(1.0, high / (1 - missed)),
        missed=missed,
        more=0
        if finding is not Finding.OPEN
        else _more(now, seen, limit=limit_seen, doubt=doubt),
    )


def _stakes(seen: Wrongs, limit: float) -> Floats:
    """The logarithm of the stake after each reading, betting that wrong < limit."""
    right_at_most = 1 - limit
    before = np.r_[0, np.cumsum(~seen)[:-1]] if len(seen) else np.zeros(0)
    hoped = (WEIGHT * (1 - limit / 2) + before) / (WEIGHT + np.arange(len(seen)))
    bet = np.clip(hoped, right_at_most + 1e-9, 1 - limit / 100)
    won = np.where(seen, (1 - bet) / limit, bet / right_at_most)
    return np.cumsum(np.log(won))


def _high(seen: Wrongs, doubt: float) -> float:
    """The smallest share that the sample speaks against, as the test does."""
    return _edge(lambda share: not _reached(_stakes(seen, share), doubt))


def _low(seen: Wrongs, doubt: float) -> float:
    """The largest share that the sample shows to be exceeded: the bet turned round."""
    return _edge(lambda share: _reached(_stakes(~seen, 1 - share), doubt))


def _edge(holds: Callable[[float], bool]) -> float:
    """The share up to which something holds, to a thousandth; 0 where nowhere."""
    low, high = 0.0, 1.0
    while high - low > EXACT:
        tried = (low + high) / 2
        if holds(tried):
            low = tried
        else:
            high = tried
    return high if low else 0.0


def _reached(stakes: Floats, doubt: float) -> bool:
    return bool(len(stakes)) and float(stakes.max()) >= -log(doubt)


def _more(now: float, seen: Wrongs, *, limit: float, doubt: float) -> int:
    """How many right verdicts in a row it takes from here."""
    right, read = int((~seen).sum()), len(seen)
    added, stake = 0, now
    while stake < -log(doubt):
        hoped = (WEIGHT * (1 - limit / 2) + right + added) / (WEIGHT + read + added)
        bet = min(max(hoped, 1 - limit + 1e-9), 1 - limit / 100)
        gain = log(bet / (1 - limit))
        if gain < 1e-6:
            return added + ceil((-log(doubt) - stake) / 1e-6)
        stake += gain
        added += 1
    return added
