"""FINAL and CLOSED: the award is instructed once, and the marketplace answers."""

from datetime import datetime

from jury.domain.errors import AlreadyDone, NotNow
from jury.domain.lifecycle import Stage, Who
from jury.domain.lives.part_states import RefundState
from jury.domain.lives.parts import REFUND
from jury.domain.lives.returns import ReturnState
from jury.services.appeal.reopen import lapse_reopening
from jury.services.appeal.slips import lapse_slips
from jury.services.law.rules import rules_of
from jury.services.moderation.tasks import REPORTED, SCREENING, close_task
from jury.services.money import ledger, payments
from jury.services.money.answers import (
    ANSWER_LIFE,
    Answer,
    Instruction,
    ask_moderator,
    award_key,
    find_instruction,
    is_repeat,
    leave_moderator,
    may_instruct_again,
    overdue_cause,
    refuse_wrong,
    take,
    target_of,
    tell,
)
from jury.services.money.beside_award import (
    pay_beside_award,
    repaid_minor,
    repay_advance,
)
from jury.services.money.owed import close_settled
from jury.services.money.service_credit import close_dispute
from jury.services.notices import telling
from jury.services.proof import audit
from jury.services.returning.steps import (
    Shares,
    note_paid,
    open_resend,
    open_return,
)
from jury.services.screening import texts
from jury.services.stages import Move, enter, refuse_paused, require
from jury.services.standstill.stops import EnforcementStopped, is_stopped, stand_still
from jury.services.verdict.reliability import learn
from jury.storage.base import current_session
from jury.storage.desk.stops import Stopped
from jury.storage.desk.tasks import list_open_tasks_of
from jury.storage.disputes import Dispute, get_dispute
from jury.storage.money.payments import Payment
from jury.storage.money.refunds import (
    Enforcement,
    RefundRecord,
    get_refund,
    get_refund_of,
)
from jury.storage.verdicts import Verdict, find_verdict

__all__ = ["ANSWER_LIFE", "Answer", "may_instruct_again"]


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
    is_binding = rules_of(dispute).policy.moves_money
    if is_binding and is_stopped(Stopped.ENFORCEMENT):
        stand_still(dispute, Stopped.ENFORCEMENT, since=now, now=now)
        return
    lapse_slips(dispute, now=now)
    lapse_reopening(dispute, now=now)
    for task in list_open_tasks_of(dispute.id):
        if task.kind in {*SCREENING, REPORTED}:
            # Filed, and then decided without a jury: nobody will look at it.
            close_task(task, "unneeded", staff_id=None, now=now)
    enter(dispute, Move("make final", "sweep", due_at(dispute, verdict, now)), now=now)
    if is_binding and not verdict.moves_goods:
        # Of what binds nobody they were told when it was pronounced.
        telling.notify_parties(dispute, "dispute.final", now=now)
    learn(dispute)
    carry_out(dispute, verdict, now=now)


def carry_out(dispute: Dispute, verdict: Verdict, *, now: datetime) -> None:
    """What is final is enforced, once; where no money may move, it is closed.

    Where goods go back, or to the buyer again, money waits until they have.
    """
    if not rules_of(dispute).policy.moves_money:
        close_dispute(dispute, actor="sweep", now=now)
    elif verdict.goods_back:
        open_return(dispute, verdict, now=now)
    elif verdict.resent:
        open_resend(dispute, verdict, now=now)
    else:
        pay_out(dispute, verdict, verdict, now=now)


def pay_out(
    dispute: Dispute, verdict: Verdict, shares: Shares, *, now: datetime
) -> None:
    """The held money goes now, or as soon as payments are no longer stopped."""
    if is_stopped(Stopped.ENFORCEMENT):
        stand_still(dispute, Stopped.ENFORCEMENT, since=now, now=now)
    else:
        _enforce(dispute, verdict, shares, now=now)


def due_at(dispute: Dispute, verdict: Verdict, now: datetime) -> datetime:
    """Until when the first thing that follows a final decision must be done."""
    if verdict.moves_goods:
        return now + rules_of(dispute).policy.returns.of(ReturnState.DUE)
    return now + ANSWER_LIFE


def receive_answer(
    refund_ref: str, answer: Answer, *, actor: str, now: datetime
) -> RefundRecord:
    """The marketplace says what became of an instruction; repeats change nothing.

    A late word about an earlier attempt changes nothing either, unless it says that
    the money moved: that is true whenever it is said.
    """
    record = get_refund(refund_ref)
    one = find_instruction(record, answer.enforcement)
    refuse_wrong(answer, one)
    if is_repeat(one, answer):
        return record
    dispute = get_dispute(record.dispute_id)
    told = take(dispute, one, answer, actor=actor, now=now)
    if answer.result == "executed":
        leave_moderator(dispute, one, "executed", staff_id=None, now=now)
        _tell_paid(dispute, one, now=now)
    elif answer.result == "refused" and payments.is_undone_by_refusal(one, dispute):
        payments.undo(dispute, one, now=now)
        leave_moderator(dispute, one, "refused", staff_id=None, now=now)
    else:
        ask_moderator(dispute, one, answer.result, now=now)
    tell(dispute, one, f"refund.{answer.result}", told=told, now=now)
    if answer.result == "executed" and not dispute.is_paused:
        close_settled(dispute, actor=actor, now=now)
    return record


def _tell_paid(dispute: Dispute, one: Instruction, *, now: datetime) -> None:
    """Both sides know of the award, and of what changed it, that it was paid."""
    is_payment = isinstance(one, Payment)
    if not is_payment:
        note_paid(dispute, now=now)
    once = target_of(one) if is_payment else ""
    telling.notify_parties(dispute, "refund.executed", now=now, once=once)


def chase_answer(dispute_id: str, *, now: datetime) -> None:
    """A day's silence: a moderator finds out, and the parties are told."""
    dispute = get_dispute(dispute_id)
    require(dispute, Stage.FINAL)
    record = get_refund_of(dispute.id)
    if record.answer_due_at is None or record.answer_due_at > now:
        raise NotNow
    ask_moderator(dispute, record, overdue_cause(record), now=now)
    told = {"attempt": record.attempt}
    tell(dispute, record, "refund.overdue", told=told, now=now)


def instruct_again(
    dispute_id: str, *, reason: str, staff_id: int, now: datetime, target: str = ""
) -> None:
    """A moderator repeats the same instruction after the cause was mended.

    Or after a day in which nobody learnt whether it was paid; raises NotNow before.
    """
    dispute = get_dispute(dispute_id)
    refuse_paused(dispute)
    if is_stopped(Stopped.ENFORCEMENT):
        raise EnforcementStopped
    said = texts.clean(reason, field="reason", most=500)
    one = find_instruction(get_refund_of(dispute.id), target)
    if not may_instruct_again(one, now=now):
        raise NotNow
    one.state = REFUND.after(
        RefundState(one.state), "instruct again", Who.MODERATOR
    ).value
    leave_moderator(dispute, one, "instructed", staff_id=staff_id, now=now)
    actor = f"staff:{staff_id}"
    if isinstance(one, Payment):
        payments.instruct(dispute, one, actor=actor, now=now, note=said)
        return
    enforcement = current_session().get_one(Enforcement, dispute.id)
    _instruct(dispute, one, enforcement, actor=actor, now=now, note=said)


def _enforce(
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
    repay_advance(dispute, enforcement.buyer_minor, now=now)
    record = get_refund_of(dispute.id)
    record.state = REFUND.after(RefundState(record.state), "instruct", Who.SWEEP).value
    dispute.stage_closes_at = now + ANSWER_LIFE
    _instruct(dispute, record, enforcement, actor="sweep", now=now)
    # Goods that do not count as returned bring nothing on top either.
    is_as_decided = shares.buyer_minor == verdict.buyer_minor
    deposit = verdict.deposit_minor if is_as_decided else 0
    pay_beside_award(dispute, enforcement.buyer_minor, deposit, now=now)


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
        "enforcement": award_key(dispute.id),
        "held": {"minor": enforcement.held_minor, "currency": record.currency},
        "buyer": {"minor": enforcement.buyer_minor, "currency": record.currency},
        "seller": {"minor": enforcement.seller_minor, "currency": record.currency},
        "freight": {"minor": enforcement.freight_minor, "currency": record.currency},
    }
    if repaid := repaid_minor(dispute.id):
        told["advanced"] = {"minor": repaid, "currency": record.currency}
    audit.record(dispute.id, "refund.instructed", told, actor=actor, now=now, note=note)
    tell(dispute, record, "refund.instructed", told=told, now=now)
