"""PRONOUNCED: an exhibit was struck after the verdict, and staff say if that stands.

Until a moderator has said so nothing becomes final and no money moves; whoever is slow
is reminded every day. What does not stand goes to staff, in a round of its own.
"""

from datetime import datetime

from jury.domain.deadlines import decided_after, window_end
from jury.domain.law.windows import Window
from jury.domain.lifecycle import Stage
from jury.services.appeal.reopen import lapse_reopening
from jury.services.appeal.slips import lapse_slips
from jury.services.drawing.hands import refuse_hand, refuse_striker
from jury.services.law.rules import rules_of
from jury.services.moderation.grounds import NOTE_LENGTH
from jury.services.moderation.referral import REMINDER, STRUCK, refer
from jury.services.moderation.tasks import DOUBT, close_task, open_task
from jury.services.notices import telling
from jury.services.proof import audit
from jury.services.screening import texts
from jury.services.stages import require
from jury.storage.desk.tasks import Task, find_open_task, get_open_task
from jury.storage.disputes import Dispute, get_dispute
from jury.storage.exhibits import Exhibit
from jury.storage.people import Role
from jury.storage.verdicts import Verdict, find_verdict_of


def raise_doubt(
    dispute: Dispute, exhibit: Exhibit, *, staff_id: int, now: datetime
) -> None:
    """Ask staff whether the verdict can stand, and hold it until they answer.

    Whoever struck one of the exhibits in question is not asked.
    """
    open_one = find_open_task(dispute.id, DOUBT, dispute.id)
    before = open_one.detail.get("by", []) if open_one is not None else []
    due_at = window_end(rules_of(dispute).policy, Window.REFERRED, now)
    open_task(
        dispute.id,
        DOUBT,
        target=dispute.id,
        due_at=due_at,
        detail={
            "exhibit": exhibit.id,
            "code": exhibit.withheld_code,
            "by": sorted({*before, staff_id}),
        },
        now=now,
    )
    _hold(dispute, max(due_at, dispute.stage_closes_at or due_at))
    _tell_held(dispute, exhibit.id, now=now)
    telling.notify_parties(
        dispute, "verdict.doubted", now=now, expires_at=due_at, once=exhibit.id
    )


def is_doubted(dispute: Dispute) -> bool:
    """Whether staff must say first that the verdict can stand."""
    return find_open_task(dispute.id, DOUBT, dispute.id) is not None


def hold_doubted(dispute: Dispute, *, now: datetime) -> None:
    """Nobody has answered in time: the verdict waits on, and staff are reminded."""
    _hold(dispute, now + REMINDER)
    once = f"{dispute.id}:{now.isoformat()}"
    telling.notify_staff(Role.MODERATOR, "task.overdue", once=once, now=now)
    audit.record(dispute.id, "verdict.doubt_overdue", {}, actor="sweep", now=now)
    task = get_open_task(dispute.id, DOUBT, dispute.id)
    _tell_held(dispute, str(task.detail["exhibit"]), now=now)


def let_stand(dispute_id: str, *, reason: str, staff_id: int, now: datetime) -> None:
    """It stands without the exhibit too; its whole window begins anew."""
    dispute, verdict, task, said = _load(dispute_id, reason, staff_id=staff_id)
    close_task(task, "stands", staff_id=staff_id, now=now)
    policy = rules_of(dispute).policy
    closes_at = window_end(policy, Window.after(verdict.ended_by), now)
    _hold(dispute, closes_at)
    told = {
        "round_number": verdict.round_number,
        "exhibit": task.detail["exhibit"],
        "final_at": closes_at.isoformat(),
    }
    actor = f"staff:{staff_id}"
    audit.record(dispute.id, "verdict.upheld", told, actor=actor, now=now, note=said)
    telling.emit(dispute, "verdict.upheld", told, now=now)
    telling.notify_parties(
        dispute, "verdict.upheld", now=now, expires_at=closes_at, once=now.isoformat()
    )


def set_aside(dispute_id: str, *, reason: str, staff_id: int, now: datetime) -> None:
    """It does not: staff decide anew, or ask other jurors, in a round of its own."""
    dispute, verdict, task, said = _load(dispute_id, reason, staff_id=staff_id)
    close_task(task, "set_aside", staff_id=staff_id, now=now)
    lapse_slips(dispute, now=now)
    lapse_reopening(dispute, now=now)
    actor = f"staff:{staff_id}"
    told = {"round_number": verdict.round_number, "exhibit": task.detail["exhibit"]}
    audit.record(dispute.id, "verdict.set_aside", told, actor=actor, now=now, note=said)
    telling.emit(dispute, "verdict.set_aside", told, now=now)
    policy = rules_of(dispute).policy
    by_staff = window_end(policy, Window.REFERRED, now)
    latest = decided_after(policy, Stage.SCREENING, by_staff)
    dispute.round_number += 1
    dispute.ended_by = None
    dispute.decided_by_at = max(dispute.decided_by_at, latest)
    refer(dispute, STRUCK, now=now, act="set aside", actor=actor)


def _load(
    dispute_id: str, reason: str, *, staff_id: int
) -> tuple[Dispute, Verdict, Task, str]:
    dispute = get_dispute(dispute_id)
    require(dispute, Stage.PRONOUNCED)
    verdict = find_verdict_of(dispute.id, dispute.round_number)
    if verdict is None:
        raise LookupError("a pronounced dispute has a verdict")
    refuse_hand(verdict, staff_id)
    task = get_open_task(dispute.id, DOUBT, dispute.id)
    refuse_striker(task.detail, staff_id)
    said = texts.clean(reason, field="reason", most=NOTE_LENGTH)
    return dispute, verdict, task, said


def _tell_held(dispute: Dispute, exhibit_id: str, *, now: datetime) -> None:
    """The marketplace knows until when at least the verdict is held."""
    told: dict[str, object] = {
        "round_number": dispute.round_number,
        "exhibit": exhibit_id,
        "held_until": dispute.stage_closes_at and dispute.stage_closes_at.isoformat(),
    }
    telling.emit(dispute, "verdict.doubted", told, now=now)


def _hold(dispute: Dispute, until: datetime) -> None:
    dispute.stage_closes_at = dispute.next_due_at = until
