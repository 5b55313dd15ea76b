"""FINAL and CLOSED: the award is instructed once, and the marketplace answers."""

from datetime import datetime, timedelta

from jury.domain.errors import N_, AlreadyDone, Invalid, NotNow
from jury.domain.lifecycle import RefundState, Stage
from jury.domain.parts import REFUND
from jury.services import audit, ledger, telling, texts
from jury.services.rules import rules_of
from jury.services.stages import Move, enter, require
from jury.services.tasks import finish, open_task
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
    due_at = now + ANSWER_LIFE
    enter(dispute, Move("make final", "sweep", due_at), now=now)
    telling.notify_parties(dispute, "dispute.final", now=now)
    if rules_of(dispute).policy.moves_money:
        _enforce(dispute, verdict, answer_due_at=due_at, now=now)
    else:
        _close(dispute, actor="sweep", now=now)


def receive_answer(
    refund_ref: str, *, answer: str, code: str, actor: str, now: datetime
) -> RefundRecord:
    """The marketplace says what became of the instruction; repeats change nothing."""
    record = get_refund(refund_ref)
    if answer not in ANSWERS:
        raise Invalid({"answer": N_("Answer executed, refused or unknown.")})
    if len(code) > CODE_LENGTH:
        raise Invalid({"code": N_("This text is too long.")})
    if answer == "refused" and not code:
        raise Invalid({"code": N_("A refusal needs a code.")})
    if _is_repeat(record, answer):
        return record
    before = record.state
    record.state = REFUND.after(RefundState(before), f"answer {answer}").value
    record.answered_at, record.answer_code = now, code or answer
    dispute = get_dispute(record.dispute_id)
    told = {"answer": answer, "code": code, "attempt": record.attempt}
    audit.record(dispute.id, "refund.answered", told, actor=actor, now=now)
    telling.emit(dispute, f"refund.{answer}", told, now=now)
    if answer == "executed":
        finish(
            dispute.id,
            "refund_answer",
            target=record.ref,
            outcome="executed",
            staff_id=None,
            now=now,
        )
        telling.notify_parties(dispute, "refund.executed", now=now)
        _close(dispute, actor=actor, now=now)
    else:
        _ask_moderator(dispute, record, answer, now=now)
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


def instruct_again(
    dispute_id: str, *, reason: str, staff_id: int, now: datetime
) -> None:
    """A moderator repeats the same instruction after the cause was mended."""
    dispute = get_dispute(dispute_id)
    require(dispute, Stage.FINAL)
    said = texts.clean(reason, field="reason", most=500)
    record = get_refund_of(dispute.id)
    record.state = REFUND.after(RefundState(record.state), "instruct again").value
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


def _enforce(
    dispute: Dispute, verdict: Verdict, *, answer_due_at: datetime, now: datetime
) -> None:
    """The one place that lets held money go; its row can exist only once."""
    session = current_session()
    if session.get(Enforcement, dispute.id) is not None:
        raise AlreadyDone
    enforcement = Enforcement(
        dispute_id=dispute.id,
        verdict_id=verdict.id,
        held_minor=dispute.held_minor,
        buyer_minor=verdict.buyer_minor,
        seller_minor=verdict.seller_minor,
        freight_minor=verdict.freight_minor,
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
    record.state = REFUND.after(RefundState(record.state), "instruct").value
    record.answer_due_at = answer_due_at
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
    telling.emit(dispute, "refund.instructed", told, now=now)


def _is_repeat(record: RefundRecord, answer: str) -> bool:
    """The same answer again: what it said is true already."""
    return (record.state, answer) in {
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
