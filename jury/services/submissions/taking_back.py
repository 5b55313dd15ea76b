"""A side takes back a film or PDF that is still looked through: nobody sees any of it.

Whoever looks through it notices within seconds, and keeps nothing of it.
"""

from datetime import datetime

from jury.domain.errors import N_, NotFound, NotNow
from jury.domain.lifecycle import Side, Who
from jury.domain.lives.part_states import ExhibitState
from jury.domain.lives.redacting import REDACTION, TAKEN_BACK, RedactionState
from jury.services.notices import telling
from jury.services.proof import audit
from jury.services.screening.disclose import get_screenable, go_on
from jury.services.submissions.exhibits import told_of, withhold
from jury.storage.disputes import get_dispute
from jury.storage.exhibits import Exhibit
from jury.storage.redactions import find_redaction


def may_take_back(exhibit: Exhibit) -> bool:
    """Whether it is a film or PDF that machines have still to look through."""
    row = find_redaction(exhibit.id)
    is_waiting = row is not None and row.state == RedactionState.WAITING.value
    is_filed = exhibit.state == ExhibitState.FILED.value
    return is_waiting and is_filed and exhibit.kind != "picture"


def take_back(
    dispute_id: str, side: Side, exhibit_id: str, *, now: datetime
) -> Exhibit:
    """A side does not want its film or PDF to be looked through to the end."""
    dispute = get_dispute(dispute_id)
    exhibit = get_screenable(dispute, exhibit_id)
    row = find_redaction(exhibit.id)
    if exhibit.side != side.value:
        raise NotFound
    if row is None or not may_take_back(exhibit):
        raise NotNow(N_("It is looked through already, and cannot be taken back."))
    withhold(exhibit, "take back", who=Who.PARTY, code=TAKEN_BACK, now=now)
    row.state = REDACTION.after(RedactionState(row.state), "take back", Who.PARTY).value
    row.code, row.lease_until, row.finished_at = TAKEN_BACK, None, now
    told, actor = told_of(exhibit), f"party:{side}"
    audit.record(dispute.id, "exhibit.taken_back", told, actor=actor, now=now)
    telling.emit(dispute, "dispute.exhibit_withheld", told, now=now)
    go_on(dispute, exhibit, "", staff_id=None, now=now)
    return exhibit
