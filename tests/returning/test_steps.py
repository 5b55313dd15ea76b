"""A return from the decision to the payment: each step, and each silence."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from jury.domain.errors import Invalid, NotAllowed, NotNow
from jury.domain.lifecycle import Side
from jury.services.money import ledger
from jury.services.returning.returns import Parcel
from jury.storage.audit import list_entries
from jury.storage.desk.tasks import list_open_tasks_of
from jury.storage.money.refunds import balances, get_refund_of
from jury.storage.money.returns import get_journey
from jury.storage.outside.outbox import list_notices_about
from jury.storage.transaction import transaction
from tests.returning import acts
from tests.settlement import acts as settling
from tests.web.people import small_world
from tests.world import World, move_clock

HELD = {"marketplace_held": -19200, "escrow": 19200}
BACK = {"marketplace_held": -19200, "escrow": 0, "buyer": 19200}
KEPT = {"marketplace_held": -19200, "escrow": 0, "seller": 19200}


@pytest.fixture
def world(session: Session) -> World:
    return small_world()


@pytest.fixture
def dispute(world: World) -> str:
    """A dispute whose goods have to go back."""
    return acts.due(world)


def told(dispute: str, world: World, side: Side) -> list[str]:
    """What a side was told of the return, oldest first."""
    user_id = world.dispute(dispute).party(side).user_id
    kinds = [one.kind for one in list_notices_about(user_id, dispute)]
    return [kind for kind in reversed(kinds) if kind.startswith("return.")]


def logged(dispute: str) -> list[str]:
    """What the log says of the return."""
    entries = list_entries(f"dispute:{dispute}")
    return [one.action for one in entries if one.action.startswith("return.")]


def test_money_moves_only_when_the_seller_has_accepted_what_came_back(
    world: World, dispute: str
) -> None:
    assert acts.row_of(dispute).state == "due"
    assert world.stage(dispute) == "final"
    acts.send(dispute)
    acts.courier(dispute, "delivered")
    assert balances(dispute) == HELD
    assert get_refund_of(dispute).state == "held"
    acts.accept(dispute)
    assert balances(dispute) == BACK
    acts.pay(dispute)
    assert world.stage(dispute) == "closed"
    assert logged(dispute) == [
        "return.due",
        "return.sent",
        "return.received",
        "return.accepted",
    ]
    row = acts.row_of(dispute)
    stamps = (row.opened_at, row.sent_at, row.received_at, row.ended_at, row.paid_at)
    assert list(stamps) == sorted(one for one in stamps if one)
    assert ledger.check().faults == ()


def silence_of_the_buyer(dispute: str) -> None:
    move_clock(hours=168 * 3 // 4 + 1)
    move_clock(hours=50)


def silence_of_the_seller(dispute: str) -> None:
    acts.deliver(dispute)
    move_clock(hours=55)
    move_clock(hours=20)


@pytest.mark.parametrize(
    ("passes", "state", "books", "reminded"),
    [
        (silence_of_the_buyer, "lapsed", KEPT, (Side.BUYER, "return.send_ending")),
        (
            silence_of_the_seller,
            "accepted",
            BACK,
            (Side.SELLER, "return.inspect_ending"),
        ),
    ],
)
def test_silence_is_reminded_once_and_then_has_its_outcome(
    world: World,
    dispute: str,
    *,
    passes: Callable[[str], None],
    state: str,
    books: dict[str, int],
    reminded: tuple[Side, str],
) -> None:
    passes(dispute)
    assert acts.row_of(dispute).state == state
    assert balances(dispute) == books
    side, kind = reminded
    assert told(dispute, world, side).count(kind) == 1
    assert told(dispute, world, side)[-1] == f"return.{state}"
    acts.pay(dispute)
    assert world.stage(dispute) == "closed"
    assert ledger.check().faults == ()


def test_a_parcel_that_does_not_arrive_is_put_before_a_moderator(
    world: World, dispute: str
) -> None:
    acts.send(dispute)
    move_clock(hours=241)
    move_clock(seconds=1)
    assert acts.row_of(dispute).state == "missing"
    (task,) = list_open_tasks_of(dispute)
    assert (task.kind, task.detail) == (
        "return_decision",
        {"cause": "missing", "way": "return"},
    )
    move_clock(hours=73)
    move_clock(seconds=1)
    assert "return.overdue" in logged(dispute)
    assert world.dispute(dispute).next_due_at is not None
    acts.courier(dispute, "delivered")
    assert acts.row_of(dispute).state == "received"
    assert not list_open_tasks_of(dispute)


def test_what_the_courier_says_again_or_out_of_order_changes_nothing(
    dispute: str,
) -> None:
    with pytest.raises(Invalid):
        acts.courier(dispute, "picked_up")
    acts.courier(dispute, "delivered", courier="SF", number=acts.NUMBER)
    before = logged(dispute)
    acts.courier(dispute, "picked_up", courier="SF", number="another")
    acts.courier(dispute, "delivered")
    assert logged(dispute) == before
    row = acts.row_of(dispute)
    assert (row.state, row.courier_number) == ("received", acts.NUMBER)
    acts.accept(dispute)
    with pytest.raises(NotNow):
        acts.courier(dispute, "delivered")


def test_each_act_is_one_sides_own_and_comes_in_its_turn(dispute: str) -> None:
    with pytest.raises(NotAllowed):
        acts.send(dispute, Side.SELLER)
    with pytest.raises(NotNow):
        acts.accept(dispute)
    with pytest.raises(Invalid) as refused:
        acts.send(dispute, parcel=Parcel(courier=" ", number=""))
    assert set(refused.value.fields) == {"courier", "number"}
    acts.deliver(dispute)
    with pytest.raises(NotAllowed):
        acts.accept(dispute, Side.BUYER)
    acts.accept(dispute)
    with pytest.raises(NotNow):
        acts.accept(dispute)


def test_an_accepted_offer_with_the_goods_back_waits_for_them_too(
    world: World,
) -> None:
    dispute = acts.agreed(world)
    assert (world.stage(dispute), acts.row_of(dispute).state) == ("final", "due")
    assert balances(dispute) == HELD
    acts.deliver(dispute)
    acts.accept(dispute)
    assert balances(dispute) == BACK
    assert ledger.check().faults == ()


@pytest.mark.parametrize(
    ("bearer", "court"),
    [
        (
            "platform",
            {"category": "marketplace-courier", "reason": "damaged_in_transit"},
        ),
        ("insurer", {"category": "freight-insured", "reason": "seven_day_return"}),
    ],
)
def test_freight_that_neither_side_bears_moves_beside_the_held_sum(
    world: World, bearer: str, court: dict[str, str]
) -> None:
    rung = f"return_refund_{bearer}_freight"
    dispute = acts.agreed(world, rung=rung, **court)
    acts.courier(
        dispute, "delivered", courier="SF", number=acts.NUMBER, freight_minor=900
    )
    acts.accept(dispute)
    assert balances(dispute) == {**BACK, bearer: -900, "carrier": 900}
    assert ledger.check().faults == ()


def test_an_outage_gives_everybody_as_much_more_time(dispute: str) -> None:
    before = acts.row_of(dispute).due_at
    settling.lengthen(dispute, by=timedelta(hours=3))
    after = acts.row_of(dispute).due_at
    assert before is not None
    assert after == before + timedelta(hours=3)


def test_the_database_refuses_an_open_return_without_a_due_time(dispute: str) -> None:
    with pytest.raises(IntegrityError), transaction():
        get_journey(dispute).due_at = None
