"""Looking at an original: first the reason, then the picture, for half an hour."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from jury import clock
from jury.domain.errors import Invalid
from jury.refusals import fields_of
from jury.services.moderation.looks import open_original, refuse_unasked
from jury.storage.exhibits import get_exhibit
from jury.storage.people import Role
from jury.storage.transaction import transaction
from jury.web import access
from jury.web.desk.editor import PLACE, editor_page
from jury.web.desk.reasons import posted_ground
from jury.web.media import send_media

blueprint = Blueprint("looks", __name__)


@blueprint.post(PLACE + "/look")
@access.staff(Role.MODERATOR)
def look(dispute_id: str, exhibit_id: str) -> ResponseReturnValue:
    """Say why one looks at the original; the log keeps it."""
    staff_id, ground = access.current_staff().id, posted_ground()
    own_id = get_exhibit(dispute_id, exhibit_id).id
    try:
        with transaction(lock=dispute_id) as now:
            open_original(dispute_id, own_id, ground=ground, staff_id=staff_id, now=now)
    except Invalid as refusal:
        errors, typed = fields_of(refusal), request.form.to_dict()
        page = editor_page(get_exhibit(dispute_id, own_id), errors=errors, typed=typed)
        return page, 422
    place = url_for("desk.editor.show", dispute_id=dispute_id, exhibit_id=own_id)
    return redirect(place, 303)


@blueprint.get(PLACE + "/original")
@access.staff(Role.MODERATOR)
def send_original(dispute_id: str, exhibit_id: str) -> ResponseReturnValue:
    """What was uploaded, to whoever said why; a picture as it was re-encoded."""
    row = get_exhibit(dispute_id, exhibit_id)
    refuse_unasked(row, access.current_staff().id, now=clock.now())
    return send_media(row, row.prepared_blob or row.original_blob)
