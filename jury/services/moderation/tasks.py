"""The queue of what needs a person: opening, taking, leaving and closing tasks.

A task is leased to one person at a time, so that two do not do the same work; its
due time is that of the deadline it blocks.
"""

from datetime import datetime, timedelta

from jury.domain.errors import N_, AlreadyDone, NotNow
from jury.services.drawing.hands import NeedsAnother, refuse_barred, refuse_striker
from jury.services.moderation import looks
from jury.services.notices import telling
from jury.services.proof import audit
from jury.storage.base import current_session, new_id
from jury.storage.desk.tasks import Task, find_task, get_task, list_open_tasks_of
from jury.storage.disputes import Dispute, get_dispute
from jury.storage.people import Role

LEASE = timedelta(minutes=20)
SCREEN, COVER = "screen_exhibit", "cover"
# Somebody who judges a dispute saw who a person in it is.
REPORTED = "reported"
# On appeal: whether evidence is new at all, and what a text tells of the first round.
ADMIT, STRIKE = "admit_exhibit", "strike"
SLIP = "slip"
# Whether a side that said nothing had good cause.
REOPEN = "reopen"
# Whether a verdict stands without an exhibit that was struck after it.
DOUBT = "doubt"
# Readers of a drawn verdict, who did not know it, would have decided otherwise.
OVERTURNED = "overturned"
# A mock dispute that a colleague made from a closed one: may it be read?
MOCK = "mock_review"
# A juror does not agree with the known answer of a control dispute.
CONTROL = "control_contested"
# A parcel that is contested or missing: whose the loss is.
RETURN, RETURN_CONSENT = "return_decision", "return_consent"
SCREENING = frozenset({SCREEN, COVER, ADMIT, STRIKE})
# A change of an award, or writing a payment off, that a colleague must consent to.
MONEY_CONSENT = "money_consent"
# What an appeal from a moderator puts before somebody who had no hand in it.
CONSENT = "consent"
DECISIONS = frozenset({"referred", CONSENT})
CONSENTS = frozenset({CONSENT, MONEY_CONSENT, RETURN_CONSENT, MOCK})


class Taken(NotNow):
    """Somebody else is working on it."""

    code = "taken"
    sentence = N_("A colleague is working on this. It frees itself in a while.")


def open_task(
    dispute_id: str | None,
    kind: str,
    *,
    target: str,
    due_at: datetime,
    now: datetime,
    detail: dict[str, object] | None = None,
) -> Task:
    """Put something into the queue, or open it again, and tell moderators of it."""
    task, is_new = open_untold(
        dispute_id, kind, target=target, due_at=due_at, now=now, detail=detail
    )
    if is_new:
        telling.notify_staff(
            Role.MODERATOR,
            _told_as(task),
            once=task.id,
            params={"task": task.id},
            expires_at=due_at,
            now=now,
        )
    return task


def open_untold(
    dispute_id: str | None,
    kind: str,
    *,
    target: str,
    due_at: datetime,
    now: datetime,
    detail: dict[str, object] | None = None,
) -> tuple[Task, bool]:
    """The same without a notice, and whether it was not open before."""
    task = find_task(dispute_id, kind, target)
    if task is None:
        task = Task(id=new_id("tsk"), dispute_id=dispute_id, kind=kind, target=target)
        current_session().add(task)
    elif task.done_at is None:
        task.detail = detail or task.detail
        return task, False
    task.detail = detail or {}
    task.opened_at, task.due_at = now, due_at
    task.done_at = task.done_by = task.outcome = None
    task.taken_by = task.taken_until = None
    return task, True


def list_screening(dispute_id: str) -> list[Task]:
    """What of the screening of a dispute still waits for a moderator."""
    waiting = list_open_tasks_of(dispute_id)
    return [task for task in waiting if task.kind in SCREENING]


def take_task(task_id: str, staff_id: int, *, now: datetime) -> Task:
    """Lease a task; raises Taken while a colleague holds it."""
    task = _open(task_id)
    refuse_taken(task, staff_id, now=now)
    if task.kind in DECISIONS and task.dispute_id is not None:
        refuse_barred(get_dispute(task.dispute_id), staff_id)
    if is_own_proposal(task, staff_id):
        # Only a colleague can consent, and would wait for the lease to end.
        raise NeedsAnother
    if task.kind == DOUBT:
        refuse_striker(task.detail, staff_id)
    task.taken_by, task.taken_until = staff_id, now + LEASE
    _record(task, "task.taken", staff_id, now=now)
    _open_what_it_is_about(task, staff_id, now=now)
    return task


def is_own_proposal(task: Task, staff_id: int) -> bool:
    """Whether it asks a colleague to consent to what this one proposed."""
    return task.kind in CONSENTS and task.detail["by"] == staff_id


def leave_task(task_id: str, staff_id: int, *, now: datetime) -> Task:
    """Put a leased task back."""
    task = _open(task_id)
    refuse_taken(task, staff_id, now=now)
    task.taken_by = task.taken_until = None
    _record(task, "task.left", staff_id, now=now)
    return task


def refuse_taken(task: Task, staff_id: int, *, now: datetime) -> None:
    """Refuse to work on what a colleague holds."""
    is_held = task.taken_until is not None and task.taken_until > now
    if is_held and task.taken_by != staff_id:
        raise Taken


def finish(
    dispute_id: str | None,
    kind: str,
    *,
    target: str,
    outcome: str,
    staff_id: int | None,
    now: datetime,
) -> None:
    """Close a task because what it asked for was done; nothing when there is none."""
    task = find_task(dispute_id, kind, target)
    if task is not None and task.done_at is None:
        close_task(task, outcome, staff_id=staff_id, now=now)


def finish_own(
    dispute: Dispute, kind: str, outcome: str, *, staff_id: int | None, now: datetime
) -> None:
    """Close a task about a dispute itself, not about a part of it."""
    finish(
        dispute.id,
        kind,
        target=dispute.id,
        outcome=outcome,
        staff_id=staff_id,
        now=now,
    )


def close_task(
    task: Task, outcome: str, *, staff_id: int | None, now: datetime
) -> None:
    """Close an open task; raises Taken to staff while a colleague holds it."""
    if staff_id is not None:
        refuse_taken(task, staff_id, now=now)
    task.done_at, task.done_by, task.outcome = now, staff_id, outcome
    task.taken_by = task.taken_until = None
    telling.settle_staff(_told_as(task), once=task.id, now=now)


def _open_what_it_is_about(task: Task, staff_id: int, *, now: datetime) -> None:
    """Taking a task is the reason to look at what nobody can do it without."""
    exhibit_id, dispute_id = _shown_in(task), task.dispute_id or ""
    if exhibit_id is not None:
        looks.open_for_task(
            dispute_id, exhibit_id, task_id=task.id, staff_id=staff_id, now=now
        )
    elif task.detail.get("is_uncover"):
        looks.open_words_for_task(
            dispute_id,
            task.detail["target"],
            task_id=task.id,
            staff_id=staff_id,
            now=now,
        )


def _shown_in(task: Task) -> str | None:
    """The exhibit that nobody can do this task without seeing as it was sent."""
    if task.kind in {SCREEN, ADMIT}:
        return task.target
    if task.kind == COVER and not task.detail.get("is_text", True):
        return str(task.detail.get("target", task.target))
    return None


def _told_as(task: Task) -> str:
    """The kind of the notice that tells of a task: each kind has words of its own."""
    return f"task.{task.kind}"


def _open(task_id: str) -> Task:
    task = get_task(task_id)
    if task.done_at is not None:
        raise AlreadyDone(N_("This was finished already."))
    return task


def _record(task: Task, action: str, staff_id: int, *, now: datetime) -> None:
    if task.dispute_id is None:
        return
    audit.record(
        task.dispute_id,
        action,
        {"task": task.id, "kind": task.kind},
        actor=f"staff:{staff_id}",
        now=now,
    )
