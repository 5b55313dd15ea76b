"""An outage costs nobody their time: every open window gets back what it lost."""

import threading
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from jury import clock
from jury.jobs import sweeps
from jury.services import sweep
from jury.services.standstill import outage
from jury.storage.audit import AuditEntry
from jury.storage.health import Heartbeat, Outage
from jury.storage.transaction import transaction
from tests.silence import fall_silent
from tests.world import World, make_intake, move_clock

LONG = timedelta(hours=3)


def count_lengthened(session: Session) -> int:
    session.rollback()
    query = select(AuditEntry).where(AuditEntry.action == "dispute.lengthened")
    return len(session.scalars(query).all())


@pytest.mark.parametrize(
    ("gap", "lengthened"), [(timedelta(minutes=9), False), (LONG, True)]
)
def test_only_a_long_silence_lengthens_windows(
    session: Session, gap: timedelta, *, lengthened: bool
) -> None:
    world = World.begin(jurors=0)
    dispute = world.escalate()
    before = world.dispute(dispute).stage_closes_at
    fall_silent(gap)
    sweeps.advance_disputes()
    after = world.dispute(dispute).stage_closes_at
    assert before is not None
    assert after is not None
    late = after - before
    assert (late >= gap) == lengthened
    assert (late == timedelta()) == (not lengthened)


def test_a_window_that_passed_in_the_outage_is_not_closed_by_the_first_sweep(
    session: Session,
) -> None:
    world = World.begin(jurors=0)
    dispute = world.escalate()
    move_clock(sweep=lambda: None, hours=49)
    fall_silent(timedelta(hours=10))
    sweeps.advance_disputes()
    assert world.stage(dispute) == "submissions"


def test_a_crash_in_between_lengthens_the_rest_and_nothing_twice(
    session: Session,
) -> None:
    world = World.begin(jurors=0)
    for number in range(4):
        world.escalate(make_intake(number=str(number)))
    fall_silent(LONG)
    sweeps.note_alive()
    with transaction():
        first = outage.find_next()
    assert first
    with transaction(lock=first) as now:
        outage.lengthen_next(first, now=now)
    sweeps.lengthen_windows()
    sweeps.lengthen_windows()
    assert count_lengthened(session) == 4
    assert not outage.is_open()


def test_a_moved_sandbox_clock_is_no_outage(session: Session) -> None:
    world = World.begin(jurors=0)
    world.escalate()
    sweeps.note_alive()
    move_clock(hours=20)
    sweeps.note_alive()
    sweeps.advance_disputes()
    assert count_lengthened(session) == 0


def test_a_dispute_admitted_when_the_sandbox_clock_was_ahead_is_lengthened_too(
    session: Session,
) -> None:
    world = World.begin(jurors=0)
    move_clock(hours=20)
    dispute = world.escalate()
    before = world.dispute(dispute).stage_closes_at
    fall_silent(LONG)
    sweeps.advance_disputes()
    after = world.dispute(dispute).stage_closes_at
    assert before is not None
    assert after is not None
    assert after - before >= LONG


def test_a_host_suspended_between_looking_and_moving_closes_no_window(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World.begin(jurors=0)
    dispute = world.escalate()
    move_clock(sweep=lambda: None, hours=49)
    look = sweep.list_due
    suspended: list[list[str]] = []

    def look_and_be_suspended(now: datetime) -> list[str]:
        found = look(now)
        if not suspended:
            suspended.append(found)
            fall_silent(timedelta(hours=10))
        return found

    monkeypatch.setattr(sweep, "list_due", look_and_be_suspended)
    sweeps.advance_disputes()
    assert suspended == [[dispute]]
    assert world.stage(dispute) == "submissions"
    assert count_lengthened(session) == 1


def test_an_outage_within_an_outage_is_made_good_as_well(session: Session) -> None:
    world = World.begin(jurors=0)
    dispute = world.escalate()
    before = world.dispute(dispute).stage_closes_at
    for _twice in range(2):
        fall_silent(LONG)
        sweeps.note_alive()
    sweeps.advance_disputes()
    after = world.dispute(dispute).stage_closes_at
    assert before is not None
    assert after is not None
    assert after - before >= 2 * LONG


def test_sweepers_that_wake_together_notice_one_outage(
    app: Flask, session: Session
) -> None:
    World.begin(jurors=0)
    fall_silent(LONG)
    session.rollback()

    def wake() -> None:
        with app.app_context():
            sweeps.note_alive()

    others = [threading.Thread(target=wake) for _ in range(4)]
    with transaction() as now:
        outage.note_alive(real=clock.real_now(), now=now)
        session.flush()
        for other in others:
            other.start()
        # On PostgreSQL they have read the old heartbeat when this one commits.
        others[0].join(timeout=0.5)
    for other in others:
        other.join()
    session.rollback()
    assert session.scalar(select(func.count(Outage.id))) == 1


def test_sweepers_that_start_together_for_the_first_time_are_all_heard(
    app: Flask, session: Session
) -> None:
    session.rollback()
    failed: list[Exception] = []

    def begin() -> None:
        with app.app_context():
            try:
                sweeps.note_alive()
            except Exception as failure:
                failed.append(failure)

    starting = [threading.Thread(target=begin) for _ in range(4)]
    for one in starting:
        one.start()
    for one in starting:
        one.join()
    assert failed == []
    assert session.scalar(select(func.count()).select_from(Heartbeat)) == 1
