"""Deposits and advances: beside the held sum, by transactions that sum to zero."""

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from jury.domain.errors import Invalid
from jury.domain.lifecycle import Side
from jury.jobs import sweeps
from jury.services.admission.intake import Intake
from jury.services.law.rules import ladder_of
from jury.services.money import ledger
from jury.services.proof.log_check import verify_log
from jury.storage.base import current_session
from jury.storage.disputes import get_dispute
from jury.storage.money.payments import Payment, list_payments
from jury.storage.money.refunds import balances
from jury.storage.outside.outbox import Event
from jury.storage.transaction import transaction
from jury.storage.verdicts import find_verdict
from tests.appeals import decide_as, told, waiting
from tests.money.acts import answer, reverse_to
from tests.played import step
from tests.promises.test_06_money import all_at_once
from tests.settlement import acts
from tests.web.people import small_world
from tests.world import World, make_intake, move_clock

NOTHING, BACK, ALL, THREE, TEN = range(5)
GOOD = {"credit": 720, "trades_as_buyer": 12}


@pytest.fixture
def world(session: Session) -> World:
    return small_world()


def a_fake(buyer: dict[str, Any] | None = None, **changed: Any) -> Intake:
    """Sold as genuine for 180.00; the seller left a deposit of 1000.00."""
    given = {"category": "vouched", "reason": "counterfeit", "asked_minor": 19200}
    case = make_intake(**given, deposit_minor=100_000, compensation_minor=90_000)
    parties = dict(case.parties)
    parties[Side.BUYER] = replace(parties[Side.BUYER], **(buyer or {}))
    return replace(case, parties=parties, **changed)


@step
def decided(world: World, case: Intake, rung: int) -> str:
    """Staff decided it, since nobody may judge it."""
    dispute = world.escalate(case)
    world.finish_submissions(dispute)
    world.confirm(dispute)
    decide_as(dispute, world.staff_id, rung)
    assert world.stage(dispute) == "pronounced"
    return dispute


def money_of(dispute: str) -> dict[str, int]:
    current_session().rollback()
    return {account: minor for account, minor in balances(dispute).items() if minor}


def sound() -> bool:
    return (ledger.check().faults, verify_log().faults) == ((), ())


def test_fake_one_pay_ten_as_far_as_is_asked_and_the_deposit_holds(
    world: World,
) -> None:
    dispute = decided(world, a_fake(), TEN)
    ladder = ladder_of(get_dispute(dispute))
    assert [one.deposit_minor for one in ladder] == [0, 0, 0, 36000, 90000]
    assert money_of(dispute) == {"marketplace_held": -19200, "escrow": 19200}
    move_clock(hours=49)
    assert money_of(dispute) == {
        "marketplace_held": -19200,
        "buyer": 19200 + 90000,
        "deposit": -90000,
    }
    answer(dispute)
    assert world.stage(dispute) == "final"
    answer(dispute, kind="compensation:1")
    assert world.stage(dispute) == "closed"
    assert sound()


def test_a_change_of_the_award_takes_the_compensation_back(world: World) -> None:
    dispute = decided(world, a_fake(), TEN)
    move_clock(hours=49)
    reverse_to(dispute, world.staff_id, THREE)
    moved = {one.key.partition(":")[2]: one for one in list_payments(dispute)}
    assert list(moved) == ["compensation:1", "compensation:2"]
    assert moved["compensation:2"].deposit_minor == 54000
    assert money_of(dispute)["deposit"] == -36000
    assert sound()


@pytest.mark.parametrize(
    "changed",
    [{"deposit_minor": 0, "compensation_minor": 0}, {"compensation_minor": 0}],
)
def test_without_a_deposit_or_a_wish_there_is_none_to_choose(
    world: World, changed: dict[str, Any]
) -> None:
    dispute = world.escalate(a_fake(**changed))
    assert len(ladder_of(get_dispute(dispute))) == 3


def test_more_than_the_deposit_is_not_asked_for(world: World) -> None:
    with pytest.raises(Invalid) as refusal:
        world.escalate(a_fake(compensation_minor=100_001))
    assert set(refusal.value.fields) == {"compensation"}


def test_the_database_itself_pays_no_more_than_the_deposit(
    world: World, session: Session
) -> None:
    dispute = decided(world, a_fake(), TEN)
    with transaction():
        verdict = find_verdict(dispute)
        assert verdict is not None
        verdict.deposit_minor = 100_001
    too_much = {"buyer_minor": 100_001, "deposit_minor": -100_001}
    with pytest.raises(IntegrityError), transaction() as now:
        session.add(
            Payment(
                key="x",
                dispute_id=dispute,
                kind="compensation",
                number=1,
                currency="CNY",
                most_minor=100_000,
                state="instructed",
                made_at=now,
                **too_much,
            )
        )
    move_clock(hours=49, sweep=sweeps.advance_disputes)
    assert (world.stage(dispute), "deposit" in money_of(dispute)) == (
        "pronounced",
        False,
    )


def test_no_side_settles_with_the_deposit(world: World) -> None:
    dispute = world.escalate(a_fake())
    with pytest.raises(Invalid):
        acts.offer(dispute, Side.SELLER, rung="fake_one_pay_ten")


def test_a_buyer_of_good_standing_has_the_money_while_it_is_heard(
    world: World,
) -> None:
    dispute = world.escalate(a_fake(GOOD))
    assert money_of(dispute) == {
        "marketplace_held": -19200,
        "escrow": 19200,
        "buyer": 19200,
        "platform": -19200,
    }
    assert "refund.advanced" in told(dispute, Side.BUYER)
    assert told(dispute, Side.SELLER) == ["dispute.admitted"]
    answer(dispute, kind="advance:1")
    assert sound()


@pytest.mark.parametrize(
    "buyer", [{}, {**GOOD, "credit": 699}, {**GOOD, "trades_as_buyer": 9}]
)
def test_nobody_else_gets_an_advance(world: World, buyer: dict[str, int]) -> None:
    dispute = world.escalate(a_fake(buyer))
    assert list_payments(dispute) == []


@pytest.mark.parametrize(
    ("rung", "shares", "kinds"),
    [
        (ALL, {"buyer": 19200}, ["advance", "repayment"]),
        (NOTHING, {"seller": 19200}, ["advance", "recovery"]),
    ],
)
def test_an_advance_comes_back_whoever_wins(
    world: World, rung: int, shares: dict[str, int], kinds: list[str]
) -> None:
    dispute = decided(world, a_fake(GOOD), rung)
    answer(dispute, kind="advance:1")
    move_clock(hours=49)
    assert money_of(dispute) == {"marketplace_held": -19200, **shares}
    assert sorted(one.kind for one in list_payments(dispute)) == kinds
    answer(dispute)
    if "recovery" in kinds:
        assert world.stage(dispute) == "final"
        answer(dispute, kind="recovery:1")
    assert world.stage(dispute) == "closed"
    assert sound()


def test_an_advance_that_is_refused_was_never_paid(world: World) -> None:
    dispute = world.escalate(a_fake(GOOD))
    answer(dispute, "refused", kind="advance:1", code="no_funds")
    assert money_of(dispute) == {"marketplace_held": -19200, "escrow": 19200}
    assert waiting(dispute, "refund_answer") == []
    assert sound()


def test_an_advance_that_nobody_answers_comes_before_a_person(world: World) -> None:
    dispute = world.escalate(a_fake(GOOD))
    due = world.dispute(dispute).next_due_at
    move_clock(hours=25)
    (task,) = waiting(dispute, "refund_answer")
    assert task.target == f"{dispute}:advance:1"
    assert "refund.delayed" not in told(dispute, Side.BUYER)
    assert due is not None
    assert world.stage(dispute) == "submissions"
    answer(dispute, "refused", kind="advance:1", code="no_funds")
    assert waiting(dispute) == []


def test_both_sides_are_told_once_that_an_advance_is_not_answered(
    world: World,
) -> None:
    dispute = decided(world, a_fake(GOOD), TEN)
    move_clock(hours=49)
    answer(dispute)
    for _day in range(3):
        move_clock(hours=25)
    assert world.stage(dispute) == "final"
    advance = list_payments(dispute)[0]
    delayed = [told(dispute, side).count("refund.delayed") for side in Side]
    # Once for the advance, and once for the compensation, which nobody answers either.
    assert delayed == [2, 2]
    answer(dispute, "refused", kind=f"{advance.kind}:1", code="no_funds")
    assert told(dispute, Side.BUYER).count("refund.delayed") == 3


def test_eight_sweepers_at_once_pay_beside_the_award_once(
    app: Flask, world: World, session: Session
) -> None:
    dispute = decided(world, a_fake(GOOD), TEN)
    answer(dispute, kind="advance:1")
    move_clock(sweep=lambda: None, hours=49)
    all_at_once(app, sweeps.advance_disputes)
    session.rollback()
    for type_ in ("refund.instructed", "refund.compensation", "refund.advanced"):
        query = select(func.count(Event.id)).where(Event.type == type_)
        assert session.scalar(query) == 1, type_
    assert money_of(dispute)["deposit"] == -90000
    assert sound()
