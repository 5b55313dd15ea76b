"""The desk on returns: whose the loss is when a parcel is contested or missing."""

from datetime import datetime

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jury.domain.errors import N_, Invalid
from jury.domain.lifecycle import Side
from jury.services.moderation.tasks import RETURN, RETURN_CONSENT
from jury.services.returning import rulings
from jury.storage.desk.tasks import find_open_task
from jury.storage.people import Role
from jury.web import access
from jury.web.desk.doing import attempt, task_of, to_record

blueprint = Blueprint("returning", __name__)


@blueprint.post("/tasks/<task_id>/rule")
@access.staff(Role.MODERATOR)
def decide(task_id: str) -> ResponseReturnValue:
    """It counts as returned, or it does not."""
    task, staff_id = task_of(task_id, RETURN), access.current_staff().id
    dispute_id, why = task.dispute_id or "", request.form.get("reason", "")
    chosen = request.form.get("for", "")

    def act(now: datetime) -> None:
        if chosen not in set(Side):
            raise Invalid({"for": N_("Please choose an outcome.")})
        ruling = rulings.Ruling(Side(chosen), why)
        rulings.rule(dispute_id, ruling, staff_id=staff_id, now=now)

    return attempt(task, act) or to_record(dispute_id, _what_follows(dispute_id))


@blueprint.post("/tasks/<task_id>/return-consent")
@access.staff(Role.MODERATOR)
def give_consent(task_id: str) -> ResponseReturnValue:
    """Agree to what a colleague decided."""
    task, staff_id = task_of(task_id, RETURN_CONSENT), access.current_staff().id
    dispute_id = task.dispute_id or ""

    def act(now: datetime) -> None:
        rulings.consent_to_ruling(dispute_id, staff_id=staff_id, now=now)

    return attempt(task, act) or to_record(dispute_id, _("Decided. Both sides know."))


@blueprint.post("/tasks/<task_id>/return-dissent")
@access.staff(Role.MODERATOR)
def dissent(task_id: str) -> ResponseReturnValue:
    """Do not agree, and say why; the return waits for a decision again."""
    task, staff_id = task_of(task_id, RETURN_CONSENT), access.current_staff().id
    dispute_id, why = task.dispute_id or "", request.form.get("reason", "")

    def act(now: datetime) -> None:
        rulings.refuse_ruling(dispute_id, reason=why, staff_id=staff_id, now=now)

    told = _("It waits for a decision again.")
    return attempt(task, act) or to_record(dispute_id, told)


def _what_follows(dispute_id: str) -> str:
    if find_open_task(dispute_id, RETURN_CONSENT, dispute_id) is not None:
        return str(_("A colleague must consent to it. Then both sides get it."))
    return str(_("Decided. Both sides know."))
