"""Exhibits one by one: sent, opened, and counted as both.

Opening counts by pointer, keyboard or plain link alike. Only what screening released
is ever sent, and never an original.
"""

from flask import Blueprint, Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from jury.domain.errors import NotFound, NotNow
from jury.domain.lives.part_states import ExhibitState
from jury.services.hearing.page_delivery import deliver_page
from jury.services.hearing.poll import deliver_exhibit, open_exhibit
from jury.services.submissions.exhibit_parts import get_part, read_shown
from jury.storage.exhibit_parts import list_delivered, list_pictures
from jury.storage.exhibits import Exhibit
from jury.storage.polls import list_openings
from jury.storage.transaction import transaction
from jury.web import access
from jury.web.frame import moment, moment_after_act, reader_locale
from jury.web.juror import shown
from jury.web.juror.lookup import get_own_call
from jury.web.juror.own import OwnCall, place_of, send_home
from jury.web.juror.reading import counts_of, head_of
from jury.web.media import send_media, send_shown_part, send_small_part, send_thumbnail

blueprint = Blueprint("exhibits", __name__)


@blueprint.get("/seats/<sid>/exhibits/<eid>")
@access.juror
def show(sid: str, eid: str) -> ResponseReturnValue:
    """One exhibit on a page of its own; without script this is how it is opened."""
    call = get_own_call(sid)
    call.get_exhibit(eid)
    if not call.is_seated:
        return redirect(place_of(call), 303)
    get_shown(call, eid)
    try:
        with transaction(lock=access.own_dispute_id(), beside=sid) as opened_at:
            open_exhibit(sid, access.juror_id(), eid, now=opened_at)
    except NotNow as refusal:
        return send_home(refusal)
    now = moment_after_act()
    case = call.case(reader_locale())
    progress = call.progress(now)
    opened = progress.opened | {eid}
    every = shown.exhibits(case, sid, progress.opened)
    at = next(n for n, one in enumerate(every) if one["id"] == eid)
    return render_template(
        "juror/exhibit.html",
        **head_of(call, case, now=now),
        e=every[at],
        previous=every[at - 1]["href"] if at else "",
        next=every[at + 1]["href"] if at + 1 < len(every) else "",
        back=f"{url_for('juror.reading.read', sid=sid)}#exhibit-{every[at]['no']}",
        opened=len(opened),
        is_read=len(opened) == len(every) and progress.seconds_left <= 0,
        total=len(every),
    )


@blueprint.get("/seats/<sid>/exhibits/<eid>/image")
@access.juror
def send_image(sid: str, eid: str) -> Response:
    """The covered picture; sending it counts as delivery."""
    call = get_own_call(sid)
    row = get_shown(call, eid)
    picture = send_media(row, row.shown_blob)
    opening = list_openings(sid).get(eid)
    if opening is None or opening.delivered_at is None:
        with transaction(lock=access.own_dispute_id(), beside=sid) as now:
            deliver_exhibit(sid, access.juror_id(), eid, now=now)
    return picture


@blueprint.get("/seats/<sid>/exhibits/<eid>/parts/<int:part_no>")
@access.juror
def send_page(sid: str, eid: str, part_no: int) -> Response:
    """One covered page or still; when all were sent, the exhibit is delivered."""
    call = get_own_call(sid)
    row = get_shown(call, eid)
    part = get_part(row, part_no)
    page = send_shown_part(row, part)
    if part.is_picture and part_no not in list_delivered(sid, eid):
        with transaction(lock=access.own_dispute_id(), beside=sid) as now:
            deliver_page(sid, access.juror_id(), eid, page=part_no, now=now)
    return page


@blueprint.get("/seats/<sid>/exhibits/<eid>/thumb")
@access.juror
def send_thumb(sid: str, eid: str) -> Response:
    """A small picture of the covered one; it is not enough to judge by."""
    row = get_shown(get_own_call(sid), eid)
    pages = list_pictures(row.id)
    if pages:
        return send_small_part(row, read_shown(row, pages[0]))
    return send_thumbnail(row, row.shown_blob)


@blueprint.post("/seats/<sid>/exhibits/<eid>/opened")
@access.juror
def open_one(sid: str, eid: str) -> ResponseReturnValue:
    """The viewer has shown it; answers how far the juror is."""
    call = get_own_call(sid)
    get_shown(call, eid)
    with transaction(lock=access.own_dispute_id(), beside=sid) as now:
        open_exhibit(sid, access.juror_id(), eid, now=now)
    return counts_of(call.progress(moment()))


def get_shown(call: OwnCall, eid: str) -> Exhibit:
    """A released exhibit of a file that this juror is reading; else NotFound."""
    exhibit = call.get_exhibit(eid)
    if not (call.is_seated and exhibit.state == ExhibitState.RELEASED):
        raise NotFound
    return exhibit
