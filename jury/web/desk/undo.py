"""Taking one's own last act on a dispute back."""

from datetime import datetime
from typing import Any

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jury.services.moderation.undo import WINDOW, find_undoable, undo_last
from jury.storage.disputes import Dispute
from jury.storage.people import Role
from jury.storage.transaction import transaction
from jury.web import access
from jury.web.desk.doing import to_record

blueprint = Blueprint("undo", __name__)


@blueprint.post("/disputes/<dispute_id>/undo")
@access.staff(Role.MODERATOR)
def undo(dispute_id: str) -> ResponseReturnValue:
    """It counts as never done, and what it had finished waits again."""
    staff_id = access.current_staff().id
    with transaction(lock=dispute_id) as now:
        undo_last(dispute_id, staff_id=staff_id, now=now)
    return to_record(dispute_id, _("Taken back. It waits to be decided again."))


def undoable(
    dispute: Dispute, staff_id: int, *, now: datetime
) -> dict[str, Any] | None:
    """What this member of staff could take back, and until when."""
    act = find_undoable(dispute, staff_id, now=now)
    return (
        None
        if act is None
        else {"what": _what(act.action), "until": act.done_at + WINDOW}
    )


def _what(action: str) -> str:
    names = {
        "exhibit.released": _("an exhibit was released"),
        "exhibit.withheld": _("an exhibit was withheld"),
        "exhibit.struck": _("an exhibit was struck"),
        "exhibit.admitted": _("new evidence was taken"),
        "exhibit.not_admitted": _("new evidence was left out"),
        "text.covered": _("words were covered"),
        "words.shown": _("covered words were shown again"),
        "cover.refused": _("a wish for more cover was refused"),
        "reopening.refused": _("a request to reopen was refused"),
    }
    return str(names[action])
