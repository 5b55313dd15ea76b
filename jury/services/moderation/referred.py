"""REFERRED: a moderator decides what a jury could not, above a limit with another."""

from dataclasses import dataclass
from datetime import datetime

from jury.domain.errors import N_, AlreadyDone, Invalid
from jury.domain.lifecycle import EndedBy, Stage
from jury.domain.policy import Route
from jury.services.drawing.hands import NeedsAnother, refuse_barred
from jury.services.law.rules import ladder_of, rules_of
from jury.services.moderation.tasks import CONSENT, finish_own, open_task
from jury.services.proof import audit
from jury.services.screening import texts
from jury.services.stages import require
from jury.services.verdict.pronounce import award_of, enter_pronounced
from jury.storage.desk.tasks import Task, find_open_task, get_open_task
from jury.storage.disputes import Dispute, get_dispute
from jury.storage.verdicts import Verdict

REASON_LENGTH = 2000
NO_CONSENT = "no_consent"


def pronounce_by_staff(
    dispute_id: str, *, rung: int, reason: str, staff_id: int, now: datetime
) -> Verdict | None:
    """A moderator decides what the jury could not, with a written reason.

    Above the policy's limit this is a proposal: a colleague must consent before it is
    pronounced, and None is returned.
    """
    dispute = get_dispute(dispute_id)
    said = check_decision(dispute, rung=rung, reason=reason)
    refuse_barred(dispute, staff_id)
    if needs_consent(dispute):
        _propose(dispute, rung, said, staff_id=staff_id, now=now)
        return None
    finish_own(dispute, "referred", "pronounced", staff_id=staff_id, now=now)
    decision = _Decision(rung, said, decided_by=staff_id)
    return _pronounce(dispute, decision, actor=f"staff:{staff_id}", now=now)


def check_decision(dispute: Dispute, *, rung: int, reason: str) -> str:
    """The reason as both sides would read it; raises what stands in the way."""
    require(dispute, Stage.REFERRED)
    if not 0 <= rung < len(ladder_of(dispute)):
        raise Invalid({"rung": N_("This outcome is not on the ladder.")})
    said = texts.clean(reason, field="reason", most=REASON_LENGTH)
    if find_open_task(dispute.id, CONSENT, dispute.id) is not None:
        raise AlreadyDone(N_("A decision waits for a colleague's consent already."))
    return said


def needs_consent(dispute: Dispute) -> bool:
    """Whether so much is asked that one moderator alone may not decide it."""
    policy = rules_of(dispute).policy
    return policy.needs_second_consent(dispute.asked_minor, dispute.currency)


def consent(dispute_id: str, *, staff_id: int, now: datetime) -> Verdict:
    """A second moderator agrees, and the proposed decision is pronounced."""
    dispute = get_dispute(dispute_id)
    require(dispute, Stage.REFERRED)
    refuse_barred(dispute, staff_id)
    task = get_open_task(dispute.id, CONSENT, dispute.id)
    decision = _proposed(task, staff_id=staff_id)
    finish_own(dispute, CONSENT, "given", staff_id=staff_id, now=now)
    verdict = _pronounce(dispute, decision, actor=f"staff:{staff_id}", now=now)
    verdict.consented_by = staff_id
    return verdict


def refuse_consent(
    dispute_id: str, *, reason: str, staff_id: int, now: datetime
) -> None:
    """A second moderator does not agree; the dispute waits for a decision again."""
    dispute = get_dispute(dispute_id)
    require(dispute, Stage.REFERRED)
    refuse_barred(dispute, staff_id)
    said = texts.clean(reason, field="reason", most=REASON_LENGTH)
    task = get_open_task(dispute.id, CONSENT, dispute.id)
    _proposed(task, staff_id=staff_id)
    due_at = task.due_at
    finish_own(dispute, CONSENT, "refused", staff_id=staff_id, now=now)
    detail: dict[str, object] = {"cause": NO_CONSENT}
    open_task(
        dispute.id,
        "referred",
        target=dispute.id,
        due_at=due_at,
        detail=detail,
        now=now,
    )
    actor = f"staff:{staff_id}"
    audit.record(dispute.id, "consent.refused", {}, actor=actor, now=now, note=said)


@dataclass(frozen=True)
class _Decision:
    rung: int
    reason: str
    decided_by: int


def _propose(
    dispute: Dispute, rung: int, reason: str, *, staff_id: int, now: datetime
) -> None:
    finish_own(dispute, "referred", "proposed", staff_id=staff_id, now=now)
    open_task(
        dispute.id,
        CONSENT,
        target=dispute.id,
        due_at=dispute.stage_closes_at or now,
        detail={"rung": rung, "reason": reason, "by": staff_id},
        now=now,
    )
    audit.record(
        dispute.id,
        "pronouncement.proposed",
        {"rung": rung},
        actor=f"staff:{staff_id}",
        now=now,
        note=reason,
    )


def _proposed(task: Task, *, staff_id: int) -> _Decision:
    """What the colleague decided; raises NeedsAnother to that colleague."""
    if task.detail["by"] == staff_id:
        raise NeedsAnother
    return _Decision(task.detail["rung"], task.detail["reason"], task.detail["by"])


def _pronounce(
    dispute: Dispute, decision: _Decision, *, actor: str, now: datetime
) -> Verdict:
    verdict = award_of(dispute, decision.rung, now=now)
    verdict.ended_by = _ended_by(dispute).value
    verdict.pronounced_by = f"staff:{decision.decided_by}"
    verdict.staff_reason = decision.reason
    enter_pronounced(
        dispute, verdict, "pronounce", actor=actor, now=now, note=decision.reason
    )
    return verdict


def _ended_by(dispute: Dispute) -> EndedBy:
    """Who decided: staff, or the expert whom the policy names for such disputes."""
    is_expert = rules_of(dispute).policy.route is Route.EXPERT
    return EndedBy.EXPERT if is_expert else EndedBy.STAFF
