"""`ledger check` compares what moved with what was held, decided and final."""

from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from jury.domain.policy import Effect
from jury.services.law.lawbook import lawbook
from jury.services.money import ledger, remedy
from jury.storage.base import current_session
from jury.storage.disputes import get_dispute
from jury.storage.money.refunds import balances, get_refund_of
from jury.storage.transaction import transaction
from jury.storage.verdicts import find_verdict
from tests.courts import begin_decided_by
from tests.played import step
from tests.world import World, move_clock

OF = "WHERE transaction_id = (SELECT id FROM ledger_transaction WHERE kind = '?')"
WRONG_WHEN_PAID = {
    "the verdict says another sum": (
        "UPDATE verdict SET buyer_minor = 19200, seller_minor = 0",
        "verdict",
    ),
    "the award is of another sum": (
        "UPDATE ledger_entry SET minor = minor + 5 OF award AND account = 'buyer';"
        "UPDATE ledger_entry SET minor = minor - 5 OF award AND account = 'seller'",
        "buyer",
    ),
    "the award was paid and the books say nothing": (
        "DELETE FROM ledger_entry OF award;"
        "DELETE FROM ledger_transaction WHERE kind = 'award'",
        "escrow",
    ),
    "more was held than the dispute is about": (
        "UPDATE ledger_entry SET minor = minor * 2 OF admission",
        "admission",
    ),
    "admission paid somebody": (
        "UPDATE ledger_entry SET account = 'seller' OF admission"
        " AND account = 'escrow'",
        "admission",
    ),
    "an entry alone": (
        "DELETE FROM ledger_entry OF award AND account = 'seller'",
        "sum to zero",
    ),
    "the award came before it was final": (
        "UPDATE ledger_transaction SET posted_at = '2020-01-01 00:00:00'"
        " WHERE kind = 'award'",
        "before",
    ),
    "the award came before an open stage": (
        "UPDATE dispute SET stage = 'pronounced', next_due_at = admitted_at",
        "before",
    ),
    "another currency": ("UPDATE ledger_transaction SET currency = 'USD'", "currency"),
    "the refund record holds another sum": (
        "UPDATE refund_record SET held_minor = held_minor + 1",
        "refund record",
    ),
    "no award at all": (
        "DELETE FROM enforcement; DELETE FROM ledger_entry OF award;"
        "DELETE FROM ledger_transaction WHERE kind = 'award'",
        "without an award",
    ),
}


def pronounced() -> str:
    _world, dispute = begin_decided_by((1, 1, 1, 2, 0))
    assert ledger.check().faults == ()
    return dispute


@step
def paid() -> str:
    dispute = pronounced()
    move_clock(hours=49)
    with transaction(lock=dispute) as now:
        remedy.receive_answer(
            "RF-1", remedy.Answer(result="executed"), actor="key:1", now=now
        )
    assert ledger.check().faults == ()
    return dispute


def change(statements: str) -> None:
    for kind in ("admission", "award"):
        statements = statements.replace(f"OF {kind}", OF.replace("?", kind))
    with transaction():
        for one in statements.split(";"):
            current_session().execute(text(one))


@pytest.mark.parametrize(
    ("statements", "word"), WRONG_WHEN_PAID.values(), ids=WRONG_WHEN_PAID.keys()
)
def test_books_that_are_not_what_was_decided_are_noticed(
    session: Session, statements: str, word: str
) -> None:
    paid()
    change(statements)
    faults = ledger.check().faults
    assert any(word in fault for fault in faults), faults


def test_what_is_paid_is_what_the_verdict_awards(session: Session) -> None:
    dispute = paid()
    verdict = find_verdict(dispute)
    assert verdict is not None
    moved = balances(dispute)
    assert verdict.buyer_minor != verdict.seller_minor
    assert {
        "buyer": verdict.buyer_minor,
        "seller": verdict.seller_minor,
        "freight": verdict.freight_minor,
    } == {side: moved.get(side, 0) for side in ("buyer", "seller", "freight")}


def test_an_instruction_that_is_repeated_moves_no_money_again(session: Session) -> None:
    world, dispute = begin_decided_by((1, 1, 1, 2, 0))
    move_clock(hours=49)
    before = balances(dispute)
    with transaction(lock=dispute) as now:
        refused = remedy.Answer(result="refused", code="no_funds")
        remedy.receive_answer("RF-1", refused, actor="key:1", now=now)
    with transaction(lock=dispute) as now:
        remedy.instruct_again(
            dispute, reason="funds are back", staff_id=world.staff_id, now=now
        )
    assert get_refund_of(dispute).attempt == 2
    assert balances(dispute) == before
    assert ledger.check().faults == ()


def hear_shadow(world: World) -> str:
    """A shadow dispute whose jurors have just been called: no party takes part."""
    dispute = world.escalate()
    for _stage in ("submissions", "screening"):
        move_clock(seconds=1)
    world.give_nonce(dispute)
    return dispute


@pytest.mark.parametrize("effect", [Effect.ADVICE, Effect.SHADOW])
def test_advice_moves_no_money_and_its_books_are_empty(
    session: Session, monkeypatch: pytest.MonkeyPatch, effect: Effect
) -> None:
    law = lawbook()
    advising = tuple(replace(policy, effect=effect) for policy in law.policies)
    monkeypatch.setattr(
        "jury.services.admission.admit.lawbook", lambda: replace(law, policies=advising)
    )
    world = World.begin()
    dispute = world.hear() if effect is Effect.ADVICE else hear_shadow(world)
    world.decide(dispute, (1, 1, 1, 2, 0))
    move_clock(hours=49)
    assert world.stage(dispute) == "closed"
    assert ledger.check().faults == ()
    with transaction() as now:
        moved = {"escrow": 19200, "marketplace_held": -19200}
        ledger.post(get_dispute(dispute), "admission", moved, now=now)
    assert ledger.check().faults != ()


@pytest.mark.parametrize(
    "moved",
    [
        {"escrow": -19200, "seller": 19200},
        {"escrow": -1, "buyer": 1},
        {"marketplace_held": -1, "escrow": 1},
    ],
)
def test_whatever_is_posted_beside_admission_before_the_end_is_noticed(
    session: Session, moved: dict[str, int]
) -> None:
    dispute = pronounced()
    with transaction() as now:
        ledger.post(get_dispute(dispute), "correction", moved, now=now)
    faults = ledger.check().faults
    assert any("before" in fault for fault in faults), faults


def test_a_correction_may_only_restore_what_was_awarded(session: Session) -> None:
    dispute = paid()
    with transaction() as now:
        wrong = {"buyer": 7, "seller": -7}
        ledger.post(get_dispute(dispute), "mistake", wrong, now=now)
    assert ledger.check().faults != ()
    with transaction() as now:
        back = {"buyer": -7, "seller": 7}
        ledger.post(get_dispute(dispute), "correction", back, now=now)
    assert ledger.check().faults == ()
