"""Reading the file: what is asked, what both say, and what bears on it."""

from datetime import datetime
from typing import Any

from flask import Blueprint, redirect, render_template
from flask.typing import ResponseReturnValue

from jury.domain.errors import NotNow
from jury.services.hearing.poll import Progress
from jury.services.reading.case_views import CaseFile
from jury.storage.transaction import transaction
from jury.web import access
from jury.web.frame import moment, moment_after_act, reader_locale
from jury.web.juror import shown
from jury.web.juror.asking import asking_of
from jury.web.juror.calls import recusals
from jury.web.juror.lookup import acts_of, get_own_call
from jury.web.juror.material import material_of
from jury.web.juror.own import OwnCall, place_of, send_home

blueprint = Blueprint("reading", __name__)


@blueprint.get("/seats/<sid>")
@access.juror
def read(sid: str) -> ResponseReturnValue:
    """The whole file on one page; the reading time begins when it is first shown."""
    call = get_own_call(sid)
    if not call.is_seated:
        return redirect(place_of(call), 303)
    if call.opened_at is None:
        try:
            with transaction(lock=access.own_dispute_id(), beside=sid) as begun:
                acts_of(sid).open_file(begun)
        except NotNow as refusal:
            return send_home(refusal)
        moment_after_act()
    now = moment()
    case = call.case(reader_locale())
    progress = call.progress(now)
    material = material_of(call, case, now=now)
    return render_template(
        "juror/read.html",
        call=call,
        material=material,
        tiles=material.tiles_for(sid, progress.opened),
        progress=counts_of(progress),
        reasons=recusals(),
        **asking_of(call),
        due=call.vote_due_at,
        now=now,
    )


def head_of(call: OwnCall, case: CaseFile, *, now: datetime) -> dict[str, Any]:
    """What the line under the header of every page of the file needs."""
    headline = shown.headline(call, case)
    due = call.vote_due_at
    return {"call": call, "case": case, "headline": headline, "due": due, "now": now}


def counts_of(progress: Progress) -> dict[str, int]:
    """How far the juror is, as the reading bar takes it.

    A file without exhibits counts as one thing that is being read.
    """
    total = len(progress.exhibits)
    return {
        "done": len(progress.opened) if total else 1,
        "total": total or 1,
        "seconds_left": progress.seconds_left,
    }
