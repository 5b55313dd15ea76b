"""What was refused, is unknown or unanswered is worked to an end; nothing loops."""

import pytest
from sqlalchemy.orm import Session

from jury.domain.errors import AlreadyDone, NotFound, NotNow
from jury.domain.lifecycle import Side
from jury.services.drawing.hands import NeedsAnother
from jury.services.moderation.tasks import take_task
from jury.services.money import by_hand, consent, ledger, remedy
from jury.services.money.answers import PaidByHand
from jury.services.proof.log_check import verify_log
from jury.storage.base import current_session
from jury.storage.desk.tasks import get_task
from jury.storage.disputes import get_dispute
from jury.storage.money.payments import list_payments
from jury.storage.money.refunds import balances, get_refund_of
from jury.storage.transaction import transaction
from tests.appeals import told, waiting
from tests.money.acts import answer, by_proof, colleague, final, reverse_to, write_off
from tests.web.people import small_world
from tests.world import World, move_clock


@pytest.fixture
def world(session: Session) -> World:
    return small_world()


@pytest.fixture
def refused(world: World) -> str:
    dispute = final(world)
    answer(dispute, "refused", code="account_closed")
    return dispute


def sound() -> bool:
    return (ledger.check().faults, verify_log().faults) == ((), ())


def test_what_was_paid_by_hand_is_done_and_its_proof_is_kept(
    world: World, refused: str
) -> None:
    by_proof(refused, world.staff_id, "RF-1")
    assert world.stage(refused) == "closed"
    record = get_refund_of(refused)
    assert (record.state, record.proof) == ("acknowledged", "TT-77")
    assert waiting(refused, "refund_answer") == []
    assert told(refused, Side.SELLER)[0] == "refund.paid_by_hand"
    assert sound()


def test_it_takes_two_to_write_a_payment_off_and_the_books_say_so(
    world: World, refused: str
) -> None:
    second = colleague()
    write_off(refused, world.staff_id, second, "RF-1")
    assert world.stage(refused) == "closed"
    assert balances(refused) == {
        "marketplace_held": -19200,
        "escrow": 0,
        "buyer": 0,
        "seller": 0,
        "written_off": 19200,
    }
    assert told(refused, Side.BUYER)[0] == "refund.written_off"
    with pytest.raises(NotNow):
        answer(refused)
    assert sound()


def test_a_change_that_is_written_off_leaves_what_was_paid(world: World) -> None:
    dispute = final(world)
    answer(dispute)
    reverse_to(dispute, world.staff_id, rung=0)
    answer(dispute, "refused", kind="reversal:1", code="no_funds")
    write_off(dispute, world.staff_id, colleague(), f"{dispute}:reversal:1")
    assert world.stage(dispute) == "closed"
    assert (balances(dispute)["buyer"], balances(dispute)["seller"]) == (5400, 13800)
    assert sound()


def test_nobody_consents_to_their_own_and_a_colleague_may_refuse(
    world: World, refused: str
) -> None:
    with transaction(lock=refused) as now:
        by_hand.propose_write_off(
            refused, "RF-1", reason="Gone.", staff_id=world.staff_id, now=now
        )
    (task,) = waiting(refused, "money_consent")
    with pytest.raises(NeedsAnother), transaction(lock=refused) as now:
        by_hand.consent_write_off(get_task(task.id), staff_id=world.staff_id, now=now)
    with pytest.raises(NeedsAnother), transaction(lock=refused) as now:
        take_task(task.id, world.staff_id, now=now)
    second = colleague()
    with transaction(lock=refused) as now:
        consent.refuse(
            get_task(task.id), reason="Try a transfer.", staff_id=second, now=now
        )
    assert (world.stage(refused), waiting(refused, "money_consent")) == ("final", [])
    assert [one.kind for one in waiting(refused)] == ["refund_answer"]


def test_a_payment_that_is_under_way_is_not_ended_by_hand(world: World) -> None:
    dispute = final(world)
    with pytest.raises(NotNow):
        by_proof(dispute, world.staff_id, "RF-1")
    with pytest.raises(NotFound):
        by_proof(dispute, world.staff_id, "dsp_other:reversal:1")
    move_clock(hours=25)
    by_proof(dispute, world.staff_id, "RF-1")
    assert world.stage(dispute) == "closed"


def test_it_is_instructed_so_often_and_then_ends_otherwise(
    world: World, refused: str
) -> None:
    def again() -> None:
        with transaction(lock=refused) as now:
            remedy.instruct_again(
                refused, reason="mended", staff_id=world.staff_id, now=now
            )

    for _attempt in range(4):
        again()
        answer(refused, "refused", code="no_funds")
    with pytest.raises(NotNow):
        again()
    assert len(waiting(refused, "refund_answer")) == 1
    by_proof(refused, world.staff_id, "RF-1")
    assert world.stage(refused) == "closed"


def test_a_change_that_is_told_again_moves_no_money_again(world: World) -> None:
    dispute = final(world)
    answer(dispute)
    reverse_to(dispute, world.staff_id, rung=0)
    before = balances(dispute)
    target = f"{dispute}:reversal:1"
    answer(dispute, "refused", kind="reversal:1", code="no_funds")
    with transaction(lock=dispute) as now:
        remedy.instruct_again(
            dispute, reason="mended", staff_id=world.staff_id, now=now, target=target
        )
    assert [one.attempt for one in list_payments(dispute)] == [2]
    assert balances(dispute) == before
    answer(dispute, kind="reversal:1")
    assert world.stage(dispute) == "closed"
    assert sound()


def test_what_was_refused_and_is_paid_after_all_is_done(refused: str) -> None:
    answer(refused)
    current_session().rollback()
    assert get_dispute(refused).stage == "closed"
    assert sound()


def test_a_refusal_stays_before_a_person_with_its_own_cause(
    world: World, refused: str
) -> None:
    move_clock(hours=25)
    (task,) = waiting(refused, "refund_answer")
    assert task.detail == {"cause": "refused", "code": "account_closed"}
    due = world.dispute(refused).next_due_at
    assert due is not None
    assert world.stage(refused) == "final"


LARGE: dict[str, int] = {
    "price_minor": 230000,
    "held_minor": 231200,
    # One moderator may decide so little; but all that is held goes by the award.
    "asked_minor": 100000,
}


def test_it_takes_two_to_say_that_much_was_paid_by_hand(world: World) -> None:
    dispute, second = final(world, **LARGE), colleague()
    answer(dispute, "refused", code="account_closed")
    by_proof(dispute, world.staff_id, "RF-1")
    assert get_refund_of(dispute).state == "refused"
    (task,) = waiting(dispute, "money_consent")
    for act in (by_hand.pay_by_hand, by_hand.propose_write_off):
        said = "proof" if act is by_hand.pay_by_hand else "reason"
        with pytest.raises(AlreadyDone), transaction(lock=dispute) as now:
            act(dispute, "RF-1", **{said: "TT-78"}, staff_id=second, now=now)
    with pytest.raises(NeedsAnother), transaction(lock=dispute) as now:
        by_hand.consent_by_hand(get_task(task.id), staff_id=world.staff_id, now=now)
    with transaction(lock=dispute) as now:
        by_hand.consent_by_hand(get_task(task.id), staff_id=second, now=now)
    assert (world.stage(dispute), waiting(dispute)) == ("closed", [])
    record = get_refund_of(dispute)
    assert (record.state, record.proof) == ("acknowledged", "TT-77")
    assert told(dispute, Side.SELLER)[0] == "refund.paid_by_hand"
    assert sound()


def test_what_the_marketplace_paid_meanwhile_needs_no_consent_any_more(
    world: World,
) -> None:
    dispute, second = final(world, **LARGE), colleague()
    answer(dispute, "refused", code="account_closed")
    by_proof(dispute, world.staff_id, "RF-1")
    (task,) = waiting(dispute, "money_consent")
    answer(dispute)
    assert (world.stage(dispute), waiting(dispute)) == ("closed", [])
    with pytest.raises(AlreadyDone), transaction(lock=dispute) as now:
        by_hand.consent_by_hand(get_task(task.id), staff_id=second, now=now)


def propose(dispute: str, target: str, by: int) -> None:
    with transaction(lock=dispute) as now:
        by_hand.propose_write_off(
            dispute, target, reason="No way to pay.", staff_id=by, now=now
        )


def test_nobody_is_asked_to_give_up_what_is_paid(world: World, refused: str) -> None:
    propose(refused, "RF-1", world.staff_id)
    answer(refused)
    assert (world.stage(refused), waiting(refused)) == ("closed", [])


def test_nobody_is_asked_to_give_up_what_is_instructed_again(
    world: World, refused: str
) -> None:
    propose(refused, "RF-1", world.staff_id)
    with transaction(lock=refused) as now:
        remedy.instruct_again(
            refused, reason="mended", staff_id=world.staff_id, now=now
        )
    assert waiting(refused) == []


def test_what_was_paid_by_hand_and_then_by_the_marketplace_is_a_conflict(
    world: World, refused: str
) -> None:
    by_proof(refused, world.staff_id, "RF-1")
    with pytest.raises(PaidByHand):
        answer(refused)
    reverse_to(refused, world.staff_id, rung=0)
    answer(refused, "refused", kind="reversal:1", code="no_funds")
    by_proof(refused, world.staff_id, f"{refused}:reversal:1")
    with pytest.raises(PaidByHand):
        answer(refused, kind="reversal:1")
    assert world.stage(refused) == "closed"
    assert sound()
