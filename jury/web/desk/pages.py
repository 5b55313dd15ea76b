"""The pages of an exhibit, one after the other: boxes drawn, and the next one."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from jury import clock
from jury.domain.errors import Invalid
from jury.refusals import fields_of
from jury.services.moderation.looks import refuse_unasked
from jury.services.screening.page_covering import cover_page, draw_on_page
from jury.services.submissions.exhibit_parts import get_part, read_prepared
from jury.storage.exhibits import get_exhibit
from jury.storage.files.blobs import dropped_if_refused
from jury.storage.people import Role
from jury.storage.transaction import transaction
from jury.web import access
from jury.web.desk.boxes import read_boxes
from jury.web.desk.editor import PLACE, editor_page
from jury.web.media import send_part, send_shown_part

blueprint = Blueprint("pages", __name__)

PAGE = PLACE + "/parts/<int:part_no>"


@blueprint.post(PAGE + "/cover")
@access.staff(Role.MODERATOR)
def cover(dispute_id: str, exhibit_id: str, part_no: int) -> ResponseReturnValue:
    """Settle the boxes on one page; then the next one that nobody settled."""
    exhibit, staff_id = get_exhibit(dispute_id, exhibit_id), access.current_staff().id
    part, own_id = get_part(exhibit, part_no), exhibit.id
    try:
        boxes = read_boxes(request.form, width=part.width, height=part.height)
        covered = draw_on_page(dispute_id, own_id, part_no, boxes=boxes)
        with (
            dropped_if_refused(covered.shown_blob),
            transaction(lock=dispute_id) as now,
        ):
            cover_page(
                dispute_id,
                own_id,
                part_no,
                covered=covered,
                staff_id=staff_id,
                now=now,
            )
    except Invalid as refusal:
        errors, typed = fields_of(refusal), request.form.to_dict()
        row = get_exhibit(dispute_id, own_id)
        page = editor_page(row, page_no=part_no, errors=errors, typed=typed)
        return page, 422
    place = url_for("desk.editor.show", dispute_id=dispute_id, exhibit_id=own_id)
    return redirect(place, 303)


@blueprint.get(PAGE + "/original")
@access.staff(Role.MODERATOR)
def send_original(
    dispute_id: str, exhibit_id: str, part_no: int
) -> ResponseReturnValue:
    """A page as it was sent, to whoever said why they look at it."""
    row = get_exhibit(dispute_id, exhibit_id)
    part = get_part(row, part_no)
    refuse_unasked(row, access.current_staff().id, now=clock.now())
    return send_part(row, part, read_prepared(row, part))


@blueprint.get(PAGE + "/shown")
@access.staff(Role.MODERATOR)
def send_shown(dispute_id: str, exhibit_id: str, part_no: int) -> ResponseReturnValue:
    """A page as jurors see it, or will."""
    row = get_exhibit(dispute_id, exhibit_id)
    part = get_part(row, part_no)
    return send_shown_part(row, part)
