"""A juror contests a control dispute in one sentence; a moderator decides on it.

Whoever is not convinced by the verified answer may be right: then the control dispute
is withdrawn, for everybody.
"""

from datetime import datetime, timedelta

from jury.domain.errors import AlreadyDone, NotFound, NotNow
from jury.services.control.answering import record_call
from jury.services.control.items import record, withdraw_control
from jury.services.drawing.notices import tell_juror
from jury.services.moderation.grounds import NOTE_LENGTH
from jury.services.moderation.tasks import CONTROL, close_task, finish, open_task
from jury.services.screening import texts
from jury.storage.desk.tasks import Task
from jury.storage.jurors.controls import (
    ControlCall,
    get_call_of_any,
    get_control_call,
    list_contested,
)

ANSWERED_WITHIN = timedelta(days=7)
SENTENCE = 280
WITHDRAWN = "withdrawn"
REPLIED = "control.replied"


def contest_control(
    call_id: str, juror_id: int, sentence: str, *, now: datetime
) -> ControlCall:
    """Say once why the verified answer is not right.

    The task names no juror. Raises NotFound before it was told that this was a control
    dispute, AlreadyDone the second time, NotNow for one that is withdrawn already.
    """
    call = get_control_call(call_id, juror_id, for_change=True)
    if call.told_at is None:
        raise NotFound
    if call.contested_at is not None:
        raise AlreadyDone
    if call.item.withdrawn_at is not None:
        raise NotNow
    said = texts.clean(sentence, field="sentence", most=SENTENCE)
    call.contested_at, call.contest = now, said
    open_task(
        None,
        CONTROL,
        target=call.id,
        due_at=now + ANSWERED_WITHIN,
        detail={"item": call.item_id, "mock": call.mock, "said": said},
        now=now,
    )
    record_call(call, "control.contested", actor="juror", now=now)
    return call


def confirm_contested(task: Task, *, reason: str, staff_id: int, now: datetime) -> None:
    """The verified answer stands, and a moderator says why; the juror reads it."""
    _refuse_done(task)
    said = texts.clean(reason, field="reason", most=NOTE_LENGTH)
    close_task(task, "confirmed", staff_id=staff_id, now=now)
    told = {"item": task.detail["item"], "task": task.id}
    record("control.confirmed", told, actor=f"staff:{staff_id}", now=now, note=said)
    _reply(get_call_of_any(task.target), said, now=now)


def withdraw_contested(
    task: Task, *, reason: str, staff_id: int, now: datetime
) -> None:
    """The juror is right: it is withdrawn, and struck from everybody's figures.

    What others contest of the same is settled with it.
    """
    _refuse_done(task)
    close_task(task, WITHDRAWN, staff_id=staff_id, now=now)
    withdraw_item(str(task.detail["item"]), reason=reason, staff_id=staff_id, now=now)


def withdraw_item(item_id: str, *, reason: str, staff_id: int, now: datetime) -> None:
    """Staff take it out of use; whoever contests it is told so, and why."""
    item = withdraw_control(item_id, reason=reason, staff_id=staff_id, now=now)
    for call in list_contested(item_id):
        finish(None, CONTROL, target=call.id, outcome=WITHDRAWN, staff_id=None, now=now)
        _reply(call, str(item.withdrawn_reason), now=now)


def _reply(call: ControlCall, said: str, *, now: datetime) -> None:
    call.reply, call.replied_at = said, now
    tell_juror(call, REPLIED, now=now)


def _refuse_done(task: Task) -> None:
    if task.kind != CONTROL:
        raise NotFound
    if task.done_at is not None:
        raise AlreadyDone
