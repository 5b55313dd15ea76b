"""Time passing: whatever is due in one dispute, done once.

The sweeper asks which disputes are due and calls `advance` for each, in a
transaction of its own. Doing it twice, or from two sweepers, changes nothing.
"""

from datetime import datetime

from jury.domain.lifecycle import Stage
from jury.services import disclose, empanel, remedy, submit
from jury.services.closing import sweep_poll
from jury.services.referral import remind_moderators
from jury.storage.disputes import Dispute, get_dispute, list_due_disputes
from jury.storage.draws import find_open_draw

BATCH = 200


def list_due(now: datetime, *, limit: int = BATCH) -> list[str]:
    """Ids of the disputes in which something is due, the longest overdue first."""
    return list_due_disputes(now, limit=limit)


def advance(dispute_id: str, *, now: datetime) -> None:
    """Do what is due in this dispute; nothing when nothing is."""
    dispute = get_dispute(dispute_id)
    if dispute.next_due_at is None or dispute.next_due_at > now:
        return
    _BY_STAGE[Stage(dispute.stage)](dispute, now)


def _advance_submissions(dispute: Dispute, now: datetime) -> None:
    if _has_closed(dispute, now):
        submit.close_submissions(dispute.id, now=now)
    else:
        submit.remind_silent(dispute.id, now=now)


def _advance_screening(dispute: Dispute, now: datetime) -> None:
    if _has_closed(dispute, now):
        disclose.close_screening(dispute.id, now=now)
    else:
        disclose.remind_unconfirmed(dispute.id, now=now)


def _advance_hearing(dispute: Dispute, now: datetime) -> None:
    draw = find_open_draw(dispute.id)
    if draw is None:
        raise LookupError("a hearing without an open draw")
    if draw.seed is None:
        empanel.seed_draw(dispute.id, now=now)
    else:
        sweep_poll(dispute, draw, now=now)


def _advance_pronounced(dispute: Dispute, now: datetime) -> None:
    remedy.make_final(dispute.id, now=now)


def _advance_final(dispute: Dispute, now: datetime) -> None:
    remedy.chase_answer(dispute.id, now=now)


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
