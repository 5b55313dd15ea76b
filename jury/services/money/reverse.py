"""After the award was instructed: it is changed, by new entries and a second payment.

A moderator decides for another outcome of the ladder, or puts a slip in the price or
freight right. The verdict stays as it was pronounced; what the award became stands
beside it. Above the policy's limit a colleague consents first.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from jury.domain.award import Line, award_for, calculation
from jury.domain.errors import N_, AlreadyDone, Invalid, NotAllowed, NotNow
from jury.domain.jurors.mocks import MockEnd
from jury.domain.law.ladder import OfferedRung
from jury.domain.lifecycle import DISPUTE, UNJUDGED, Stage, Who
from jury.domain.lives.part_states import RefundState
from jury.domain.money.payments import PaymentKind, compensation, moved_minor, reversal
from jury.services.appeal.slips import Sums, put_right, refuse_other_outcomes
from jury.services.exam.ending import end_mock_of
from jury.services.law.rules import ladder_of, rules_of
from jury.services.moderation.grounds import NOTE_LENGTH
from jury.services.moderation.tasks import OVERTURNED, finish_own
from jury.services.money import consent
from jury.services.money.answers import ANSWER_LIFE
from jury.services.money.award_changes import present_award
from jury.services.money.consent import Proposal
from jury.services.money.payments import pay
from jury.services.notices import telling
from jury.services.screening import texts
from jury.services.stages import Move, enter, refuse_paused
from jury.services.standstill.stops import EnforcementStopped, is_stopped
from jury.storage.base import current_session
from jury.storage.desk.stops import Stopped
from jury.storage.desk.tasks import Task, find_open_task
from jury.storage.disputes import Dispute, get_dispute
from jury.storage.money.payments import (
    Reversal,
    find_last_reversal,
    list_payments_of_kind,
)
from jury.storage.money.refunds import get_refund_of
from jury.storage.money.returns import find_journey
from jury.storage.verdicts import Verdict, find_verdict

SLIP, DECISION = "slip", "decision"
ACT = "reversal"


@dataclass(frozen=True, kw_only=True)
class Change:
    """What the award should become: another rung, or the same from other sums.

    `number` says which change of this award it is: who comes second with the same
    number changes nothing.
    """

    number: int
    reason: str
    rung: int | None = None
    sums: Sums | None = None


@dataclass(frozen=True)
class Outcome:
    """The award as it would be, and how its sums come about."""

    rung_no: int
    rung: OfferedRung
    lines: tuple[Line, ...]


def next_number(dispute: Dispute) -> int:
    """Which change of its award the next one would be."""
    last = find_last_reversal(dispute.id)
    return last.number + 1 if last else 1


def may_reverse(dispute: Dispute) -> bool:
    """Whether a moderator could change the award of this dispute now."""
    try:
        _standing(dispute)
    except (NotNow, NotAllowed, AlreadyDone):
        return False
    return True


def reverse_award(
    dispute_id: str, change: Change, *, staff_id: int, now: datetime
) -> Reversal | None:
    """Change the award; None when a colleague must consent to it first."""
    dispute = get_dispute(dispute_id)
    verdict = _standing(dispute)
    said = texts.clean(change.reason, field="reason", most=NOTE_LENGTH)
    outcome = weigh(dispute, verdict, change)
    if _needs_consent(dispute, verdict, outcome):
        detail = {**asdict(change), "reason": said}
        proposal = Proposal(ACT, str(change.number), detail)
        consent.propose(dispute, proposal, staff_id=staff_id, now=now)
        return None
    return _reverse(dispute, change, outcome, by=(staff_id, None), now=now)


def consent_reversal(task: Task, *, staff_id: int, now: datetime) -> Reversal:
    """A colleague agrees, and the award is changed as it was proposed."""
    dispute = get_dispute(task.dispute_id or "")
    verdict = _standing(dispute, ignoring=task)
    decided_by = consent.proposer_of(task, staff_id=staff_id)
    change = _read(task.detail)
    outcome = weigh(dispute, verdict, change)
    consent.give(task, staff_id=staff_id, now=now)
    return _reverse(dispute, change, outcome, by=(decided_by, staff_id), now=now)


def proposed(task: Task) -> Outcome:
    """What an award would become if a colleague consented."""
    dispute = get_dispute(task.dispute_id or "")
    verdict = _standing(dispute, ignoring=task)
    return weigh(dispute, verdict, _read(task.detail))


def weigh(dispute: Dispute, verdict: Verdict, change: Change) -> Outcome:
    """What the award would become; raises what stands in the way."""
    if change.number != next_number(dispute):
        raise AlreadyDone(N_("The award was changed meanwhile. Look at it again."))
    present = present_award(verdict)
    rung_no = present.rung if change.rung is None else change.rung
    sums = change.sums or Sums(
        price_minor=dispute.price_minor, freight_minor=dispute.freight_minor
    )
    if change.sums is not None:
        refuse_other_outcomes(dispute, change.sums)
    ladder = ladder_of(dispute, sums)
    if rung_no is None or not 0 <= rung_no < len(ladder):
        raise Invalid({"rung": N_("This outcome is not on the ladder.")})
    rung = ladder[rung_no]
    if (rung.goods_back, rung.resent) != (verdict.goods_back, verdict.resent):
        raise Invalid({"rung": N_("A change of the award moves no goods.")})
    if _shares(rung) == _shares(present):
        raise Invalid({"rung": N_("That is what is awarded already.")})
    lines = calculation(rung, **asdict(sums))
    return Outcome(rung_no, rung, lines)


def _standing(dispute: Dispute, *, ignoring: Task | None = None) -> Verdict:
    """The verdict whose award may be changed; raises why it may not."""
    refuse_paused(dispute)
    if is_stopped(Stopped.ENFORCEMENT):
        raise EnforcementStopped
    DISPUTE.after(Stage(dispute.stage), "reverse", Who.MODERATOR)
    verdict = find_verdict(dispute.id)
    record = get_refund_of(dispute.id)
    untouched = {RefundState.HELD.value, RefundState.WRITTEN_OFF.value}
    moves_money = rules_of(dispute).policy.moves_money
    if verdict is None or not moves_money or record.state in untouched:
        raise NotNow
    if verdict.ended_by in UNJUDGED:
        raise NotAllowed(N_("What both sides agreed on, no moderator changes."))
    row = find_journey(dispute.id)
    if row is not None and row.is_lost:
        raise NotAllowed(N_("The goods do not count as arrived; that stands."))
    changes = list_payments_of_kind(dispute.id, PaymentKind.REVERSAL)
    if not all(one.is_done for one in changes):
        raise AlreadyDone(N_("The change before this one is not carried out yet."))
    target = f"{ACT}:{next_number(dispute)}"
    waiting = find_open_task(dispute.id, consent.KIND, target)
    if waiting is not None and waiting is not ignoring:
        raise AlreadyDone(N_("A change waits for a colleague's consent already."))
    return verdict


def _needs_consent(dispute: Dispute, verdict: Verdict, outcome: Outcome) -> bool:
    """Whether so much is at stake that one moderator alone may not change it."""
    moved = moved_minor(present_award(verdict), outcome.rung)
    most = max(dispute.asked_minor, moved)
    return rules_of(dispute).policy.needs_second_consent(most, dispute.currency)


def _reverse(
    dispute: Dispute,
    change: Change,
    outcome: Outcome,
    *,
    by: tuple[int, int | None],
    now: datetime,
) -> Reversal:
    verdict = find_verdict(dispute.id)
    if verdict is None:
        raise LookupError("an award that is changed has a verdict")
    before = present_award(verdict)
    row = _keep(dispute, change, outcome, verdict=verdict, by=by, now=now)
    actor = f"staff:{by[1] or by[0]}"
    told = _told(dispute, row)
    if change.sums is not None:
        told |= put_right(dispute, change.sums)
    move = Move("reverse", actor, now + ANSWER_LIFE, told, row.reason)
    enter(dispute, move, now=now)
    dispute.closed_at = None
    finish_own(dispute, OVERTURNED, "changed", staff_id=None, now=now)
    end_mock_of(dispute, MockEnd.AWARD, actor=actor, now=now)
    _pay(dispute, before, row, actor=actor, now=now)
    telling.notify_parties(dispute, "award.reversed", now=now, once=str(row.number))
    return row


def _pay(
    dispute: Dispute,
    before: Verdict | Reversal,
    after: Reversal,
    *,
    actor: str,
    now: datetime,
) -> None:
    """Tell the marketplace what must still move: between the sides, and the deposit."""
    pay(
        dispute,
        PaymentKind.REVERSAL,
        reversal(before, after),
        most_minor=dispute.held_minor,
        actor=actor,
        now=now,
    )
    pay(
        dispute,
        PaymentKind.COMPENSATION,
        compensation(before.deposit_minor, after.deposit_minor),
        most_minor=max(before.deposit_minor, after.deposit_minor),
        actor=actor,
        now=now,
    )


def _keep(
    dispute: Dispute,
    change: Change,
    outcome: Outcome,
    *,
    verdict: Verdict,
    by: tuple[int, int | None],
    now: datetime,
) -> Reversal:
    award = award_for(outcome.rung, dispute.held_minor)
    row = Reversal(
        dispute_id=dispute.id,
        number=change.number,
        verdict_id=verdict.id,
        cause=DECISION if change.sums is None else SLIP,
        rung=outcome.rung_no,
        remedy=outcome.rung.code,
        held_minor=award.held_minor,
        buyer_minor=award.buyer_minor,
        seller_minor=award.seller_minor,
        freight_minor=award.freight_minor,
        deposit_minor=outcome.rung.deposit_minor,
        calculation=[
            {
                "code": line.code.value,
                "role": line.role.value,
                "minor": line.minor,
                "percent": line.percent,
            }
            for line in outcome.lines
        ],
        reason=texts.clean(change.reason, field="reason", most=NOTE_LENGTH),
        decided_by=by[0],
        consented_by=by[1],
        made_at=now,
    )
    current_session().add(row)
    current_session().flush()
    return row


def _told(dispute: Dispute, row: Reversal) -> dict[str, object]:
    names = ("buyer", "seller", "freight")
    sums: dict[str, object] = {
        name: {"minor": getattr(row, f"{name}_minor"), "currency": dispute.currency}
        for name in names
    }
    if row.deposit_minor:
        sums["deposit"] = {"minor": row.deposit_minor, "currency": dispute.currency}
    return {"reversal": row.number, "cause": row.cause, "remedy": row.remedy, **sums}


def _shares(award: Verdict | Reversal | OfferedRung) -> tuple[int, int, int, int]:
    return (
        award.buyer_minor,
        award.seller_minor,
        award.freight_minor,
        award.deposit_minor,
    )


def _read(detail: Mapping[str, Any]) -> Change:
    """The change as it was proposed."""
    kept = detail["change"]
    sums = kept["sums"]
    return Change(**{**kept, "sums": Sums(**sums) if sums else None})
