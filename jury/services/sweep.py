"""Time passing: whatever is due in one dispute, done once.

The sweeper asks which disputes are due and calls `advance` for each, in a
transaction of its own. Doing it twice, or from two sweepers, changes nothing. One
that fails is put off, so that it keeps nobody else waiting, and soon a person looks.
"""

from datetime import datetime, timedelta

from jury.domain.lifecycle import Stage
from jury.services.appeal import rehear
from jury.services.drawing import empanel
from jury.services.hearing import inquiry, inquiry_end
from jury.services.hearing.closing import sweep_poll
from jury.services.moderation.referral import remind_moderators
from jury.services.moderation.tasks import finish, open_task
from jury.services.money import remedy
from jury.services.money.payments import chase_late
from jury.services.proof import audit
from jury.services.returning import returns
from jury.services.screening import disclose, unconfirmed
from jury.services.settlement.offers import lapse_expired
from jury.services.standstill.stops import stand_still
from jury.services.standstill.waiting import advance_final
from jury.services.submissions import silence, submit
from jury.services.verdict import doubt
from jury.storage.base import current_session
from jury.storage.desk.stops import Stopped, find_stop
from jury.storage.desk.tasks import find_open_task
from jury.storage.disputes import Dispute, get_dispute
from jury.storage.draws import find_open_draw
from jury.storage.due import SweepFailure, find_failure, list_due_disputes
from jury.storage.inquiries import list_due_inquiries
from jury.storage.money.payments import has_late_payment, list_late_payments
from jury.storage.money.returns import find_open_journey
from jury.storage.offers import find_open_offer, list_expired_offers

BATCH = 200
FAILED = "sweep_failed"
FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(minutes=10)
# So many failures in a row are no accident: after a minute or two a person looks.
MANY_FAILURES = 5
LOOK_WITHIN = timedelta(hours=1)


def list_due(now: datetime, *, limit: int = BATCH) -> list[str]:
    """Ids of the disputes in which something is due, the longest overdue first."""
    found = list_due_disputes(now, limit=limit)
    found += list_expired_offers(now, limit=limit)
    found += list_late_payments(now, limit=limit)
    found += list_due_inquiries(now, limit=limit)
    return list(dict.fromkeys(found))[:limit]


def advance(dispute_id: str, *, now: datetime) -> None:
    """Do what is due in this dispute; nothing when nothing is."""
    dispute = get_dispute(dispute_id)
    # Apart from the dispute's own due time, which would tell of the hearing.
    has_lapsed = lapse_expired(dispute, now=now)
    if dispute.stands_since is None:
        has_lapsed = chase_late(dispute, now=now) or has_lapsed
    if dispute.stands_since is None and _is_due(dispute, now):
        _BY_STAGE[Stage(dispute.stage)](dispute, now)
    elif not (inquiry_end.end_wait(dispute, now=now) or has_lapsed):
        return
    recover(dispute.id, now=now)


def put_off(dispute_id: str, *, defect: str, now: datetime) -> int:
    """Make room for others after a sweep failed; returns how often it has in a row.

    Nothing when the dispute was moved meanwhile. Its due time stays what it is.
    """
    offer = find_open_offer(dispute_id)
    dispute = get_dispute(dispute_id)
    has_expired = offer is not None and offer.expires_at <= dispute.window_time(now)
    is_moving = dispute.stands_since is None
    is_due = is_moving and (_is_due(dispute, now) or has_late_payment(dispute_id, now))
    if not (has_expired or is_due or inquiry_end.is_wait_over(dispute, now=now)):
        return 0
    return count_failure(dispute_id, defect=defect, now=now)


def count_failure(dispute_id: str, *, defect: str, now: datetime) -> int:
    """Note that a dispute could not be swept, and for how long it makes room."""
    failure = find_failure(dispute_id)
    if failure is None:
        failure = SweepFailure(dispute_id=dispute_id, failures=0)
        current_session().add(failure)
    failure.failures += 1
    failure.defect = defect
    doubled: timedelta = FIRST_PAUSE * (1 << min(failure.failures - 1, 12))
    failure.retry_due_at = now + min(doubled, LONGEST_PAUSE)
    return failure.failures


def call_for_help(dispute_id: str, *, now: datetime) -> None:
    """Put a dispute that fails again and again before a person, once."""
    failure = find_failure(dispute_id)
    if failure is None or find_open_task(dispute_id, FAILED, dispute_id):
        return
    told = {"failures": failure.failures, "defect": failure.defect}
    audit.record(dispute_id, "sweep.failed", told, actor="sweep", now=now)
    # Not the due time of the dispute: in a hearing it would tell who sits there.
    open_task(
        dispute_id,
        FAILED,
        target=dispute_id,
        due_at=now + LOOK_WITHIN,
        detail={"defect": failure.defect},
        now=now,
    )


def recover(dispute_id: str, *, now: datetime) -> None:
    """It moved: what failed before is past, and whoever was asked need not look."""
    failure = find_failure(dispute_id)
    if failure is None:
        return
    current_session().delete(failure)
    finish(
        dispute_id,
        FAILED,
        target=dispute_id,
        outcome="moved",
        staff_id=None,
        now=now,
    )


def _is_due(dispute: Dispute, now: datetime) -> bool:
    return dispute.next_due_at is not None and dispute.next_due_at <= now


def _advance_submissions(dispute: Dispute, now: datetime) -> None:
    if _has_closed(dispute, now):
        submit.close_submissions(dispute.id, now=now)
    else:
        silence.remind_silent(dispute.id, now=now)


def _advance_screening(dispute: Dispute, now: datetime) -> None:
    if _has_closed(dispute, now):
        disclose.close_screening(dispute.id, now=now)
    else:
        unconfirmed.remind_unconfirmed(dispute.id, now=now)


def _advance_hearing(dispute: Dispute, now: datetime) -> None:
    stopped = find_stop(Stopped.DRAWS)
    if stopped is not None:
        # It was stopped since this sweep began.
        stand_still(dispute, Stopped.DRAWS, since=stopped.stopped_at, now=now)
        return
    draw = find_open_draw(dispute.id)
    if draw is None:
        raise LookupError("a hearing without an open draw")
    if draw.seed is None:
        empanel.seed_draw(dispute.id, now=now)
    elif not inquiry.pause_when_asked(dispute, draw, now=now):
        sweep_poll(dispute, draw, now=now)


def _advance_pronounced(dispute: Dispute, now: datetime) -> None:
    if _has_closed(dispute, now) and doubt.is_doubted(dispute):
        doubt.hold_doubted(dispute, now=now)
    elif _has_closed(dispute, now):
        remedy.make_final(dispute.id, now=now)
    else:
        rehear.remind_appeal(dispute.id, now=now)


def _advance_final(dispute: Dispute, now: datetime) -> None:
    row = find_open_journey(dispute.id)
    if row is not None:
        returns.advance(dispute, row, now=now)
    else:
        advance_final(dispute, now=now)


def _advance_referred(dispute: Dispute, now: datetime) -> None:
    remind_moderators(dispute, now=now)


def _has_closed(dispute: Dispute, now: datetime) -> bool:
    return dispute.stage_closes_at is not None and dispute.stage_closes_at <= now


_BY_STAGE = {
    Stage.SUBMISSIONS: _advance_submissions,
    Stage.SCREENING: _advance_screening,
    Stage.HEARING: _advance_hearing,
    Stage.PRONOUNCED: _advance_pronounced,
    Stage.FINAL: _advance_final,
    Stage.REFERRED: _advance_referred,
}
