"""New evidence on appeal: a moderator says whether it could not be had before.

Only what is admitted is screened and shown. Silence admits nothing; its side is told.
"""

from datetime import datetime

from jury.domain.lifecycle import Side, Who
from jury.domain.lives.part_states import ExhibitState
from jury.domain.lives.parts import EXHIBIT
from jury.services.moderation import grounds
from jury.services.moderation.grounds import Ground
from jury.services.moderation.last_act import exhibit_before, remember
from jury.services.moderation.tasks import ADMIT, finish
from jury.services.notices import telling
from jury.services.proof import audit
from jury.services.screening.disclose import OPEN, open_hearing_when_ready, tell_changed
from jury.services.stages import require
from jury.services.submissions.exhibits import open_screening_task, told_of, withhold
from jury.storage.audit import AuditEntry
from jury.storage.disputes import get_dispute
from jury.storage.exhibits import Exhibit, get_exhibit


def admit_exhibit(
    dispute_id: str, exhibit_id: str, *, ground: Ground, staff_id: int, now: datetime
) -> Exhibit:
    """A moderator admits evidence that could not be had before; it is covered next."""
    dispute = get_dispute(dispute_id)
    require(dispute, *OPEN)
    given = grounds.read(ground, grounds.ADMIT)
    exhibit = get_exhibit(dispute.id, exhibit_id)
    state, before = ExhibitState(exhibit.state), exhibit_before(exhibit)
    exhibit.state = EXHIBIT.after(state, "admit", Who.MODERATOR).value
    _finish(exhibit, "admitted", staff_id=staff_id, now=now)
    open_screening_task(dispute, exhibit, now=now)
    entry = _record(exhibit, "exhibit.admitted", given, staff_id=staff_id, now=now)
    remember(dispute, entry, before, staff_id=staff_id, now=now)
    told = {Side(exhibit.side): "exhibit.admitted"}
    tell_changed(dispute, told, once=exhibit.id, now=now)
    return exhibit


def refuse_exhibit(
    dispute_id: str, exhibit_id: str, *, ground: Ground, staff_id: int, now: datetime
) -> Exhibit:
    """A moderator leaves evidence out, with a reason; its side is told which."""
    dispute = get_dispute(dispute_id)
    require(dispute, *OPEN)
    given = grounds.read(ground, grounds.NOT_ADMIT, must_say=True)
    exhibit = get_exhibit(dispute.id, exhibit_id)
    before = exhibit_before(exhibit)
    withhold(exhibit, "refuse", who=Who.MODERATOR, code=given.code, now=now)
    _finish(exhibit, given.code, staff_id=staff_id, now=now)
    entry = _record(exhibit, "exhibit.not_admitted", given, staff_id=staff_id, now=now)
    remember(dispute, entry, before, staff_id=staff_id, now=now)
    telling.emit(dispute, "dispute.exhibit_withheld", told_of(exhibit), now=now)
    told = {Side(exhibit.side): "exhibit.not_admitted"}
    tell_changed(dispute, told, once=exhibit.id, now=now)
    open_hearing_when_ready(dispute, actor=f"staff:{staff_id}", now=now)
    return exhibit


def _finish(exhibit: Exhibit, outcome: str, *, staff_id: int, now: datetime) -> None:
    finish(
        exhibit.dispute_id,
        ADMIT,
        target=exhibit.id,
        outcome=outcome,
        staff_id=staff_id,
        now=now,
    )


def _record(
    exhibit: Exhibit, action: str, given: Ground, *, staff_id: int, now: datetime
) -> AuditEntry:
    told = {"exhibit": exhibit.id, "code": given.code}
    actor = f"staff:{staff_id}"
    return audit.record(
        exhibit.dispute_id, action, told, actor=actor, now=now, note=given.said
    )
