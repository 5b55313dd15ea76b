"""What a moderator decides of a contested or missing parcel, and appeals from it.

The decision says whose the loss is: whether it counts as returned. Above the policy's
limit a colleague consents. The side that it goes against may appeal once; somebody who
had no hand in it decides then, and that is final.
"""

from dataclasses import dataclass
from datetime import datetime

from jury.domain.errors import N_, AlreadyDone, NotAllowed, NotFound, NotNow
from jury.domain.lifecycle import Side, Stage
from jury.domain.lives.returns import DISPUTED, LAST_DECISION, ReturnState, end_act
from jury.services.drawing.hands import HadAHand, NeedsAnother
from jury.services.law.rules import rules_of
from jury.services.moderation.referred import REASON_LENGTH, needs_consent
from jury.services.moderation.tasks import (
    RETURN,
    RETURN_CONSENT,
    finish_own,
    list_screening,
    open_task,
)
from jury.services.proof import audit
from jury.services.returning.ending import end_return
from jury.services.returning.returns import ask_moderator
from jury.services.returning.steps import Step, move, notify, notify_both
from jury.services.returning.words import Words, keep_words
from jury.services.screening import texts
from jury.services.stages import require
from jury.storage.base import current_session
from jury.storage.desk.tasks import find_open_task, get_open_task
from jury.storage.disputes import Dispute, get_dispute
from jury.storage.money.returns import (
    Journey,
    JourneyDecision,
    find_journey,
    get_journey,
    list_decisions,
)

APPEAL = "appeal"
NO_CONSENT = "no_consent"


@dataclass(frozen=True)
class Ruling:
    """For whom it is decided, and the reason that both sides read."""

    decided_for: Side
    reason: str


def rule(
    dispute_id: str, ruling: Ruling, *, staff_id: int, now: datetime
) -> JourneyDecision | None:
    """A moderator decides; None when a colleague must consent first."""
    dispute, row = _open(dispute_id, *DISPUTED)
    refuse_barred(dispute.id, staff_id)
    if find_open_task(dispute.id, RETURN_CONSENT, dispute.id) is not None:
        raise AlreadyDone(N_("A decision waits for a colleague's consent already."))
    if list_screening(dispute.id):
        raise NotNow(N_("First cover what was filed, so that the other side sees it."))
    said = texts.clean(ruling.reason, field="reason", most=REASON_LENGTH)
    given = Ruling(ruling.decided_for, said)
    if needs_consent(dispute):
        _propose(dispute, row, given, staff_id=staff_id, now=now)
        return None
    finish_own(dispute, RETURN, "decided", staff_id=staff_id, now=now)
    return _keep(dispute, row, given, hands=(staff_id, None), now=now)


def consent_to_ruling(
    dispute_id: str, *, staff_id: int, now: datetime
) -> JourneyDecision:
    """A second moderator agrees, and what was proposed is decided."""
    dispute, row = _open(dispute_id, *DISPUTED)
    refuse_barred(dispute.id, staff_id)
    given, decided_by = _proposed(dispute, staff_id=staff_id)
    finish_own(dispute, RETURN_CONSENT, "given", staff_id=staff_id, now=now)
    return _keep(dispute, row, given, hands=(decided_by, staff_id), now=now)


def refuse_ruling(
    dispute_id: str, *, reason: str, staff_id: int, now: datetime
) -> None:
    """A second moderator does not agree; the return waits for a decision again."""
    dispute, row = _open(dispute_id, *DISPUTED)
    refuse_barred(dispute.id, staff_id)
    _proposed(dispute, staff_id=staff_id)
    said = texts.clean(reason, field="reason", most=REASON_LENGTH)
    finish_own(dispute, RETURN_CONSENT, "refused", staff_id=staff_id, now=now)
    ask_moderator(dispute, row, NO_CONSENT, now=now)
    actor = f"staff:{staff_id}"
    audit.record(
        dispute.id, f"{row.name}.consent_refused", {}, actor=actor, now=now, note=said
    )


def appeal_ruling(dispute_id: str, side: Side, words: Words, *, now: datetime) -> None:
    """The side it went against asks, once, that another moderator decides."""
    dispute, row = _open(dispute_id, ReturnState.DECIDED)
    _refuse_appeal(row, side, now=now)
    kept = keep_words(dispute, side, words, of=row, now=now)
    row.appealed_by = side.value
    step = Step("appeal", f"party:{side}", {"cause": APPEAL}, kept.text)
    move(dispute, row, step, now=now)
    ask_moderator(dispute, row, APPEAL, now=now)
    notify(dispute, "appealed", row, side=side.other, now=now)


def may_appeal_ruling(dispute_id: str, side: Side, *, now: datetime) -> bool:
    """Whether this side could appeal at this moment."""
    try:
        _dispute, row = _open(dispute_id, ReturnState.DECIDED)
        _refuse_appeal(row, side, now=now)
    except (NotNow, NotAllowed, NotFound):
        return False
    return True


def refuse_barred(dispute_id: str, staff_id: int) -> None:
    """Raise HadAHand to whoever decided, or consented to, what was appealed."""
    if is_barred(dispute_id, staff_id):
        raise HadAHand


def is_barred(dispute_id: str, staff_id: int) -> bool:
    """Whether this member of staff decided of the return before, or consented."""
    row = find_journey(dispute_id)
    return row is not None and any(
        staff_id in {decision.decided_by, decision.consented_by}
        for decision in list_decisions(row)
    )


def _open(dispute_id: str, *states: ReturnState) -> tuple[Dispute, Journey]:
    dispute = get_dispute(dispute_id)
    row = get_journey(dispute.id)
    require(dispute, Stage.FINAL)
    if ReturnState(row.state) not in states:
        raise NotNow
    return dispute, row


def _refuse_appeal(row: Journey, side: Side, *, now: datetime) -> None:
    decision = list_decisions(row)[-1]
    if row.due_at is not None and now >= row.due_at:
        raise NotNow(N_("The time for this has passed. Nothing was changed."))
    if decision.decided_for == side.value:
        raise NotAllowed


def _propose(
    dispute: Dispute, row: Journey, given: Ruling, *, staff_id: int, now: datetime
) -> None:
    finish_own(dispute, RETURN, "proposed", staff_id=staff_id, now=now)
    detail: dict[str, object] = {
        "for": given.decided_for.value,
        "reason": given.reason,
        "by": staff_id,
    }
    open_task(
        dispute.id,
        RETURN_CONSENT,
        target=dispute.id,
        due_at=row.due_at or now,
        detail=detail,
        now=now,
    )
    told = {"for": given.decided_for.value}
    audit.record(
        dispute.id,
        f"{row.name}.proposed",
        told,
        actor=f"staff:{staff_id}",
        now=now,
        note=given.reason,
    )


def _proposed(dispute: Dispute, *, staff_id: int) -> tuple[Ruling, int]:
    """What the colleague decided, and who that is; raises NeedsAnother to them."""
    detail = get_open_task(dispute.id, RETURN_CONSENT, dispute.id).detail
    if detail["by"] == staff_id:
        raise NeedsAnother
    return Ruling(Side(detail["for"]), detail["reason"]), int(detail["by"])


def _keep(
    dispute: Dispute,
    row: Journey,
    given: Ruling,
    *,
    hands: tuple[int, int | None],
    now: datetime,
) -> JourneyDecision:
    decided_by, consented_by = hands
    decision = row.decisions(
        dispute_id=dispute.id,
        number=len(list_decisions(row)) + 1,
        decided_for=given.decided_for.value,
        reason=given.reason,
        decided_by=decided_by,
        consented_by=consented_by,
        decided_at=now,
    )
    current_session().add(decision)
    told = {"for": given.decided_for.value, "number": decision.number}
    actor = f"staff:{consented_by or decided_by}"
    move(dispute, row, Step("decide", actor, told, given.reason), now=now)
    is_last = decision.number == LAST_DECISION
    if is_last or not rules_of(dispute).policy.appeal.allowed:
        step = Step(end_act(given.decided_for), "sweep")
        end_return(dispute, row, step, ended_for=given.decided_for, now=now)
    else:
        notify_both(dispute, "decided", row, now=now)
    return decision
