"""HEARING: what was covered by mistake while the jury sits is shown again.

Only what was covered since the hearing began, the last of it first: nothing opens that
was covered when the sides confirmed. As with all late cover jurors read it anew, no
vote is undone, both sides are told, and the log keeps digests of before and since.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from jury.domain.errors import N_, NotNow
from jury.domain.lifecycle import Stage
from jury.domain.lives.part_states import ExhibitState
from jury.services.hearing.inquiry_answer import ANSWERED
from jury.services.hearing.inquiry_looking import CONFIRMED
from jury.services.hearing.inquiry_view import targets_of
from jury.services.moderation import grounds
from jury.services.moderation.grounds import NOT_PERSONAL, Ground
from jury.services.proof import audit
from jury.services.screening import texts
from jury.services.screening.disclose import CHANGED
from jury.services.screening.heard import (
    COVERS,
    Drawn,
    boxes_on,
    draw,
    follow_up,
    show_drawn,
)
from jury.services.stages import require
from jury.services.submissions.exhibit_parts import get_part
from jury.services.submissions.exhibits import told_digest
from jury.storage.audit import list_entries
from jury.storage.disputes import (
    Dispute,
    RedactedText,
    find_revision,
    get_dispute,
    list_redacted,
)
from jury.storage.exhibits import Exhibit, get_exhibit
from jury.storage.inquiries import list_inquiries

TEXT_SHOWN, EXHIBIT_SHOWN = "text.shown_late", "exhibit.shown_late"
NOTHING = N_("Nothing here was covered while this jury sits.")
Told = Mapping[str, Any]


def find_text_cover(dispute: Dispute, row: RedactedText) -> Told | None:
    """What the log says of the last cover of a text that can be taken back."""
    last = _last(dispute, "source", row.source)
    return last if last is not None and last["digest"] == row.digest else None


def find_exhibit_cover(dispute: Dispute, exhibit: Exhibit) -> Told | None:
    """The same of an exhibit."""
    last = _last(dispute, "exhibit", exhibit.id)
    is_shown = exhibit.state == ExhibitState.RELEASED.value
    is_as_left = last is not None and last["digest"] == _digest(exhibit)
    return last if is_shown and is_as_left else None


def show_words_again(
    dispute_id: str,
    source: str,
    *,
    staff_id: int,
    now: datetime,
    ground: Ground = NOT_PERSONAL,
) -> None:
    """A moderator shows words again that were covered last; raises NotNow, Invalid."""
    dispute = get_dispute(dispute_id)
    require(dispute, Stage.HEARING)
    given = grounds.read(ground, grounds.SHOW, must_say=True)
    row = list_redacted(dispute.id).get(source)
    last = find_text_cover(dispute, row) if row is not None else None
    if row is None or last is None:
        raise NotNow(NOTHING)
    whole = _revision_of(row, last["before"])
    shown = texts.replace_template(dispute, row, whole.template)
    told = {"source": source, "before": row.digest, "digest": shown.digest}
    follow_up(dispute, TEXT_SHOWN, told, ground=given, staff_id=staff_id, now=now)


def draw_without(dispute_id: str, exhibit_id: str) -> Drawn:
    """Draw an exhibit without the boxes of its last cover, outside any transaction."""
    dispute = get_dispute(dispute_id)
    exhibit = get_exhibit(dispute.id, exhibit_id)
    last = _coverable(dispute, exhibit)
    part_no = last["part"]
    part = get_part(exhibit, part_no) if part_no is not None else None
    prepared = (part or exhibit).prepared_blob or ""
    left = boxes_on(exhibit, part_no)[: -last["boxes"]]
    return Drawn(part_no, draw(dispute.id, prepared, left))


def show_exhibit_again(
    dispute_id: str,
    exhibit_id: str,
    *,
    drawn: Drawn,
    staff_id: int,
    now: datetime,
    ground: Ground = NOT_PERSONAL,
) -> None:
    """A moderator shows what was covered last on an exhibit; raises NotNow, Invalid.

    A film that is no longer played since stays so.
    """
    dispute = get_dispute(dispute_id)
    require(dispute, Stage.HEARING)
    given = grounds.read(ground, grounds.SHOW, must_say=True)
    exhibit = get_exhibit(dispute.id, exhibit_id)
    last = _coverable(dispute, exhibit)
    left = boxes_on(exhibit, last["part"])[: -last["boxes"]]
    if (drawn.part_no, drawn.covered.boxes) != (last["part"], tuple(left)):
        raise NotNow(CHANGED)
    before = _digest(exhibit)
    show_drawn(exhibit, drawn, now=now)
    told = {
        "exhibit": exhibit.id,
        "part": last["part"],
        "boxes": last["boxes"],
        "before": before,
        "digest": _digest(exhibit),
    }
    follow_up(dispute, EXHIBIT_SHOWN, told, ground=given, staff_id=staff_id, now=now)


def _coverable(dispute: Dispute, exhibit: Exhibit) -> Told:
    last = find_exhibit_cover(dispute, exhibit)
    if last is None:
        raise NotNow(NOTHING)
    return last


def _last(dispute: Dispute, key: str, target: str) -> Told | None:
    """The last cover since the sides confirmed it that was not taken back.

    That is since the hearing began; evidence that answers a jury is confirmed later.
    """
    if dispute.stage != Stage.HEARING.value:
        return None
    standing: list[Told] = []
    confirmed = {f"dispute.{Stage.HEARING.value}"}
    if any(target in targets_of(row) for row in list_inquiries(dispute.id)):
        confirmed |= {ANSWERED, CONFIRMED}
    for entry in list_entries(audit.dispute_chain(dispute.id)):
        is_it = entry.payload.get(key) == target
        if entry.action in confirmed:
            standing = []
        elif is_it and entry.action in COVERS:
            standing.append(entry.payload)
        elif is_it and entry.action in {TEXT_SHOWN, EXHIBIT_SHOWN}:
            standing = standing[:-1]
    return standing[-1] if standing else None


def _revision_of(row: RedactedText, digest: str) -> RedactedText:
    """The newest revision of a text with this digest, before the one that stands."""
    for revision in range(row.revision - 1, 0, -1):
        found = find_revision(row.dispute_id, row.source, revision)
        if found.digest == digest:
            return found
    raise NotNow(CHANGED)


def _digest(exhibit: Exhibit) -> str:
    return told_digest(exhibit, exhibit.shown_digest or "")
