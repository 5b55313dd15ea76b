"""A dispute's windows: moving everything they promise, when time is given back.

After an outage, a stop or a pause. Nothing is given back twice, however they lay over
each other.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from jury.domain.deadlines import decided_after, window_end
from jury.domain.law.windows import Window
from jury.domain.lifecycle import BEFORE_THE_VERDICT, Stage
from jury.domain.lives.part_states import SummonsState
from jury.domain.respites import Period, owed
from jury.services.drawing.notices import CALL, REMINDERS
from jury.services.hearing.inquiry_filing import lengthen_answer
from jury.services.law.rules import rules_of
from jury.services.money.payments import lengthen_payments
from jury.services.notices import telling
from jury.services.settlement.offer_time import lengthen_offer, lost_of, remind
from jury.storage.base import current_session
from jury.storage.desk.pauses import Respite, list_given
from jury.storage.desk.tasks import list_open_tasks_of
from jury.storage.disputes import Dispute
from jury.storage.draws import Draw, find_open_draw, list_summonses
from jury.storage.money.refunds import get_refund_of
from jury.storage.money.returns import find_open_journey
from jury.storage.offers import find_open_offer
from jury.storage.outside.outbox import list_unread_by_keys
from jury.storage.verdicts import find_verdict_of

OUTAGE, ANNOUNCED = "outage", "announced"
WAITING = {SummonsState.SENT.value, SummonsState.ACCEPTED.value}


def give_back(
    dispute: Dispute, period: Period, *, cause: str, now: datetime
) -> timedelta:
    """Move every window by what a period cost it; returns by how much."""
    # Two silences of the sweeper never lie over each other, whatever the clock says.
    besides = cause if cause == OUTAGE else ""
    given = list_given(dispute.id, besides=besides)
    by, offer = owed(period, given), find_open_offer(dispute.id)
    respite = Respite(
        dispute_id=dispute.id, cause=cause, since=period.since, until=period.until
    )
    current_session().add(respite)
    if by:
        of_offer = lost_of(offer, period, given) if offer else by
        of_slips = _lost_of_slips(dispute, period, given)
        move(dispute, by=by, of_offer=of_offer, of_slips=of_slips)
    remind(dispute, now=now)
    return by


def move(
    dispute: Dispute,
    *,
    by: timedelta,
    of_offer: timedelta | None = None,
    of_slips: timedelta | None = None,
) -> None:
    """Move everything that a window promises; an offer that came later by less, and
    so the time to correct a verdict that did."""
    dispute.stage_closes_at = _later(dispute.stage_closes_at, by)
    dispute.next_due_at = _later(dispute.next_due_at, by)
    draw = find_open_draw(dispute.id)
    dispute.decided_by_at = _decided_by(dispute, draw, by)
    if draw is not None:
        _move_poll(draw, by)
    for task in list_open_tasks_of(dispute.id):
        task.due_at += by
    _move_slips(dispute, by=by if of_slips is None else of_slips)
    lengthen_offer(dispute, by=by if of_offer is None else of_offer)
    lengthen_answer(dispute, by=by)
    row = find_open_journey(dispute.id)
    if row is not None:
        row.due_at = _later(row.due_at, by)
    refund = get_refund_of(dispute.id)
    refund.answer_due_at = _later(refund.answer_due_at, by)
    lengthen_payments(dispute.id, by=by)


def _decided_by(dispute: Dispute, draw: Draw | None, by: timedelta) -> datetime:
    """The promised date: as much later, and past holidays that now lie in the way."""
    later, stage = dispute.decided_by_at + by, Stage(dispute.stage)
    closes_at = dispute.stage_closes_at
    is_extended = draw is not None and draw.extended_at is not None
    if closes_at is None or stage not in BEFORE_THE_VERDICT:
        return later
    policy = rules_of(dispute).policy
    if not policy.holidays.days:
        return later
    if is_extended:
        return max(later, window_end(policy, Window.REFERRED, closes_at))
    return max(later, decided_after(policy, stage, closes_at))


def _lost_of_slips(
    dispute: Dispute, period: Period, given: Iterable[Period]
) -> timedelta | None:
    """How much of a period the time to correct a verdict lost: staff may pronounce
    while the sweeper is silent. None: nothing is pronounced."""
    verdict = find_verdict_of(dispute.id, dispute.round_number)
    if verdict is None:
        return None
    since = max(period.since, verdict.pronounced_at)
    return owed(Period(since, period.until), given)


def _move_slips(dispute: Dispute, *, by: timedelta) -> None:
    verdict = find_verdict_of(dispute.id, dispute.round_number)
    if verdict is not None and dispute.stage == Stage.PRONOUNCED.value:
        verdict.correction_closes_at = _later(verdict.correction_closes_at, by)


def _move_poll(draw: Draw, by: timedelta) -> None:
    draw.window_ends_at += by
    draw.poll_closes_at = _later(draw.poll_closes_at, by)
    draw.confirm_until = _later(draw.confirm_until, by)
    if draw.seed is None:
        draw.nonce_due_at += by
    for seat in draw.seats:
        seat.vote_due_at = _later(seat.vote_due_at, by)
    waiting = [one for one in list_summonses(draw.id) if one.state in WAITING]
    for summons in waiting:
        summons.reply_due_at += by
        summons.begins_at = _later(summons.begins_at, by)
    move_notices([one.id for one in waiting], by)


def move_notices(calls: Iterable[str], by: timedelta) -> None:
    """What jurors are still to be told names the new time, and does not lapse."""
    kinds = (CALL, *REMINDERS)
    keys = [telling.juror_key(kind, one) for one in calls for kind in kinds]
    for notice in list_unread_by_keys(keys):
        if notice.expires_at is not None:
            notice.expires_at += by
            notice.params = {**notice.params, "when": notice.expires_at.isoformat()}


def _later(at: datetime | None, by: timedelta) -> datetime | None:
    return None if at is None else at + by
