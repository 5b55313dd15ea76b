"""An advance that nobody ever had, given up after the decision is final."""

import pytest
from sqlalchemy.orm import Session

from jury.domain.money.payments import PaymentKind
from jury.storage.money.payments import list_payments_of_kind
from tests.appeals import waiting
from tests.money.acts import answer, colleague, write_off
from tests.money.test_beside import ALL, GOOD, NOTHING, a_fake, decided, money_of, sound
from tests.web.people import small_world
from tests.world import World, move_clock


@pytest.fixture
def world(session: Session) -> World:
    return small_world()


def given_up(world: World, rung: int) -> str:
    """A final dispute whose advance was refused, and which two moderators gave up."""
    dispute = decided(world, a_fake(GOOD), rung)
    move_clock(hours=49)
    answer(dispute, "refused", kind="advance:1", code="account_closed")
    write_off(dispute, world.staff_id, colleague(), f"{dispute}:advance:1")
    return dispute


def test_what_was_kept_for_it_is_handed_out_to_the_buyer(world: World) -> None:
    dispute = given_up(world, ALL)
    assert money_of(dispute) == {"marketplace_held": -19200, "buyer": 19200}
    answer(dispute)
    assert world.stage(dispute) == "final"
    answer(dispute, kind="advance:2")
    assert world.stage(dispute) == "closed"
    assert sound()


def test_what_was_asked_back_for_it_is_asked_no_more(world: World) -> None:
    dispute = given_up(world, NOTHING)
    (recovery,) = list_payments_of_kind(dispute, PaymentKind.RECOVERY)
    assert recovery.state == "written_off"
    assert money_of(dispute) == {"marketplace_held": -19200, "seller": 19200}
    answer(dispute)
    assert world.stage(dispute) == "closed"
    assert sound()


def test_the_second_can_be_given_up_too_and_comes_to_an_end(world: World) -> None:
    dispute = given_up(world, ALL)
    answer(dispute)
    answer(dispute, "refused", kind="advance:2", code="account_closed")
    second = world.staff_id + 1
    write_off(dispute, world.staff_id, second, f"{dispute}:advance:2")
    assert world.stage(dispute) == "closed"
    # It is the buyer's, whom nobody can pay; the platform keeps nothing of it.
    assert money_of(dispute) == {"marketplace_held": -19200, "written_off": 19200}
    assert sound()


def test_of_an_award_that_is_given_up_the_advance_stays_with_the_buyer(
    world: World,
) -> None:
    dispute = decided(world, a_fake(GOOD), ALL)
    answer(dispute, kind="advance:1")
    move_clock(hours=49)
    answer(dispute, "refused", code="account_closed")
    write_off(dispute, world.staff_id, colleague(), f"{dispute}:award")
    assert money_of(dispute) == {"marketplace_held": -19200, "buyer": 19200}
    assert sound()


def test_an_advance_of_which_nobody_knows_may_have_been_paid(world: World) -> None:
    dispute = decided(world, a_fake(GOOD), ALL)
    answer(dispute, "unknown", kind="advance:1")
    (task,) = waiting(dispute, "refund_answer")
    assert task.target == f"{dispute}:advance:1"
    assert money_of(dispute)["buyer"] == 19200
    answer(dispute, "refused", kind="advance:1", code="account_closed")
    assert (waiting(dispute, "refund_answer"), money_of(dispute)) == (
        [],
        {"marketplace_held": -19200, "escrow": 19200},
    )
    move_clock(hours=49)
    answer(dispute)
    assert world.stage(dispute) == "closed"
    assert sound()
