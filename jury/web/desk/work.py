"""One task: taking it, leaving it, and everything needed to do it on one page."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jury import clock
from jury.domain.errors import AlreadyDone, NotAllowed, NotFound, NotNow
from jury.redaction import segments
from jury.services.drawing.hands import barred_from, has_struck
from jury.services.fairness.meters import TASK as LEANING
from jury.services.fairness.sampling import TASK as AUDIT
from jury.services.moderation import grounds
from jury.services.moderation.tasks import (
    CONTROL,
    DECISIONS,
    DOUBT,
    MOCK,
    OVERTURNED,
    REPORTED,
    SCREEN,
    is_own_proposal,
    leave_task,
    take_task,
)
from jury.services.money.reconcile import DIFFERENCE, DUE
from jury.services.reading.case_views import TextView
from jury.services.reading.casefile import text_view
from jury.services.screening.overtaking import left_to_machines
from jury.services.screening.reports import about, wished_in
from jury.services.screening.wishes import wish_of
from jury.services.standstill.pause import TASK as PAUSED
from jury.storage.desk.tasks import Task, find_next_task, get_task, list_open_tasks_of
from jury.storage.disputes import get_dispute, list_redacted
from jury.storage.exhibits import Exhibit, get_exhibit
from jury.storage.people import Role, staff_names
from jury.storage.polls import list_sentences
from jury.storage.transaction import transaction
from jury.web import access
from jury.web.desk import (
    appeal_matter,
    money_matter,
    practice_matter,
    reasons,
    return_matter,
    words,
)
from jury.web.desk.matter import doubt_matter, matter_of, overturned_matter
from jury.web.desk.naming import name_of
from jury.web.desk.queue import holder_of
from jury.web.frame import reader_locale
from jury.web.marks import mark_name, marks_in
from jury.web.standstill import standstill_of

blueprint = Blueprint("work", __name__)

# What stands in the address of a page that belongs to the queue.
QUEUE = "queue"
# These have one page together, which compares a day's payments.
RECONCILED = frozenset({DIFFERENCE, DUE})


@blueprint.get("/tasks/<task_id>")
@access.staff(Role.MODERATOR)
def show(task_id: str) -> ResponseReturnValue:
    """The task; a picture has an editor, a pause a page of its own."""
    task = get_task(task_id)
    elsewhere = _place_elsewhere(task)
    if elsewhere:
        return redirect(elsewhere)
    if task.kind == "screen_exhibit" or is_about_picture(task):
        return redirect(_editor(exhibit_of(task)))
    if task.kind == REPORTED and not task.detail["is_text"]:
        dispute_id, exhibit_id = task.dispute_id, about(task)
        place = url_for("desk.late.show", dispute_id=dispute_id, exhibit_id=exhibit_id)
        return redirect(place)
    return task_page(task)


def _place_elsewhere(task: Task) -> str:
    """The page on which a task is done that has one of its own; else nothing."""
    if task.kind == PAUSED:
        return url_for("desk.pauses.show", dispute_id=task.dispute_id)
    if task.kind in RECONCILED:
        return url_for("desk.reconciling.index", task=task.id)
    if task.kind == LEANING:
        return url_for("desk.fairness.index", task=task.id)
    if task.kind == CONTROL:
        return url_for("desk.controls.index", _anchor=task.id)
    if task.kind == AUDIT:
        pick_id = int(task.target.partition(":")[0])
        return url_for("desk.auditing.show", pick_id=pick_id)
    return ""


@blueprint.post("/tasks/<task_id>/take")
@access.staff(Role.MODERATOR)
def take(task_id: str) -> ResponseReturnValue:
    """Lease the task, so that nobody does the same work."""
    staff_id, dispute_id = access.current_staff().id, get_task(task_id).dispute_id
    with transaction(lock=dispute_id) as now:
        take_task(task_id, staff_id, now=now)
    return redirect(url_for("desk.work.show", task_id=task_id), 303)


@blueprint.post("/tasks/<task_id>/leave")
@access.staff(Role.MODERATOR)
def leave(task_id: str) -> ResponseReturnValue:
    """Put it back into the queue."""
    staff_id, dispute_id = access.current_staff().id, get_task(task_id).dispute_id
    with transaction(lock=dispute_id) as now:
        leave_task(task_id, staff_id, now=now)
    return redirect(url_for("desk.queue.index"), 303)


def task_page(task: Task, **more: Any) -> str:
    """Everything that is needed to do a task; `more` brings what was refused."""
    now, dispute = clock.now(), get_dispute(task.dispute_id or "")
    return render_template(
        f"desk/tasks/{task.kind}.html",
        **{"errors": {}, "typed": {}, **_material(task), **more},
        task=task,
        dispute=dispute,
        name=name_of(dispute),
        what=words.what(task.kind),
        why=words.why(task),
        blocks=words.blocks(task.kind),
        lease=lease_of(task),
        still=standstill_of(dispute),
        others=[
            {"id": one.id, "what": words.what(one.kind), "due_at": one.due_at}
            for one in list_open_tasks_of(task.dispute_id or "")
            if one.id != task.id
        ],
        now=now,
    )


def lease_of(task: Task) -> dict[str, Any]:
    """Who holds a task: me, somebody, nobody; and until when."""
    held_by, own_id = holder_of(task, now=clock.now()), access.current_staff().id
    return {
        "task_id": task.id,
        "is_open": task.done_at is None,
        "is_barred": _is_barred(task),
        "is_own": is_own_proposal(task, own_id),
        "has_struck": task.kind == DOUBT and has_struck(task.detail, own_id),
        "is_mine": held_by == own_id,
        "name": staff_names([held_by]).get(held_by, "") if held_by else "",
        "until": task.taken_until,
        "blocks": words.blocks(task.kind),
        "due_at": task.due_at,
    }


def _is_barred(task: Task) -> bool:
    """Whether this member of staff had a hand in what an appeal asks to be judged."""
    staff_id = access.current_staff().id
    if task.kind not in DECISIONS or task.dispute_id is None:
        return return_matter.bars(task, staff_id)
    return staff_id in barred_from(get_dispute(task.dispute_id))


def go_on(kind: str, dispute_id: str) -> ResponseReturnValue:
    """After a task, the next of its kind, taken at once; else the dispute's record."""
    staff_id, now = access.current_staff().id, clock.now()
    besides = left_to_machines(now) if kind == SCREEN else []
    following = find_next_task(kind, staff_id=staff_id, now=now, besides=besides)
    if following is None:
        flash(_("Nothing of this kind is left."), "good")
        return redirect(url_for("desk.records.show", dispute_id=dispute_id), 303)
    task_id, lock = following.id, following.dispute_id
    try:
        with transaction(lock=lock) as taken_at:
            take_task(task_id, staff_id, now=taken_at)
    # A colleague was quicker, or it is for a colleague alone.
    except (NotNow, NotAllowed, AlreadyDone):
        return redirect(url_for("desk.queue.index", kind=kind), 303)
    return redirect(url_for("desk.work.show", task_id=task_id), 303)


def is_about_picture(task: Task) -> bool:
    """Whether a side asks for more cover on a picture, not in a text."""
    return task.kind == "cover" and not wish_of(task).is_text


def exhibit_of(task: Task) -> Exhibit:
    """The picture that a task is about."""
    target = wish_of(task).target if task.kind == "cover" else task.target
    return get_exhibit(task.dispute_id or "", target)


def _editor(exhibit: Exhibit) -> str:
    """The editor, which remembers that one came from the queue."""
    return url_for(
        "desk.editor.show",
        dispute_id=exhibit.dispute_id,
        exhibit_id=exhibit.id,
        via=QUEUE,
    )


def _material(task: Task) -> dict[str, Any]:
    """What this kind of task is about."""
    if task.kind in return_matter.KINDS:
        return return_matter.material(task)
    if task.kind in appeal_matter.KINDS:
        return appeal_matter.material(task)
    known = {
        "cover": _wish,
        REPORTED: _reported,
        "sentence": _sentence_task,
        "refund_answer": money_matter.payment,
        "money_consent": money_matter.proposal,
        "consent": _proposal,
        "sweep_failed": _nothing,
        MOCK: practice_matter.material,
        OVERTURNED: overturned_matter,
        DOUBT: doubt_matter,
    }
    return known.get(task.kind, _matter)(task)


def _nothing(_task: Task) -> dict[str, Any]:
    return {}


def _wish(task: Task) -> dict[str, Any]:
    wish = wish_of(task)
    row = list_redacted(task.dispute_id or "").get(wish.target)
    if row is None:
        raise NotFound
    marks = marks_in(get_dispute(row.dispute_id), row) if wish.is_uncover else []
    return {
        "text": text_view(row, reader_locale()),
        "wish": wish,
        "mark": next((one for one in marks if one["code"] == wish.passage), None),
        "mark_name": mark_name(wish.passage) if wish.is_uncover else "",
        "cover_options": reasons.cover_options(as_wished=True),
        "show_options": reasons.show_options(),
        "leave_options": reasons.keep_covered_options()
        if wish.is_uncover
        else reasons.leave_options(),
    }


def _reported(task: Task) -> dict[str, Any]:
    row = list_redacted(task.dispute_id or "").get(about(task))
    if row is None:
        raise NotFound
    return {
        "text": text_view(row, reader_locale()),
        "wish": wished_in(task),
        "cover_options": reasons.cover_options(as_wished=False),
        "leave_options": reasons.leave_options(),
    }


def _sentence_task(task: Task) -> dict[str, Any]:
    return {
        "sentence": _sentence(task.dispute_id or "", task.target),
        "let_read": grounds.FIT.code,
        "keep_back_options": reasons.keep_back_options(),
    }


def _matter(task: Task) -> dict[str, Any]:
    dispute_id = task.dispute_id or ""
    return {**matter_of(dispute_id), **appeal_matter.appeals_of(dispute_id)}


def _proposal(task: Task) -> dict[str, Any]:
    matter, by = _matter(task), task.detail["by"]
    return {
        **matter,
        "rung": matter["rungs"][task.detail["rung"]],
        "said": task.detail["reason"],
        "decided_by": staff_names([by]).get(by, ""),
    }


def _sentence(dispute_id: str, ballot_id: str) -> TextView:
    locale = reader_locale()
    for row in list_sentences(dispute_id):
        if row.ballot_id == ballot_id:
            parts = tuple(segments(row.template, locale))
            return TextView("sentence", parts, row.language)
    raise NotFound
