"""The desk on a verdict in doubt: whether it stands without what was struck."""

from collections.abc import Callable
from datetime import datetime

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jury.services.moderation.tasks import DOUBT
from jury.services.verdict import doubt
from jury.storage.people import Role
from jury.web import access
from jury.web.desk.doing import attempt, task_of, to_record
from jury.web.desk.saved import posted_reason

blueprint = Blueprint("doubt", __name__)


@blueprint.post("/tasks/<task_id>/stands")
@access.staff(Role.MODERATOR)
def let_stand(task_id: str) -> ResponseReturnValue:
    """It stands; both sides get its whole window anew."""
    return _judge(task_id, doubt.let_stand, _("The verdict stands. Both sides know."))


@blueprint.post("/tasks/<task_id>/set-aside")
@access.staff(Role.MODERATOR)
def set_aside(task_id: str) -> ResponseReturnValue:
    """It does not; staff decide anew."""
    told = _("The verdict no longer counts. It waits for a decision in the queue.")
    return _judge(task_id, doubt.set_aside, told)


def _judge(task_id: str, judge: Callable[..., None], told: str) -> ResponseReturnValue:
    task, staff_id = task_of(task_id, DOUBT), access.current_staff().id
    dispute_id, reason = task.dispute_id or "", posted_reason()

    def act(now: datetime) -> None:
        judge(dispute_id, reason=reason, staff_id=staff_id, now=now)

    return attempt(task, act) or to_record(dispute_id, told)
