"""What one moderator alone may not do with money: proposed, consented to, refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from jury.domain.errors import AlreadyDone
from jury.services.drawing.hands import NeedsAnother
from jury.services.moderation.grounds import NOTE_LENGTH
from jury.services.moderation.tasks import MONEY_CONSENT, close_task, open_task
from jury.services.proof import audit
from jury.services.screening import texts
from jury.services.stages import refuse_paused
from jury.storage.desk.tasks import Task
from jury.storage.disputes import Dispute, get_dispute

KIND = MONEY_CONSENT
CONSENT_WITHIN = timedelta(days=1)


@dataclass(frozen=True)
class Proposal:
    """What is proposed: which act, upon what, and what a colleague must know of it."""

    act: str
    upon: str
    change: Mapping[str, Any]


def propose(
    dispute: Dispute, proposal: Proposal, *, staff_id: int, now: datetime
) -> Task:
    """Ask a colleague; nothing else changes before."""
    task = open_task(
        dispute.id,
        KIND,
        target=f"{proposal.act}:{proposal.upon}",
        due_at=now + CONSENT_WITHIN,
        detail={
            "act": proposal.act,
            "upon": proposal.upon,
            "by": staff_id,
            "change": dict(proposal.change),
        },
        now=now,
    )
    audit.record(
        dispute.id,
        f"{proposal.act}.proposed",
        {"task": task.id, "upon": proposal.upon},
        actor=f"staff:{staff_id}",
        now=now,
        note=str(proposal.change["reason"]),
    )
    return task


def proposer_of(task: Task, *, staff_id: int) -> int:
    """Who proposed it; raises NeedsAnother to that colleague."""
    if task.done_at is not None:
        raise AlreadyDone
    if task.detail["by"] == staff_id:
        raise NeedsAnother
    return int(task.detail["by"])


def give(task: Task, *, staff_id: int, now: datetime) -> None:
    """Consent was given."""
    close_task(task, "given", staff_id=staff_id, now=now)


def refuse(task: Task, *, reason: str, staff_id: int, now: datetime) -> None:
    """A colleague does not agree: everything stays as it is."""
    refuse_paused(get_dispute(task.dispute_id or ""))
    proposer_of(task, staff_id=staff_id)
    said = texts.clean(reason, field="reason", most=NOTE_LENGTH)
    close_task(task, "refused", staff_id=staff_id, now=now)
    audit.record(
        task.dispute_id or "",
        f"{task.detail['act']}.refused",
        {"task": task.id, "upon": task.detail["upon"]},
        actor=f"staff:{staff_id}",
        now=now,
        note=said,
    )
