"""A moderator looks at each text of an appeal before new jurors read it."""

from datetime import datetime

from jury.domain.errors import N_, AlreadyDone, Invalid, NotNow
from jury.services.moderation import grounds
from jury.services.moderation.grounds import FIT, Ground
from jury.services.moderation.tasks import STRIKE, close_task
from jury.services.proof import audit
from jury.services.screening import texts
from jury.services.screening.disclose import OPEN, open_hearing_when_ready, tell_changed
from jury.services.stages import require
from jury.storage.desk.tasks import Task, get_task
from jury.storage.disputes import (
    Dispute,
    RedactedText,
    find_revision,
    get_dispute,
    list_redacted,
)


def pass_text(task_id: str, *, staff_id: int, now: datetime) -> None:
    """Nothing in the text, as it now stands, tells of what was decided before."""
    task, dispute = _open(task_id)
    close_task(task, "passed", staff_id=staff_id, now=now)
    _record(task, "text.passed", FIT, staff_id=staff_id, now=now)
    open_hearing_when_ready(dispute, actor=f"staff:{staff_id}", now=now)


def strike_more(
    task_id: str, *, passage: str, ground: Ground, staff_id: int, now: datetime
) -> None:
    """Strike words that the detector left; the look goes on."""
    task, dispute = _open(task_id)
    given = grounds.read(ground, grounds.STRIKE)
    said = texts.clean(passage, field="passage")
    texts.cover_more(dispute, _row(dispute, task), said)
    _record(task, "text.covered", given, staff_id=staff_id, now=now)
    tell_changed(dispute, {}, once=task.target, now=now)


def lift(task_id: str, *, ground: Ground, staff_id: int, now: datetime) -> None:
    """What was struck tells nothing of it after all: the text stands as it was written.

    Only while nothing else was covered since: that would come back too.
    """
    task, dispute = _open(task_id)
    given = grounds.read(ground, grounds.LIFT, must_say=True)
    row = _row(dispute, task)
    if not task.detail["struck"]:
        raise NotNow(N_("Nothing was struck in this text."))
    if row.revision != task.detail["whole"] + 1:
        raise NotNow(N_("More was covered since, and would be shown again."))
    whole = find_revision(dispute.id, task.target, task.detail["whole"])
    texts.replace_template(dispute, row, whole.template)
    task.detail = {**task.detail, "struck": False}
    _record(task, "text.lifted", given, staff_id=staff_id, now=now)
    tell_changed(dispute, {}, once=task.target, now=now)


def _open(task_id: str) -> tuple[Task, Dispute]:
    task = get_task(task_id)
    if task.kind != STRIKE or task.dispute_id is None:
        raise Invalid({"task": N_("There is no such task.")})
    if task.done_at is not None:
        raise AlreadyDone(N_("This was finished already."))
    dispute = get_dispute(task.dispute_id)
    require(dispute, *OPEN)
    return task, dispute


def _row(dispute: Dispute, task: Task) -> RedactedText:
    return list_redacted(dispute.id)[task.target]


def _record(
    task: Task, action: str, given: Ground, *, staff_id: int, now: datetime
) -> None:
    told = {"source": task.target, "code": given.code}
    actor = f"staff:{staff_id}"
    dispute_id = str(task.dispute_id)
    audit.record(dispute_id, action, told, actor=actor, now=now, note=given.said)
