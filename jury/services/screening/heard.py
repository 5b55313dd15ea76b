"""HEARING: what turns out to be personal is covered at once, while the jury sits.

Whoever opens the file from then on reads it covered. Nothing that was read or cast is
undone: less is shown, and not something else. Where what an exhibit shows is lost with
it, the exhibit is struck. What was covered by mistake has a way back: `taken_back`.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from jury.domain.errors import N_, Invalid, NotNow
from jury.domain.lifecycle import Side, Stage, Who
from jury.domain.lives.part_states import ExhibitState
from jury.domain.lives.parts import EXHIBIT
from jury.redaction.pictures import Box, cover
from jury.services.keeping import vault
from jury.services.moderation import grounds
from jury.services.moderation.grounds import PERSONAL, Ground
from jury.services.moderation.tasks import REPORTED, close_task
from jury.services.notices import telling
from jury.services.proof import audit
from jury.services.screening import texts
from jury.services.screening.disclose import CHANGED, preview_digest
from jury.services.screening.reports import about, list_answered, wished_in
from jury.services.stages import require
from jury.services.submissions.exhibit_parts import (
    boxes_of,
    digest_of,
    drop_film,
    get_part,
    with_boxes,
)
from jury.services.submissions.exhibits import told_digest
from jury.services.submissions.prepare import Covered
from jury.storage.base import current_session
from jury.storage.desk.tasks import Task, get_task
from jury.storage.disputes import Dispute, get_dispute, list_redacted
from jury.storage.draws import list_draws
from jury.storage.exhibit_parts import ExhibitPart, list_parts
from jury.storage.exhibits import Exhibit, get_exhibit

HEARD = (Stage.HEARING, Stage.REFERRED, Stage.PRONOUNCED)
TEXT_COVERED, EXHIBIT_COVERED = "text.covered_late", "exhibit.covered_late"
COVERS = frozenset({TEXT_COVERED, EXHIBIT_COVERED})
COVERED, DISMISSED = "covered", "dismissed"
NOT_DRAWN = N_("Nothing can be covered on this. If it is personal, strike it.")


@dataclass(frozen=True)
class Drawn:
    """More cover that was drawn and kept: of a page or still, else of a picture."""

    part_no: int | None
    covered: Covered


def cover_words_late(
    dispute_id: str,
    source: str,
    *,
    passage: str,
    staff_id: int,
    now: datetime,
    ground: Ground = PERSONAL,
) -> None:
    """A moderator covers words that jurors may have read; raises Invalid, NotNow."""
    dispute = get_dispute(dispute_id)
    require(dispute, *HEARD)
    given = grounds.read(ground, grounds.COVER)
    row = list_redacted(dispute.id).get(source)
    if row is None:
        raise Invalid({"source": N_("There is no such text.")})
    covered = texts.cover_more(dispute, row, texts.clean(passage, field="passage"))
    told = {"source": source, "before": row.digest, "digest": covered.digest}
    follow_up(dispute, TEXT_COVERED, told, ground=given, staff_id=staff_id, now=now)
    _answer_report(dispute.id, source, staff_id=staff_id, now=now)


def draw_late(
    dispute_id: str, exhibit_id: str, part_no: int | None, *, boxes: Sequence[Box]
) -> Drawn:
    """Draw more boxes beside those that are there, outside any transaction."""
    exhibit = _shown(get_dispute(dispute_id), exhibit_id)
    part = get_part(exhibit, part_no) if part_no is not None else None
    every = [*boxes_on(exhibit, part_no), *boxes]
    prepared = (part or exhibit).prepared_blob
    if prepared is None or (part is None and exhibit.kind != "picture"):
        raise NotNow(NOT_DRAWN)
    return Drawn(part_no, draw(dispute_id, prepared, every))


def draw(dispute_id: str, prepared: str, boxes: Sequence[Box]) -> Covered:
    """Keep what is shown of a prepared picture once just these places are covered."""
    content = cover(vault.read(dispute_id, prepared), boxes)
    return Covered(
        prepared_blob=prepared,
        shown_blob=vault.keep(dispute_id, content),
        shown_digest=hashlib.sha256(content).hexdigest(),
        boxes=tuple(boxes),
    )


def cover_exhibit_late(
    dispute_id: str,
    exhibit_id: str,
    *,
    drawn: Drawn,
    staff_id: int,
    now: datetime,
    ground: Ground = PERSONAL,
) -> None:
    """A moderator covers more of a picture, page or still that jurors may have seen.

    A film is no longer played then: its frames show what is covered on its stills.
    """
    dispute = get_dispute(dispute_id)
    require(dispute, *HEARD)
    given = grounds.read(ground, grounds.COVER)
    exhibit, covered = _shown(dispute, exhibit_id), drawn.covered
    before = boxes_on(exhibit, drawn.part_no)
    if tuple(before) != tuple(covered.boxes[: len(before)]):
        raise NotNow(CHANGED)
    if len(covered.boxes) == len(before):
        raise Invalid({"boxes": N_("Draw a box around what is to be covered.")})
    old = told_digest(exhibit, exhibit.shown_digest or "")
    exhibit.state = EXHIBIT.after(
        ExhibitState(exhibit.state), "cover more", Who.MODERATOR
    ).value
    show_drawn(exhibit, drawn, now=now)
    told = {
        "exhibit": exhibit.id,
        "part": drawn.part_no,
        "boxes": len(covered.boxes) - len(before),
        "before": old,
        "digest": told_digest(exhibit, exhibit.shown_digest or ""),
    }
    follow_up(dispute, EXHIBIT_COVERED, told, ground=given, staff_id=staff_id, now=now)
    _answer_report(dispute.id, exhibit.id, staff_id=staff_id, now=now)


def dismiss_report(
    task_id: str, *, ground: Ground, staff_id: int, now: datetime
) -> Task:
    """A moderator finds nothing personal in what somebody reported, and says why."""
    task = get_task(task_id)
    if task.kind != REPORTED or task.dispute_id is None:
        raise Invalid({"task": N_("There is no such task.")})
    given = grounds.read(ground, grounds.LEAVE, must_say=True)
    close_task(task, DISMISSED, staff_id=staff_id, now=now)
    told = {"target": about(task), "code": given.code}
    actor = f"staff:{staff_id}"
    audit.record(
        task.dispute_id, "report.dismissed", told, actor=actor, now=now, note=given.said
    )
    wish = wished_in(task)
    if wish is not None:
        task.detail = {**task.detail, "code": given.code}
        party = get_dispute(task.dispute_id).party(wish.side)
        telling.notify_party(party, "cover.refused", now=now, once=task.id)
    return task


def may_cover_late(dispute: Dispute, exhibit: Exhibit) -> bool:
    """Whether more of this exhibit could be covered now."""
    is_shown = exhibit.state == ExhibitState.RELEASED.value
    return is_shown and Stage(dispute.stage) in HEARD and not exhibit.of_return


def _shown(dispute: Dispute, exhibit_id: str) -> Exhibit:
    exhibit = get_exhibit(dispute.id, exhibit_id)
    if not may_cover_late(dispute, exhibit):
        raise NotNow(N_("Jurors do not see this. There is nothing to cover."))
    return exhibit


def boxes_on(exhibit: Exhibit, part_no: int | None) -> list[Box]:
    """What is covered on a picture, or on one page or still of an exhibit."""
    if part_no is not None:
        return [Box(**box) for box in boxes_of(exhibit, part_no)]
    return [Box(**box) for box in exhibit.boxes if "part" not in box]


def show_drawn(exhibit: Exhibit, drawn: Drawn, *, now: datetime) -> None:
    """Show jurors what was drawn, from now on; raises NotNow on another file."""
    part_no, covered = drawn.part_no, drawn.covered
    row: Exhibit | ExhibitPart
    row = exhibit if part_no is None else get_part(exhibit, part_no)
    if row.prepared_blob != covered.prepared_blob:
        raise NotNow(CHANGED)
    row.shown_blob, row.shown_digest = covered.shown_blob, covered.shown_digest
    if part_no is None:
        exhibit.boxes = [asdict(box) for box in covered.boxes]
        return
    get_part(exhibit, part_no).checked_at = now
    exhibit.boxes = with_boxes(exhibit, part_no, covered.boxes)
    drop_film(exhibit)
    exhibit.shown_digest = digest_of(list_parts(exhibit.id))


def follow_up(
    dispute: Dispute,
    action: str,
    told: Mapping[str, object],
    *,
    ground: Ground,
    staff_id: int,
    now: datetime,
) -> None:
    """Have jurors read it anew, say what was confirmed and is shown, tell the sides."""
    current_session().flush()
    for draw in list_draws(dispute.id):
        draw.file_version += 1
    confirmed = {one.side: one.confirmed_digest for one in dispute.parties}
    shown = {
        one.side: preview_digest(dispute, Side(one.side)) for one in dispute.parties
    }
    entry = audit.record(
        dispute.id,
        action,
        {**told, "code": ground.code, "confirmed": confirmed, "shown": shown},
        actor=f"staff:{staff_id}",
        now=now,
        note=ground.said,
    )
    kind = "file.covered_late" if action in COVERS else "file.shown_late"
    telling.notify_parties(dispute, kind, now=now, once=str(entry.seq))


def _answer_report(
    dispute_id: str, target: str, *, staff_id: int, now: datetime
) -> None:
    """Whoever reported it sees that it is covered."""
    current_session().flush()
    for task in list_answered(dispute_id, target):
        close_task(task, COVERED, staff_id=staff_id, now=now)
