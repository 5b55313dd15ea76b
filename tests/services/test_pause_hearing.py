"""A pause of a hearing: who reads keeps the seat, and the draw waits for its time."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from jury.domain.errors import AlreadyDone, PollClosed
from jury.domain.lifecycle import Side
from jury.jobs import sweeps
from jury.services.drawing import seats
from jury.services.proof.log_check import verify_log
from jury.storage.desk.stops import Stopped
from jury.storage.outside.outbox import Event, Notice
from jury.storage.transaction import transaction
from tests.services.stop_acts import HOUR, lift, pause_it, resume_it, stop
from tests.settlement.acts import accept, offer
from tests.world import World, move_clock

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
LONG = 60  # hours: longer than any window


def test_who_reads_keeps_the_seat_and_everybody_else_is_thanked(
    session: Session,
) -> None:
    world = World.begin()
    dispute = world.hear()
    first, second, third = world.summonses(dispute)[:3]
    reader, voter = world.seat(dispute, first), world.seat(dispute, second)
    with transaction(lock=dispute) as now:
        seats.accept_summons(third.id, third.juror_id, now=now)
    world.read(dispute, reader, voter)
    pause_it(world, dispute)
    move_clock(hours=LONG)
    accepted = {one.id for one in world.summonses(dispute, "accepted")}
    assert accepted == {reader[0], voter[0]}
    assert not world.summonses(dispute)
    # Their time stands still: whoever reads may vote meanwhile, or afterwards.
    world.vote(dispute, voter, 1)
    resume_it(world, dispute)
    sweeps.advance_disputes()
    called = world.summonses(dispute)
    assert {one.rank for one in called}.isdisjoint({1, 2, 3})
    assert called
    world.vote(dispute, reader, 0)
    kinds = ("seat.paused", "summons.paused", "seat.resumed")
    private = session.scalars(select(Notice).where(Notice.kind.in_(kinds))).all()
    assert {one.kind for one in private} == set(kinds)
    # The marketplace would learn from them who had not voted yet.
    carried = session.scalars(select(Event.payload).where(Event.type == "notice.due"))
    assert not {one["kind"] for one in carried} & set(kinds)
    assert verify_log().faults == ()


def test_a_reader_who_leaves_in_a_pause_is_replaced_after_it(session: Session) -> None:
    world = World.begin()
    dispute = world.hear()
    reader = world.seat(dispute, world.summonses(dispute)[0])
    pause_it(world, dispute)
    with transaction(lock=dispute) as now:
        seats.recuse(*reader, reason="no_time", now=now)
    move_clock(hours=1)
    assert not world.summonses(dispute)
    with pytest.raises(PollClosed):
        world.vote(dispute, reader, 1)
    resume_it(world, dispute)
    sweeps.advance_disputes()
    assert world.summonses(dispute)


def test_a_nonce_that_comes_in_a_pause_is_drawn_with_after_it(
    session: Session,
) -> None:
    world = World.begin()
    dispute = world.escalate()
    world.finish_submissions(dispute)
    world.confirm(dispute)
    pause_it(world, dispute)
    move_clock(hours=LONG)
    world.give_nonce(dispute)
    with pytest.raises(AlreadyDone):
        world.give_nonce(dispute)
    assert world.draw_of(dispute).seed is None
    resume_it(world, dispute)
    sweeps.advance_disputes()
    draw = world.draw_of(dispute)
    assert (draw.nonce, draw.seed is None) == ("5a" * 16, False)
    assert world.summonses(dispute)


def test_a_pause_lies_over_a_stop_and_gives_way_to_it(session: Session) -> None:
    world = World.begin()
    dispute = world.hear()
    closes_at = world.dispute(dispute).stage_closes_at
    assert closes_at is not None
    pause_it(world, dispute)
    stop(Stopped.DRAWS)
    move_clock(hours=10)
    resume_it(world, dispute)
    assert world.dispute(dispute).stands_for == "draws"
    move_clock(hours=10)
    pause_it(world, dispute)
    lift(Stopped.DRAWS)
    move_clock(hours=10)
    assert world.dispute(dispute).is_paused
    resume_it(world, dispute)
    after = world.dispute(dispute)
    assert after.stands_since is None
    assert after.stage_closes_at is not None
    late = after.stage_closes_at - closes_at
    assert timedelta(0) <= late - 30 * HOUR < timedelta(minutes=1)


def test_who_settles_while_draws_are_stopped_waits_for_nothing(
    session: Session,
) -> None:
    world = World.begin()
    dispute = world.hear()
    stop(Stopped.DRAWS)
    sweeps.advance_disputes()
    move_clock(hours=10)
    accept(dispute, Side.BUYER, offer(dispute, Side.SELLER))
    row = world.dispute(dispute)
    assert (row.stage, row.stands_since, row.stands_for) == ("final", None, None)
    due_at = row.next_due_at
    lift(Stopped.DRAWS)
    sweeps.advance_disputes()
    assert world.dispute(dispute).next_due_at == due_at
