"""FINAL and CLOSED: the award is instructed once, and the marketplace answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from jury.domain.errors import N_, AlreadyDone, Invalid, NotNow
from jury.domain.lifecycle import RefundState, Stage, Who
from jury.domain.parts import REFUND
from jury.domain.returns import ReturnState
from jury.services import audit, ledger, telling, texts
from jury.services.reopen import lapse_reopening
from jury.services.return_steps import Shares, note_paid, open_return
from jury.services.rules import rules_of
from jury.services.slips import lapse_slips
from jury.services.stages import Move, enter, require
from jury.services.tasks import close_task, finish, list_screening, open_task
from jury.storage.base import current_session
from jury.storage.disputes import Dispute, get_dispute
from jury.storage.money import Enforcement, RefundRecord, get_refund, get_refund_of
from jury.storage.verdicts import Verdict, find_verdict

ANSWER_LIFE = timedelta(days=1)
ANSWERS = ("executed", "refused", "unknown")
CODE_LENGTH = 60


def make_final(dispute_id: str, *, now: datetime) -> None:
    """The verdict binds: post the ledger, instruct the refund, once and for all.

    Advice and shadow verdicts never move money: they close at once.
    """
    dispute = get_dispute(dispute_id)
    require(dispute, Stage.PRONOUNCED)
    if dispute.stage_closes_at is None or dispute.stage_closes_at > now:
        raise NotNow
    verdict = find_verdict(dispute.id)
    if verdict is None:
        raise LookupError("a pronounced dispute has a verdict")
    lapse_slips(dispute, now=now)
    lapse_reopening(dispute, now=now)
    for task in list_screening(dispute.id):
        # Filed, and then decided without a jury: nobody will look at it.
        close_task(task, "unneeded", staff_id=None, now=now)
    enter(dispute, Move("make final", "sweep", due_at(dispute, verdict, now)), now=now)
    is_binding = rules_of(dispute).policy.moves_money
    if not (is_binding and verdict.goods_back):
        kind = "dispute.final" if is_binding else "dispute.advised"
        telling.notify_parties(dispute, kind, now=now)
    carry_out(dispute, verdict, now=now)


def carry_out(dispute: Dispute, verdict: Verdict, *, now: datetime) -> None:
    """What is final is enforced, once; where no money may move, it is closed.

    Where the goods go back, money waits until they have.
    """
    if not rules_of(dispute).policy.moves_money:
        _close(dispute, actor="sweep", now=now)
    elif verdict.goods_back:
        open_return(dispute, verdict, now=now)
    else:
        enforce(dispute, verdict, verdict, now=now)


def due_at(dispute: Dispute, verdict: Verdict, now: datetime) -> datetime:
    """Until when the first thing that follows a final decision must be done."""
    if verdict.goods_back:
        return now + rules_of(dispute).policy.returns.of(ReturnState.DUE)
    return now + ANSWER_LIFE


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the marketplace did with the instruction of one attempt.

    Without `attempt` it is about the last one; a refusal names its code.
    """

    result: str
    code: str = ""
    attempt: int | None = None


def receive_answer(
    refund_ref: str, answer: Answer, *, actor: str, now: datetime
) -> RefundRecord:
    """The marketplace says what became of the instruction; repeats change nothing.

    A late word about an earlier attempt changes nothing either, unless it says that
    the money moved: that is true whenever it is said.
    """
    record = get_refund(refund_ref)
    _refuse_wrong(answer, record)
    if _is_repeat(record, answer):
        return record
    result, code = answer.result, answer.code
    before = record.state
    record.state = REFUND.after(
        RefundState(before), f"answer {result}", Who.MARKETPLACE
    ).value
    record.answered_at, record.answer_code = now, code or result
    dispute = get_dispute(record.dispute_id)
    told = {"answer": result, "code": code, "attempt": record.attempt}
    audit.record(dispute.id, "refund.answered", told, actor=actor, now=now)
    if result != "executed":
        _ask_moderator(dispute, record, result, now=now)
    telling.emit(dispute, f"refund.{result}", _with_due(told, record), now=now)
    if result == "executed":
        finish(
            dispute.id,
            "refund_answer",
            target=record.ref,
            outcome="executed",
            staff_id=None,
            now=now,
        )
        note_paid(dispute, now=now)
        telling.notify_parties(dispute, "refund.executed", now=now)
        _close(dispute, actor=actor, now=now)
    return record


def chase_answer(dispute_id: str, *, now: datetime) -> None:
    """A day's silence: a moderator finds out, and the parties are told."""
    dispute = get_dispute(dispute_id)
    require(dispute, Stage.FINAL)
    record = get_refund_of(dispute.id)
    if record.answer_due_at is None or record.answer_due_at > now:
        raise NotNow
    record.answer_due_at = now + ANSWER_LIFE
    _ask_moderator(dispute, record, "silent", now=now)
    told = {"attempt": record.attempt}
    telling.emit(dispute, "refund.overdue", _with_due(told, record), now=now)


def instruct_again(
    dispute_id: str, *, reason: str, staff_id: int, now: datetime
) -> None:
    """A moderator repeats the same instruction after the cause was mended.

    Or after a day in which nobody learnt whether it was paid; raises NotNow before.
    """
    dispute = get_dispute(dispute_id)
    require(dispute, Stage.FINAL)
    said = texts.clean(reason, field="reason", most=500)
    record = get_refund_of(dispute.id)
    if not may_instruct_again(record, now=now):
        raise NotNow
    record.state = REFUND.after(
        RefundState(record.state), "instruct again", Who.MODERATOR
    ).value
    finish(
        dispute.id,
        "refund_answer",
        target=record.ref,
        outcome="instructed",
        staff_id=staff_id,
        now=now,
    )
    enforcement = current_session().get_one(Enforcement, dispute.id)
    _instruct(
        dispute,
        record,
        enforcement,
        actor=f"staff:{staff_id}",
        now=now,
        note=said,
    )


def may_instruct_again(record: RefundRecord, *, now: datetime) -> bool:
    """Whether a moderator may repeat the instruction: it failed, or was not answered.

    That the marketplace does not know whether it paid is no answer either.
    """
    if record.state != RefundState.INSTRUCTED.value:
        return record.state == RefundState.REFUSED.value
    said_at = [at for at in (record.instructed_at, record.answered_at) if at]
    return bool(said_at) and max(said_at) + ANSWER_LIFE <= now


def enforce(
    dispute: Dispute, verdict: Verdict, shares: Shares, *, now: datetime
) -> None:
    """The one place that lets held money go; its row can exist only once."""
    session = current_session()
    if session.get(Enforcement, dispute.id) is not None:
        raise AlreadyDone
    enforcement = Enforcement(
        dispute_id=dispute.id,
        verdict_id=verdict.id,
        held_minor=dispute.held_minor,
        buyer_minor=shares.buyer_minor,
        seller_minor=shares.seller_minor,
        freight_minor=shares.freight_minor,
        made_at=now,
    )
    session.add(enforcement)
    session.flush()
    movements = {
        ledger.ESCROW: -enforcement.held_minor,
        ledger.BUYER: enforcement.buyer_minor,
        ledger.SELLER: enforcement.seller_minor,
        ledger.FREIGHT: enforcement.freight_minor,
    }
    ledger.post(dispute, "award", movements, now=now)
    record = get_refund_of(dispute.id)
    record.state = REFUND.after(RefundState(record.state), "instruct", Who.SWEEP).value
    dispute.stage_closes_at = now + ANSWER_LIFE
    _instruct(dispute, record, enforcement, actor="sweep", now=now)


def _instruct(
    dispute: Dispute,
    record: RefundRecord,
    enforcement: Enforcement,
    *,
    actor: str,
    now: datetime,
    note: str = "",
) -> None:
    record.attempt += 1
    record.delayed_at = None
    record.instructed_at, record.answer_due_at = now, now + ANSWER_LIFE
    dispute.next_due_at = record.answer_due_at
    told = {
        "refund": record.ref,
        "attempt": record.attempt,
        "enforcement": f"{dispute.id}:award",
        "held": {"minor": enforcement.held_minor, "currency": record.currency},
        "buyer": {"minor": enforcement.buyer_minor, "currency": record.currency},
        "seller": {"minor": enforcement.seller_minor, "currency": record.currency},
        "freight": {"minor": enforcement.freight_minor, "currency": record.currency},
    }
    audit.record(dispute.id, "refund.instructed", told, actor=actor, now=now, note=note)
    telling.emit(dispute, "refund.instructed", _with_due(told, record), now=now)


def _with_due(told: Mapping[str, object], record: RefundRecord) -> dict[str, object]:
    """What is told outside of a refund, with the time until which it is waited for."""
    due_at = record.answer_due_at
    return {**told, "answer_due_at": due_at.isoformat() if due_at else None}


def _refuse_wrong(answer: Answer, record: RefundRecord) -> None:
    wrong: dict[str, str] = {}
    if answer.result not in ANSWERS:
        wrong["result"] = N_("Answer executed, refused or unknown.")
    if len(answer.code) > CODE_LENGTH:
        wrong["code"] = N_("This text is too long.")
    elif answer.result == "refused" and not answer.code:
        wrong["code"] = N_("A refusal needs a code.")
    if answer.attempt is not None and not 1 <= answer.attempt <= record.attempt:
        wrong["attempt"] = N_("There was no such attempt.")
    if wrong:
        raise Invalid(wrong)


def _is_repeat(record: RefundRecord, answer: Answer) -> bool:
    """What the answer says is known already, or about an attempt that is past."""
    is_old = answer.attempt is not None and answer.attempt < record.attempt
    if is_old and answer.result != "executed":
        return True
    known = (record.state, answer.result)
    is_unknown = record.delayed_at is not None and record.answer_code == "unknown"
    return known in _SAID_BEFORE or (
        is_unknown and known == (RefundState.INSTRUCTED.value, "unknown")
    )


_SAID_BEFORE = {
    (RefundState.ACKNOWLEDGED.value, "executed"),
    (RefundState.REFUSED.value, "refused"),
}


def _ask_moderator(
    dispute: Dispute, record: RefundRecord, cause: str, *, now: datetime
) -> None:
    dispute.next_due_at = record.answer_due_at = now + ANSWER_LIFE
    record.delayed_at = record.delayed_at or now
    open_task(
        dispute.id,
        "refund_answer",
        target=record.ref,
        due_at=dispute.next_due_at,
        detail={"cause": cause, "code": record.answer_code or ""},
        now=now,
    )
    if cause != "unknown":
        telling.notify_parties(
            dispute, "refund.delayed", now=now, once=f"{record.attempt}:{now}"
        )


def _close(dispute: Dispute, *, actor: str, now: datetime) -> None:
    enter(dispute, Move("close", actor, None), now=now)
    dispute.closed_at = now
