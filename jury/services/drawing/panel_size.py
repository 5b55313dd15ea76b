"""How many seats a panel has: the policy's own, and more of them on appeal."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from jury.services.drawing.lanes import dispute_facts
from jury.services.law.rules import rules_of
from jury.storage.disputes import Dispute
from jury.storage.draws import list_draws
from jury.storage.roster import RosterSegment, count_eligible


@dataclass(frozen=True)
class PanelSize:
    """How many seats, and how many juries those who take them must have served."""

    seats: int
    juries_served: int = 0


def size_of_panel(
    dispute: Dispute,
    segment: RosterSegment,
    excluded: Sequence[bytes],
    *,
    now: datetime,
) -> PanelSize | None:
    """The size of the panel that is about to be drawn; None: there are too few people.

    An appeal is heard by twice as many and one more, as far as people reach who had
    nothing to do with the first round, and never by fewer than sat there. Experience is
    asked for only where it costs no seat: a short roster should not lose its appeal.
    """
    policy = rules_of(dispute).policy
    if dispute.round_number == 1:
        return PanelSize(policy.seats) if segment.size >= policy.seats else None
    before = first_seats(dispute)
    wanted = min(2 * before + 1, policy.appeal.most_seats)

    def reached(juries_served: int) -> int | None:
        limits = policy.eligibility
        asked = max(limits.juries_served, juries_served)
        eligible = count_eligible(
            segment,
            replace(limits, juries_served=asked),
            dispute_facts(dispute),
            excluded=frozenset(excluded),
            now=now,
            at_most=policy.pace.wave(wanted),
        )
        return policy.appeal_seats(before, eligible=eligible)

    experience = policy.appeal.juries_served
    if experience and reached(experience) == wanted:
        return PanelSize(wanted, experience)
    seats = reached(0)
    return None if seats is None else PanelSize(seats)


def first_seats(dispute: Dispute) -> int:
    """How many seats the first panel had; the policy's own when none was drawn."""
    first = [one for one in list_draws(dispute.id) if one.round_number == 1]
    return first[-1].seats_wanted if first else rules_of(dispute).policy.seats
