"""The administrators' page: what is stopped, and which outages are announced."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from jury import clock
from jury.domain.errors import Invalid, NotFound
from jury.domain.lifecycle import Stage
from jury.refusals import fields_of
from jury.services.standstill import planned, stops
from jury.storage.base import current_settings
from jury.storage.desk.pauses import count_open_by_stage, count_waiting
from jury.storage.desk.stops import (
    Stop,
    Stopped,
    list_past_stops,
    list_planned,
    list_stops,
)
from jury.storage.people import Role, staff_names
from jury.storage.transaction import transaction
from jury.web import access

blueprint = Blueprint("court", __name__)

SHOWN = 10
LONGEST_NUMBER = 9


@blueprint.get("/court")
@access.staff(Role.ADMINISTRATOR)
def show() -> ResponseReturnValue:
    """The three switches, announced outages, and what was stopped before."""
    return _page()


@blueprint.post("/court/stops/<what>")
@access.staff(Role.ADMINISTRATOR)
def begin(what: str) -> ResponseReturnValue:
    """Stop one thing."""
    stopped, reason = _known(what), request.form.get("reason", "")
    staff_id = access.current_staff().id

    def act(now: datetime) -> None:
        stops.stop(stopped, reason=reason, staff_id=staff_id, now=now)

    return _attempt(act, _("Stopped. Whoever waits for it is told."), field=what)


@blueprint.post("/court/stops/<what>/lift")
@access.staff(Role.ADMINISTRATOR)
def lift(what: str) -> ResponseReturnValue:
    """Let it go on."""
    stopped, reason = _known(what), request.form.get("reason", "")
    staff_id = access.current_staff().id

    def act(now: datetime) -> None:
        stops.lift(stopped, reason=reason, staff_id=staff_id, now=now)

    return _attempt(act, _("It goes on, with all its time given back."), field=what)


@blueprint.post("/court/outages")
@access.staff(Role.ADMINISTRATOR)
def announce() -> ResponseReturnValue:
    """Announce an outage."""
    form, staff_id = request.form, access.current_staff().id

    def act(now: datetime) -> None:
        planned.announce(
            planned.read_moment(form.get("begins", ""), field="begins"),
            planned.read_moment(form.get("ends", ""), field="ends"),
            reason=form.get("reason", ""),
            staff_id=staff_id,
            now=now,
        )

    told = _("Announced. Both sides of every open dispute and its jurors are told.")
    return _attempt(act, told, field="outage")


@blueprint.post("/court/outages/<number>/cancel")
@access.staff(Role.ADMINISTRATOR)
def cancel(number: str) -> ResponseReturnValue:
    """Take one back, or end it sooner."""
    staff_id = access.current_staff().id
    if not number.isdecimal() or len(number) > LONGEST_NUMBER:
        raise NotFound
    planned_id = int(number)

    def act(now: datetime) -> None:
        planned.cancel(planned_id, staff_id=staff_id, now=now)

    return _attempt(act, _("Taken back. What was lengthened stays so."), field="")


def _attempt(
    act: Callable[[datetime], None], told: str, *, field: str
) -> ResponseReturnValue:
    """Do it in one transaction; what is wrong stands in the form it came from."""
    try:
        with transaction() as now:
            act(now)
    except Invalid as refusal:
        return _page(field, fields_of(refusal)), 422
    flash(told, "good")
    return redirect(url_for("desk.court.show"), 303)


def _page(field: str = "", errors: dict[str, str] | None = None) -> str:
    standing = {row.what: row for row in list_stops()}
    past, outages = list_past_stops(limit=SHOWN), list_planned(clock.now())
    people = staff_names(
        one
        for row in (*standing.values(), *past)
        for one in (row.stopped_by, row.lifted_by)
        if one
    )
    by_stage = count_open_by_stage()
    return render_template(
        "desk/court.html",
        switches=[
            {
                **_stands(standing.get(one), people),
                "what": one.value,
                "name": _names()[one],
                "effect": _on_lifting(one)
                if one in standing
                else _on_stopping(one, by_stage),
            }
            for one in Stopped
        ],
        past=[_past(row, people) for row in past],
        outages=outages,
        announcing=_to_be_told(sum(by_stage.values())),
        timezone=current_settings().timezone,
        field=field,
        errors=errors or {},
        typed=request.form.to_dict(),
        now=clock.now(),
    )


def _stands(row: Stop | None, people: dict[int, str]) -> dict[str, Any]:
    """Since when something is stopped, by whom and why."""
    if row is None:
        return {"since": None}
    by = _who(row.stopped_by, people)
    return {"since": row.stopped_at, "why": row.reason, "by": by}


def _past(row: Stop, people: dict[int, str]) -> dict[str, Any]:
    return {
        "name": _names()[Stopped(row.what)],
        "why": row.reason,
        "since": row.stopped_at,
        "until": row.lifted_at,
        "by": _who(row.stopped_by, people),
        "lifted_by": _who(row.lifted_by, people),
    }


def _who(staff_id: int | None, people: dict[int, str]) -> str:
    return people.get(staff_id, "") if staff_id else str(_("the command line"))


def _names() -> dict[Stopped, str]:
    return {
        Stopped.INTAKE: _("New disputes"),
        Stopped.DRAWS: _("Draws"),
        Stopped.ENFORCEMENT: _("Payments"),
    }


def _on_stopping(what: Stopped, by_stage: dict[Stage, int]) -> list[str]:
    """What it does, and to how many: stages alone, never what jurors do."""
    heard = by_stage.get(Stage.HEARING, 0)
    decided = by_stage.get(Stage.PRONOUNCED, 0) + by_stage.get(Stage.FINAL, 0)
    effects = {
        Stopped.INTAKE: [
            _("The marketplace is asked to send new disputes again later."),
            _("No open dispute is touched."),
        ],
        Stopped.DRAWS: [
            _("No juror is called. Whoever was called may accept, read and vote."),
            ngettext(
                "The time of %(num)d hearing stands still.",
                "The time of %(num)d hearings stands still.",
                heard,
            ),
        ],
        Stopped.ENFORCEMENT: [
            _("Nothing that is decided from now on is paid; the money stays held."),
            ngettext(
                "%(num)d decided dispute waits once its window is over.",
                "%(num)d decided disputes wait once their window is over.",
                decided,
            ),
        ],
    }
    return effects[what]


def _on_lifting(what: Stopped) -> list[str]:
    if what is Stopped.INTAKE:
        return [_("New disputes are taken in again at once.")]
    return [
        ngettext(
            "%(num)d dispute that waits goes on, and both its sides are told.",
            "%(num)d disputes that wait go on, and both their sides are told.",
            count_waiting(what.value),
        )
    ]


def _to_be_told(count: int) -> str:
    words: str = ngettext(
        "Both sides of %(num)d open dispute are told, and its jurors.",
        "Both sides of %(num)d open disputes are told, and their jurors.",
        count,
    )
    return words


def _known(what: str) -> Stopped:
    if what not in set(Stopped):
        raise NotFound
    return Stopped(what)
