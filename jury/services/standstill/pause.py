"""A moderator pauses one dispute, and lets it go on.

In any stage but the last. Its windows stand still and nobody moves it: no side, no
sweep, no marketplace. Both sides read why. Jurors who read keep their seats and may
vote meanwhile; everybody else is thanked. A task with a due time watches every pause.
"""

from datetime import datetime, timedelta

from sqlalchemy.exc import IntegrityError

from jury.domain.errors import N_, AlreadyDone, NotNow
from jury.domain.lifecycle import Stage
from jury.services.drawing.held_jurors import hold_back, keep_readers
from jury.services.moderation import grounds
from jury.services.moderation.grounds import Ground
from jury.services.moderation.tasks import finish, open_task, refuse_taken
from jury.services.notices import telling
from jury.services.proof import audit
from jury.services.screening import texts
from jury.services.settlement.offer_time import hold_reminder
from jury.services.standstill.resume import resume_from
from jury.storage.base import current_session
from jury.storage.desk.pauses import Pause, find_pause
from jury.storage.desk.tasks import get_open_task
from jury.storage.disputes import PAUSE, Dispute, get_dispute
from jury.storage.people import Role

TASK = "paused"
REVIEW = timedelta(days=2)
REMINDER = timedelta(days=1)


def may_pause(dispute: Dispute) -> bool:
    """Whether it can be paused: it is not over, and not paused already."""
    return dispute.stage != Stage.CLOSED.value and not dispute.is_paused


def pause(dispute_id: str, ground: Ground, *, staff_id: int, now: datetime) -> Pause:
    """Let a dispute stand still; raises AlreadyDone when it does so already."""
    dispute = get_dispute(dispute_id)
    if dispute.stage == Stage.CLOSED.value:
        raise NotNow
    given = grounds.read(ground, grounds.PAUSE, must_say=True)
    row = Pause(
        dispute_id=dispute.id,
        code=given.code,
        covers=dispute.stands_for,
        paused_at=now,
        paused_by=staff_id,
        review_due_at=now + REVIEW,
    )
    _keep(row)
    dispute.stands_since, dispute.stands_for = dispute.stands_since or now, PAUSE
    hold_back(dispute)
    hold_reminder(dispute)
    keep_readers(dispute, now=now)
    open_task(
        dispute.id,
        TASK,
        target=dispute.id,
        due_at=row.review_due_at,
        detail={"code": row.code},
        now=now,
    )
    told = {"cause": row.code, "since": now.isoformat()}
    actor = f"staff:{staff_id}"
    audit.record(
        dispute.id, "dispute.paused", told, actor=actor, now=now, note=given.said
    )
    telling.emit(dispute, "dispute.paused", told, now=now)
    telling.notify_parties(dispute, "dispute.paused", now=now, once=now.isoformat())
    return row


def resume(dispute_id: str, *, reason: str, staff_id: int, now: datetime) -> None:
    """Let it go on; every window gets back what the pause cost it, once."""
    dispute = get_dispute(dispute_id)
    row = _standing(dispute)
    said = texts.clean(reason, field="reason", most=grounds.NOTE_LENGTH)
    row.resumed_at, row.resumed_by = now, staff_id
    finish(
        dispute.id,
        TASK,
        target=dispute.id,
        outcome="resumed",
        staff_id=staff_id,
        now=now,
    )
    resume_from(dispute, row, actor=f"staff:{staff_id}", note=said, now=now)


def keep_paused(
    dispute_id: str, *, reason: str, staff_id: int, now: datetime
) -> datetime:
    """Not yet: somebody looks at it again later; returns when."""
    dispute = get_dispute(dispute_id)
    row = _standing(dispute)
    said = texts.clean(reason, field="reason", most=grounds.NOTE_LENGTH)
    task = get_open_task(dispute.id, TASK, dispute.id)
    refuse_taken(task, staff_id, now=now)
    row.review_due_at = task.due_at = now + REVIEW
    task.taken_by = task.taken_until = None
    told = {"until": row.review_due_at.isoformat()}
    actor = f"staff:{staff_id}"
    audit.record(
        dispute.id, "dispute.kept_paused", told, actor=actor, now=now, note=said
    )
    return row.review_due_at


def remind_of_pause(dispute_id: str, *, now: datetime) -> None:
    """Nobody looked at a pause in time: moderators are told, every day."""
    row = find_pause(dispute_id)
    if row is None or row.review_due_at > now:
        return
    row.review_due_at = now + REMINDER
    once = f"{dispute_id}:{now.isoformat()}"
    telling.notify_staff(Role.MODERATOR, "task.overdue", once=once, now=now)
    audit.record(dispute_id, "pause.overdue", {}, actor="sweep", now=now)


def _standing(dispute: Dispute) -> Pause:
    row = find_pause(dispute.id)
    if row is None:
        raise AlreadyDone(N_("This dispute is not paused."))
    return row


def _keep(row: Pause) -> None:
    session = current_session()
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError as taken:
        raise AlreadyDone(N_("This dispute is paused already.")) from taken
