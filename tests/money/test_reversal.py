"""An award that is changed after it was instructed: new entries, a second payment."""

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from jury.domain.errors import AlreadyDone, Invalid, NotAllowed, NotNow
from jury.domain.lifecycle import Side
from jury.services.appeal.slips import Sums
from jury.services.drawing.hands import NeedsAnother
from jury.services.moderation import referred
from jury.services.money import ledger, reverse
from jury.services.proof.log_check import verify_log
from jury.storage.audit import list_entries
from jury.storage.base import current_session
from jury.storage.desk.tasks import get_task
from jury.storage.disputes import get_dispute
from jury.storage.money.payments import Payment, list_payments, list_reversals
from jury.storage.money.refunds import LedgerTransaction, balances
from jury.storage.outside.outbox import Event
from jury.storage.transaction import transaction
from tests.appeals import decide_as, told, waiting
from tests.money.acts import (
    answer,
    colleague,
    final,
    paid,
    pronounced,
    reverse_to,
)
from tests.promises.test_06_money import all_at_once
from tests.settlement import acts
from tests.web.people import small_world
from tests.world import World, make_intake, move_clock

FIRST = "reversal:1"


@pytest.fixture
def world(session: Session) -> World:
    return small_world()


def shares(dispute: str) -> tuple[int, int]:
    current_session().rollback()
    found = balances(dispute)
    assert found["escrow"] == 0
    return found.get("buyer", 0), found.get("seller", 0)


def sound() -> bool:
    return (ledger.check().faults, verify_log().faults) == ((), ())


def test_a_closed_dispute_opens_again_and_closes_when_the_change_is_paid(
    world: World,
) -> None:
    dispute = paid(world)
    assert shares(dispute) == (5400, 13800)
    reverse_to(dispute, world.staff_id, rung=0)
    assert (world.stage(dispute), shares(dispute)) == ("final", (0, 19200))
    (payment,) = list_payments(dispute)
    assert (payment.buyer_minor, payment.seller_minor) == (-5400, 5400)
    assert told(dispute, Side.BUYER)[0] == "award.reversed"
    answer(dispute, kind=FIRST)
    answer(dispute, kind=FIRST)
    assert world.stage(dispute) == "closed"
    assert sound()


def test_both_instructions_must_be_paid_before_it_closes(world: World) -> None:
    dispute = final(world)
    reverse_to(dispute, world.staff_id, rung=2)
    answer(dispute, kind=FIRST)
    assert world.stage(dispute) == "final"
    answer(dispute)
    assert world.stage(dispute) == "closed"
    assert sound()


def test_each_change_starts_from_the_one_before(world: World) -> None:
    dispute = paid(world)
    reverse_to(dispute, world.staff_id, rung=0)
    with pytest.raises(AlreadyDone):
        reverse_to(dispute, world.staff_id, rung=1, number=2)
    answer(dispute, kind=FIRST)
    reverse_to(dispute, world.staff_id, rung=1, number=2)
    assert shares(dispute) == (5400, 13800)
    assert [one.number for one in list_reversals(dispute)] == [1, 2]
    assert sound()


def test_a_slip_that_is_seen_late_is_paid_by_the_difference(world: World) -> None:
    dispute = paid(world)
    right = Sums(price_minor=16000, freight_minor=1200)
    change = reverse.Change(number=1, sums=right, reason="The order says 160.00.")
    with transaction(lock=dispute) as now:
        row = reverse.reverse_award(dispute, change, staff_id=world.staff_id, now=now)
    assert row is not None
    assert (row.cause, row.rung, row.buyer_minor) == ("slip", 1, 4800)
    assert shares(dispute) == (4800, 14400)
    assert sound()


def test_a_change_after_a_slip_reckons_from_the_true_sums(world: World) -> None:
    dispute = paid(world)
    right = Sums(price_minor=16000, freight_minor=1200)
    change = reverse.Change(number=1, sums=right, reason="The order says 160.00.")
    with transaction(lock=dispute) as now:
        reverse.reverse_award(dispute, change, staff_id=world.staff_id, now=now)
    answer(dispute, kind=FIRST)
    with pytest.raises(Invalid):
        reverse_to(dispute, world.staff_id, rung=1, number=2)
    reverse_to(dispute, world.staff_id, rung=2, number=2)
    assert shares(dispute) == (8000, 11200)
    entries = [one.payload for one in list_entries(f"dispute:{dispute}")]
    logged = [one["price_minor"] for one in entries if "price_minor" in one]
    assert logged == [[18000, 16000]]
    assert sound()


@pytest.mark.parametrize(
    ("rung", "number", "refusal"),
    [(1, 1, Invalid), (99, 1, Invalid), (-1, 1, Invalid), (0, 2, AlreadyDone)],
)
def test_what_would_change_nothing_or_is_out_of_date_is_refused(
    world: World, rung: int, number: int, refusal: type[Exception]
) -> None:
    dispute = paid(world)
    with pytest.raises(refusal):
        reverse_to(dispute, world.staff_id, rung=rung, number=number)
    assert (world.stage(dispute), shares(dispute)) == ("closed", (5400, 13800))


def test_nothing_is_reversed_before_it_was_instructed_or_when_both_agreed(
    world: World,
) -> None:
    dispute = pronounced(world)
    with pytest.raises(NotNow):
        reverse_to(dispute, world.staff_id, rung=0)
    agreed = world.escalate(make_intake(number="2"))
    acts.offer(agreed, Side.SELLER)
    acts.accept(agreed, Side.BUYER)
    with pytest.raises(NotAllowed):
        reverse_to(agreed, world.staff_id, rung=0)


def test_above_the_limit_a_colleague_consents_first(session: Session) -> None:
    world, second = small_world(), colleague()
    dispute = large(world, second)
    assert reverse_to(dispute, world.staff_id, rung=0) is None
    assert (world.stage(dispute), list_payments(dispute)) == ("final", [])
    (task,) = waiting(dispute, "money_consent")
    with pytest.raises(AlreadyDone):
        reverse_to(dispute, second, rung=2)
    with pytest.raises(NeedsAnother), transaction(lock=dispute) as now:
        reverse.consent_reversal(get_task(task.id), staff_id=world.staff_id, now=now)
    with transaction(lock=dispute) as now:
        row = reverse.consent_reversal(get_task(task.id), staff_id=second, now=now)
    assert (row.decided_by, row.consented_by) == (world.staff_id, second)
    assert balances(dispute).get("buyer", 0) == 0
    assert sound()


def large(world: World, second: int) -> str:
    """Staff decided a dispute about so much that the policy asks for two of them."""
    sums = {"price_minor": 90_000_00, "held_minor": 90_012_00}
    dispute = world.escalate(make_intake(**sums, asked_minor=90_000_00))
    world.finish_submissions(dispute)
    world.confirm(dispute)
    decide_as(dispute, world.staff_id)
    with transaction(lock=dispute) as now:
        referred.consent(dispute, staff_id=second, now=now)
    move_clock(hours=49)
    return dispute


def test_eight_changes_at_once_move_the_money_once(
    app: Flask, world: World, session: Session
) -> None:
    dispute = paid(world)
    all_at_once(app, lambda: reverse_to(dispute, world.staff_id, rung=0))
    session.rollback()
    assert session.scalar(select(func.count()).select_from(Payment)) == 1
    instructed = select(func.count(Event.id)).where(Event.type == "refund.reversal")
    assert session.scalar(instructed) == 1
    assert shares(dispute) == (0, 19200)
    all_at_once(app, lambda: answer(dispute, kind=FIRST))
    assert world.stage(dispute) == "closed"
    assert sound()


def test_a_crash_between_leaves_nothing_behind(world: World, session: Session) -> None:
    dispute = paid(world)
    change = reverse.Change(number=1, rung=0, reason="The listing lied.")

    def crash() -> None:
        with transaction(lock=dispute) as now:
            reverse.reverse_award(dispute, change, staff_id=world.staff_id, now=now)
            raise RuntimeError("the power went off")

    with pytest.raises(RuntimeError):
        crash()
    assert (world.stage(dispute), shares(dispute)) == ("closed", (5400, 13800))
    assert session.scalar(select(func.count(LedgerTransaction.id))) == 2
    reverse_to(dispute, world.staff_id, rung=0)
    assert shares(dispute) == (0, 19200)


@pytest.mark.parametrize(
    "wrong",
    [
        {"buyer_minor": 19201, "seller_minor": -19201},
        {"buyer_minor": 5, "seller_minor": 0},
        {"kind": "compensation", "buyer_minor": -7, "seller_minor": 7},
        {"number": 1},
    ],
)
def test_the_database_itself_refuses_another_payment(
    world: World, session: Session, wrong: dict[str, object]
) -> None:
    dispute = paid(world)
    reverse_to(dispute, world.staff_id, rung=0)
    given = {
        "key": "x",
        "dispute_id": dispute,
        "kind": "reversal",
        "number": 2,
        "currency": "CNY",
        "buyer_minor": -7,
        "seller_minor": 7,
        "most_minor": 19200,
        "state": "instructed",
        **wrong,
    }
    with pytest.raises(IntegrityError), transaction() as now:
        session.add(Payment(**given, made_at=now))


def test_what_nobody_answers_comes_before_a_person(world: World) -> None:
    dispute = paid(world)
    reverse_to(dispute, world.staff_id, rung=0)
    move_clock(hours=25)
    (task,) = waiting(dispute, "refund_answer")
    assert task.target == f"{dispute}:{FIRST}"
    assert told(dispute, Side.SELLER)[0] == "refund.delayed"
    due = get_dispute(dispute).next_due_at
    assert due is not None
    assert due == task.due_at
