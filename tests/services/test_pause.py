"""A pause of one dispute: nothing moves, nothing is lost, somebody watches over it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from jury.domain.errors import AlreadyDone, Invalid, NotNow
from jury.domain.lifecycle import Side
from jury.jobs import sweeps
from jury.services.appeal import rehear
from jury.services.moderation.grounds import Ground
from jury.services.proof.log_check import verify_log
from jury.services.stages import Paused
from jury.services.standstill import pause
from jury.services.submissions import submit
from jury.storage.desk.tasks import find_open_task, list_open_tasks_of
from jury.storage.money.refunds import balances, get_refund_of
from jury.storage.outside.outbox import Notice
from jury.storage.transaction import transaction
from tests.appeals import GROUND, appeal, decided, decided_by_staff, pay
from tests.services.stop_acts import HOUR, pause_it, resume_it, told
from tests.settlement.acts import accept, expiry, give_up, offer, states
from tests.world import World, move_clock

ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
LONG = 60  # hours: longer than any window


def writing(world: World) -> str:
    return world.escalate()


def checking(world: World) -> str:
    dispute = world.escalate()
    world.finish_submissions(dispute)
    return dispute


def to_be_drawn(world: World) -> str:
    dispute = checking(world)
    world.confirm(dispute)
    return dispute


def pronounced(world: World) -> str:
    return decided(world, rung=1)


def referred(world: World) -> str:
    dispute = decided_by_staff(world, rung=1)
    appeal(dispute, Side.BUYER)
    return dispute


STAGES = {
    "submissions": writing,
    "screening": checking,
    "hearing": to_be_drawn,
    "pronounced": pronounced,
    "referred": referred,
}


@ON_SQLITE
@pytest.mark.parametrize("stage", STAGES)
def test_in_any_stage_time_stands_still_and_all_of_it_comes_back(
    session: Session, stage: str
) -> None:
    world = World.begin(jurors=0 if stage == "referred" else 40)
    dispute = STAGES[stage](world)
    before = world.dispute(dispute)
    closes_at, next_due_at = before.stage_closes_at, before.next_due_at
    due = {one.id: one.due_at for one in list_open_tasks_of(dispute)}
    assert closes_at is not None
    assert next_due_at is not None
    pause_it(world, dispute)
    move_clock(hours=LONG)
    assert world.stage(dispute) == stage
    assert find_open_task(dispute, pause.TASK, dispute) is not None
    resume_it(world, dispute)
    after = world.dispute(dispute)
    assert after.stage_closes_at is not None
    assert after.next_due_at is not None
    late = after.stage_closes_at - closes_at
    assert timedelta(0) <= late - LONG * HOUR < timedelta(minutes=1)
    # The second reminder of a silent side, an appeal's, a nonce's time: all of it.
    assert after.next_due_at - next_due_at == late
    assert {one.id: one.due_at - late for one in list_open_tasks_of(dispute)} == due
    assert told(dispute, "dispute.paused") == told(dispute, "dispute.resumed") == 2
    assert verify_log().faults == ()


@ON_SQLITE
def test_nobody_can_change_anything_in_a_paused_dispute(session: Session) -> None:
    world = World.begin()
    dispute = world.escalate()
    standing = offer(dispute, Side.SELLER)
    ends_at = expiry(dispute)
    pause_it(world, dispute)
    move_clock(hours=LONG)
    word = submit.Writing(kind="case", text="说明", language="zh-Hans")

    def write() -> None:
        with transaction(lock=dispute) as now:
            submit.write_statement(dispute, Side.BUYER, word, now=now)

    refused: list[Callable[[], object]] = [
        write,
        lambda: world.finish_submissions(dispute),
        lambda: world.file_picture(dispute),
        lambda: offer(dispute, Side.BUYER),
        lambda: accept(dispute, Side.BUYER, standing),
        lambda: give_up(dispute, Side.BUYER),
    ]
    for act in refused:
        with pytest.raises(Paused):
            act()
    resume_it(world, dispute)
    assert states(dispute) == ["open"]
    assert expiry(dispute) - ends_at >= LONG * HOUR
    accept(dispute, Side.BUYER, standing)
    assert world.stage(dispute) == "final"


@ON_SQLITE
def test_an_appeal_waits_until_it_goes_on(session: Session) -> None:
    world = World.begin(jurors=80)
    dispute = pronounced(world)
    pause_it(world, dispute)
    move_clock(hours=LONG)
    with transaction(lock=dispute) as now:
        found = world.dispute(dispute)
        assert not rehear.may_appeal(found, Side.SELLER, now=now)
        with pytest.raises(Paused):
            rehear.file_appeal(dispute, Side.SELLER, GROUND, now=now)
    resume_it(world, dispute)
    appeal(dispute, Side.SELLER)
    assert world.stage(dispute) == "submissions"


def test_money_that_moved_in_a_pause_is_kept_and_the_rest_waits(
    session: Session,
) -> None:
    world = World.begin()
    dispute = pronounced(world)
    move_clock(hours=49)
    assert world.stage(dispute) == "final"
    pause_it(world, dispute)
    # True whenever it is said, and said only once.
    pay(dispute)
    assert get_refund_of(dispute).state == "acknowledged"
    move_clock(hours=LONG)
    assert world.stage(dispute) == "final"
    resume_it(world, dispute)
    sweeps.advance_disputes()
    assert world.stage(dispute) == "closed"
    assert balances(dispute)["escrow"] == 0
    with pytest.raises(NotNow):
        pause_it(world, dispute)


@ON_SQLITE
def test_a_pause_that_nobody_looks_at_is_brought_up_every_day(
    session: Session,
) -> None:
    world = World.begin(jurors=0)
    dispute = world.escalate()
    pause_it(world, dispute)
    overdue = select(Notice).where(Notice.kind == "task.overdue")

    def reminders() -> int:
        sweeps.keep_house()
        return len(session.scalars(overdue).all())

    move_clock(hours=47)
    assert reminders() == 0
    with transaction(lock=dispute) as now:
        pause.keep_paused(
            dispute, reason="still away", staff_id=world.staff_id, now=now
        )
    move_clock(hours=47)
    assert reminders() == 0
    for days in (1, 2, 3):
        move_clock(hours=25)
        assert reminders() == days
    task = find_open_task(dispute, pause.TASK, dispute)
    assert task is not None


@ON_SQLITE
def test_a_pause_needs_a_reason_and_stands_once(session: Session) -> None:
    world = World.begin(jurors=0)
    dispute = world.escalate()

    def attempt(code: str, said: str) -> None:
        with transaction(lock=dispute) as now:
            pause.pause(dispute, Ground(code, said), staff_id=world.staff_id, now=now)

    for code, said in (("because", "x"), ("side_away", " ")):
        with pytest.raises(Invalid):
            attempt(code, said)
    attempt("side_away", "in hospital")
    with pytest.raises(AlreadyDone):
        attempt("side_away", "in hospital")
    resume_it(world, dispute)
    with pytest.raises(AlreadyDone):
        resume_it(world, dispute)
    attempt("our_mistake", "again")
