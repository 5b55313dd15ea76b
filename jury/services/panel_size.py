"""How many seats a panel has: the policy's own, and more of them on appeal."""

from collections.abc import Sequence
from datetime import datetime

from jury.services.lanes import dispute_facts
from jury.services.rules import rules_of
from jury.storage.disputes import Dispute
from jury.storage.draws import list_draws
from jury.storage.roster import RosterSegment, count_eligible


def seats_for(
    dispute: Dispute,
    segment: RosterSegment,
    excluded: Sequence[bytes],
    *,
    now: datetime,
) -> int | None:
    """The seats of the panel that is about to be drawn; None: there are too few people.

    An appeal is heard by twice as many and one more, as far as people reach who had
    nothing to do with the first round, and never by fewer than sat there.
    """
    policy = rules_of(dispute).policy
    if dispute.round_number == 1:
        return policy.seats if segment.size >= policy.seats else None
    before = first_seats(dispute)
    most = policy.pace.wave(min(2 * before + 1, policy.appeal.most_seats))
    eligible = count_eligible(
        segment,
        policy.eligibility,
        dispute_facts(dispute),
        excluded=frozenset(excluded),
        now=now,
        at_most=most,
    )
    return policy.appeal_seats(before, eligible=eligible)


def first_seats(dispute: Dispute) -> int:
    """How many seats the first panel had; the policy's own when none was drawn."""
    first = [one for one in list_draws(dispute.id) if one.round_number == 1]
    return first[-1].seats_wanted if first else rules_of(dispute).policy.seats
