"""While a poll waits for evidence: a pause, a stop, a settlement, an outage."""

from datetime import timedelta

import pytest

from jury.domain.lifecycle import Side
from jury.services.proof.log_check import verify_log
from jury.services.stages import Paused
from jury.storage.desk.stops import Stopped
from tests.services.asking_acts import (
    answer,
    begin_waiting,
    inquiry_of,
    open_inquiry,
    waits,
)
from tests.services.stop_acts import lift, pause_it, resume_it, stop
from tests.settlement.acts import accept, offer
from tests.world import move_clock

pytestmark = [
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
    pytest.mark.usefixtures("session"),
]


def test_a_pause_gives_the_side_its_time_to_answer_back() -> None:
    world, dispute, _jurors = begin_waiting()
    before, ends_at = open_inquiry(dispute), world.draw_of(dispute).window_ends_at
    assert before is not None
    due_at = before.due_at
    pause_it(world, dispute)
    move_clock(hours=60)
    with pytest.raises(Paused):
        answer(dispute)
    resume_it(world, dispute)
    after = open_inquiry(dispute)
    assert waits(dispute)
    assert after is not None
    assert after.due_at - due_at >= timedelta(hours=60)
    answer(dispute)
    move_clock(minutes=16)
    row = inquiry_of(world, dispute)
    assert row.ended_at is not None
    assert not waits(dispute)
    moved = world.draw_of(dispute).window_ends_at - ends_at
    assert moved == row.ended_at - row.asked_at
    assert verify_log().faults == ()


def test_a_settlement_ends_the_wait_and_nothing_is_opened() -> None:
    world, dispute, _jurors = begin_waiting()
    offer(dispute, Side.SELLER)
    accept(dispute, Side.BUYER)
    assert world.stage(dispute) == "final"
    assert world.dispute(dispute).stands_for is None
    assert inquiry_of(world, dispute).state == "dropped"
    move_clock(hours=30)
    assert verify_log().faults == ()


def test_a_stop_of_draws_goes_on_after_the_wait_and_gives_time_back_once() -> None:
    world, dispute, _jurors = begin_waiting()
    ends_at = world.draw_of(dispute).window_ends_at
    asked_at = inquiry_of(world, dispute).asked_at
    stop(Stopped.DRAWS)
    answer(dispute)
    move_clock(minutes=16)
    assert world.dispute(dispute).stands_for == "draws"
    move_clock(hours=5)
    lift(Stopped.DRAWS)
    move_clock(minutes=1)
    assert world.dispute(dispute).stands_for is None
    moved = world.draw_of(dispute).window_ends_at - ends_at
    whole = timedelta(hours=5, minutes=17)
    assert moved <= whole + timedelta(minutes=16)
    assert moved >= timedelta(hours=5, minutes=16)
    assert asked_at < world.draw_of(dispute).window_ends_at
    assert verify_log().faults == ()
