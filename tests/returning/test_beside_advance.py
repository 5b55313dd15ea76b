"""Goods go back while the marketplace still owes an answer about an advance."""

import pytest
from sqlalchemy.orm import Session

from jury.domain.lifecycle import Side
from jury.services.money import ledger
from tests.appeals import told
from tests.money.acts import answer
from tests.money.test_beside import BACK, GOOD, a_fake, decided
from tests.returning.acts import row_of
from tests.web.people import small_world
from tests.world import World, move_clock


@pytest.fixture
def world(session: Session) -> World:
    return small_world()


def test_an_advance_that_nobody_answers_holds_up_no_return(world: World) -> None:
    dispute = decided(world, a_fake(GOOD), BACK)
    move_clock(hours=49)
    assert row_of(dispute).state == "due"
    for _day in range(6):
        move_clock(hours=24)
    assert told(dispute, Side.BUYER).count("return.send_ending") == 1
    move_clock(hours=25)
    assert row_of(dispute).state == "lapsed"
    assert ledger.check().faults == ()


def test_an_advance_that_is_answered_brings_no_reminder_forward(world: World) -> None:
    dispute = decided(world, a_fake(GOOD), BACK)
    move_clock(hours=49)
    due_at = row_of(dispute).due_at
    answer(dispute, kind="advance:1")
    move_clock(hours=25)
    assert "return.send_ending" not in told(dispute, Side.BUYER)
    assert row_of(dispute).due_at == due_at
