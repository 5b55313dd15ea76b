"""The sound of a film: let in by whoever has listened to it, or taken out again."""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jury.domain.errors import Invalid
from jury.refusals import fields_of
from jury.services.screening.sound import change_sound
from jury.storage.exhibits import get_exhibit
from jury.storage.people import Role
from jury.storage.transaction import transaction
from jury.web import access
from jury.web.desk.editor import PLACE, editor_page
from jury.web.desk.saved import posted_reason

blueprint = Blueprint("sound", __name__)


@blueprint.post(PLACE + "/sound")
@access.staff(Role.MODERATOR)
def change(dispute_id: str, exhibit_id: str) -> ResponseReturnValue:
    """Have the film made anew with its sound, or without."""
    exhibit, staff_id = get_exhibit(dispute_id, exhibit_id), access.current_staff().id
    own_id, reason = exhibit.id, posted_reason()
    try:
        with transaction(lock=dispute_id) as now:
            change_sound(
                dispute_id,
                own_id,
                is_heard=request.form.get("sound") == "in",
                reason=reason,
                staff_id=staff_id,
                now=now,
            )
    except Invalid as refusal:
        errors, typed = fields_of(refusal), request.form.to_dict()
        page = editor_page(get_exhibit(dispute_id, own_id), errors=errors, typed=typed)
        return page, 422
    flash(_("The film is made anew. Then both sides look at it again."), "good")
    place = url_for("desk.editor.show", dispute_id=dispute_id, exhibit_id=own_id)
    return redirect(place, 303)
