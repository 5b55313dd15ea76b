"""An announced outage: people are told before, and every window is lengthened by it.

Whoever was told is told again when it is called off.

The windows are lengthened when it begins, so that nobody loses by it who finds the
court closed. That it then happens, longer or shorter or not at all, is an outage like
any other, and nothing is given back twice.
"""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, select

from jury.domain.errors import N_, AlreadyDone, Invalid
from jury.domain.lifecycle import Stage
from jury.services.drawing.held_jurors import tell_waiting
from jury.services.notices import telling
from jury.services.proof import audit
from jury.services.screening import texts
from jury.services.standstill.stops import CHAIN, REASON_LENGTH, actor_of
from jury.storage.base import current_session, current_settings
from jury.storage.desk.stops import (
    PlannedOutage,
    find_told_in_vain,
    find_untold,
    get_planned,
)
from jury.storage.disputes import Dispute, get_dispute

LONGEST = timedelta(days=7)


def read_moment(written: str, *, field: str) -> datetime:
    """A moment as somebody wrote it, by the court's clock; raises Invalid."""
    try:
        read = datetime.fromisoformat(written.strip())
    except ValueError as wrong:
        raise Invalid({field: N_("Write it like 2026-03-01 22:00.")}) from wrong
    zone = ZoneInfo(current_settings().timezone)
    return (read if read.tzinfo else read.replace(tzinfo=zone)).astimezone(UTC)


def announce(
    begins_at: datetime,
    ends_at: datetime,
    *,
    reason: str,
    staff_id: int | None,
    now: datetime,
) -> PlannedOutage:
    """Say that the court will be out of order; raises Invalid naming what is wrong."""
    wrong: dict[str, str] = {}
    if begins_at <= now:
        wrong["begins"] = N_("This is past already.")
    if ends_at <= begins_at:
        wrong["ends"] = N_("It must end after it begins.")
    elif ends_at - begins_at > LONGEST:
        wrong["ends"] = N_("A week is the longest that can be announced.")
    try:
        said = texts.clean(reason, field="reason", most=REASON_LENGTH)
    except Invalid as refusal:
        wrong |= refusal.fields
    if wrong:
        raise Invalid(wrong)
    row = PlannedOutage(
        begins_at=begins_at,
        ends_at=ends_at,
        reason=said,
        announced_at=now,
        announced_by=staff_id,
        told="",
    )
    current_session().add(row)
    current_session().flush()
    told = {
        "outage": row.id,
        "begins_at": begins_at.isoformat(),
        "ends_at": ends_at.isoformat(),
    }
    actor = actor_of(staff_id)
    audit.append(CHAIN, "outage.announced", told, actor=actor, now=now, note=said)
    return row


def cancel(planned_id: int, *, staff_id: int | None, now: datetime) -> None:
    """It does not take place, or is over sooner; what was lengthened stays so."""
    row = get_planned(planned_id)
    if row.cancelled_at is not None or row.ends_at <= now:
        raise AlreadyDone(N_("This outage is over already."))
    row.cancelled_at, row.cancelled_by = now, staff_id
    told = {"outage": row.id, "had_begun": row.begins_at <= now}
    actor = actor_of(staff_id)
    audit.append(CHAIN, "outage.cancelled", told, actor=actor, now=now)


def find_next_to_tell(*, now: datetime) -> str | None:
    """The next dispute whose people must be told; None when all know."""
    row = find_untold()
    if row is None:
        return None
    query = select(Dispute.id).where(
        Dispute.stage != Stage.CLOSED.value,
        Dispute.id > row.told,
        Dispute.admitted_at <= row.announced_at,
    )
    found = current_session().scalar(query.order_by(Dispute.id).limit(1))
    if found is None or row.ends_at <= now:
        row.told_at = now
        return None
    return found


def tell_next(dispute_id: str, *, now: datetime) -> None:
    """Tell both sides of one dispute and its jurors, unless somebody just did."""
    row = find_untold()
    if row is None or row.told >= dispute_id:
        return
    row.told = dispute_id
    dispute = get_dispute(dispute_id)
    times = {"begins": row.begins_at.isoformat(), "ends": row.ends_at.isoformat()}
    telling.notify_parties(
        dispute, "outage.planned", now=now, params=times, once=str(row.id)
    )
    tell_waiting(dispute, "outage.planned_jury", times, now=now)


def pass_over(dispute_id: str) -> None:
    """Leave a dispute whose people cannot be told, so that all others are."""
    row = find_untold()
    if row is not None:
        row.told = max(row.told, dispute_id)


def find_next_to_untell(*, now: datetime) -> str | None:
    """The next dispute whose people must be told that it is called off, or over."""
    row = find_told_in_vain(now)
    if row is None:
        return None
    found = _find_told(row, Dispute.id <= row.told)
    row.told = found or ""
    return found


def untell_next(dispute_id: str, *, now: datetime) -> None:
    """Tell those of one dispute who were told of it, unless somebody just did."""
    row = find_told_in_vain(now)
    if row is None or row.told != dispute_id:
        return
    pass_back(dispute_id, now=now)
    dispute = get_dispute(dispute_id)
    times = {"begins": row.begins_at.isoformat(), "ends": row.ends_at.isoformat()}
    kind = "outage.over_sooner" if row.is_cut_short else "outage.called_off"
    telling.notify_parties(dispute, kind, now=now, params=times, once=str(row.id))
    tell_waiting(
        dispute,
        f"{kind}_jury",
        times,
        now=now,
        called_by=row.told_at or row.cancelled_at,
    )


def pass_back(dispute_id: str, *, now: datetime) -> None:
    """Go on to the next that must be told, whether this one was or could not be."""
    row = find_told_in_vain(now)
    if row is not None and row.told == dispute_id:
        row.told = _find_told(row, Dispute.id < dispute_id) or ""


def _find_told(row: PlannedOutage, condition: ColumnElement[bool]) -> str | None:
    """The last dispute whose people were told of an outage, of those that are open."""
    query = select(Dispute.id).where(
        Dispute.stage != Stage.CLOSED.value,
        Dispute.admitted_at <= row.announced_at,
        condition,
    )
    return current_session().scalar(query.order_by(Dispute.id.desc()).limit(1))
