"""After an outage: every open window is lengthened by as long as it lasted.

Only real time counts; moving a sandbox clock is no outage. Until all windows are
lengthened nothing else is swept, and a crash in between goes on where it was.
"""

from datetime import datetime, timedelta

from sqlalchemy import select

from jury.domain.lifecycle import Stage, SummonsState
from jury.services import audit, telling
from jury.services.offers import lengthen_offer
from jury.services.payments import lengthen_payments
from jury.services.summon import CALL, REMINDERS
from jury.storage.base import current_session
from jury.storage.disputes import Dispute, get_dispute
from jury.storage.draws import Draw, Summons, find_open_draw, list_summonses
from jury.storage.health import Outage, beat, find_heartbeat, find_open_outage
from jury.storage.money import get_refund_of
from jury.storage.outbox import list_unread_by_keys
from jury.storage.tasks import list_open_tasks_of

SHORTEST = timedelta(minutes=10)
SWEEPER = "sweeper"
WAITING = {SummonsState.SENT.value, SummonsState.ACCEPTED.value}


def note_alive(*, real: datetime, now: datetime) -> None:
    """Say that the sweeper lives; a silence that was long becomes an outage."""
    gap = beat(SWEEPER, now=real)
    if gap >= SHORTEST:
        row = Outage(seconds=int(gap.total_seconds()), noticed_at=now)
        current_session().add(row)


def may_sweep(*, real: datetime) -> bool:
    """Whether no outage is unnoticed and no window waits to be lengthened.

    Asked in the transaction of each move: a host may be suspended between any two.
    The heartbeat is read first, since an outage is committed with the beat after it.
    """
    last = find_heartbeat(SWEEPER)
    is_unnoticed = last is not None and real - last.heard_at >= SHORTEST
    return not (is_unnoticed or is_open())


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


def pass_over(dispute_id: str) -> None:
    """Leave a dispute that cannot be lengthened, so that all others are."""
    outage = find_open_outage()
    if outage is not None:
        outage.reached = max(outage.reached, dispute_id)


def lengthen(dispute_id: str, *, by: timedelta, now: datetime) -> None:
    """Move everything that a window promises by the length of an outage."""
    dispute = get_dispute(dispute_id)
    dispute.stage_closes_at = _later(dispute.stage_closes_at, by)
    dispute.next_due_at = _later(dispute.next_due_at, by)
    dispute.decided_by_at += by
    draw = find_open_draw(dispute.id)
    if draw is not None:
        _lengthen_poll(draw, by)
    for task in list_open_tasks_of(dispute.id):
        task.due_at += by
    lengthen_offer(dispute, by=by)
    refund = get_refund_of(dispute.id)
    refund.answer_due_at = _later(refund.answer_due_at, by)
    lengthen_payments(dispute.id, by=by)
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


def _lengthen_poll(draw: Draw, by: timedelta) -> None:
    draw.window_ends_at += by
    draw.poll_closes_at = _later(draw.poll_closes_at, by)
    if draw.seed is None:
        draw.nonce_due_at += by
    for seat in draw.seats:
        seat.vote_due_at = _later(seat.vote_due_at, by)
    waiting = [one for one in list_summonses(draw.id) if one.state in WAITING]
    for summons in waiting:
        summons.reply_due_at += by
    _lengthen_notices(waiting, by)


def _lengthen_notices(waiting: list[Summons], by: timedelta) -> None:
    """What jurors are still to be told names the new time, and does not lapse."""
    kinds = (CALL, *REMINDERS)
    keys = [telling.juror_key(kind, one.id) for one in waiting for kind in kinds]
    for notice in list_unread_by_keys(keys):
        if notice.expires_at is not None:
            notice.expires_at += by
            notice.params = {**notice.params, "when": notice.expires_at.isoformat()}


def _later(at: datetime | None, by: timedelta) -> datetime | None:
    return None if at is None else at + by
