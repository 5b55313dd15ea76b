"""Which times an outage moves, and why it leaves the others where they are."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Column, select
from sqlalchemy.orm import Session

from jury.domain.lifecycle import Side
from jury.services.standstill import windows
from jury.storage import tables
from jury.storage.base import Base
from jury.storage.disputes import get_dispute
from jury.storage.outside.outbox import Notice
from jury.storage.transaction import transaction
from tests.money.test_beside import GOOD, a_fake
from tests.returning import acts as returning
from tests.services import asking_acts
from tests.settlement import acts
from tests.world import World, enrol, move_clock

BY = timedelta(hours=3)
WILL_HAPPEN = re.compile(r"(due|closes|ends|test|attempt|expires|by)_at$|_until$")


def submitting(world: World) -> str:
    return world.escalate()


def waiting_for_a_nonce(world: World) -> str:
    dispute = world.escalate()
    world.finish_submissions(dispute)
    world.confirm(dispute)
    return dispute


def seated(world: World) -> str:
    dispute = world.hear()
    world.seat(dispute, world.summonses(dispute)[0])
    return dispute


def closing(world: World) -> str:
    """Three of five agree, and a fourth is reading."""
    dispute = world.hear()
    jurors = [world.seat(dispute, one) for one in world.summonses(dispute)[:4]]
    world.read(dispute, *jurors)
    for juror in jurors[:3]:
        world.vote(dispute, juror, 1)
    move_clock(minutes=16)
    return dispute


def screening(world: World) -> str:
    dispute = world.escalate()
    world.file_picture(dispute)
    world.finish_submissions(dispute)
    return dispute


def paying(world: World) -> str:
    dispute = world.hear()
    world.decide(dispute, (1, 1, 1, 1, 1))
    move_clock(hours=49)
    return dispute


def decided(world: World) -> str:
    dispute = world.hear()
    world.decide(dispute, (1, 1, 1, 1, 1))
    return dispute


def offered(world: World) -> str:
    dispute = world.escalate()
    acts.offer(dispute, Side.SELLER)
    return dispute


def sending_back(world: World) -> str:
    return returning.agreed(world)


def sending_again(world: World) -> str:
    return returning.agreed(world, rung=returning.RESEND, reason="wrong_address")


def advanced(world: World) -> str:
    return world.escalate(a_fake(GOOD))


def waiting_for_evidence(world: World) -> str:
    return asking_acts.waiting(world)[0]


def confirming(world: World) -> str:
    return asking_acts.confirming(world)[0]


# Each with a dispute in which it is open.
MOVED: dict[str, Callable[[World], str]] = {
    "dispute.stage_closes_at": submitting,
    "dispute.next_due_at": submitting,
    "dispute.decided_by_at": submitting,
    "draw.nonce_due_at": waiting_for_a_nonce,
    "draw.window_ends_at": waiting_for_a_nonce,
    "draw.poll_closes_at": closing,
    "summons.reply_due_at": seated,
    "seat.vote_due_at": seated,
    "task.due_at": screening,
    "goods_return.due_at": sending_back,
    "goods_resend.due_at": sending_again,
    "refund_record.answer_due_at": paying,
    "offer.expires_at": offered,
    "verdict.correction_closes_at": decided,
    "payment.answer_due_at": advanced,
    "inquiry.due_at": waiting_for_evidence,
    "inquiry.covered_by_at": waiting_for_evidence,
    "draw.confirm_until": confirming,
}
# Only of what a juror called to an open poll, or a side asked by an open offer, has
# not been told yet.
MOVED_IN_PART = {"notice.expires_at"}
LEFT = {
    "draw.next_test_at": "stands on the fixed grid; the next sweep tests and moves it",
    "redaction.lease_until": "how long a worker may be at a picture",
    "task.taken_until": "a lease among colleagues, not a window",
    "notice.mail_due_at": "the next try of a mail",
    "event.next_attempt_at": "the next try of a webhook",
    "sweep_failure.retry_due_at": "the next try of a sweep",
    "login_link.expires_at": "ten minutes for a link, and a new one is free",
    "api_key.expires_at": "the overlap of two keys, set by an operator",
    "staff.active_until": "the end of an account",
    "juror_record.quiet_until": "a time of day",
    "pause.review_due_at": "when staff look at a pause, in which windows stand still",
    "planned_outage.ends_at": "what windows are lengthened by",
    "audit_pick.due_at": "the time of staff to read a verdict again",
    **dict.fromkeys(
        (
            "control_call.reply_due_at",
            "control_call.vote_due_at",
            "control_call.window_ends_at",
        ),
        "of no dispute; moved once, when an outage ends (tests/control)",
    ),
    "difference.due_at": "the time of staff to look at a list, in no dispute's window",
}


def will_happen() -> set[str]:
    """Every column whose name says that something will happen then."""
    assert tables.__all__
    return {
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if WILL_HAPPEN.search(column.name)
    }


def test_every_time_to_come_is_moved_or_left_for_a_reason() -> None:
    assert will_happen() == {*MOVED, *MOVED_IN_PART, *LEFT}


def times_in(session: Session, column: Column[Any]) -> list[datetime]:
    session.rollback()
    found = session.scalars(select(column).where(column.is_not(None)))
    return sorted(found)


@pytest.mark.parametrize("name", MOVED)
def test_what_is_open_is_moved_by_as_much(session: Session, name: str) -> None:
    table, column_name = name.split(".")
    column = Base.metadata.tables[table].columns[column_name]
    dispute = MOVED[name](World.begin())
    before = times_in(session, column)
    with transaction(lock=dispute):
        windows.move(get_dispute(dispute), by=BY)
    assert before
    assert times_in(session, column) == [at + BY for at in before]


def test_a_nonce_is_taken_for_as_much_longer(session: Session) -> None:
    world = World.begin()
    dispute = waiting_for_a_nonce(world)
    with transaction(lock=dispute):
        windows.move(get_dispute(dispute), by=BY)
    move_clock(hours=3)
    world.give_nonce(dispute)
    assert world.draw_of(dispute).nonce is not None


def test_a_juror_who_was_not_told_yet_is_told_the_new_time(session: Session) -> None:
    world = World.begin(jurors=0)
    enrol([f"juror-{number}" for number in range(12)], email="juror@example.com")
    move_clock(seconds=1)
    dispute = world.hear()
    with transaction(lock=dispute):
        windows.move(get_dispute(dispute), by=BY)
    calls = world.summonses(dispute)
    query = select(Notice).where(Notice.kind == "summons.sent")
    told = {one.params["summons"]: one for one in session.scalars(query)}
    assert calls
    for call in calls:
        assert told[call.id].expires_at == call.reply_due_at
        assert told[call.id].params["when"] == call.reply_due_at.isoformat()
