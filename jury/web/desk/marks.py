"""Words covered for their looks alone: read with a reason, and shown again."""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jury.domain.errors import Invalid
from jury.refusals import fields_of
from jury.services.moderation.tasks import COVER
from jury.services.screening.showing import read_words, show_words
from jury.storage.people import Role
from jury.storage.transaction import transaction
from jury.web import access
from jury.web.desk.file import cover_page
from jury.web.desk.reasons import posted_ground
from jury.web.desk.work import go_on

blueprint = Blueprint("marks", __name__)

PLACE = "/disputes/<dispute_id>/words"


@blueprint.post(PLACE + "/read")
@access.staff(Role.MODERATOR)
def read(dispute_id: str) -> ResponseReturnValue:
    """Say why one reads what is covered in a text; the log keeps it."""
    source, staff_id = request.form.get("source", ""), access.current_staff().id
    ground = posted_ground()
    try:
        with transaction(lock=dispute_id) as now:
            read_words(dispute_id, source, ground=ground, staff_id=staff_id, now=now)
    except Invalid as refusal:
        return cover_page(dispute_id, source, errors=fields_of(refusal)), 422
    return redirect(_place(dispute_id, source), 303)


@blueprint.post(PLACE + "/show")
@access.staff(Role.MODERATOR)
def show(dispute_id: str) -> ResponseReturnValue:
    """Let jurors read what one of the marks of a text covers."""
    source, code = request.form.get("source", ""), request.form.get("mark", "")
    staff_id, ground = access.current_staff().id, posted_ground()
    try:
        with transaction(lock=dispute_id) as now:
            answered = show_words(
                dispute_id, source, code, staff_id=staff_id, now=now, ground=ground
            )
    except Invalid as refusal:
        return cover_page(dispute_id, source, errors=fields_of(refusal)), 422
    flash(_("Shown. Both sides look at the file again."), "good")
    if answered:
        return go_on(COVER, dispute_id)
    return redirect(_place(dispute_id, source), 303)


def _place(dispute_id: str, source: str) -> str:
    return url_for("desk.file.choose", dispute_id=dispute_id, source=source)
