"""When things fall due: the sweeps' grid, a settled poll's close, the promised date.

Every instant is aware and in UTC; durations are added there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from jury.domain.law.holidays import end_of
from jury.domain.law.windows import Window
from jury.domain.lifecycle import Stage

if TYPE_CHECKING:
    from jury.domain.policy import Policy

SLIPS = timedelta(hours=48)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_BY_JURY = (Window.HEARING, Window.EXTENSION)


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


def correction_closes_at(
    policy: Policy, window: Window, closes_at: datetime
) -> datetime:
    """Say until when a slip in a verdict can be corrected: 48 hours from it at most.

    `closes_at` is when the window after the verdict ends, its holidays included.
    """
    return closes_at - max(policy.lasts(window) - SLIPS, timedelta())


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
    closes = window_end(policy, Window.SUBMISSIONS, in_utc(admitted_at))
    return decided_after(policy, Stage.SUBMISSIONS, closes)


def decided_after(policy: Policy, stage: Stage, closes: datetime) -> datetime:
    """Give the same date when a stage before the verdict ends at `closes`."""
    by_jury = _BY_JURY if policy.route in {"jury", "rule"} else ()
    to_come: Mapping[Stage, tuple[Window, ...]] = {
        Stage.SUBMISSIONS: (Window.SCREENING, *by_jury, Window.REFERRED),
        Stage.SCREENING: (*by_jury, Window.REFERRED),
        Stage.HEARING: (Window.EXTENSION, Window.REFERRED),
    }
    at = in_utc(closes)
    for window in to_come.get(stage, ()):
        at = window_end(policy, window, at)
    return at


def window_end(policy: Policy, window: Window, opened_at: datetime) -> datetime:
    """Say when a window ends that opens now: later by the holidays that it keeps."""
    spans = policy.holidays.spans(window.stage)
    return end_of(in_utc(opened_at), policy.lasts(window), spans)


def answer_due_at(policy: Policy, asked_at: datetime) -> datetime:
    """Say until when a side may answer its jury: its days off are kept as at first."""
    spans = policy.holidays.spans(Stage.SUBMISSIONS)
    return end_of(in_utc(asked_at), timedelta(hours=policy.ask.window_hours), spans)


def decided_on_appeal_by(
    policy: Policy, appealed_at: datetime, *, by_staff: bool
) -> datetime:
    """Give the same date for an appeal: every window of the second round, or staff's.

    A second moderator needs no statements, screening or hearing.
    """
    if by_staff:
        return window_end(policy, Window.REFERRED, appealed_at)
    at = in_utc(appealed_at)
    for window in (
        Window.APPEAL_SUBMISSIONS,
        Window.SCREENING,
        *_BY_JURY,
        Window.REFERRED,
    ):
        at = window_end(policy, window, at)
    return at


def _steps(at: datetime, minutes: int) -> int:
    return (in_utc(at) - _EPOCH) // timedelta(minutes=minutes)
