"""Stops: what is stopped waits, nothing is lost, and both sides are told once."""

from datetime import timedelta

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from jury import clock
from jury.domain.errors import AlreadyDone
from jury.domain.lifecycle import Side, Stage
from jury.jobs import sweeps
from jury.services.drawing import seats
from jury.services.drawing.notices import REMINDERS
from jury.services.money import remedy
from jury.services.people import accounts
from jury.services.proof.log_check import verify_log
from jury.services.standstill import stops
from jury.services.standstill.stops import EnforcementStopped
from jury.storage.base import current_session
from jury.storage.desk.stops import Stopped
from jury.storage.disputes import Dispute, get_dispute
from jury.storage.draws import find_latest_draw, find_seat_of
from jury.storage.money.refunds import Enforcement, balances, get_refund_of
from jury.storage.outside.outbox import Notice
from jury.storage.people import Role
from jury.storage.transaction import transaction
from tests.api.program import Program, make_dispute, make_key
from tests.appeals import pay
from tests.services.stop_acts import lift, stop, told
from tests.settlement.acts import accept, give_up, offer
from tests.silence import fall_silent
from tests.world import World, move_clock

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


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


@ON_SQLITE
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


@ON_SQLITE
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


@ON_SQLITE
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
    old = session.scalars(select(Notice).where(Notice.kind == "stop.old")).all()
    assert [one.path for one in old] == ["/desk/court"]


@pytest.mark.parametrize("by_agreement", [True, False])
def test_what_the_sides_end_in_a_stop_is_paid_once_it_is_lifted(
    session: Session, *, by_agreement: bool
) -> None:
    world = World.begin()
    dispute = world.escalate()
    stop(Stopped.ENFORCEMENT)
    if by_agreement:
        accept(dispute, Side.BUYER, offer(dispute, Side.SELLER))
    else:
        give_up(dispute, Side.BUYER)
    move_clock(hours=49)
    assert world.stage(dispute) == "final"
    assert session.get(Enforcement, dispute) is None
    assert balances(dispute)["escrow"] == 19200
    lift(Stopped.ENFORCEMENT)
    for _again in range(3):
        sweeps.advance_disputes()
    session.rollback()
    assert session.get(Enforcement, dispute) is not None
    pay(dispute)
    assert world.stage(dispute) == "closed"
    assert balances(dispute)["escrow"] == 0


def test_nothing_is_instructed_again_in_a_stop(session: Session) -> None:
    world = World.begin()
    dispute = decide(world)
    move_clock(hours=49)
    with transaction(lock=dispute) as now:
        answer = remedy.Answer(result="refused", code="account_closed")
        remedy.receive_answer("RF-1", answer, actor="key:1", now=now)
    stop(Stopped.ENFORCEMENT)

    def instruct() -> None:
        with transaction(lock=dispute) as now:
            remedy.instruct_again(
                dispute, reason="mended", staff_id=world.staff_id, now=now
            )

    with pytest.raises(EnforcementStopped):
        instruct()
    assert get_refund_of(dispute).attempt == 1
    lift(Stopped.ENFORCEMENT)
    instruct()
    assert get_refund_of(dispute).attempt == 2


@ON_SQLITE
def test_a_nonce_counts_that_comes_while_draws_are_stopped(session: Session) -> None:
    world = World.begin()
    dispute = world.escalate()
    world.finish_submissions(dispute)
    world.confirm(dispute)
    stop(Stopped.DRAWS)
    world.give_nonce(dispute)
    move_clock(hours=5)
    assert world.draw_of(dispute).seed is None
    lift(Stopped.DRAWS)
    sweeps.advance_disputes()
    sweeps.advance_disputes()
    assert world.draw_of(dispute).nonce == "5a" * 16
    assert world.summonses(dispute)


@ON_SQLITE
def test_jurors_answer_in_a_stop_and_have_their_time_after_it(
    session: Session,
) -> None:
    world = World.begin()
    dispute = world.hear()
    taker, decliner, leaver, later = world.summonses(dispute)[:4]
    reply_due_at = later.reply_due_at
    stop(Stopped.DRAWS)
    move_clock(hours=10)
    seated = world.seat(dispute, taker)
    with transaction(lock=dispute) as now:
        seats.decline_summons(decliner.id, decliner.juror_id, now=now)
    with transaction(lock=dispute) as now:
        seats.recuse(leaver.id, leaver.juror_id, reason="no_time", now=now)
    # Nobody is reminded of a time that stands still.
    reminders = select(Notice).where(Notice.kind.in_(REMINDERS))
    assert session.scalars(reminders).all() == []
    lift(Stopped.DRAWS)
    sweeps.advance_disputes()
    reminded = {one.params["summons"]: one for one in session.scalars(reminders)}
    seat = find_seat_of(seated[0])
    assert seat is not None
    assert seat.vote_due_at is not None
    left = seat.vote_due_at - clock.now()
    assert timedelta(minutes=59) < left <= timedelta(minutes=60)
    assert reminded[seated[0]].params["when"] == seat.vote_due_at.isoformat()
    called = next(one for one in world.summonses(dispute) if one.id == later.id)
    assert called.reply_due_at - reply_due_at >= timedelta(hours=10)


@ON_SQLITE
@pytest.mark.parametrize("is_stopped_first", [True, False])
def test_an_outage_that_overlaps_a_stop_lengthens_once(
    session: Session, *, is_stopped_first: bool
) -> None:
    world = World.begin()
    dispute = world.hear()
    closes_at = world.dispute(dispute).stage_closes_at
    assert closes_at is not None
    if is_stopped_first:
        stop(Stopped.DRAWS)
        sweeps.advance_disputes()
    move_clock(hours=6, sweep=lambda: None)
    fall_silent(timedelta(hours=6))
    if not is_stopped_first:
        # By an administrator who sees that nothing moves.
        stop(Stopped.DRAWS)
    sweeps.advance_disputes()
    move_clock(hours=2)
    lift(Stopped.DRAWS)
    sweeps.advance_disputes()
    after = world.dispute(dispute).stage_closes_at
    assert after is not None
    late = after - closes_at
    assert timedelta(0) <= late - timedelta(hours=8) < timedelta(minutes=1)


@ON_SQLITE
def test_the_command_stops_lifts_and_lists(app: Flask, session: Session) -> None:
    def run(*arguments: str) -> Result:
        session.rollback()
        return app.test_cli_runner().invoke(args=["stops", *arguments])

    assert run("begin", "draws", "--reason", "wrong").exit_code == 0
    again = run("begin", "draws", "--reason", "wrong")
    assert (again.exit_code, "stopped already" in again.output) == (1, True)
    assert "draws  since 20" in run("list").output
    assert run("lift", "draws", "--reason", "mended").exit_code == 0
    assert run("list").output == ""
    assert run("lift", "draws", "--reason", "mended").exit_code == 1
