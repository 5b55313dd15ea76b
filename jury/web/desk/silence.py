"""The desk on silence: whether a decision by default is reopened."""

from datetime import datetime

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jury.services.appeal import reopen
from jury.services.moderation.tasks import REOPEN
from jury.storage.people import Role
from jury.web import access
from jury.web.desk.doing import attempt, task_of, to_record
from jury.web.desk.saved import posted_reason

blueprint = Blueprint("silence", __name__)


@blueprint.post("/tasks/<task_id>/reopen")
@access.staff(Role.MODERATOR)
def grant(task_id: str) -> ResponseReturnValue:
    """There was good cause: both sides are heard."""
    task, staff_id = task_of(task_id, REOPEN), access.current_staff().id
    dispute_id, why = task.dispute_id or "", posted_reason()

    def act(now: datetime) -> None:
        reopen.reopen(dispute_id, reason=why, staff_id=staff_id, now=now)

    told = _("Reopened. Both sides know.")
    return attempt(task, act) or to_record(dispute_id, told)


@blueprint.post("/tasks/<task_id>/not-reopen")
@access.staff(Role.MODERATOR)
def refuse(task_id: str) -> ResponseReturnValue:
    """There was none: the decision stands."""
    task, staff_id = task_of(task_id, REOPEN), access.current_staff().id
    dispute_id, why = task.dispute_id or "", posted_reason()

    def act(now: datetime) -> None:
        reopen.refuse_reopening(dispute_id, reason=why, staff_id=staff_id, now=now)

    told = _("The decision stands. The side that asked knows.")
    return attempt(task, act) or to_record(dispute_id, told)
