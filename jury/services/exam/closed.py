"""A mock dispute out of a closed one: a moderator makes it, a colleague agrees to it.

Only where both sides said yes. It holds what jurors were shown, with the order told in
general terms, and pictures in words: no picture, no original, no sum, no date. What a
colleague reads is what is read afterwards, to the letter.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.exc import IntegrityError

from jury.domain.case.chains import digest
from jury.domain.errors import N_, AlreadyDone, Invalid, NotAllowed
from jury.domain.jurors.mocks import UNDECIDED, MockEnd, MockState
from jury.services.drawing.hands import NeedsAnother
from jury.services.exam.closed_file import content_of, cover_passages, preview
from jury.services.exam.consent import is_agreed
from jury.services.exam.ending import end_mock
from jury.services.exam.exercises import LOCALES
from jury.services.moderation.grounds import NOTE_LENGTH
from jury.services.moderation.tasks import MOCK, close_task, open_task
from jury.services.proof import audit
from jury.services.screening import texts
from jury.storage.base import current_session, new_id
from jury.storage.desk.tasks import Task
from jury.storage.disputes import Dispute, get_dispute
from jury.storage.jurors.closed_mocks import (
    ClosedMock,
    get_closed_mock,
    may_have_another,
)

REVIEWED_WITHIN = timedelta(days=7)
ITEM_LENGTH, TEXT_LENGTH = 120, 2000
MADE_ALREADY = N_("A practice dispute was made of this one already.")


class NotAgreed(NotAllowed):
    """A side has not said yes, or took it back."""

    code = "practice_not_agreed"
    sentence = N_("Both sides must have agreed to it, and one has not.")


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What a moderator writes: what the order was in general words, and the answer.

    `shows` says of each exhibit what is to be seen on it, `covered` are words that are
    covered besides, one a line.
    """

    item: str
    listing: str
    shows: tuple[str, ...]
    covered: str
    answer: str
    defensible: tuple[str, ...]
    why: str


def propose_mock(
    dispute_id: str, draft: Draft, *, staff_id: int, now: datetime
) -> ClosedMock:
    """Make it, and ask a colleague; nobody reads it before.

    Raises NotAgreed, Invalid by field, and AlreadyDone where there is one.
    """
    dispute = get_dispute(dispute_id)
    _refuse_not_agreed(dispute)
    if not may_have_another(dispute_id):
        raise AlreadyDone(MADE_ALREADY)
    files = {one: preview(dispute, draft.covered, one) for one in LOCALES}
    first = files[LOCALES[0]]
    codes = [one.code for one in first.ladder]
    words = _words(dispute, draft, exhibits=len(first.exhibits), codes=codes)
    content = content_of(dispute, files, words)
    mock = ClosedMock(
        id=new_id("mck"),
        dispute_id=dispute.id,
        language=dispute.language,
        state=MockState.PROPOSED.value,
        content=content,
        digest=audit.salted_digest(dispute.secret, digest(content)),
        answer=draft.answer,
        defensible=[one for one in draft.defensible if one != draft.answer],
        made_by=staff_id,
        made_at=now,
    )
    _keep(mock)
    open_task(
        dispute.id,
        MOCK,
        target=mock.id,
        due_at=now + REVIEWED_WITHIN,
        detail={"by": staff_id},
        now=now,
    )
    _record(mock, "mock.proposed", {"answer": mock.answer}, staff_id=staff_id, now=now)
    return mock


def approve_mock(task: Task, *, staff_id: int, now: datetime) -> ClosedMock:
    """A colleague has read it as others will: from now on it is read for practice."""
    mock = _reviewed(task, staff_id=staff_id)
    _refuse_not_agreed(get_dispute(mock.dispute_id))
    close_task(task, "approved", staff_id=staff_id, now=now)
    mock.state = MockState.SERVING.value
    mock.decided_by, mock.decided_at = staff_id, now
    _record(mock, "mock.approved", {}, staff_id=staff_id, now=now)
    return mock


def refuse_mock(task: Task, *, reason: str, staff_id: int, now: datetime) -> ClosedMock:
    """A colleague does not agree; another can be made of the same dispute."""
    mock = _reviewed(task, staff_id=staff_id)
    said = texts.clean(reason, field="reason", most=NOTE_LENGTH)
    close_task(task, MockEnd.REFUSED.value, staff_id=staff_id, now=now)
    mock.decided_by, mock.decided_at = staff_id, now
    actor = f"staff:{staff_id}"
    end_mock(mock, MockEnd.REFUSED, actor=actor, now=now, said=said)
    return mock


def _refuse_not_agreed(dispute: Dispute) -> None:
    if not is_agreed(dispute):
        raise NotAgreed


def _reviewed(task: Task, *, staff_id: int) -> ClosedMock:
    if task.done_at is not None:
        raise AlreadyDone
    if task.detail["by"] == staff_id:
        raise NeedsAnother
    return get_closed_mock(task.target)


def _keep(mock: ClosedMock) -> None:
    current_session().add(mock)
    try:
        current_session().flush()
    except IntegrityError as twice:
        raise AlreadyDone(MADE_ALREADY) from twice


def _words(
    dispute: Dispute, draft: Draft, *, exhibits: int, codes: list[str]
) -> dict[str, Any]:
    """What the moderator wrote, bounded, covered by the order and by their own list.

    Raises Invalid with everything that is missing.
    """
    refused = _answer_refused(draft, codes)
    if len(draft.shows) != exhibits:
        refused["shows"] = N_("Please say of each exhibit what is to be seen.")

    def said(text: str, field: str, most: int, *, empty: bool = False) -> str:
        try:
            kept = texts.clean(text, field=field, most=most, empty=empty)
        except Invalid as refusal:
            refused.update(refusal.fields)
            return ""
        plainly = texts.covered_words(dispute, kept) if kept else ""
        return cover_passages(plainly, draft.covered)

    words = {
        "item": said(draft.item, "item", ITEM_LENGTH),
        "listing": said(draft.listing, "listing", TEXT_LENGTH, empty=True),
        "shows": [
            said(text, f"shows:{number}", TEXT_LENGTH)
            for number, text in enumerate(draft.shows, start=1)
        ],
        "why": said(draft.why, "why", TEXT_LENGTH),
    }
    if refused:
        raise Invalid(refused)
    return words


def _answer_refused(draft: Draft, codes: list[str]) -> dict[str, str]:
    known, refused = {*codes, UNDECIDED}, {}
    if draft.answer not in known:
        refused["answer"] = N_("Please choose an outcome.")
    if not known.issuperset(draft.defensible):
        refused["defensible"] = N_("This outcome is not on the ladder.")
    return refused


def _record(
    mock: ClosedMock,
    action: str,
    told: Mapping[str, object],
    *,
    staff_id: int,
    now: datetime,
) -> None:
    whole = {"mock": mock.id, "digest": mock.digest, **told}
    actor = f"staff:{staff_id}"
    audit.record(mock.dispute_id, action, whole, actor=actor, now=now)
