"""What a corrected sum must keep to: how much one moderator moves, and until when.

Nobody loses by sums that they could not object to any more, nor by one person's word
what takes two to decide.
"""

from datetime import datetime, timedelta

from jury.domain.appeals import is_appealable
from jury.domain.errors import N_, NotAllowed
from jury.domain.law.ladder import OfferedRung
from jury.domain.money.payments import moved_minor
from jury.services.law.rules import rules_of
from jury.storage.appeals import is_appealed
from jury.storage.disputes import Dispute
from jury.storage.verdicts import Verdict

LEFT = timedelta(days=1)


class TakesTwo(NotAllowed):
    """So much would move that one moderator alone may not say so."""

    code = "takes_two"
    sentence = N_(
        "So much would move by this that two must agree. Once it is final, change the "
        "award: there a colleague consents."
    )


def refuse_too_much(dispute: Dispute, verdict: Verdict, after: OfferedRung) -> None:
    """Raise TakesTwo where more would move than one moderator alone may decide."""
    moved = moved_minor(verdict, after)
    if rules_of(dispute).policy.needs_second_consent(moved, dispute.currency):
        raise TakesTwo


def leave_time(dispute: Dispute, verdict: Verdict, *, now: datetime) -> None:
    """Let the window last a day from now at least, where it is one to appeal in."""
    closes_at, since = dispute.stage_closes_at, lengthens_since(dispute, verdict)
    if since is None or now <= since:
        return
    dispute.stage_closes_at = now + LEFT
    if dispute.next_due_at == closes_at:
        dispute.next_due_at = now + LEFT


def lengthens_since(dispute: Dispute, verdict: Verdict) -> datetime | None:
    """From when on a corrected sum lengthens the window; None: nobody can appeal."""
    policy, closes_at = rules_of(dispute).policy, dispute.stage_closes_at
    used = is_appealed(dispute.id)
    if closes_at is None or not is_appealable(
        policy, verdict.ended_by, is_appealed=used
    ):
        return None
    return closes_at - LEFT
