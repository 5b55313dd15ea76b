"""SCREENING: a moderator settles the boxes on one page of an exhibit.

Only when every page was settled can the whole be released.
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from jury.domain.errors import N_, NotNow
from jury.domain.lives.part_states import ExhibitState
from jury.redaction.pictures import Box, cover
from jury.services.keeping import vault
from jury.services.proof import audit
from jury.services.screening.disclose import CHANGED, get_screenable
from jury.services.submissions.exhibit_parts import (
    drop_film,
    get_part,
    read_prepared,
    with_boxes,
)
from jury.services.submissions.exhibits import told_digest
from jury.services.submissions.prepare import Covered
from jury.storage.disputes import get_dispute
from jury.storage.exhibits import get_exhibit


def draw_on_page(
    dispute_id: str, exhibit_id: str, part_no: int, *, boxes: Sequence[Box]
) -> Covered:
    """Draw the boxes on a page and keep the result, outside any transaction."""
    exhibit = get_exhibit(dispute_id, exhibit_id)
    part = get_part(exhibit, part_no)
    shown = cover(read_prepared(exhibit, part), boxes)
    return Covered(
        prepared_blob=part.prepared_blob or "",
        shown_blob=vault.keep(dispute_id, shown),
        shown_digest=hashlib.sha256(shown).hexdigest(),
        boxes=tuple(boxes),
    )


def cover_page(
    dispute_id: str,
    exhibit_id: str,
    part_no: int,
    *,
    covered: Covered,
    staff_id: int,
    now: datetime,
) -> None:
    """A moderator has looked at a page and drawn the boxes on it."""
    exhibit = get_screenable(get_dispute(dispute_id), exhibit_id)
    if exhibit.state != ExhibitState.FILED.value:
        raise NotNow(N_("This was decided already. Open it again to change it."))
    part = get_part(exhibit, part_no)
    if part.prepared_blob != covered.prepared_blob:
        raise NotNow(CHANGED)
    part.shown_blob, part.shown_digest = covered.shown_blob, covered.shown_digest
    part.checked_at = now
    drop_film(exhibit)
    exhibit.boxes = with_boxes(exhibit, part_no, covered.boxes)
    told = {
        "exhibit": exhibit.id,
        "part": part_no,
        "boxes": len(covered.boxes),
        "digest": told_digest(exhibit, covered.shown_digest),
    }
    actor = f"staff:{staff_id}"
    audit.record(dispute_id, "exhibit.page_covered", told, actor=actor, now=now)
