"""One exhibit: its page, and its pictures.

The uploader may fetch the original; the other side only ever what jurors see.
"""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from jury.domain.errors import NotFound
from jury.domain.lives.part_states import ExhibitState
from jury.services.reading.case_views import ExhibitView
from jury.services.reading.casefile import for_party
from jury.services.returning.view import return_exhibits
from jury.services.submissions.exhibit_parts import read_prepared, read_shown
from jury.services.submissions.taking_back import may_take_back
from jury.storage.exhibit_parts import ExhibitPart, list_pictures
from jury.storage.exhibits import Exhibit, get_exhibit
from jury.web import access
from jury.web.frame import reader_locale
from jury.web.media import send_media, send_small_part, send_thumbnail
from jury.web.party import looking, shown
from jury.web.party.own import OwnDispute, get_own
from jury.web.party.pages import head_of

blueprint = Blueprint("exhibits", __name__)

PLACE = "/<dispute_id>/exhibits/<exhibit_id>"


@blueprint.get(PLACE)
@access.party
def show(dispute_id: str, exhibit_id: str) -> ResponseReturnValue:
    """One exhibit on a page of its own; one's own with its original beside it."""
    own = get_own(dispute_id)
    view = _visible(own, exhibit_id)
    return render_template(
        "party/exhibit.html",
        **head_of(own),
        view=view,
        tile=shown.tile(own, view),
        is_waiting=view.is_mine and looking.is_waiting(row_of(own, exhibit_id)),
        percent=looking.percent_of(row_of(own, exhibit_id)),
        may_take_back=view.is_mine and may_take_back(row_of(own, exhibit_id)),
        unplayed=looking.why_not_played(view) if view.is_mine else "",
        doubts=looking.doubts(row_of(own, exhibit_id)) if view.is_mine else [],
    )


@blueprint.get(PLACE + "/shown")
@access.party
def send_shown(dispute_id: str, exhibit_id: str) -> ResponseReturnValue:
    """The picture as jurors see it."""
    own = get_own(dispute_id)
    row = row_of(own, exhibit_id)
    return send_media(row, _shown_blob(row))


@blueprint.get(PLACE + "/original")
@access.party
def send_original(dispute_id: str, exhibit_id: str) -> ResponseReturnValue:
    """What was uploaded, for the uploader alone; a picture as it was re-encoded."""
    own = get_own(dispute_id)
    row = row_of(own, exhibit_id)
    if row.side != own.side.value:
        raise NotFound
    blob = row.prepared_blob or row.original_blob
    return send_media(row, blob)


@blueprint.get(PLACE + "/thumb")
@access.party
def send_thumb(dispute_id: str, exhibit_id: str) -> ResponseReturnValue:
    """A small picture of what this side may see."""
    own = get_own(dispute_id)
    row = row_of(own, exhibit_id)
    is_mine = row.side == own.side.value
    pages = list_pictures(row.id)
    if pages:
        return send_small_part(row, _first_page(row, pages[0], is_mine=is_mine))
    blob = _shown_blob(row) or (row.prepared_blob if is_mine else None)
    return send_thumbnail(row, blob)


def row_of(own: OwnDispute, exhibit_id: str) -> Exhibit:
    """An exhibit that this side may see at least in part; else NotFound."""
    row = get_exhibit(own.id, exhibit_id)
    if row.state == ExhibitState.SUPERSEDED and row.side != own.side.value:
        raise NotFound
    return row


def _visible(own: OwnDispute, exhibit_id: str) -> ExhibitView:
    case = for_party(own.id, own.side, reader_locale())
    of_return = return_exhibits(own.dispute, reader_locale(), reader=own.side)
    for view in (*case.exhibits, *of_return):
        if view.id == exhibit_id:
            return view
    raise NotFound


def _first_page(row: Exhibit, page: ExhibitPart, *, is_mine: bool) -> bytes:
    """The first page as this side may see it."""
    if row.state == ExhibitState.RELEASED:
        return read_shown(row, page)
    if not is_mine:
        raise NotFound
    return read_prepared(row, page)


def _shown_blob(row: Exhibit) -> str | None:
    return row.shown_blob if row.state == ExhibitState.RELEASED else None
