"""After an outage: every open window is lengthened by as long as it lasted.

Only real time counts; moving a sandbox clock is no outage. Until all windows are
lengthened nothing else is swept, and a crash in between goes on where it was.
"""

from datetime import datetime, timedelta

from sqlalchemy import select

from jury.domain.lifecycle import Stage
from jury.domain.respites import Period
from jury.services.control.lengthening import lengthen_controls
from jury.services.hearing.inquiry_filing import lengthen_answer
from jury.services.notices import telling
from jury.services.proof import audit
from jury.services.settlement.offer_time import open_until
from jury.services.standstill.windows import ANNOUNCED, OUTAGE, give_back
from jury.storage.base import current_session
from jury.storage.desk.stops import list_planned, list_unbegun
from jury.storage.disputes import EVIDENCE, Dispute, get_dispute
from jury.storage.health import Outage, beat, find_heartbeat, find_open_outage

SHORTEST = timedelta(minutes=10)
SWEEPER = "sweeper"


def note_alive(*, real: datetime, now: datetime) -> None:
    """Say that the sweeper lives; a silence that was long becomes an outage."""
    gap = beat(SWEEPER, now=real)
    if gap >= SHORTEST:
        row = Outage(seconds=int(gap.total_seconds()), noticed_at=now)
        current_session().add(row)
    _begin_announced(now=now)


def may_sweep(*, real: datetime, now: datetime) -> bool:
    """Whether no outage is unnoticed or goes on, and no window is to be lengthened.

    Asked in the transaction of each move: a host may be suspended between any two.
    The heartbeat is read first, since an outage is committed with the beat after it.
    """
    last = find_heartbeat(SWEEPER)
    is_unnoticed = last is not None and real - last.heard_at >= SHORTEST
    return not (is_unnoticed or is_open() or is_announced(now))


def is_announced(now: datetime) -> bool:
    """Whether the court is out of order now, as an administrator announced."""
    return any(one.is_going_on(now) for one in list_planned(now))


def _begin_announced(*, now: datetime) -> None:
    """An announced outage begins: every window is lengthened by all of it, once."""
    for planned in list_unbegun(now):
        planned.begun_at = now
        length = planned.ends_at - planned.begins_at
        row = Outage(
            seconds=int(length.total_seconds()),
            noticed_at=now,
            begins_at=planned.begins_at,
        )
        current_session().add(row)


def is_open() -> bool:
    """Whether windows wait to be lengthened."""
    query = select(Outage.id).where(Outage.ended_at.is_(None)).limit(1)
    return current_session().scalar(query) is not None


def find_next() -> str | None:
    """The next dispute to lengthen, "" when an outage has none left, else None."""
    outage = find_open_outage()
    if outage is None:
        return None
    query = (
        select(Dispute.id)
        .where(
            Dispute.stage != Stage.CLOSED.value,
            Dispute.id > outage.reached,
            Dispute.admitted_at < outage.noticed_at,
        )
        .order_by(Dispute.id)
        .limit(1)
    )
    return current_session().scalar(query) or ""


def end_outage(*, now: datetime) -> None:
    """Every window is lengthened; sweeping goes on."""
    outage = find_open_outage()
    if outage is None:
        return
    current_session().refresh(outage, with_for_update=True)
    if outage.ended_at is None:
        outage.ended_at = now
        lengthen_controls(outage.period)


def lengthen_next(dispute_id: str, *, now: datetime) -> None:
    """Lengthen one dispute's windows, unless another sweeper just did."""
    outage = find_open_outage()
    if outage is None or outage.reached >= dispute_id:
        return
    outage.reached = dispute_id
    dispute, period = get_dispute(dispute_id), outage.period
    if dispute.stands_since is not None:
        # The rest of it belongs to what it stands for: given back once it goes on.
        until = min(period.until, dispute.stands_since)
        if dispute.stands_for == EVIDENCE:
            lengthen_answer(dispute, by=period.until - max(until, period.since))
        period = Period(period.since, until)
    if period.since < period.until:
        cause = OUTAGE if outage.begins_at is None else ANNOUNCED
        lengthen(dispute, period, cause=cause, now=now)


def pass_over(dispute_id: str) -> None:
    """Leave a dispute that cannot be lengthened, so that all others are."""
    outage = find_open_outage()
    if outage is not None:
        outage.reached = max(outage.reached, dispute_id)


def lengthen(dispute: Dispute, period: Period, *, cause: str, now: datetime) -> None:
    """Give a dispute back what an outage cost it, and tell both sides."""
    by = give_back(dispute, period, cause=cause, now=now)
    if not by:
        return
    told = {"seconds": int(by.total_seconds())}
    audit.record(dispute.id, "dispute.lengthened", told, actor="sweep", now=now)
    closes_at = dispute.stage_closes_at
    moved = {
        "closes_at": closes_at.isoformat() if closes_at else None,
        "decided_by": dispute.decided_by_at.isoformat(),
        "offer_until": open_until(dispute),
    }
    telling.emit(dispute, "dispute.lengthened", {**told, **moved}, now=now)
    telling.notify_parties(
        dispute,
        "dispute.lengthened",
        now=now,
        expires_at=dispute.stage_closes_at,
        once=now.isoformat(),
    )
