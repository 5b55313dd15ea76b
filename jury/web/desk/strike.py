"""Striking an exhibit; while the jury sits, only by whoever was told what follows."""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jury.domain.errors import N_, Invalid
from jury.domain.lifecycle import Stage
from jury.refusals import fields_of
from jury.services.moderation.strike import strike_exhibit
from jury.storage.disputes import get_dispute
from jury.storage.exhibits import get_exhibit
from jury.storage.people import Role
from jury.storage.transaction import transaction
from jury.web import access
from jury.web.desk.editor import PLACE, editor_page
from jury.web.desk.reasons import posted_ground

blueprint = Blueprint("strike", __name__)


@blueprint.post(PLACE + "/strike")
@access.staff(Role.MODERATOR)
def strike(dispute_id: str, exhibit_id: str) -> ResponseReturnValue:
    """It no longer counts; a vote that runs is void."""
    exhibit, staff_id = get_exhibit(dispute_id, exhibit_id), access.current_staff().id
    own_id, ground = exhibit.id, posted_ground()
    try:
        with transaction(lock=dispute_id) as now:
            _refuse_unasked(dispute_id)
            strike_exhibit(
                dispute_id, own_id, ground=ground, staff_id=staff_id, now=now
            )
    except Invalid as refusal:
        errors, typed = fields_of(refusal), request.form.to_dict()
        page = editor_page(get_exhibit(dispute_id, own_id), errors=errors, typed=typed)
        return page, 422
    flash(_("Struck. Both sides know."), "good")
    return redirect(url_for("desk.records.show", dispute_id=dispute_id), 303)


def _refuse_unasked(dispute_id: str) -> None:
    is_heard = get_dispute(dispute_id).stage == Stage.HEARING.value
    if is_heard and request.form.get("void") != "1":
        raise Invalid(
            {"void": N_("Please confirm that the vote becomes void. Nothing was done.")}
        )
