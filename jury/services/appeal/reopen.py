"""Reopening: a decision by default is set aside when the silent side had good cause.

It asks, once, within the window of the decision; a moderator decides. What nobody
decided in time is not reopened, and the side is told. The appeal stays open to it.
"""

from datetime import datetime

from jury.domain.deadlines import decided_by, window_end
from jury.domain.errors import N_, AlreadyDone, NotAllowed, NotNow
from jury.domain.law.windows import Window
from jury.domain.lifecycle import EndedBy, Side, Stage
from jury.services.appeal.slips import lapse_slips
from jury.services.law.rules import rules_of
from jury.services.moderation.grounds import NOTE_LENGTH
from jury.services.moderation.last_act import remember
from jury.services.moderation.tasks import (
    DOUBT,
    REOPEN,
    close_task,
    list_screening,
    open_task,
)
from jury.services.notices import telling
from jury.services.proof import audit
from jury.services.screening import texts
from jury.services.stages import Move, enter, require
from jury.services.submissions.silence import first_reminder_at
from jury.services.submissions.submit import refuse_late
from jury.storage.base import current_session
from jury.storage.desk.set_aside import SetAside
from jury.storage.desk.tasks import Task, find_open_task, find_task, get_open_task
from jury.storage.disputes import Dispute, get_dispute
from jury.storage.verdicts import Verdict, find_verdict_of, list_versions_before

LENGTH = 1000


def ask_reopening(dispute_id: str, side: Side, *, text: str, now: datetime) -> Task:
    """The silent side says why it said nothing; a moderator looks at it in time."""
    dispute = get_dispute(dispute_id)
    _refuse(dispute, side, now=now)
    said = texts.clean(text, field="text", most=LENGTH)
    closes_at = dispute.stage_closes_at or now
    task = open_task(
        dispute.id,
        REOPEN,
        target=dispute.id,
        due_at=closes_at,
        detail={"side": side.value, "text": said},
        now=now,
    )
    told = {"side": side.value, "task": task.id}
    actor = f"party:{side}"
    audit.record(dispute.id, "reopening.asked", told, actor=actor, now=now, note=said)
    telling.notify_party(
        dispute.party(side.other), "reopening.asked", now=now, expires_at=closes_at
    )
    return task


def may_ask_reopening(dispute: Dispute, side: Side, *, now: datetime) -> bool:
    """Whether this side could ask at this moment."""
    try:
        _refuse(dispute, side, now=now)
    except (NotNow, NotAllowed, AlreadyDone):
        return False
    return True


def reopen(dispute_id: str, *, reason: str, staff_id: int, now: datetime) -> None:
    """It had good cause: the decision is set aside, and both sides are heard."""
    dispute = get_dispute(dispute_id)
    verdict = _standing(dispute, now=now)
    task = get_open_task(dispute.id, REOPEN, dispute.id)
    said = texts.clean(reason, field="reason", most=NOTE_LENGTH)
    lapse_slips(dispute, now=now)
    _set_aside(dispute, verdict, now=now)
    close_task(task, "reopened", staff_id=staff_id, now=now)
    doubt = find_open_task(dispute.id, DOUBT, dispute.id)
    if doubt is not None:
        close_task(doubt, "reopened", staff_id=None, now=now)
    policy = rules_of(dispute).policy
    was_due = dispute.stage_closes_at or now
    closes_at = window_end(policy, Window.SUBMISSIONS, now)
    dispute.ended_by = dispute.reminded_at = None
    dispute.decided_by_at = max(dispute.decided_by_at, decided_by(policy, now))
    for party in dispute.parties:
        party.done_at = party.confirmed_at = party.confirmed_digest = None
    told = {"was_final_at": was_due.isoformat()}
    move = Move("reopen", f"staff:{staff_id}", closes_at, told, said)
    enter(dispute, move, now=now)
    dispute.next_due_at = first_reminder_at(policy, now, closes_at)
    for waiting in list_screening(dispute.id):
        waiting.due_at = window_end(policy, Window.SCREENING, closes_at)
    telling.notify_parties(
        dispute, "dispute.reopened", now=now, expires_at=closes_at, once="reopened"
    )


def refuse_reopening(
    dispute_id: str, *, reason: str, staff_id: int, now: datetime
) -> None:
    """It had none: the decision stands, and the side is told why."""
    dispute = get_dispute(dispute_id)
    _standing(dispute, now=now)
    task = get_open_task(dispute.id, REOPEN, dispute.id)
    said = texts.clean(reason, field="reason", most=NOTE_LENGTH)
    close_task(task, "refused", staff_id=staff_id, now=now)
    told = {"side": task.detail["side"], "task": task.id}
    actor = f"staff:{staff_id}"
    entry = audit.record(
        dispute.id, "reopening.refused", told, actor=actor, now=now, note=said
    )
    before = {"sides": [task.detail["side"]]}
    remember(dispute, entry, before, staff_id=staff_id, now=now)
    _tell(dispute, task, "reopening.refused", now=now)


def lapse_reopening(dispute: Dispute, *, now: datetime) -> None:
    """Nobody decided in time, or the side appealed: it is not reopened, and is told."""
    task = find_open_task(dispute.id, REOPEN, dispute.id)
    if task is not None:
        close_task(task, "lapsed", staff_id=None, now=now)
        _tell(dispute, task, "reopening.lapsed", now=now)


def _refuse(dispute: Dispute, side: Side, *, now: datetime) -> None:
    _standing(dispute, now=now)
    if dispute.filed_by == side.value:
        raise NotAllowed
    if find_task(dispute.id, REOPEN, dispute.id) is not None:
        raise AlreadyDone(N_("You have asked for this already."))


def _standing(dispute: Dispute, *, now: datetime) -> Verdict:
    """The decision by default that is not final yet; raises NotNow."""
    require(dispute, Stage.PRONOUNCED)
    refuse_late(dispute, now=now)
    verdict = find_verdict_of(dispute.id, dispute.round_number)
    if verdict is None or verdict.ended_by != EndedBy.DEFAULT.value:
        raise NotNow
    return verdict


def _set_aside(dispute: Dispute, verdict: Verdict, *, now: datetime) -> None:
    """Take the decision out of its round; what it said is kept, and in the log."""
    session = current_session()
    session.add(
        SetAside(
            dispute_id=dispute.id,
            round_number=verdict.round_number,
            ended_by=verdict.ended_by,
            remedy=verdict.remedy,
            buyer_minor=verdict.buyer_minor,
            seller_minor=verdict.seller_minor,
            freight_minor=verdict.freight_minor,
            pronounced_at=verdict.pronounced_at,
            set_aside_at=now,
        )
    )
    for version in list_versions_before(verdict.id):
        session.delete(version)
    session.flush()
    session.delete(verdict)
    session.flush()


def _tell(dispute: Dispute, task: Task, kind: str, *, now: datetime) -> None:
    party = dispute.party(Side(task.detail["side"]))
    telling.notify_party(party, kind, now=now, expires_at=dispute.stage_closes_at)
