"""Disputes that stand still: who must, and who goes on, with their time given back.

Stops are asked of the disputes themselves, in every sweep: a crash in between goes on
where it was, and what an administrator stops again meanwhile simply stays where it is.
"""

from datetime import datetime, timedelta

from jury.domain.lifecycle import Stage
from jury.domain.lives.part_states import RefundState
from jury.domain.respites import Period
from jury.services.drawing import empanel
from jury.services.drawing.held_jurors import call_back
from jury.services.hearing.inquiry import tell_asked
from jury.services.hearing.inquiry_filing import lengthen_answer
from jury.services.notices import telling
from jury.services.proof import audit
from jury.services.settlement.offer_time import open_until
from jury.services.standstill.stops import is_stopped, stand_still
from jury.services.standstill.windows import give_back
from jury.storage.desk.pauses import Pause, list_heard, list_waiting
from jury.storage.desk.stops import Stopped, find_stop, list_planned
from jury.storage.disputes import EVIDENCE, PAUSE, Dispute, get_dispute
from jury.storage.draws import find_open_draw
from jury.storage.inquiries import find_open_inquiry
from jury.storage.money.refunds import get_refund_of

BATCH = 200
_STOPS = frozenset(Stopped)


def list_to_settle(now: datetime) -> list[str]:
    """Disputes that must begin or cease to stand still for a stop.

    One that failed makes room for a while, so that it keeps nobody else waiting.
    """
    found: list[str] = []
    if find_stop(Stopped.DRAWS) is None:
        found += list_waiting(Stopped.DRAWS.value, now, limit=BATCH)
    else:
        found += list_heard(now, limit=BATCH)
    if find_stop(Stopped.ENFORCEMENT) is None:
        found += list_waiting(Stopped.ENFORCEMENT.value, now, limit=BATCH)
    return found


def settle_stop(dispute_id: str, *, now: datetime) -> None:
    """Let a dispute stand still, or go on, as the stops of this moment have it."""
    dispute = get_dispute(dispute_id)
    cause = dispute.stands_for
    if cause is None:
        begun = find_stop(Stopped.DRAWS)
        if begun is not None and dispute.stage == Stage.HEARING.value:
            since = begun.stopped_at
            stand_still(dispute, Stopped.DRAWS, since=since, now=now)
    elif cause in _STOPS and not is_stopped(Stopped(cause)):
        _go_on(dispute, cause, actor="sweep", now=now)


def resume_from(
    dispute: Dispute, pause: Pause, *, actor: str, note: str, now: datetime
) -> None:
    """A pause is over: the dispute goes on, or waits for a stop that still stands."""
    if pause.covers == EVIDENCE:
        _wait_on(dispute, pause, actor=actor, note=note, now=now)
        return
    cause = _still_stopped(dispute, pause)
    if cause is None:
        dispute.stands_for = pause.covers
        _go_on(dispute, pause.covers or PAUSE, actor=actor, note=note, now=now)
        return
    dispute.stands_for = cause.value
    told = _told(dispute, PAUSE, by=timedelta())
    audit.record(dispute.id, "dispute.resumed", told, actor=actor, now=now, note=note)
    telling.emit(dispute, "dispute.resumed", told, now=now)
    kind = f"stopped.{cause.value}"
    telling.notify_parties(dispute, kind, now=now, once=now.isoformat())


def _wait_on(
    dispute: Dispute, pause: Pause, *, actor: str, note: str, now: datetime
) -> None:
    """The jury asked a side before the pause: it has all its time to answer again."""
    dispute.stands_for = EVIDENCE
    by = now - pause.paused_at
    lengthen_answer(dispute, by=by)
    told = _told(dispute, PAUSE, by=by)
    audit.record(dispute.id, "dispute.resumed", told, actor=actor, now=now, note=note)
    telling.emit(dispute, "dispute.resumed", told, now=now)
    row = find_open_inquiry(dispute.id)
    if row is not None:
        tell_asked(dispute, row, now=now)


def _still_stopped(dispute: Dispute, pause: Pause) -> Stopped | None:
    """The stop for which a dispute waits on when its pause is over."""
    cause = Stopped(pause.covers) if pause.covers else Stopped.DRAWS
    is_due = pause.covers is not None or dispute.stage == Stage.HEARING.value
    return cause if is_due and is_stopped(cause) else None


def _go_on(
    dispute: Dispute, cause: str, *, actor: str, now: datetime, note: str = ""
) -> None:
    since = dispute.stands_since or now
    dispute.stands_since = dispute.stands_for = None
    by = timedelta()
    if cause != Stopped.ENFORCEMENT.value:
        period = Period(since, _end_of_it(since, now))
        by = give_back(dispute, period, cause=cause, now=now)
    told = _told(dispute, cause, by=by)
    audit.record(dispute.id, "dispute.resumed", told, actor=actor, now=now, note=note)
    telling.emit(dispute, "dispute.resumed", told, now=now)
    telling.notify_parties(
        dispute,
        "dispute.resumed" if cause == PAUSE else f"resumed.{cause}",
        now=now,
        expires_at=dispute.stage_closes_at if by else None,
        once=now.isoformat(),
    )
    if dispute.stage == Stage.HEARING.value:
        _hear_on(dispute, is_told=cause == PAUSE, now=now)
    elif cause == Stopped.ENFORCEMENT.value or _is_paid(dispute):
        # What waited is due at once; nobody's window had still to run.
        dispute.next_due_at = now


def _hear_on(dispute: Dispute, *, is_told: bool, now: datetime) -> None:
    draw = find_open_draw(dispute.id)
    if draw is None:
        empanel.begin_draw(dispute, now=now)
        return
    is_unanswered = draw.seed is None and draw.nonce is None
    dispute.next_due_at = draw.nonce_due_at if is_unanswered else now
    call_back(draw, is_told=is_told, now=now)


def _is_paid(dispute: Dispute) -> bool:
    """Whether the marketplace said so while the dispute stood still."""
    is_final = dispute.stage == Stage.FINAL.value
    record = get_refund_of(dispute.id)
    return is_final and record.state == RefundState.ACKNOWLEDGED.value


def _end_of_it(since: datetime, now: datetime) -> datetime:
    """Now, or the end of an announced outage that began while it stood still."""
    ends = [
        one.ends_at
        for one in list_planned(now)
        if one.begun_at is not None and one.begun_at >= since
    ]
    return max([now, *ends])


def _told(dispute: Dispute, cause: str, *, by: timedelta) -> dict[str, object]:
    closes_at = dispute.stage_closes_at
    return {
        "cause": cause,
        "seconds": int(by.total_seconds()),
        "closes_at": closes_at.isoformat() if closes_at else None,
        "decided_by": dispute.decided_by_at.isoformat(),
        "offer_until": open_until(dispute),
    }
