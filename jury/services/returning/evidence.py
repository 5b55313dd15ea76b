"""Evidence about a return: filed, covered and shown as all evidence is.

It is no part of the file that a jury heard; both sides and the moderators see it.
"""

from datetime import datetime

from jury.domain.errors import N_, NotFound, NotNow
from jury.domain.lifecycle import Side, Stage
from jury.domain.lives.part_states import ExhibitState
from jury.domain.lives.returns import SHOWABLE, ReturnState
from jury.services.returning.steps import notify
from jury.services.stages import require
from jury.storage.disputes import Dispute
from jury.storage.exhibits import Exhibit
from jury.storage.money.returns import Journey, find_journey


def may_show(dispute: Dispute) -> bool:
    """Whether evidence about the return can be filed now."""
    row = find_journey(dispute.id)
    return row is not None and ReturnState(row.state) in SHOWABLE


def require_showable(dispute: Dispute, *, now: datetime) -> Journey:
    """Refuse evidence while no parcel is on its way, or when all is over."""
    require(dispute, Stage.FINAL)
    row = find_journey(dispute.id)
    if row is None:
        raise NotFound
    is_late = row.due_at is not None and now >= row.due_at
    if ReturnState(row.state) not in SHOWABLE or is_late:
        raise NotNow(N_("Evidence can no longer be added. Nothing was filed."))
    return row


def screened_by(dispute: Dispute) -> datetime:
    """The time by which evidence about the return has to be covered."""
    row = find_journey(dispute.id)
    if row is None or row.due_at is None:
        raise NotNow
    return row.due_at


def tell_shown(dispute: Dispute, exhibit: Exhibit, *, now: datetime) -> None:
    """What a moderator let be seen, the other side may answer; else its side hears."""
    row, side = find_journey(dispute.id), Side(exhibit.side)
    if row is None or not row.is_open:
        return
    if exhibit.state == ExhibitState.RELEASED.value:
        notify(dispute, "shown", row, side=side.other, now=now)
    else:
        notify(dispute, "withheld", row, side=side, now=now)
