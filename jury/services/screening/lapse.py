"""SCREENING has closed: what nobody looked at in time does not reach the jury.

Slow staff must never cost anybody their privacy: pictures are withheld, and words
that a side asked to have covered are covered as asked.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from jury.domain.lifecycle import Side, Who
from jury.domain.lives.part_states import ExhibitState
from jury.services.moderation.grounds import NOT_ADMITTED_IN_TIME, TIME_RAN_OUT
from jury.services.moderation.tasks import SCREEN, close_task, list_screening
from jury.services.notices import telling
from jury.services.proof import audit
from jury.services.screening import texts
from jury.services.screening.wishes import list_open_wishes, wish_of
from jury.services.submissions.exhibit_parts import not_shown_code
from jury.services.submissions.exhibits import told_of, withhold
from jury.storage.desk.tasks import Task
from jury.storage.disputes import Dispute, list_redacted
from jury.storage.exhibits import Exhibit, list_exhibits


def lapse(dispute: Dispute, *, now: datetime) -> None:
    """Hide everything that still waits for a moderator, and tell whose it is."""
    waiting, wishes = list_screening(dispute.id), list_open_wishes(dispute.id)
    hidden = {one.target for one in waiting if one.kind == SCREEN}
    # What was only to be shown again stays covered, and does nobody any harm.
    hidden |= {wish.target for wish in map(wish_of, wishes) if not wish.is_uncover}
    for exhibit in list_exhibits(dispute.id):
        if exhibit.state == ExhibitState.PROPOSED.value:
            _leave_out(dispute, exhibit, now=now)
        elif exhibit.state == ExhibitState.FILED.value or (
            exhibit.state == ExhibitState.RELEASED.value and exhibit.id in hidden
        ):
            leave_uncovered(dispute, exhibit, now=now)
    cover_as_asked(dispute, wishes, now=now)
    for task in waiting:
        close_task(task, "lapsed", staff_id=None, now=now)


def cover_as_asked(dispute: Dispute, wishes: Sequence[Task], *, now: datetime) -> None:
    """Cover in each text what was asked for, whoever asked, and tell both sides."""
    for source, asked in _by_text(wishes).items():
        _cover(dispute, source, asked, now=now)


def _leave_out(dispute: Dispute, exhibit: Exhibit, *, now: datetime) -> None:
    """Nobody said that it is new: silence admits nothing."""
    withhold(exhibit, "lapse", who=Who.SWEEP, code=NOT_ADMITTED_IN_TIME, now=now)
    told = told_of(exhibit)
    audit.record(dispute.id, "exhibit.not_admitted", told, actor="sweep", now=now)
    telling.emit(dispute, "dispute.exhibit_withheld", told, now=now)
    side = dispute.party(Side(exhibit.side))
    telling.notify_party(side, "exhibit.not_admitted_in_time", now=now, once=exhibit.id)


def _by_text(wishes: Sequence[Task]) -> Mapping[str, list[Task]]:
    found: dict[str, list[Task]] = {}
    for task in wishes:
        if wish_of(task).is_text and not wish_of(task).is_uncover:
            found.setdefault(wish_of(task).target, []).append(task)
    return found


def leave_uncovered(dispute: Dispute, exhibit: Exhibit, *, now: datetime) -> None:
    """Keep from jurors what nobody looked at in time, and tell its side."""
    code = not_shown_code(exhibit) or TIME_RAN_OUT
    withhold(exhibit, "lapse", who=Who.SWEEP, code=code, now=now)
    told = told_of(exhibit)
    audit.record(dispute.id, "exhibit.withheld", told, actor="sweep", now=now)
    telling.emit(dispute, "dispute.exhibit_withheld", told, now=now)
    # A dispute that is sent back is screened again, and may lapse again.
    once = f"{exhibit.id}:{now.isoformat()}"
    side = dispute.party(Side(exhibit.side))
    telling.notify_party(side, "exhibit.lapsed", now=now, once=once)


def _cover(
    dispute: Dispute, source: str, asked: Sequence[Task], *, now: datetime
) -> None:
    row = list_redacted(dispute.id)[source]
    passages = [wish_of(one).passage for one in asked]
    texts.cover_unseen(dispute, row, passages)
    told = {"source": source, "code": TIME_RAN_OUT}
    audit.record(dispute.id, "text.covered", told, actor="sweep", now=now)
    askers = {wish_of(one).side for one in asked}
    for side in Side:
        kind = "cover.lapsed" if side in askers else "cover.lapsed_other"
        once = f"{source}:{now.isoformat()}"
        telling.notify_party(dispute.party(side), kind, now=now, once=once)
