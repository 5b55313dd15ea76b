"""Taking a film or PDF back while it is looked through."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jury.services.submissions.taking_back import take_back
from jury.storage.transaction import transaction
from jury.web import access
from jury.web.party.exhibits import PLACE, row_of
from jury.web.party.own import get_own

blueprint = Blueprint("taking_back", __name__)


@blueprint.post(PLACE + "/take-back")
@access.party
def take(dispute_id: str, exhibit_id: str) -> ResponseReturnValue:
    """Nobody looks through it any more, and nobody sees it."""
    own = get_own(dispute_id)
    side, own_id = own.side, row_of(own, exhibit_id).id
    with transaction(lock=dispute_id) as now:
        take_back(dispute_id, side, own_id, now=now)
    flash(_("Taken back. Nobody sees it."), "good")
    place = url_for("party.exhibits.show", dispute_id=dispute_id, exhibit_id=exhibit_id)
    return redirect(place, 303)
