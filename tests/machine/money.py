"""Money beside the first award: changed, answered, paid by hand, given up."""

from collections.abc import Mapping
from datetime import timedelta

from jury.services.appeal import slips
from jury.services.moderation import shadow
from jury.services.moderation.tasks import MONEY_CONSENT
from jury.services.money import by_hand, remedy, reverse
from jury.services.money import consent as money_consent
from jury.services.money.answers import target_of
from jury.services.money.owed import list_owed
from jury.storage.disputes import get_dispute
from jury.storage.money.payments import list_payments
from jury.storage.money.refunds import get_refund_of
from tests.machine.court import Hand
from tests.machine.parties import Act
from tests.machine.staff import SAID, task_of

KEY = "key:1"


def change_award(hand: Hand) -> None:
    """To another outcome; sometimes with the number of the change before."""
    dispute = get_dispute(hand.dispute)
    change = reverse.Change(
        number=max(1, reverse.next_number(dispute) - hand.n // 9),
        rung=hand.n % 4,
        reason=SAID,
    )
    with hand.keeping() as now:
        reverse.reverse_award(hand.dispute, change, staff_id=hand.staff_id, now=now)


def change_sums(hand: Hand) -> None:
    dispute = get_dispute(hand.dispute)
    sums = slips.Sums(
        price_minor=dispute.price_minor - 100 * hand.n,
        freight_minor=dispute.freight_minor,
    )
    change = reverse.Change(number=reverse.next_number(dispute), sums=sums, reason=SAID)
    with hand.keeping() as now:
        reverse.reverse_award(hand.dispute, change, staff_id=hand.staff_id, now=now)


def consent(hand: Hand) -> None:
    task = task_of(hand, MONEY_CONSENT)
    is_reversal = task.detail["act"] == reverse.ACT
    give = reverse.consent_reversal if is_reversal else by_hand.consent_write_off
    with hand.keeping() as now:
        give(task_of(hand, MONEY_CONSENT), staff_id=hand.staff_id, now=now)


def do_not_consent(hand: Hand) -> None:
    with hand.keeping() as now:
        task = task_of(hand, MONEY_CONSENT)
        money_consent.refuse(task, reason=SAID, staff_id=hand.staff_id, now=now)


def owed_of(hand: Hand) -> str:
    return target_of(hand.pick(list_owed(get_dispute(hand.dispute))))


def pay(hand: Hand) -> None:
    target = owed_of(hand)
    with hand.keeping() as now:
        by_hand.pay_by_hand(
            hand.dispute, target, proof="TT-77", staff_id=hand.staff_id, now=now
        )


def give_up(hand: Hand) -> None:
    target = owed_of(hand)
    with hand.keeping() as now:
        by_hand.propose_write_off(
            hand.dispute, target, reason=SAID, staff_id=hand.staff_id, now=now
        )


def instruct_again(hand: Hand) -> None:
    target = owed_of(hand)
    with hand.keeping() as now:
        remedy.instruct_again(
            hand.dispute, reason=SAID, staff_id=hand.staff_id, now=now, target=target
        )


def answer(result: str, *, late: bool = False) -> Act:
    """An answer to a payment beside the award, or to an attempt before the last."""

    def do(hand: Hand) -> None:
        payment = hand.pick(list_payments(hand.dispute))
        said = remedy.Answer(
            result=result,
            code="account_closed" if result == "refused" else "",
            attempt=payment.attempt - 1 if late else None,
            enforcement=payment.key,
        )
        ref = get_refund_of(hand.dispute).ref
        with hand.keeping() as now:
            remedy.receive_answer(ref, said, actor=KEY, now=now)

    return do


def answer_all(hand: Hand) -> None:
    """Whatever is owed has been paid."""
    ref = get_refund_of(hand.dispute).ref
    for target in [target_of(one) for one in list_owed(get_dispute(hand.dispute))]:
        said = remedy.Answer(result="executed", enforcement=target)
        with hand.keeping() as now:
            remedy.receive_answer(ref, said, actor=KEY, now=now)


def report_staff(hand: Hand) -> None:
    with hand.keeping() as now:
        decided = shadow.Decided(
            buyer_minor=hand.n * 3000,
            currency="CNY",
            decided_at=now - timedelta(hours=hand.n),
            code="R7",
        )
        shadow.report_staff_decision(hand.dispute, decided, actor=KEY, now=now)


STAFF_OF_MONEY: Mapping[str, Act] = {
    "changes the award": change_award,
    "changes the award's sums": change_sums,
    "consents about money": consent,
    "does not consent about money": do_not_consent,
    "pays by hand": pay,
    "proposes to write it off": give_up,
    "instructs again what is owed": instruct_again,
}
PAYER: Mapping[str, Act] = {
    "says it paid beside the award": answer("executed"),
    "says it refused beside the award": answer("refused"),
    "does not know beside the award": answer("unknown"),
    "says late that it paid beside the award": answer("executed", late=True),
    "says it paid all that is owed": answer_all,
    "says what its staff decided": report_staff,
}
