"""Referral: what a jury cannot decide goes to a moderator, with a due time."""

from datetime import datetime, timedelta

from jury.domain.deadlines import window_end
from jury.domain.law.windows import Window
from jury.services.law.rules import rules_of
from jury.services.moderation.tasks import open_task
from jury.services.notices import telling
from jury.services.proof import audit
from jury.services.stages import Move, enter
from jury.storage.disputes import Dispute
from jury.storage.people import Role

REMINDER = timedelta(days=1)
# A moderator's decision was appealed: somebody who had no hand in it decides.
APPEAL = "appeal"
# A verdict cannot stand without an exhibit that was struck after it.
STRUCK = "struck"
# The notice of a referral that no jury's failure led to.
_TOLD = {
    APPEAL: "appeal.referred",
    STRUCK: "verdict.set_aside",
    "route_staff": "dispute.to_staff",
    "route_expert": "dispute.to_expert",
}


def refer(
    dispute: Dispute,
    cause: str,
    *,
    now: datetime,
    act: str = "refer",
    actor: str = "sweep",
) -> None:
    """Hand a dispute to the moderators; `cause` says why in one code."""
    due_at = window_end(rules_of(dispute).policy, Window.REFERRED, now)
    enter(dispute, Move(act, actor, due_at, {"cause": cause}), now=now)
    open_task(
        dispute.id,
        "referred",
        target=dispute.id,
        due_at=due_at,
        detail={"cause": cause},
        now=now,
    )
    telling.notify_parties(
        dispute,
        _TOLD.get(cause, "dispute.referred"),
        now=now,
        expires_at=due_at,
        once=now.isoformat(),
    )


def remind_moderators(dispute: Dispute, *, now: datetime) -> None:
    """The time for staff has passed: tell them again, and ask again in a day."""
    dispute.next_due_at = now + REMINDER
    telling.notify_staff(
        Role.MODERATOR, "task.overdue", once=f"{dispute.id}:{now.isoformat()}", now=now
    )
    audit.record(dispute.id, "referral.overdue", {}, actor="sweep", now=now)
