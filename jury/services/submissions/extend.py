"""More time: each side may once, before the window closes, ask for more to speak."""

from datetime import datetime

from jury.domain.deadlines import decided_after, window_end
from jury.domain.errors import N_, AlreadyDone, NotNow
from jury.domain.law.windows import Window
from jury.domain.lifecycle import Side, Stage
from jury.services.law.rules import rules_of
from jury.services.moderation.tasks import list_screening
from jury.services.notices import telling
from jury.services.stages import Move, enter
from jury.services.submissions.submit import require_open
from jury.storage.disputes import Dispute, get_dispute


def extend_submissions(dispute_id: str, side: Side, *, now: datetime) -> datetime:
    """A side gets more time, and the other side with it; returns the new end."""
    dispute = get_dispute(dispute_id)
    require_open(dispute, side, now=now)
    _refuse(dispute, side)
    before = dispute.stage_closes_at or now
    closes_at = _longer(dispute, before)
    by = closes_at - before
    due_at = dispute.next_due_at
    is_reminded = due_at is None or due_at == dispute.stage_closes_at
    dispute.party(side).extended_at = now
    policy = rules_of(dispute).policy
    latest = decided_after(policy, Stage.SUBMISSIONS, closes_at)
    dispute.decided_by_at = max(dispute.decided_by_at + by, latest)
    hours = policy.windows.extension_on_request_hours
    told = {"side": side.value, "hours": hours}
    enter(dispute, Move("extend", f"party:{side}", closes_at, told), now=now)
    if not is_reminded:
        dispute.next_due_at = due_at
    for task in list_screening(dispute.id):
        task.due_at += by
    for party in dispute.parties:
        is_own = party.side == side.value
        telling.notify_party(
            party,
            "submissions.extended" if is_own else "submissions.extended_other",
            now=now,
            expires_at=closes_at,
            once=side.value,
        )
    return closes_at


def extended_until(dispute: Dispute, side: Side, *, now: datetime) -> datetime | None:
    """Until when this side would have if it asked now; None: it cannot ask."""
    try:
        require_open(dispute, side, now=now)
        _refuse(dispute, side)
    except (NotNow, AlreadyDone):
        return None
    return _longer(dispute, dispute.stage_closes_at or now)


def _refuse(dispute: Dispute, side: Side) -> None:
    if (
        not rules_of(dispute).policy.windows.extension_on_request_hours
        or dispute.round_number > 1
    ):
        raise NotNow(N_("No more time can be asked for in this dispute."))
    if dispute.party(side).extended_at is not None:
        raise AlreadyDone(N_("You have asked for more time already."))


def _longer(dispute: Dispute, closes_at: datetime) -> datetime:
    policy = rules_of(dispute).policy
    return window_end(policy, Window.EXTENSION_ON_REQUEST, closes_at)
