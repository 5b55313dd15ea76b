"""The queue: what needs a person, the next deadline first, grouped by dispute."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from jury import clock
from jury.storage.desk.listing import disputes_of
from jury.storage.desk.tasks import (
    Holder,
    Task,
    Wanted,
    list_open_tasks,
    queue_figures,
)
from jury.storage.people import Role, staff_names
from jury.web import access
from jury.web.desk import words
from jury.web.desk.day import day_of
from jury.web.desk.naming import names_of

blueprint = Blueprint("queue", __name__)

DAY = timedelta(days=1)


@blueprint.get("")
@access.staff(Role.MODERATOR)
def index() -> ResponseReturnValue:
    """The whole queue, or the part that the address names."""
    now, staff = clock.now(), access.current_staff()
    kind, after = request.args.get("kind", ""), request.args.get("after", "")
    holder = _holder(request.args.get("holder", ""))
    page = list_open_tasks(Wanted(kind, holder, staff.id, now), after=after)
    return render_template(
        "desk/queue.html",
        groups=_by_dispute(page.rows, now=now),
        figures=queue_figures(now - DAY),
        day=day_of(now),
        kinds=[(one, words.what(one)) for one in words.KINDS],
        kind=kind,
        holder=holder.value,
        after=page.after,
        is_first=not after,
        now=now,
    )


def holder_of(task: Task, *, now: datetime) -> int | None:
    """Who holds the task at this moment."""
    is_held = task.taken_until is not None and task.taken_until > now
    return task.taken_by if is_held else None


def rows_of(tasks: Sequence[Task], *, now: datetime) -> list[dict[str, Any]]:
    """Lines of one dispute; ten pictures are one line that opens the first of them."""
    names = staff_names(task.taken_by for task in tasks if task.taken_by)
    rows: dict[tuple[str, ...], dict[str, Any]] = {}
    for task in tasks:
        row = _row(task, names, now=now)
        like = (task.kind, row["why"], row["taken_by"])
        rows.setdefault(like, row)["count"] += 1
    return list(rows.values())


def _holder(value: str) -> Holder:
    return Holder(value) if value in set(Holder) else Holder.ANYBODY


def _by_dispute(tasks: Sequence[Task], *, now: datetime) -> list[dict[str, Any]]:
    """Tasks of one dispute beside each other; whoever presses most comes first."""
    groups: dict[str, list[Task]] = {}
    for task in tasks:
        groups.setdefault(task.dispute_id or "", []).append(task)
    names = names_of(disputes_of(groups).values())
    return [
        {"dispute_id": id_, "name": names.get(id_), "rows": rows_of(found, now=now)}
        for id_, found in groups.items()
    ]


def _row(task: Task, names: dict[int, str], *, now: datetime) -> dict[str, Any]:
    held_by = holder_of(task, now=now)
    return {
        "href": url_for("desk.work.show", task_id=task.id),
        "count": 0,
        "what": words.what(task.kind),
        "why": words.why(task),
        "blocks": words.blocks(task.kind),
        "due_at": task.due_at,
        "opened_at": task.opened_at,
        "taken_by": names.get(held_by, "") if held_by else "",
    }
