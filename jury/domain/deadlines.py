"""When things fall due: the sweeps' grid, a settled poll's close, the promised date.

Every instant is aware and in UTC; durations are added there.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jury.domain.policy import Policy

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def in_utc(at: datetime) -> datetime:
    """Give `at` in UTC; a time without a zone is a mistake of the caller."""
    if at.tzinfo is None:
        raise ValueError("a time without a zone")
    return at.astimezone(UTC)


def bucket(at: datetime, *, minutes: int = 15) -> datetime:
    """Give the last grid point at or before `at`: all that a ballot tells of time."""
    return _EPOCH + _steps(at, minutes) * timedelta(minutes=minutes)


def next_grid(at: datetime, *, minutes: int = 15) -> datetime:
    """Give the first grid point after `at`: when a sweep tests a poll next."""
    return _EPOCH + (_steps(at, minutes) + 1) * timedelta(minutes=minutes)


def poll_closes_at(
    now: datetime,
    promises: Iterable[datetime],
    *,
    window_end: datetime,
    most_minutes: int = 30,
) -> datetime:
    """Say when a settled poll closes.

    At the last promise of those now reading, at most half an hour on, never past the
    window; at once when nobody is reading.
    """
    last = max((in_utc(promise) for promise in promises), default=in_utc(now))
    latest = min(in_utc(now) + timedelta(minutes=most_minutes), in_utc(window_end))
    return max(in_utc(now), min(last, latest))


def remind_at(opened_at: datetime, closes_at: datetime) -> datetime:
    """Say when a silent side is reminded: with a quarter of the window left."""
    return closes_at - max((closes_at - opened_at) / 4, timedelta(minutes=1))


def reply_due_at(now: datetime, *, minutes: int, window_end: datetime) -> datetime:
    """Say until when a summons or a seat stands, never past the window."""
    return min(in_utc(now) + timedelta(minutes=minutes), in_utc(window_end))


def decided_by(policy: Policy, admitted_at: datetime) -> datetime:
    """Give the date by which the parties are promised a decision, at the latest.

    Every window up to the verdict, one extension of the poll, and the time for staff.
    """
    return in_utc(admitted_at) + policy.longest_to_decision()


def decided_on_appeal_by(
    policy: Policy, appealed_at: datetime, *, by_staff: bool
) -> datetime:
    """Give the same date for an appeal: every window of the second round, or staff's.

    A second moderator needs no statements, screening or hearing.
    """
    windows = policy.windows
    if by_staff:
        return in_utc(appealed_at) + windows.referred
    to_hearing = windows.appeal_submissions + windows.screening
    by_jury = windows.hearing + windows.extension
    return in_utc(appealed_at) + to_hearing + by_jury + windows.referred


def _steps(at: datetime, minutes: int) -> int:
    return (in_utc(at) - _EPOCH) // timedelta(minutes=minutes)
