"""An outage costs nobody their time: every open window gets back what it lost."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from jury.jobs import sweeps
from jury.services import outage
from jury.storage.audit import AuditEntry
from jury.storage.health import Heartbeat
from jury.storage.transaction import transaction
from tests.world import World, make_intake, move_clock

LONG = timedelta(hours=3)


def fall_silent(session: Session, gap: timedelta) -> None:
    """The sweeper was last heard `gap` ago."""
    sweeps.note_alive()
    with transaction():
        beat = session.get(Heartbeat, "sweeper")
        assert beat is not None
        beat.heard_at = datetime.now(UTC) - gap
    sweeps.note_alive()


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
    fall_silent(session, gap)
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
    fall_silent(session, timedelta(hours=10))
    sweeps.advance_disputes()
    assert world.stage(dispute) == "submissions"


def test_a_crash_in_between_lengthens_the_rest_and_nothing_twice(
    session: Session,
) -> None:
    world = World.begin(jurors=0)
    for number in range(4):
        world.escalate(make_intake(number=str(number)))
    fall_silent(session, LONG)
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
