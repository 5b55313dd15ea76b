"""Goods sent to the buyer again: each step, each silence, and where the money goes."""

import pytest
from sqlalchemy.orm import Session

from jury.domain.errors import NotAllowed, NotNow
from jury.domain.lifecycle import Side
from jury.services.law.rules import rung_for
from jury.services.money import ledger
from jury.services.returning import returns
from jury.services.returning.view import return_view
from jury.services.returning.words import Words
from jury.storage.audit import list_entries
from jury.storage.money.refunds import balances, get_refund_of
from jury.storage.money.returns import find_resend, get_journey
from jury.storage.outside.outbox import list_notices_about
from jury.storage.transaction import transaction
from tests.appeals import decide_as
from tests.returning import acts
from tests.returning.test_rulings import show
from tests.web.people import small_world
from tests.world import World, make_intake, move_clock

HELD = {"marketplace_held": -19200, "escrow": 19200}
# The seller has done what was decided.
DONE = {"marketplace_held": -19200, "escrow": 0, "seller": 19200}
# The seller has not, and the buyer asked for everything.
INSTEAD = {"marketplace_held": -19200, "escrow": 0, "buyer": 19200}


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """One database is enough: the steps are those of a return, which runs on both."""
    return sqlite_url


@pytest.fixture
def world(session: Session) -> World:
    return small_world()


def again(world: World) -> str:
    """A dispute whose sides agreed that the seller sends once more."""
    return acts.agreed(world, rung=acts.RESEND, reason="wrong_address")


def exchanging(world: World) -> str:
    """A dispute whose sides agreed on an exchange."""
    return acts.agreed(world, rung=acts.EXCHANGE, reason="wrong_item")


def back_with_the_seller(world: World) -> str:
    """An exchange whose first parcel was accepted."""
    dispute = exchanging(world)
    acts.deliver(dispute)
    acts.accept(dispute)
    return dispute


def arrive(dispute: str) -> None:
    """The seller has sent, and it has arrived."""
    acts.send(dispute, Side.SELLER)
    acts.courier(dispute, "delivered", is_resend=True)


def logged(dispute: str) -> list[str]:
    entries = list_entries(f"dispute:{dispute}")
    kinds = [one.action for one in entries]
    return [one for one in kinds if one.startswith(("return.", "resend."))]


def told(dispute: str, world: World, side: Side) -> list[str]:
    user_id = world.dispute(dispute).party(side).user_id
    kinds = [one.kind for one in list_notices_about(user_id, dispute)]
    return [kind for kind in reversed(kinds) if kind.startswith("resend.")]


def test_the_seller_is_paid_only_when_the_buyer_has_what_was_sent_again(
    world: World,
) -> None:
    dispute = again(world)
    assert acts.row_of(dispute).state == "due"
    with pytest.raises(NotAllowed):
        acts.send(dispute, Side.BUYER)
    arrive(dispute)
    with pytest.raises(NotAllowed):
        acts.accept(dispute, Side.SELLER)
    assert (balances(dispute), get_refund_of(dispute).state) == (HELD, "held")
    acts.accept(dispute, Side.BUYER)
    assert balances(dispute) == DONE
    acts.pay(dispute)
    assert world.stage(dispute) == "closed"
    steps = ("due", "sent", "received", "accepted")
    assert logged(dispute) == [f"resend.{step}" for step in steps]
    assert ledger.check().faults == ()


def test_an_exchange_is_a_return_and_then_a_parcel_to_the_buyer(world: World) -> None:
    dispute = back_with_the_seller(world)
    assert balances(dispute) == HELD
    assert acts.row_of(dispute).sender is Side.SELLER
    arrive(dispute)
    acts.accept(dispute, Side.BUYER)
    freight = balances(dispute).get("freight", 0)
    assert balances(dispute)["seller"] + freight == 19200
    acts.pay(dispute)
    assert world.stage(dispute) == "closed"
    assert logged(dispute)[3:5] == ["return.accepted", "resend.due"]
    assert ledger.check().faults == ()


def test_goods_that_never_come_back_are_not_exchanged(world: World) -> None:
    dispute = exchanging(world)
    move_clock(hours=169)
    assert (acts.row_of(dispute).state, find_resend(dispute)) == ("lapsed", None)
    assert balances(dispute) == DONE
    assert ledger.check().faults == ()


def test_a_seller_who_does_not_send_is_reminded_and_then_pays(world: World) -> None:
    dispute = again(world)
    move_clock(hours=127)
    assert told(dispute, world, Side.SELLER) == ["resend.due", "resend.send_ending"]
    move_clock(hours=42)
    assert acts.row_of(dispute).state == "lapsed"
    assert balances(dispute) == INSTEAD
    assert told(dispute, world, Side.BUYER) == ["resend.announced", "resend.lapsed"]
    acts.pay(dispute)
    assert world.stage(dispute) == "closed"
    assert ledger.check().faults == ()


def test_a_seller_who_has_the_goods_back_and_sends_nothing_pays_both(
    world: World,
) -> None:
    dispute = back_with_the_seller(world)
    move_clock(hours=169)
    assert balances(dispute) == INSTEAD
    assert ledger.check().faults == ()


def test_of_a_missing_part_its_share_of_the_price_is_paid_instead(
    world: World,
) -> None:
    dispute = acts.agreed(world, rung="resend_part", reason="missing_parts")
    price = world.dispute(dispute).price_minor
    move_clock(hours=169)
    assert balances(dispute)["buyer"] == -(-price * 30 // 100)
    assert ledger.check().faults == ()


def test_a_buyer_who_says_nothing_has_accepted(world: World) -> None:
    dispute = again(world)
    arrive(dispute)
    move_clock(hours=73)
    assert acts.row_of(dispute).state == "accepted"
    assert balances(dispute) == DONE


@pytest.mark.parametrize(
    ("side", "state", "money"),
    [(Side.BUYER, "refused", INSTEAD), (Side.SELLER, "accepted", DONE)],
)
def test_what_the_buyer_contests_a_moderator_decides(
    world: World, side: Side, state: str, money: dict[str, int]
) -> None:
    dispute = again(world)
    arrive(dispute)
    acts.contest(dispute, side=Side.BUYER)
    acts.rule(dispute, world.staff_id, side)
    assert balances(dispute) == HELD
    move_clock(hours=49)
    assert acts.row_of(dispute).state == state
    assert balances(dispute) == money
    assert ledger.check().faults == ()


def test_who_decided_of_the_first_parcel_may_decide_of_the_second(
    world: World,
) -> None:
    dispute = exchanging(world)
    acts.deliver(dispute)
    acts.contest(dispute)
    acts.rule(dispute, world.staff_id, Side.BUYER)
    move_clock(hours=49)
    arrive(dispute)
    acts.contest(dispute, side=Side.BUYER)
    acts.rule(dispute, world.staff_id, Side.SELLER)
    assert acts.row_of(dispute).state == "decided"


def test_a_parcel_that_never_arrives_goes_to_a_moderator(world: World) -> None:
    dispute = again(world)
    acts.send(dispute, Side.SELLER)
    move_clock(hours=241)
    assert acts.row_of(dispute).state == "missing"
    acts.courier(dispute, "delivered")
    assert acts.row_of(dispute).state == "received"


def test_a_late_word_of_the_first_parcel_does_not_move_the_second(
    world: World,
) -> None:
    dispute = back_with_the_seller(world)
    with pytest.raises(NotNow):
        acts.courier(dispute, "delivered", courier="SF", number=acts.NUMBER)
    assert acts.row_of(dispute).state == "due"


def test_a_jury_or_a_moderator_can_award_it_too(world: World) -> None:
    dispute = world.escalate(make_intake(reason="wrong_address", asked_minor=19200))
    world.finish_submissions(dispute)
    world.confirm(dispute)
    rung = rung_for(world.dispute(dispute), acts.RESEND)
    decide_as(dispute, world.staff_id, rung)
    move_clock(hours=49)
    assert (world.stage(dispute), acts.row_of(dispute).state) == ("final", "due")


def test_a_late_number_is_refused_and_changes_nothing(world: World) -> None:
    dispute = again(world)
    with transaction(lock=dispute) as now:
        due_at = get_journey(dispute).due_at
        assert due_at is not None
        get_journey(dispute).due_at = now
        with pytest.raises(NotNow):
            returns.send_goods(dispute, Side.SELLER, acts.PARCEL, now=now)


def test_of_an_exchange_each_parcel_has_its_own_words_and_evidence(
    world: World,
) -> None:
    dispute = exchanging(world)
    acts.deliver(dispute)
    show(dispute, Side.SELLER)
    acts.contest(dispute)
    acts.accept(dispute)
    assert seen(world, dispute) == ([], [])
    arrive(dispute)
    acts.contest(dispute, side=Side.BUYER)
    with transaction(lock=dispute) as now:
        returns.speak(dispute, Side.SELLER, Words("It is new.", "en"), now=now)
    shown = show(dispute, Side.BUYER)
    assert seen(world, dispute) == (["buyer", "seller"], [shown])
    assert told(dispute, world, Side.BUYER)[-1] == "resend.spoken"


def seen(world: World, dispute: str) -> tuple[list[str], list[str]]:
    """Whose words of the parcel at hand are shown, and which exhibits."""
    view = return_view(world.dispute(dispute), "en", reader=None)
    assert view is not None
    return list(view.words), [one.id for one in view.exhibits]


def test_a_word_of_the_second_parcel_never_moves_the_first(world: World) -> None:
    dispute = exchanging(world)
    known = {"courier": "SF Express", "number": acts.NUMBER, "is_resend": True}
    for kind in ("picked_up", "delivered"):
        with pytest.raises(NotNow):
            acts.courier(dispute, kind, **known)
    row = acts.row_of(dispute)
    assert (row.name, row.state, row.courier) == ("return", "due", "")
