"""SCREENING: a side asks for more cover; a moderator covers, or says why not.

The same of evidence that answers a jury, while the poll waits for it.
"""

from collections.abc import Sequence
from datetime import datetime

from jury.domain.errors import N_, AlreadyDone, Invalid, NotNow
from jury.domain.lifecycle import Side, Stage
from jury.domain.lives.part_states import ExhibitState
from jury.services.hearing.inquiry_filing import find_about, go_on_when_ready
from jury.services.moderation import grounds
from jury.services.moderation.grounds import ASKED, PERSONAL, Ground
from jury.services.moderation.last_act import remember, text_before
from jury.services.moderation.tasks import COVER, close_task
from jury.services.notices import telling
from jury.services.proof import audit
from jury.services.screening import texts
from jury.services.screening.disclose import OPEN, open_hearing_when_ready, tell_changed
from jury.services.screening.wishes import (
    Spot,
    Wish,
    answer_wishes,
    list_open_wishes,
    make_wish,
    wish_of,
)
from jury.services.stages import refuse_paused, require
from jury.services.submissions.submit import TOO_LATE, refuse_late
from jury.storage.desk.tasks import Task, get_task
from jury.storage.disputes import Dispute, RedactedText, get_dispute, list_redacted
from jury.storage.exhibit_parts import list_pictures
from jury.storage.exhibits import Exhibit, get_exhibit

THOUSAND = 1000
CAN_BE_COVERED = {ExhibitState.FILED.value, ExhibitState.RELEASED.value}


def ask_cover(
    dispute_id: str,
    side: Side,
    *,
    target: str,
    passage: str,
    now: datetime,
    spot: Spot | None = None,
) -> None:
    """A side wishes more to be covered; a moderator decides.

    A place on a picture is told in words, or by the `spot` that was tapped.
    """
    dispute = get_dispute(dispute_id)
    due_at = _open_until(dispute, side, target, now=now)
    wish = read_wish(dispute, side, target=target, passage=passage, spot=spot)
    task = make_wish(dispute, wish, due_at=due_at, now=now)
    told = {"side": side.value, "target": target, "task": task.id}
    actor = f"party:{side}"
    said = wish.passage
    audit.record(dispute.id, "cover.asked", told, actor=actor, now=now, note=said)


def read_wish(
    dispute: Dispute, side: Side, *, target: str, passage: str, spot: Spot | None
) -> Wish:
    """A wish for cover; raises Invalid or NotNow where there is nothing to cover."""
    said = texts.clean(
        passage, field="passage", most=grounds.NOTE_LENGTH, empty=spot is not None
    )
    row = list_redacted(dispute.id).get(target)
    if row is None:
        _refuse_hidden(dispute, target, spot)
    elif not texts.stands_in(row, said):
        raise Invalid(
            {
                "passage": N_(
                    "These words do not stand in the text. Copy them exactly, "
                    "without the marks of what is covered already."
                )
            }
        )
    return Wish(side, target, said, is_text=row is not None, spot=spot)


def _open_until(
    dispute: Dispute, side: Side, target: str, *, now: datetime
) -> datetime | None:
    """Refuse a wish that comes too late; by when it is answered, if not by the end."""
    asked = find_about(dispute, target)
    if asked is None or asked.side != side.value:
        require(dispute, *OPEN)
        if dispute.stage == Stage.SCREENING.value:
            refuse_late(dispute, now=now)
        return None
    refuse_paused(dispute)
    if now >= asked.covered_by_at:
        raise NotNow(TOO_LATE)
    return asked.covered_by_at


def _require_coverable(dispute: Dispute, target: str) -> None:
    """Refuse to cover what jurors read, or may have read, without saying so."""
    if find_about(dispute, target) is None:
        require(dispute, *OPEN)
    refuse_paused(dispute)


def cover_passage(
    dispute_id: str,
    source: str,
    *,
    passage: str,
    staff_id: int,
    now: datetime,
    ground: Ground = PERSONAL,
) -> None:
    """A moderator covers a passage that nobody asked about."""
    dispute = get_dispute(dispute_id)
    require(dispute, *OPEN)
    given = grounds.read(ground, grounds.COVER)
    row, said = _row(dispute, source), _passage(passage)
    texts.cover_more(dispute, row, said)
    answered = _fulfilled(dispute, row)
    _record_covered(dispute, row, answered, given=given, staff_id=staff_id, now=now)


def cover_as_wished(
    task_id: str, *, passage: str, staff_id: int, now: datetime, ground: Ground = ASKED
) -> None:
    """A moderator covers the words that a side asked for, or others that do as well."""
    task = _open_wish(task_id)
    if wish_of(task).is_uncover:
        raise Invalid({"task": N_("There is no such task.")})
    dispute = get_dispute(task.dispute_id or "")
    _require_coverable(dispute, wish_of(task).target)
    given = grounds.read(ground, grounds.COVER_AS_WISHED)
    row, said = _row(dispute, wish_of(task).target), _passage(passage)
    texts.cover_more(dispute, row, said)
    others = [one for one in _fulfilled(dispute, row) if one is not task]
    answered = [task, *others]
    _record_covered(dispute, row, answered, given=given, staff_id=staff_id, now=now)


def refuse_cover(
    task_id: str,
    *,
    reason: str,
    staff_id: int,
    now: datetime,
    code: str = grounds.LEAVE[0],
) -> None:
    """A moderator leaves a text or picture as it is, with a reason."""
    task = _open_wish(task_id)
    dispute = get_dispute(task.dispute_id or "")
    wish, actor = wish_of(task), f"staff:{staff_id}"
    _require_coverable(dispute, wish.target)
    codes = grounds.KEEP_COVERED if wish.is_uncover else grounds.LEAVE
    given = grounds.read(Ground(code, reason), codes, must_say=True)
    close_task(task, "refused", staff_id=staff_id, now=now)
    task.detail = {**task.detail, "code": given.code}
    told = {
        "side": wish.side.value,
        "target": wish.target,
        "task": task.id,
        "code": given.code,
    }
    entry = audit.record(
        dispute.id, "cover.refused", told, actor=actor, now=now, note=given.said
    )
    before = {"sides": [wish.side.value]}
    remember(dispute, entry, before, staff_id=staff_id, now=now)
    telling.notify_party(
        dispute.party(wish.side), "cover.refused", now=now, once=f"{task.id}:{now}"
    )
    open_hearing_when_ready(dispute, actor=actor, now=now)
    go_on_when_ready(dispute, now=now)


def _refuse_hidden(dispute: Dispute, exhibit_id: str, spot: Spot | None) -> None:
    exhibit = get_exhibit(dispute.id, exhibit_id)
    if spot and not _is_on(exhibit, spot):
        raise Invalid({"passage": N_("There is no such place.")})
    if exhibit.state not in CAN_BE_COVERED:
        raise NotNow(N_("Jurors do not see this. There is nothing to cover."))


def _is_on(exhibit: Exhibit, spot: Spot) -> bool:
    pages = [part.part_no for part in list_pictures(exhibit.id)]
    is_page = spot.part_no in pages if pages else spot.part_no is None
    return is_page and 0 <= spot.x <= THOUSAND and 0 <= spot.y <= THOUSAND


def _open_wish(task_id: str) -> Task:
    task = get_task(task_id)
    if task.kind != COVER or task.dispute_id is None:
        raise Invalid({"task": N_("There is no such task.")})
    if task.done_at is not None:
        raise AlreadyDone(N_("This was finished already."))
    return task


def _row(dispute: Dispute, source: str) -> RedactedText:
    row = list_redacted(dispute.id).get(source)
    if row is None:
        raise Invalid({"source": N_("There is no such text.")})
    return row


def _passage(passage: str) -> str:
    return texts.clean(passage, field="passage")


def _fulfilled(dispute: Dispute, before: RedactedText) -> list[Task]:
    """Wishes whose words could be read in the text and cannot be any more."""
    after = _row(dispute, before.source)
    return [
        task
        for task in list_open_wishes(dispute.id, before.source)
        if texts.stands_in(before, wish_of(task).passage)
        and not texts.stands_in(after, wish_of(task).passage)
    ]


def _record_covered(
    dispute: Dispute,
    row: RedactedText,
    wishes: Sequence[Task],
    *,
    given: Ground,
    staff_id: int,
    now: datetime,
) -> None:
    asked = answer_wishes(wishes, "covered", staff_id=staff_id, now=now)
    told = {
        "source": row.source,
        "code": given.code,
        "tasks": [task.id for task in wishes],
    }
    actor = f"staff:{staff_id}"
    entry = audit.record(
        dispute.id, "text.covered", told, actor=actor, now=now, note=given.said
    )
    before = {**text_before(row), "sides": [side.value for side in asked]}
    remember(dispute, entry, before, staff_id=staff_id, now=now)
    if dispute.stage == Stage.HEARING.value:
        go_on_when_ready(dispute, now=now)
        return
    tell_changed(dispute, dict.fromkeys(asked, "cover.done"), once=row.source, now=now)
