"""The pool of jurors beside all users: shares, differences, and what stays hidden.

A cell of fewer than ten people is never told, nor one that could be reckoned from the
others; where the marketplace only sampled its users, their shares have intervals.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from jury.domain.fairness.intervals import Estimate, share

LEAST_TOLD = 10
# So far a share of the pool may lie from that of all users without a mark.
BAND = 0.03


class Sort(StrEnum):
    """By what people are sorted; in a category somebody may be several times."""

    ROLE = "role"
    AGE = "account_age"
    REGION = "region"
    CATEGORY = "category"

    @property
    def is_partition(self) -> bool:
        """Tell whether everybody is in one cell only."""
        return self is not Sort.CATEGORY


class Role(StrEnum):
    """What somebody mostly does on the marketplace."""

    BUYS = "mostly_buys"
    SELLS = "mostly_sells"
    ALIKE = "both_alike"


class Age(StrEnum):
    """How old an account is, in years."""

    UNDER_1 = "under_1"
    UNDER_3 = "under_3"
    UNDER_5 = "under_5"
    OLDER = "older"


@dataclass(frozen=True, slots=True)
class Cell:
    """One line: how many jurors, which share of the pool, and that of all users.

    None: too few to be told, or not known.
    """

    code: str
    jurors: int | None
    pool: float | None
    users: Estimate | None

    @property
    def gap(self) -> float | None:
        """By how much the pool's share is above that of all users."""
        if self.pool is None or self.users is None:
            return None
        return self.pool - self.users.value

    @property
    def is_apart(self) -> bool:
        """Tell whether the two surely differ by more than the band."""
        if self.pool is None or self.users is None:
            return False
        beyond = max(self.pool - self.users.high, self.users.low - self.pool)
        return beyond > BAND


def told(counts: Mapping[str, int], *, is_partition: bool) -> dict[str, int | None]:
    """Hide small cells, and the next one where a single one could be reckoned."""
    hidden = {code for code, count in counts.items() if count < LEAST_TOLD}
    shown = sorted(set(counts) - hidden, key=lambda code: (counts[code], code))
    if is_partition and len(hidden) == 1 and shown:
        hidden.add(shown[0])
    return {code: None if code in hidden else counts[code] for code in counts}


def beside(
    pool: Mapping[str, int],
    whole: int,
    users: Mapping[str, int],
    *,
    asked: int,
    sampled: bool,
    is_partition: bool,
) -> list[Cell]:
    """Put the pool beside all users, cell by cell, the largest of the pool first.

    `asked` is of how many users the counts are; with `sampled` those stand for more.
    """
    jurors = told(pool, is_partition=is_partition)
    theirs = told(users, is_partition=is_partition)
    codes = sorted({*pool, *users}, key=lambda code: (-pool.get(code, 0), code))
    return [
        Cell(
            code,
            jurors.get(code),
            _share(jurors.get(code), whole),
            _users(theirs.get(code), asked, sampled=sampled),
        )
        for code in codes
    ]


def _share(part: int | None, whole: int) -> float | None:
    return None if part is None or not whole else part / whole


def _users(part: int | None, asked: int, *, sampled: bool) -> Estimate | None:
    if part is None or not asked:
        return None
    found = share(part, asked)
    if found is None or sampled:
        return found
    return Estimate(found.value, found.value, found.value, asked)
