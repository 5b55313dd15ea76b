"""After an outage: every open window is lengthened by as long as it lasted.

Only real time counts; moving a sandbox clock is no outage. Until all windows are
lengthened nothing else is swept, and a crash in between goes on where it was.
"""

from datetime import datetime, timedelta

from sqlalchemy import select

from jury.domain.lifecycle import Stage
from jury.services import audit, telling
from jury.storage.base import current_session
from jury.storage.disputes import Dispute, get_dispute
from jury.storage.draws import find_open_draw, list_summonses
from jury.storage.health import Outage, beat, find_heartbeat, find_open_outage

SHORTEST = timedelta(minutes=10)
SWEEPER = "sweeper"


def note_alive(*, real: datetime) -> None:
    """Say that the sweeper lives; a silence that was long becomes an outage."""
    last = find_heartbeat(SWEEPER)
    gap = real - last.heard_at if last else timedelta()
    beat(SWEEPER, now=real)
    if gap >= SHORTEST:
        row = Outage(seconds=int(gap.total_seconds()), noticed_at=real)
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
    if outage is not None:
        outage.ended_at = now


def lengthen_next(dispute_id: str, *, now: datetime) -> None:
    """Lengthen one dispute's windows, unless another sweeper just did."""
    outage = find_open_outage()
    if outage is None or outage.reached >= dispute_id:
        return
    outage.reached = dispute_id
    lengthen(dispute_id, by=timedelta(seconds=outage.seconds), now=now)


def lengthen(dispute_id: str, *, by: timedelta, now: datetime) -> None:
    """Move everything that a window promises by the length of an outage."""
    dispute = get_dispute(dispute_id)
    if dispute.stage_closes_at is not None:
        dispute.stage_closes_at += by
    if dispute.next_due_at is not None:
        dispute.next_due_at += by
    dispute.decided_by_at += by
    draw = find_open_draw(dispute.id)
    if draw is not None:
        draw.window_ends_at += by
        if draw.poll_closes_at is not None:
            draw.poll_closes_at += by
        for seat in draw.seats:
            if seat.vote_due_at is not None:
                seat.vote_due_at += by
        for summons in list_summonses(draw.id):
            summons.reply_due_at = min(summons.reply_due_at + by, draw.window_ends_at)
    told = {"seconds": int(by.total_seconds())}
    audit.record(dispute.id, "dispute.lengthened", told, actor="sweep", now=now)
    telling.emit(dispute, "dispute.lengthened", told, now=now)
    telling.notify_parties(
        dispute,
        "dispute.lengthened",
        now=now,
        expires_at=dispute.stage_closes_at,
        once=now.isoformat(),
    )
