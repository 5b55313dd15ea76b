"""Time given back: of a time that stood still nobody gets anything twice.

A stop, a pause and an outage may lie over each other. Each is a period, and what is
given back for one is only the part of it that no other was given back for.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, order=True)
class Period:
    """From one moment to another."""

    since: datetime
    until: datetime


def owed(period: Period, given: Iterable[Period]) -> timedelta:
    """How much of a period is still to be given back."""
    at, left = period.since, timedelta()
    for one in sorted(given):
        if one.since > at:
            left += max(timedelta(), min(one.since, period.until) - at)
        at = max(at, one.until)
    return left + max(timedelta(), period.until - at)
