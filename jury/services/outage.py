"""After an outage: every open window is lengthened by as long as it lasted.

Only real time counts; moving a sandbox clock is no outage.
"""

from datetime import datetime, timedelta

from sqlalchemy import select

from jury.domain.lifecycle import Stage
from jury.services import audit, telling
from jury.storage.base import current_session
from jury.storage.disputes import Dispute
from jury.storage.draws import find_open_draw

SHORTEST = timedelta(minutes=10)


def list_open(after: str, *, limit: int) -> list[str]:
    """Ids of disputes with an open window, in order, a batch at a time."""
    query = (
        select(Dispute.id)
        .where(Dispute.stage != Stage.CLOSED.value, Dispute.id > after)
        .order_by(Dispute.id)
        .limit(limit)
    )
    return list(current_session().scalars(query))


def lengthen(dispute_id: str, *, by: timedelta, now: datetime) -> None:
    """Move everything that a window promises by the length of an outage."""
    dispute = current_session().get_one(Dispute, dispute_id)
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
