"""Which control disputes are in use: staff mark one, and withdraw it, with a reason.

What is withdrawn is struck from everybody's figures: those count only what is in use.
"""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from jury.domain.errors import N_, AlreadyDone, NotFound
from jury.domain.jurors.mocks import MockDispute
from jury.services.exam.mocks import exam
from jury.services.moderation.grounds import NOTE_LENGTH
from jury.services.proof import audit
from jury.services.screening import texts
from jury.storage.base import current_session, new_id
from jury.storage.jurors.controls import ControlItem, find_item_in_use, get_item

# A chain of its own: no dispute's log, and no poll's, tells that there was one.
CHAIN = "control"
IN_USE = N_("This one is in use already.")


def mark_control(
    mock: str, *, reason: str, staff_id: int, now: datetime
) -> ControlItem:
    """From now on it is read among real disputes.

    Raises NotFound, AlreadyDone for one in use, and Invalid without a reason.
    """
    mock_of(mock)
    said = texts.clean(reason, field="reason", most=NOTE_LENGTH)
    if find_item_in_use(mock) is not None:
        raise AlreadyDone(IN_USE)
    item = ControlItem(
        id=new_id("ctl"), mock=mock, marked_by=staff_id, marked_at=now, reason=said
    )
    current_session().add(item)
    try:
        current_session().flush()
    except IntegrityError as twice:
        raise AlreadyDone(IN_USE) from twice
    _record(item, "control.marked", staff_id=staff_id, said=said, now=now)
    return item


def withdraw_control(
    item_id: str, *, reason: str, staff_id: int, now: datetime
) -> ControlItem:
    """It is sent to nobody any more, and no answer to it counts, not even past ones."""
    item = get_item(item_id, for_change=True)
    if item.withdrawn_at is not None:
        raise AlreadyDone
    said = texts.clean(reason, field="reason", most=NOTE_LENGTH)
    item.withdrawn_by, item.withdrawn_at = staff_id, now
    item.withdrawn_reason = said
    _record(item, "control.withdrawn", staff_id=staff_id, said=said, now=now)
    return item


def mock_of(code: str) -> MockDispute:
    """The file of a control dispute; raises NotFound."""
    found = find_mock(code)
    if found is None:
        raise NotFound
    return found


def find_mock(code: str) -> MockDispute | None:
    """The same, or None for one that was taken out of the files."""
    return exam().controls.get(code)


def record(
    action: str,
    told: Mapping[str, object],
    *,
    actor: str,
    now: datetime,
    note: str = "",
) -> None:
    """Log what became of a control dispute or of a call to one."""
    audit.append(CHAIN, action, told, actor=actor, now=now, note=note)


def _record(
    item: ControlItem, action: str, *, staff_id: int, said: str, now: datetime
) -> None:
    told = {"item": item.id, "mock": item.mock}
    record(action, told, actor=f"staff:{staff_id}", now=now, note=said)
