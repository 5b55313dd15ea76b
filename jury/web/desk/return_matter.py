"""What a moderator who decides about a parcel must have before them."""

from typing import Any

from jury.domain.errors import NotFound
from jury.services.moderation.tasks import RETURN, RETURN_CONSENT
from jury.services.returning.rulings import is_barred
from jury.services.returning.view import return_view, segments_of
from jury.storage.desk.tasks import Task
from jury.storage.disputes import get_dispute
from jury.storage.people import staff_names
from jury.web import access, return_words
from jury.web.desk.file import tile
from jury.web.frame import reader_locale

KINDS = frozenset({RETURN, RETURN_CONSENT})


def material(task: Task) -> dict[str, Any]:
    """The parcel, what was decided, and what both sides say and show of it."""
    dispute = get_dispute(task.dispute_id or "")
    view = return_view(dispute, reader_locale(), reader=None)
    if view is None:
        raise NotFound
    row, by = view.row, task.detail.get("by")
    return {
        "back": view,
        "parts": segments_of(dispute, row),
        "tiles": [tile(dispute.id, one) for one in view.exhibits],
        "contested_for": dict(return_words.grounds_of(row)).get(
            row.contest_ground or "", ""
        ),
        "bearer": return_words.bearers().get(row.freight_bearer, ""),
        "proposed_by": staff_names([by]).get(by, "") if by else "",
        "is_own": by == access.current_staff().id,
    }


def bars(task: Task, staff_id: int) -> bool:
    """Whether this member of staff had a hand in what an appeal asks to be judged."""
    return task.kind in KINDS and is_barred(task.dispute_id or "", staff_id)
