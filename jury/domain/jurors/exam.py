"""The entrance exam: which mock disputes a sitting has, when it is passed, and resits.

What is asked is that somebody reads with care, not that they think as staff does: an
answer counts when it lies in the range that can be defended.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from jury.domain.law.fields import Table, within

A_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class ExamTerms:
    """What `exam.toml` says."""

    disputes: int = within(1, 20, default=4)
    right: int = within(0, 20, default=3)
    wait_days: int = within(0, 3650, default=7)
    sittings_a_year: int = within(1, 365, default=4)


@dataclass(frozen=True, slots=True)
class PastSitting:
    """One sitting of somebody: when it began and ended, and whether it was passed."""

    begun_at: datetime
    ended_at: datetime | None
    passed: bool


def read_exam(table: Table) -> ExamTerms:
    """Read the file; what it leaves out is as shipped."""
    shipped = ExamTerms()
    found = ExamTerms(
        disputes=table.integer("disputes", low=1, high=20, default=shipped.disputes),
        right=table.integer("right", low=0, high=20, default=shipped.right),
        wait_days=table.integer(
            "wait_days", low=0, high=3650, default=shipped.wait_days
        ),
        sittings_a_year=table.integer(
            "sittings_a_year", low=1, high=365, default=shipped.sittings_a_year
        ),
    )
    table.finish()
    if found.right > found.disputes:
        table.note("right", "must not exceed disputes")
    return found


def choose_mocks(drawn: Sequence[str], seen: Sequence[str], *, count: int) -> list[str]:
    """Choose the mock disputes of a sitting: unseen ones first, then the longest ago.

    `drawn` are all of them in an order by chance, `seen` those of earlier sittings,
    oldest first.
    """
    last_seen = {code: place for place, code in enumerate(seen)}
    return sorted(drawn, key=lambda code: last_seen.get(code, -1))[:count]


def may_sit_at(
    sittings: Sequence[PastSitting], terms: ExamTerms, *, now: datetime
) -> datetime:
    """Say from when on somebody may sit: now, or when the time between is over."""
    if not sittings:
        return now
    begun = sorted(one.begun_at for one in sittings)
    ends = [one.ended_at for one in sittings if one.ended_at is not None]
    waits = timedelta(days=terms.wait_days)
    earliest = max(ends) + waits if ends else now
    if len(begun) >= terms.sittings_a_year:
        earliest = max(earliest, begun[-terms.sittings_a_year] + A_YEAR)
    return max(now, earliest)
