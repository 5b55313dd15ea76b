"""How every act of a moderator is done: one transaction, and what was refused again."""

from collections.abc import Callable
from datetime import datetime

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from jury.domain.errors import Invalid, NotFound
from jury.refusals import fields_of
from jury.storage.desk.tasks import Task, get_task
from jury.storage.transaction import transaction
from jury.web.desk.editor import editor_page
from jury.web.desk.work import exhibit_of, is_about_picture, task_page

Act = Callable[[datetime], object]


def task_of(task_id: str, kind: str) -> Task:
    """The task, if it is of this kind; raises NotFound."""
    task = get_task(task_id)
    if task.kind != kind:
        raise NotFound
    return task


def attempt(task: Task, act: Act) -> ResponseReturnValue | None:
    """Do it in one transaction; a refused field comes back with what was typed."""
    task_id, typed = task.id, request.form.to_dict()
    try:
        with transaction(lock=task.dispute_id) as now:
            act(now)
    except Invalid as refusal:
        errors, refused = fields_of(refusal), get_task(task_id)
        if is_about_picture(refused):
            exhibit = exhibit_of(refused)
            return editor_page(exhibit, errors=errors, typed=typed), 422
        return task_page(refused, errors=errors, typed=typed), 422
    return None


def to_record(dispute_id: str, told: str) -> ResponseReturnValue:
    """To the record of the dispute, and what was done."""
    flash(told, "good")
    return redirect(url_for("desk.records.show", dispute_id=dispute_id), 303)
