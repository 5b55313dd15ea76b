"""Stops: what is stopped waits, nothing is lost, and both sides are told once."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from jury import clock
from jury.domain.errors import AlreadyDone
from jury.domain.lifecycle import Stage
from jury.jobs import sweeps
from jury.services import accounts, stops
from jury.services.log_check import verify_log
from jury.storage.base import current_session
from jury.storage.disputes import Dispute, get_dispute
from jury.storage.draws import find_latest_draw
from jury.storage.money import Enforcement
from jury.storage.outbox import Notice
from jury.storage.people import Role
from jury.storage.stops import Stopped
from jury.storage.transaction import transaction
from tests.api.program import Program, make_dispute, make_key
from tests.world import World, move_clock


def stop(what: Stopped) -> None:
    with transaction() as now:
        stops.stop(what, reason="the roster is wrong", staff_id=None, now=now)


def lift(what: Stopped) -> None:
    with transaction() as now:
        stops.lift(what, staff_id=None, now=now)


def told(dispute: str, kind: str) -> int:
    query = select(func.count()).where(
        Notice.dispute_id == dispute, Notice.kind == kind
    )
    return current_session().scalar(query) or 0


def decide(world: World) -> str:
    """A dispute that five jurors have decided."""
    dispute = world.hear()
    world.decide(dispute, [1] * 5)
    assert get_dispute(dispute).stage == Stage.PRONOUNCED
    return dispute


def test_each_thing_is_stopped_for_itself_and_once(session: Session) -> None:
    stop(Stopped.DRAWS)
    stop(Stopped.INTAKE)
    with pytest.raises(AlreadyDone):
        stop(Stopped.DRAWS)
    lift(Stopped.DRAWS)
    with pytest.raises(AlreadyDone):
        lift(Stopped.DRAWS)
    stop(Stopped.DRAWS)
    assert not stops.is_stopped(Stopped.ENFORCEMENT)


def test_stopped_intake_keeps_nothing_and_burns_no_key(app: Flask) -> None:
    program = Program(app.test_client(), make_key(app))
    with app.app_context():
        stop(Stopped.INTAKE)
    refused = program.post("/disputes", make_dispute(), key="once")
    assert refused.status_code == 503
    assert refused.get_json()["code"] == "intake_stopped"
    assert int(refused.headers["Retry-After"]) > 0
    assert app.test_client().get("/readyz").get_json()["stopped"] == ["intake"]
    with app.app_context():
        assert current_session().scalar(select(func.count(Dispute.id))) == 0
        lift(Stopped.INTAKE)
    assert program.post("/disputes", make_dispute(), key="once").status_code == 201


def test_a_hearing_stands_still_and_gets_its_time_back(session: Session) -> None:
    world = World.begin()
    dispute = world.hear()
    juror = world.seat(dispute, world.summonses(dispute)[0])
    world.read(dispute, juror)
    called = len(world.summonses(dispute))
    closes_at = get_dispute(dispute).stage_closes_at
    assert closes_at is not None
    stop(Stopped.DRAWS)
    sweeps.advance_disputes()
    move_clock(hours=30)
    sweeps.advance_disputes()
    assert get_dispute(dispute).stage == Stage.HEARING
    assert len(world.summonses(dispute)) == called
    # Whoever sits may vote, though the window would be long over.
    world.vote(dispute, juror, 1)
    lift(Stopped.DRAWS)
    sweeps.advance_disputes()
    row = get_dispute(dispute)
    assert row.stands_since is None
    assert row.stage_closes_at is not None
    assert row.stage_closes_at >= closes_at + timedelta(hours=30)
    assert told(dispute, "stopped.draws") == told(dispute, "resumed.draws") == 2
    assert verify_log().faults == ()


def test_a_dispute_that_comes_to_its_hearing_is_drawn_afterwards(
    session: Session,
) -> None:
    world = World.begin()
    stop(Stopped.DRAWS)
    dispute = world.escalate()
    world.finish_submissions(dispute)
    world.confirm(dispute)
    sweeps.advance_disputes()
    assert get_dispute(dispute).stage == Stage.HEARING
    assert find_latest_draw(dispute, 1) is None
    move_clock(hours=48)
    sweeps.advance_disputes()
    lift(Stopped.DRAWS)
    sweeps.advance_disputes()
    draw = find_latest_draw(dispute, 1)
    assert draw is not None
    assert draw.window_ends_at > clock.now() + timedelta(hours=23)
    assert told(dispute, "stopped.draws") == 2


def test_what_was_decided_is_paid_once_when_payments_go_on(session: Session) -> None:
    world = World.begin()
    dispute = decide(world)
    stop(Stopped.ENFORCEMENT)
    move_clock(hours=49)
    for _again in range(3):
        sweeps.advance_disputes()
    row = get_dispute(dispute)
    assert (row.stage, row.stands_for) == (Stage.PRONOUNCED, "enforcement")
    assert row.next_due_at is not None
    assert session.get(Enforcement, dispute) is None
    assert told(dispute, "stopped.enforcement") == 2
    lift(Stopped.ENFORCEMENT)
    for _again in range(3):
        sweeps.advance_disputes()
    assert get_dispute(dispute).stage == Stage.FINAL
    assert session.get(Enforcement, dispute) is not None
    assert told(dispute, "resumed.enforcement") == 2


def test_administrators_are_told_once_of_a_stop_older_than_a_day(
    session: Session,
) -> None:
    with transaction() as now:
        accounts.add_staff(
            "kim", "a long password", [Role.ADMINISTRATOR], is_demo=False, now=now
        )
    stop(Stopped.INTAKE)
    for hours in (23, 2, 2):
        move_clock(hours=hours)
        sweeps.keep_house()
    kinds = select(func.count()).where(Notice.kind == "stop.old")
    assert session.scalar(kinds) == 1
