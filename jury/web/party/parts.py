"""One page of an exhibit: as jurors see it, and to its own side as it was sent."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from jury.domain.errors import NotFound
from jury.domain.lives.part_states import ExhibitState
from jury.services.submissions.exhibit_parts import get_part, read_prepared
from jury.web import access
from jury.web.media import send_part, send_shown_part
from jury.web.party.exhibits import PLACE, row_of
from jury.web.party.own import get_own

blueprint = Blueprint("parts", __name__)


@blueprint.get(PLACE + "/parts/<int:part_no>/shown")
@access.party
def send_shown(dispute_id: str, exhibit_id: str, part_no: int) -> ResponseReturnValue:
    """The page as jurors see it."""
    row = row_of(get_own(dispute_id), exhibit_id)
    part = get_part(row, part_no)
    if row.state != ExhibitState.RELEASED:
        raise NotFound
    return send_shown_part(row, part)


@blueprint.get(PLACE + "/parts/<int:part_no>/original")
@access.party
def send_original(
    dispute_id: str, exhibit_id: str, part_no: int
) -> ResponseReturnValue:
    """The page as it was sent, for the uploader alone."""
    own = get_own(dispute_id)
    row = row_of(own, exhibit_id)
    if row.side != own.side.value:
        raise NotFound
    part = get_part(row, part_no)
    return send_part(row, part, read_prepared(row, part))
