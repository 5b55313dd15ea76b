"""What the marketplace answers to an instruction: the award's, or one beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from jury.domain.errors import N_, Invalid, NotFound, NotNow
from jury.domain.lifecycle import Stage, Who
from jury.domain.lives.part_states import RefundState
from jury.domain.lives.parts import REFUND
from jury.domain.money.payments import may_repeat
from jury.services.moderation.tasks import MONEY_CONSENT, finish, open_task
from jury.services.money.owed import set_due
from jury.services.notices import telling
from jury.services.proof import audit
from jury.storage.disputes import Dispute
from jury.storage.money.payments import Payment, find_payment
from jury.storage.money.refunds import RefundRecord

ANSWER_LIFE = timedelta(days=1)
ANSWERS = ("executed", "refused", "unknown")
CODE_LENGTH = 60
TASK = "refund_answer"
DELAYED = "refund.delayed"
# What ends an instruction that fails, and may wait for a colleague's consent.
BY_HAND, WRITE_OFF = ENDS = ("by_hand", "write_off")

Instruction = RefundRecord | Payment


class PaidByHand(NotNow):
    """A moderator recorded that it was paid another way, and the marketplace pays."""

    code = "paid_by_hand"
    sentence = N_(
        "A moderator recorded that this was paid another way. If you have paid it as "
        "well, it was paid twice: take one of the two back."
    )


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the marketplace did with the instruction of one attempt.

    Without `attempt` it is about the last one, without `enforcement` about the award; a
    refusal names its code.
    """

    result: str
    code: str = ""
    attempt: int | None = None
    enforcement: str | None = None


def award_key(dispute_id: str) -> str:
    """The key of the payment of an award, the same at every attempt."""
    return f"{dispute_id}:award"


def target_of(one: Instruction) -> str:
    """What the tasks about an instruction are known by."""
    return one.key if isinstance(one, Payment) else one.ref


def find_instruction(record: RefundRecord, key: str | None) -> Instruction:
    """The instruction of a refund record with this key; raises NotFound."""
    if key in {None, "", record.ref, award_key(record.dispute_id)}:
        return record
    payment = find_payment(str(key))
    if payment is None or payment.dispute_id != record.dispute_id:
        raise NotFound
    return payment


def refuse_wrong(answer: Answer, one: Instruction) -> None:
    """Refuse an answer that cannot be one; names every bad field."""
    wrong: dict[str, str] = {}
    if answer.result not in ANSWERS:
        wrong["result"] = N_("Answer executed, refused or unknown.")
    if len(answer.code) > CODE_LENGTH:
        wrong["code"] = N_("This text is too long.")
    elif answer.result == "refused" and not answer.code:
        wrong["code"] = N_("A refusal needs a code.")
    if answer.attempt is not None and not 1 <= answer.attempt <= one.attempt:
        wrong["attempt"] = N_("There was no such attempt.")
    if wrong:
        raise Invalid(wrong)


def is_repeat(one: Instruction, answer: Answer) -> bool:
    """What the answer says is known already, or about an attempt that is past.

    Raises PaidByHand where that it was paid is known, but not of the marketplace.
    """
    if answer.result == "executed" and one.answer_code == BY_HAND:
        raise PaidByHand
    is_old = answer.attempt is not None and answer.attempt < one.attempt
    if is_old and answer.result != "executed":
        return True
    known = (one.state, answer.result)
    is_unknown = one.delayed_at is not None and one.answer_code == "unknown"
    return known in _SAID_BEFORE or (
        is_unknown and known == (RefundState.INSTRUCTED.value, "unknown")
    )


_SAID_BEFORE = {
    (RefundState.ACKNOWLEDGED.value, "executed"),
    (RefundState.REFUSED.value, "refused"),
}


def take(
    dispute: Dispute, one: Instruction, answer: Answer, *, actor: str, now: datetime
) -> dict[str, object]:
    """Keep an answer and log it; returns what is told of it."""
    act = f"answer {answer.result}"
    one.state = REFUND.after(RefundState(one.state), act, Who.MARKETPLACE).value
    one.answered_at, one.answer_code = now, answer.code or answer.result
    told: dict[str, object] = {
        "answer": answer.result,
        "code": answer.code,
        "attempt": one.attempt,
    }
    subject = "refund"
    if isinstance(one, Payment):
        subject = "payment"
        told["enforcement"] = one.key
    audit.record(dispute.id, f"{subject}.answered", told, actor=actor, now=now)
    return told


def tell(
    dispute: Dispute,
    one: Instruction,
    event: str,
    *,
    told: Mapping[str, object],
    now: datetime,
) -> None:
    """Tell the marketplace, with the time until which its answer is awaited."""
    due_at = one.answer_due_at.isoformat() if one.answer_due_at else None
    telling.emit(dispute, event, {**told, "answer_due_at": due_at}, now=now)


def may_instruct_again(one: Instruction, *, now: datetime) -> bool:
    """Whether a moderator may repeat the instruction: it failed, or was not answered.

    That the marketplace does not know whether it paid is no answer either. It ends:
    after a number of attempts it is paid by hand or written off.
    """
    if not may_repeat(one.attempt):
        return False
    if one.state != RefundState.INSTRUCTED.value:
        return one.state == RefundState.REFUSED.value
    said_at = [at for at in (one.instructed_at, one.answered_at) if at]
    return bool(said_at) and max(said_at) + ANSWER_LIFE <= now


def may_end_by_hand(one: Instruction) -> bool:
    """Whether a moderator may end it: it was refused, is unknown, or is overdue."""
    return one.state in one.WAITING and one.delayed_at is not None


def ask_moderator(
    dispute: Dispute, one: Instruction, cause: str, *, now: datetime
) -> None:
    """Put what was not paid before a person, who has a day; both sides are told."""
    one.answer_due_at = now + ANSWER_LIFE
    one.delayed_at = one.delayed_at or now
    set_due(dispute)
    open_task(
        dispute.id,
        TASK,
        target=target_of(one),
        due_at=one.answer_due_at,
        detail={"cause": cause, "code": one.answer_code or ""},
        now=now,
    )
    if cause != "unknown" and dispute.stage == Stage.FINAL.value:
        _tell_delayed(dispute, one, cause, now=now)


def _tell_delayed(
    dispute: Dispute, one: Instruction, cause: str, *, now: datetime
) -> None:
    """Both sides know once; neither can do anything about it, until it changes."""
    once = f"{target_of(one)}:{one.attempt}:{cause}"
    for party in dispute.parties:
        if not telling.has_been_told(party, DELAYED, once=once):
            telling.notify_party(party, DELAYED, now=now, once=once)


def leave_moderator(
    dispute: Dispute,
    one: Instruction,
    outcome: str,
    *,
    staff_id: int | None,
    now: datetime,
) -> None:
    """It is not before a person any more, and what a colleague proposed is past."""
    target = target_of(one)
    finish(dispute.id, TASK, target=target, outcome=outcome, staff_id=staff_id, now=now)
    for act in ENDS:
        finish(
            dispute.id,
            MONEY_CONSENT,
            target=f"{act}:{target}",
            outcome=outcome,
            staff_id=None,
            now=now,
        )


def overdue_cause(one: Instruction) -> str:
    """Why an instruction is before a person after its time: it was refused, or not."""
    is_refused = one.state == RefundState.REFUSED.value
    return "refused" if is_refused else "silent"
