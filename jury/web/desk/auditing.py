"""A verdict that was drawn by lot, read again by somebody who does not know it.

The page shows what jurors were shown and nothing of what they decided; it is shown to
whoever took it.
"""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jury import clock
from jury.domain.errors import Invalid, NotFound
from jury.domain.lifecycle import Side
from jury.refusals import fields_of
from jury.services.fairness.sampling import (
    leave_overturned,
    open_to,
    read_verdict,
)
from jury.services.law.lawbook import lawbook
from jury.services.moderation.tasks import OVERTURNED, take_task
from jury.services.reading.casefile import for_auditor
from jury.storage.desk.tasks import get_task
from jury.storage.figures.fairness import AuditPick, find_last_reading, get_pick
from jury.storage.people import Role
from jury.storage.transaction import transaction
from jury.web import access, case_parts
from jury.web.desk.audit_words import (
    audit_of,
    audit_words,
    narrowing,
    readings_of,
    weeks_of,
)
from jury.web.desk.file import tile
from jury.web.desk.work import lease_of, task_page
from jury.web.frame import reader_locale

blueprint = Blueprint("auditing", __name__)


@blueprint.get("/audits")
@access.staff(Role.MODERATOR, Role.AUDITOR)
def index() -> ResponseReturnValue:
    """How the audit stands: its bounds as they narrowed, and the weeks."""
    reading = find_last_reading()
    figures: dict[str, Any] = reading.figures if reading else {}
    audit, agreement = audit_of(figures)
    return render_template(
        "desk/audits.html",
        simulated=figures.get("simulated", 0),
        audit=audit,
        audit_words=audit_words(audit, limit=lawbook().fairness.audit.limit.wrong),
        agreement=agreement,
        narrowing=narrowing(readings_of(figures)),
        weeks=weeks_of(figures),
    )


@blueprint.get("/audits/<int:pick_id>")
@access.staff(Role.MODERATOR)
def show(pick_id: int) -> ResponseReturnValue:
    """The file, once it was taken, and the form for what one would have decided."""
    return _page(pick_id, {})


@blueprint.post("/audits/<int:pick_id>/take")
@access.staff(Role.MODERATOR)
def take(pick_id: int) -> ResponseReturnValue:
    """Take it, so that no two do the same reading."""
    staff_id = access.current_staff().id
    with transaction(lock=get_pick(pick_id).dispute_id) as now:
        take_task(open_to(pick_id, staff_id, now=now).id, staff_id, now=now)
    return redirect(url_for("desk.auditing.show", pick_id=pick_id), 303)


@blueprint.post("/audits/<int:pick_id>/read")
@access.staff(Role.MODERATOR)
def read(pick_id: int) -> ResponseReturnValue:
    """Say what one would have decided, and why."""
    staff_id = access.current_staff().id
    rung, reason = request.form.get("rung", ""), request.form.get("reason", "")
    try:
        with transaction(lock=get_pick(pick_id).dispute_id) as now:
            read_verdict(
                pick_id,
                int(rung) if rung.isdecimal() else -1,
                reason=reason,
                staff_id=staff_id,
                now=now,
            )
    except Invalid as refusal:
        return _page(pick_id, fields_of(refusal)), 422
    flash(_("Thank you. What was decided is shown to nobody who reads."), "good")
    return redirect(url_for("desk.queue.index", kind="verdict_audit"), 303)


@blueprint.post("/tasks/<task_id>/leave-award")
@access.staff(Role.MODERATOR)
def leave_award(task_id: str) -> ResponseReturnValue:
    """Say why an award stays although readers would have it otherwise."""
    task, staff_id = get_task(task_id), access.current_staff().id
    if task.kind != OVERTURNED:
        raise NotFound
    try:
        with transaction(lock=task.dispute_id) as now:
            leave_overturned(
                get_task(task_id),
                reason=request.form.get("reason", ""),
                staff_id=staff_id,
                now=now,
            )
    except Invalid as refusal:
        return task_page(task, errors=fields_of(refusal), typed=request.form), 422
    flash(_("The award stays. Your reason is on record."), "good")
    return redirect(url_for("desk.records.show", dispute_id=task.dispute_id), 303)


def _page(pick_id: int, errors: Mapping[str, str]) -> str:
    staff_id, now = access.current_staff().id, clock.now()
    pick, task = get_pick(pick_id), open_to(pick_id, staff_id, now=now)
    lease = lease_of(task)
    return render_template(
        "desk/audit.html",
        pick=pick,
        lease=lease,
        due_at=task.due_at,
        errors=errors,
        typed=request.form,
        now=now,
        **(_file(pick) if lease["is_mine"] else {}),
    )


def _file(pick: AuditPick) -> dict[str, Any]:
    case = for_auditor(pick.dispute_id, reader_locale())
    return {
        "case": case,
        "points": case_parts.points(case, first=Side(case.filed_by)),
        "exhibits": [tile(pick.dispute_id, one) for one in case.exhibits],
        "chat": case_parts.chat(case),
        "timeline": case_parts.timeline(case),
        "rungs": case_parts.rungs(case),
    }
