"""What disputes took of people, summed; and shadow disputes beside what staff said."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

from sqlalchemy import func, select

from jury.domain.lifecycle import Stage
from jury.domain.lives.part_states import SummonsState
from jury.storage.audit import AuditEntry
from jury.storage.base import current_session
from jury.storage.desk.staff_decisions import StaffDecision
from jury.storage.desk.tasks import Task
from jury.storage.disputes import Dispute
from jury.storage.draws import Draw, Seat, Summons
from jury.storage.polls import Ballot
from jury.storage.verdicts import Verdict

OVER = (Stage.FINAL.value, Stage.CLOSED.value)
TAKEN, LEFT = "task.taken", "task.left"


class Over(NamedTuple):
    """A dispute that is over, and its policy with its version."""

    dispute_id: str
    policy_name: str
    admitted_at: datetime


class Votes(NamedTuple):
    """How many votes a dispute took, and how long they were read for together."""

    votes: int
    seconds: int


class Held(NamedTuple):
    """A task in somebody's hands: from when, and until when at the latest."""

    dispute_id: str
    begun_at: datetime
    ended_at: datetime | None


class Shadow(NamedTuple):
    """A shadow dispute that staff decided too; the verdict's part is None before it."""

    dispute_id: str
    held_minor: int
    court_minor: int | None
    ended_by: str | None
    staff_minor: int
    is_blind: bool
    admitted_at: datetime
    pronounced_at: datetime | None
    decided_at: datetime


def list_over(*, newest: int) -> list[Over]:
    """Disputes that are over; the newest so many, the last admitted first."""
    query = (
        select(Dispute.id, Dispute.policy_name, Dispute.admitted_at)
        .where(Dispute.stage.in_(OVER))
        .order_by(Dispute.admitted_at.desc(), Dispute.id)
        .limit(newest)
    )
    return [Over(*row) for row in current_session().execute(query)]


def votes_by_dispute(*, since: datetime) -> dict[str, Votes]:
    """What was cast in disputes that were admitted since and are over, by dispute."""
    query = (
        select(
            Draw.dispute_id,
            func.count(Ballot.id),
            func.sum(Ballot.reading_seconds),
        )
        .join(Seat, Seat.draw_id == Draw.id)
        .join(Ballot, Ballot.seat_id == Seat.id)
        .join(Dispute, Dispute.id == Draw.dispute_id)
        .where(Dispute.stage.in_(OVER), Dispute.admitted_at >= since)
        .group_by(Draw.dispute_id)
    )
    rows = current_session().execute(query)
    return {dispute: Votes(count, int(seconds)) for dispute, count, seconds in rows}


def vain_seconds_by_dispute(*, since: datetime) -> dict[str, int]:
    """How long those read at least who opened a file and cast no vote, by dispute."""
    query = (
        select(Draw.dispute_id, func.sum(Draw.reading_seconds))
        .join(Summons, Summons.draw_id == Draw.id)
        .join(Dispute, Dispute.id == Draw.dispute_id)
        .where(
            Dispute.stage.in_(OVER),
            Dispute.admitted_at >= since,
            Summons.opened_at.is_not(None),
            Summons.state != SummonsState.VOTED.value,
        )
        .group_by(Draw.dispute_id)
    )
    return {dispute: int(sum_) for dispute, sum_ in current_session().execute(query)}


def list_held_tasks(*, since: datetime) -> Iterator[Held]:
    """How long staff had tasks of disputes in hand, as the log and the queue say."""
    query = (
        select(AuditEntry.payload, AuditEntry.action, AuditEntry.at)
        .where(AuditEntry.at >= since, AuditEntry.action.in_((TAKEN, LEFT)))
        .order_by(AuditEntry.at, AuditEntry.chain, AuditEntry.seq)
    )
    acts: dict[str, list[tuple[str, datetime | None]]] = defaultdict(list)
    for payload, action, at in current_session().execute(query):
        acts[str(payload["task"])].append((action, at))
    done = select(Task.id, Task.dispute_id, Task.done_at).where(
        Task.dispute_id.is_not(None), Task.opened_at >= since
    )
    for task_id, dispute_id, done_at in current_session().execute(done):
        told = [*acts.get(task_id, []), ("", done_at)]
        for (action, begun_at), (_next, ended_at) in pairwise(told):
            if action == TAKEN and dispute_id and begun_at:
                yield Held(dispute_id, begun_at, ended_at)


def list_shadows() -> list[Shadow]:
    """Every shadow dispute that is over and that staff decided too."""
    query = (
        select(
            Dispute.id,
            Dispute.held_minor,
            Verdict.buyer_minor,
            Verdict.ended_by,
            StaffDecision.buyer_minor,
            StaffDecision.before_verdict,
            Dispute.admitted_at,
            Verdict.pronounced_at,
            StaffDecision.decided_at,
        )
        .join(StaffDecision, StaffDecision.dispute_id == Dispute.id)
        .outerjoin(Verdict, Verdict.dispute_id == Dispute.id)
        .where(Dispute.is_shadow.is_(True), Dispute.stage.in_(OVER))
        .order_by(Dispute.admitted_at, Dispute.id)
    )
    return [Shadow(*row) for row in current_session().execute(query)]
