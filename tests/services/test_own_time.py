"""A juror's own hours, being ready, and when a call reaches them by that."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from jury.domain.calling.turnout import Said
from jury.domain.errors import Invalid
from jury.services.roster import own_time
from jury.storage.base import current_session
from jury.storage.jurors.availability import hours_of, mask_of
from jury.storage.roster import Contact, end_of_quiet, find_contact, find_juror
from jury.storage.transaction import transaction
from tests.roster_lines import enrol as enrol_lines
from tests.roster_lines import make_line, present
from tests.world import World, enrol, move_clock

MORNING = datetime(2026, 3, 1, 1, 30, tzinfo=UTC)  # half past nine in Shanghai


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


def contact(
    *hours: int,
    quiet: tuple[int, int] | None = None,
    ready_until: datetime | None = None,
) -> Contact:
    begins, ends = quiet or (None, None)
    return Contact(
        None, None, "Asia/Shanghai", begins, ends, frozenset(hours), ready_until
    )


@pytest.mark.parametrize(
    ("who", "waits"),
    [
        (contact(), timedelta()),
        (contact(9, 10), timedelta()),
        (contact(19, 20), timedelta(hours=9, minutes=30)),
        (contact(8), timedelta(hours=22, minutes=30)),
        (contact(quiet=(9 * 60, 12 * 60)), timedelta(hours=2, minutes=30)),
        (contact(9, 13, quiet=(9 * 60, 12 * 60)), timedelta(hours=3, minutes=30)),
        # Hours within the quiet ones alone say nothing.
        (contact(10, quiet=(9 * 60, 12 * 60)), timedelta(hours=2, minutes=30)),
        (contact(19, ready_until=MORNING + timedelta(minutes=1)), timedelta()),
        (contact(19, ready_until=MORNING), timedelta(hours=9, minutes=30)),
    ],
)
def test_a_call_waits_for_the_hours_that_were_said(
    who: Contact, waits: timedelta
) -> None:
    assert end_of_quiet(who, now=MORNING) == MORNING + waits


@pytest.mark.parametrize("hours", [(0,), (23,), (7, 8, 9), tuple(range(23))])
def test_hours_are_kept_as_they_were_said(hours: tuple[int, ...]) -> None:
    assert hours_of(mask_of(hours)) == set(hours)


def test_none_and_all_hours_say_nothing() -> None:
    assert mask_of(()) is mask_of(range(24)) is None
    assert hours_of(None) == frozenset()


def test_what_a_juror_says_holds_before_what_the_marketplace_says(
    session: Session,
) -> None:
    enrol_lines([make_line("user-1", timezone="Asia/Tokyo")])
    juror = find_juror("user-1")
    assert juror is not None
    with transaction() as now:
        own_time.say_hours(juror.id, hours={1, 2}, zone="Europe/Berlin", now=now)
    known = find_contact(juror, now=present())
    assert known is not None
    assert (known.timezone, known.hours) == ("Europe/Berlin", frozenset({1, 2}))
    with transaction() as now:
        own_time.say_hours(juror.id, hours=(), zone="", now=now)
    said = own_time.own_time(juror.id, now=present())
    assert (said.zone, said.named_zone, said.hours) == ("Asia/Tokyo", "", frozenset())
    with pytest.raises(Invalid), transaction() as now:
        own_time.say_hours(juror.id, hours=(), zone="Mars/Base", now=now)


def test_ready_for_an_hour_and_no_longer(session: Session) -> None:
    enrol_lines([make_line("user-1")])
    juror = find_juror("user-1")
    assert juror is not None
    with transaction() as now:
        own_time.say_ready(juror.id, now=now)
    ends = {
        minutes: own_time.own_time(
            juror.id, now=now + timedelta(minutes=minutes)
        ).ready_until
        for minutes in (59, 61)
    }
    assert ends == {59: now + timedelta(hours=1), 61: None}


def test_hours_and_readiness_delay_calls_and_move_nobody_in_the_order(
    session: Session,
) -> None:
    world = World.begin(jurors=0)
    names = [f"juror-{number}" for number in range(24)]
    enrol(names)
    move_clock(seconds=1)
    hour = present().astimezone(UTC).hour
    ready: dict[int, bool] = {}
    for number, name in enumerate(names):
        juror = find_juror(name)
        assert juror is not None
        with transaction() as now:
            later = {(hour + 3) % 24}
            own_time.say_hours(juror.id, hours=later, zone="UTC", now=now)
            if number % 2:
                own_time.say_ready(juror.id, now=now)
        ready[juror.id] = bool(number % 2)
    current_session().rollback()
    calls = world.summonses(world.hear())
    assert [one.rank for one in calls] == list(range(1, len(calls) + 1))
    # Whom the lot names is chance: what each of them is told is not.
    told = {
        one.juror_id: (one.said, bool(one.begins_at and one.begins_at > one.sent_at))
        for one in calls
    }
    at_once, put_off = (Said.NOW.value, False), (Said.WITHIN.value, True)
    assert told
    assert told == {who: at_once if ready[who] else put_off for who in told}
    assert all(
        one.reply_due_at - one.begins_at == timedelta(hours=1)
        for one in calls
        if one.begins_at
    )
