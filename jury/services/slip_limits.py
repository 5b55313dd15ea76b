"""What a corrected sum must keep to: how much one moderator moves, and until when.

Nobody loses by sums that they could not object to any more, nor by one person's word
what takes two to decide.
"""

from datetime import datetime, timedelta

from jury.domain.appeals import is_appealable
from jury.domain.errors import N_, NotAllowed
from jury.domain.ladder import OfferedRung
from jury.services.rules import rules_of
from jury.storage.appeals import is_appealed
from jury.storage.disputes import Dispute
from jury.storage.verdicts import Verdict

LEFT = timedelta(days=1)
SHARES = ("buyer_minor", "seller_minor", "freight_minor", "deposit_minor")


class TakesTwo(NotAllowed):
    """So much would move that one moderator alone may not say so."""

    code = "takes_two"
    sentence = N_(
        "So much would move by this that two must agree. Once it is final, change the "
        "award: there a colleague consents."
    )


def refuse_too_much(dispute: Dispute, verdict: Verdict, after: OfferedRung) -> None:
    """Raise TakesTwo where more would move than one moderator alone may decide."""
    gains = (getattr(after, one) - getattr(verdict, one) for one in SHARES)
    moved = sum(gain for gain in gains if gain > 0)
    if rules_of(dispute).policy.needs_second_consent(moved, dispute.currency):
        raise TakesTwo


def leave_time(dispute: Dispute, verdict: Verdict, *, now: datetime) -> None:
    """Let the window last a day from now at least, where it is one to appeal in."""
    policy, closes_at = rules_of(dispute).policy, dispute.stage_closes_at
    used, least = is_appealed(dispute.id), now + LEFT
    if closes_at is None or closes_at >= least:
        return
    if not is_appealable(policy, verdict.ended_by, is_appealed=used):
        return
    dispute.stage_closes_at = least
    if dispute.next_due_at == closes_at:
        dispute.next_due_at = least
