"""HEARING: the side whom the jury asked files evidence, until it has answered.

It is covered as all evidence is, by detectors and the queue, while the poll waits, and
jurors read it once its side has looked it over.
"""

from datetime import datetime, timedelta

from jury.domain.deadlines import next_grid
from jury.domain.errors import NotNow
from jury.domain.lifecycle import Side, Stage
from jury.domain.lives.inquiries import InquiryState
from jury.domain.lives.part_states import ExhibitState
from jury.services.hearing.inquiry_view import (
    is_confirmed,
    is_settled,
    list_filed_for,
    targets_of,
)
from jury.services.notices import telling
from jury.services.stages import refuse_paused
from jury.services.submissions.submit import TOO_LATE, require_open
from jury.storage.base import current_session
from jury.storage.disputes import Dispute
from jury.storage.exhibits import Exhibit
from jury.storage.inquiries import Inquiry, find_open_inquiry


def find_asked(dispute: Dispute, side: Side) -> Inquiry | None:
    """What the jury waits for from this side, which has not answered."""
    if dispute.stage != Stage.HEARING.value or dispute.stands_since is None:
        return None
    row = find_open_inquiry(dispute.id)
    if row is None or row.side != side.value:
        return None
    return row if row.state == InquiryState.ASKED.value else None


def may_answer(dispute: Dispute, side: Side, *, now: datetime) -> bool:
    """Whether this side can answer the jury now."""
    row = find_asked(dispute, side)
    return row is not None and now < row.due_at and not dispute.is_paused


def require_asked(dispute: Dispute, side: Side, *, now: datetime) -> Inquiry:
    """The question that this side may answer; raises NotNow to everybody else."""
    refuse_paused(dispute)
    row = find_asked(dispute, side)
    if row is None:
        raise NotNow
    if now >= row.due_at:
        raise NotNow(TOO_LATE)
    return row


def require_fileable(dispute: Dispute, side: Side, *, now: datetime) -> None:
    """Refuse evidence outside SUBMISSIONS, unless the jury asked this side."""
    if dispute.stage == Stage.HEARING.value:
        require_asked(dispute, side, now=now)
    else:
        require_open(dispute, side, now=now)


def find_of(dispute: Dispute, exhibit: Exhibit) -> Inquiry | None:
    """The open question in answer to which an exhibit was filed."""
    if dispute.stage != Stage.HEARING.value:
        return None
    row = find_open_inquiry(dispute.id)
    filed = list_filed_for(row) if row else []
    return row if exhibit.id in {one.id for one in filed} else None


def find_about(dispute: Dispute, target: str) -> Inquiry | None:
    """The open question whose evidence this is, or the caption of whose evidence."""
    if dispute.stage != Stage.HEARING.value:
        return None
    row = find_open_inquiry(dispute.id)
    return row if row is not None and target in targets_of(row) else None


def go_on_when_ready(dispute: Dispute, *, now: datetime) -> None:
    """Once it is answered, covered and looked over, the poll goes on at the next test.

    Its side is told when it can look it over. The end of the wait replaces its word.
    """
    row = find_open_inquiry(dispute.id)
    if row is None or row.state != InquiryState.ANSWERED.value:
        return
    current_session().flush()
    if not is_settled(row):
        row.due_at = row.covered_by_at
    elif is_confirmed(row):
        row.due_at = min(next_grid(now), row.covered_by_at)
    else:
        row.due_at = row.covered_by_at
        _ask_to_look_over(dispute, row, now=now)


def _ask_to_look_over(dispute: Dispute, row: Inquiry, *, now: datetime) -> None:
    telling.notify_party(
        dispute.party(Side(row.side)),
        "evidence.to_look_over",
        now=now,
        expires_at=row.covered_by_at,
        once=f"{row.number}:{now.isoformat()}",
    )


def note_screened(dispute: Dispute, exhibit: Exhibit, *, now: datetime) -> None:
    """One piece was looked through: its side hears if jurors do not see it."""
    if exhibit.state == ExhibitState.WITHHELD.value:
        side = dispute.party(Side(exhibit.side))
        telling.notify_party(side, "exhibit.not_shown", now=now, once=exhibit.id)
    go_on_when_ready(dispute, now=now)


def lengthen_answer(dispute: Dispute, *, by: timedelta) -> None:
    """Give back the time in which its side could not answer."""
    row = find_open_inquiry(dispute.id)
    if row is not None:
        row.due_at += by
        row.covered_by_at += by
