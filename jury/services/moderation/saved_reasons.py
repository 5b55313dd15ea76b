"""Staff keep reasons they give often, for themselves or for all, and drop them."""

from datetime import datetime

from sqlalchemy.exc import IntegrityError

from jury.domain.errors import N_, AlreadyDone, NotFound, TooMany
from jury.services.moderation.grounds import NOTE_LENGTH
from jury.services.proof import audit
from jury.services.screening import texts
from jury.storage.base import current_session, new_id
from jury.storage.desk.saved_reasons import (
    SHARED,
    SavedReason,
    count_saved_reasons,
    find_saved_reason,
    owner_of,
)

CHAIN = "desk"
MOST = 40


def save_reason(
    text: str, *, for_all: bool, staff_id: int, now: datetime
) -> SavedReason:
    """Keep a reason to be chosen in every form of an act."""
    said = texts.clean(text, field="text", most=NOTE_LENGTH)
    owner = SHARED if for_all else owner_of(staff_id)
    if count_saved_reasons(owner) >= MOST:
        raise TooMany(N_("At most 40 reasons can be saved. Remove one first."))
    row = SavedReason(
        id=new_id("rsn"), owner=owner, text=said, made_by=staff_id, made_at=now
    )
    current_session().add(row)
    try:
        current_session().flush()
    except IntegrityError as twice:
        raise AlreadyDone(N_("This reason is saved already.")) from twice
    _record(row, "reason.saved", staff_id, now=now)
    return row


def drop_reason(reason_id: str, *, staff_id: int, now: datetime) -> None:
    """Offer a reason no longer; what was decided with it keeps its words."""
    row = find_saved_reason(reason_id, staff_id)
    if row is None:
        raise NotFound
    current_session().delete(row)
    _record(row, "reason.dropped", staff_id, now=now)


def _record(row: SavedReason, action: str, staff_id: int, *, now: datetime) -> None:
    told = {"reason": row.id, "shared": row.owner == SHARED}
    audit.append(CHAIN, action, told, actor=f"staff:{staff_id}", now=now)
