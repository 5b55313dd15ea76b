"""Jurors say when they can serve, that they are ready now, and why calls passed.

None of it moves anybody in the drawn order. It says when a call reaches them.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import available_timezones

from jury.domain.errors import N_, Invalid, NotNow
from jury.services.proof import audit
from jury.services.roster.joining import CHAIN
from jury.storage.jurors.availability import (
    find_hours,
    find_load,
    get_or_add_hours,
    hours_of,
    mask_of,
)
from jury.storage.roster import READY_FOR, find_contact, get_juror

EXCUSED_AGAIN = timedelta(days=30)


class ExcusedLately(NotNow):
    """A rest was ended by its juror not long ago."""

    code = "excused_lately"
    sentence = N_(
        "You ended a rest less than 30 days ago. This one ends by itself, on the day "
        "that stands on your page."
    )


@dataclass(frozen=True)
class OwnTime:
    """What a juror has said of their time; `zone` is what holds for them now."""

    zone: str
    named_zone: str
    hours: frozenset[int]
    ready_until: datetime | None


def own_time(juror_id: int, *, now: datetime) -> OwnTime:
    """What holds for a juror."""
    row, contact = find_hours(juror_id), find_contact(get_juror(juror_id), now=now)
    since = row.ready_since if row else None
    until = since + READY_FOR if since else None
    named = (row.timezone or "") if row else ""
    return OwnTime(
        zone=contact.timezone if contact else named,
        named_zone=named,
        hours=hours_of(row.hours) if row else frozenset(),
        ready_until=until if until and now < until else None,
    )


def say_hours(
    juror_id: int, *, hours: Collection[int], zone: str, now: datetime
) -> None:
    """Say at which hours of one's own day one can serve; none or all: at any."""
    if zone and zone not in available_timezones():
        raise Invalid({"zone": N_("Please choose one of the time zones.")})
    row = get_or_add_hours(juror_id)
    row.hours, row.timezone = mask_of(hours), zone or None
    _record(juror_id, "juror.hours_said", now=now)


def say_ready(juror_id: int, *, now: datetime) -> datetime:
    """Be told of a call at once for an hour, quiet hours or not; returns until when."""
    get_or_add_hours(juror_id).ready_since = now
    _record(juror_id, "juror.ready", now=now)
    return now + READY_FOR


def may_be_excused(juror_id: int, *, now: datetime) -> bool:
    """Whether a juror may end a rest themselves."""
    load = find_load(juror_id)
    if load is None or not load.missed:
        return False
    return load.excused_at is None or load.excused_at + EXCUSED_AGAIN <= now


def excuse(juror_id: int, *, now: datetime) -> None:
    """There was a good reason to let calls pass: the rest is over, once in a while.

    Raises ExcusedLately when there was one less than thirty days ago.
    """
    load = find_load(juror_id)
    if load is None or not load.missed:
        return
    if not may_be_excused(juror_id, now=now):
        raise ExcusedLately
    load.missed, load.excused_at = 0, now
    _record(juror_id, "juror.excused", now=now)


def _record(juror_id: int, action: str, *, now: datetime) -> None:
    audit.append(CHAIN, action, {"juror": juror_id}, actor="juror", now=now)
