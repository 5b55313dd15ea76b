"""Whether a poll has seen enough by the rule of its policy, and which seats are open.

What the rule says of ballots that are in is never told before the close.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from jury.domain.opening import seats_open
from jury.domain.stopping import Ballot, Enough, Sitting, StoppingRule, why_enough
from jury.domain.windows import Window
from jury.services.rules import ladder_of, rules_of
from jury.storage.disputes import Dispute
from jury.storage.draws import Draw
from jury.storage.polls import list_ballots


def has_enough(dispute: Dispute, draw: Draw) -> bool:
    """Tell whether a poll may stop on the ballots that are in."""
    choices = [ballot.choice for ballot in list_ballots(draw.id)]
    return why_of(dispute, draw, choices) is not None


def why_of(
    dispute: Dispute, draw: Draw, choices: Iterable[int | None]
) -> Enough | None:
    """Say why a poll may stop on these choices; None: it has to go on."""
    sitting = Sitting(
        rungs=len(ladder_of(dispute)),
        seats=draw.seats_wanted,
        counting=rules_of(dispute).policy.verdict,
    )
    ballots = [Ballot(choice) for choice in choices]
    return why_enough(ballots, sitting=sitting, rule=rule_of(dispute, draw))


def rule_of(dispute: Dispute, draw: Draw) -> StoppingRule:
    """The rule by which a poll may stop."""
    return rules_of(dispute).policy.stopping_in(draw.round_number)


def count_open(dispute: Dispute, draw: Draw, *, now: datetime) -> int:
    """How many seats of a panel are open by now, those that are taken included."""
    if draw.extended_at is not None:
        return draw.seats_wanted
    policy = rules_of(dispute).policy
    window = policy.lasts(Window.HEARING)
    return seats_open(
        rule_of(dispute, draw),
        seats=draw.seats_wanted,
        # By the end of the window, which every standstill moves.
        passed=window - (draw.window_ends_at - now),
        step=timedelta(minutes=policy.pace.opening_minutes),
        window=window,
    )
