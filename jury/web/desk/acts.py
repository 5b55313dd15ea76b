"""What moderators decide in words: each act with its reason, each a form of its own."""

from collections.abc import Callable
from datetime import datetime

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jury.domain.errors import N_, Invalid, NotFound
from jury.refusals import fields_of
from jury.services.covering import cover_passage, refuse_cover
from jury.services.pronounce import screen_sentence
from jury.services.referred import pronounce_by_staff, send_back
from jury.services.remedy import instruct_again
from jury.storage.people import Role
from jury.storage.tasks import Task, get_task
from jury.storage.transaction import transaction
from jury.web import access
from jury.web.desk.work import go_on, task_page

blueprint = Blueprint("acts", __name__)

Act = Callable[[datetime], object]


@blueprint.post("/tasks/<task_id>/pronounce")
@access.staff(Role.MODERATOR)
def pronounce(task_id: str) -> ResponseReturnValue:
    """Decide what the jury could not."""
    task, staff_id = _task(task_id, "referred"), access.current_staff().id
    dispute_id, reason = task.dispute_id or "", request.form.get("reason", "")
    chosen = request.form.get("rung", "")

    def act(now: datetime) -> object:
        rung = _rung(chosen)
        return pronounce_by_staff(
            dispute_id, rung=rung, reason=reason, staff_id=staff_id, now=now
        )

    return _try(task, act) or _to_record(dispute_id, _("Pronounced. Both sides know."))


@blueprint.post("/tasks/<task_id>/send-back")
@access.staff(Role.MODERATOR)
def send_to_others(task_id: str) -> ResponseReturnValue:
    """Ask a fresh panel of other jurors."""
    task, staff_id = _task(task_id, "referred"), access.current_staff().id
    dispute_id, reason = task.dispute_id or "", request.form.get("reason", "")

    def act(now: datetime) -> None:
        send_back(dispute_id, reason=reason, staff_id=staff_id, now=now)

    return _try(task, act) or _to_record(dispute_id, _("Other jurors are being drawn."))


@blueprint.post("/tasks/<task_id>/instruct")
@access.staff(Role.MODERATOR)
def instruct(task_id: str) -> ResponseReturnValue:
    """Tell the marketplace once more to pay the same award."""
    task, staff_id = _task(task_id, "refund_answer"), access.current_staff().id
    dispute_id, reason = task.dispute_id or "", request.form.get("reason", "")

    def act(now: datetime) -> None:
        instruct_again(dispute_id, reason=reason, staff_id=staff_id, now=now)

    return _try(task, act) or _to_record(dispute_id, _("The marketplace was told."))


@blueprint.post("/tasks/<task_id>/sentence")
@access.staff(Role.MODERATOR)
def judge_sentence(task_id: str) -> ResponseReturnValue:
    """Let the parties read a juror's sentence, or keep it back."""
    task, staff_id = _task(task_id, "sentence"), access.current_staff().id
    dispute_id, ballot_id = task.dispute_id or "", task.target
    release = request.form.get("act") == "release"
    with transaction(lock=dispute_id) as now:
        screen_sentence(ballot_id, release=release, staff_id=staff_id, now=now)
    return go_on("sentence", dispute_id)


@blueprint.post("/tasks/<task_id>/cover")
@access.staff(Role.MODERATOR)
def cover(task_id: str) -> ResponseReturnValue:
    """Cover the words that a side asked for, or others that do as well."""
    task, staff_id = _task(task_id, "cover"), access.current_staff().id
    dispute_id, source = task.dispute_id or "", task.target
    passage = request.form.get("passage", "").strip()

    def act(now: datetime) -> None:
        cover_passage(dispute_id, source, passage=passage, staff_id=staff_id, now=now)

    return _try(task, act) or go_on("cover", dispute_id)


@blueprint.post("/tasks/<task_id>/refuse")
@access.staff(Role.MODERATOR)
def refuse(task_id: str) -> ResponseReturnValue:
    """Leave it as it is, and say why."""
    task, staff_id = _task(task_id, "cover"), access.current_staff().id
    dispute_id, reason = task.dispute_id or "", request.form.get("reason", "")

    def act(now: datetime) -> None:
        refuse_cover(task_id, reason=reason, staff_id=staff_id, now=now)

    return _try(task, act) or go_on("cover", dispute_id)


def _task(task_id: str, kind: str) -> Task:
    task = get_task(task_id)
    if task.kind != kind:
        raise NotFound
    return task


def _try(task: Task, act: Act) -> ResponseReturnValue | None:
    """Do it in one transaction; a refused field comes back with what was typed."""
    task_id, typed = task.id, request.form.to_dict()
    try:
        with transaction(lock=task.dispute_id) as now:
            act(now)
    except Invalid as refusal:
        errors = fields_of(refusal)
        return task_page(get_task(task_id), errors=errors, typed=typed), 422
    return None


def _rung(value: str) -> int:
    if not (value.isascii() and value.isdigit() and len(value) < 3):
        raise Invalid({"rung": N_("Please choose an outcome.")})
    return int(value)


def _to_record(dispute_id: str, told: str) -> ResponseReturnValue:
    flash(told, "good")
    return redirect(url_for("desk.records.show", dispute_id=dispute_id), 303)
