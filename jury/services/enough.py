"""Whether a poll has seen enough by the rule of its policy, and which seats are open.

What the rule says of ballots that are in is never told before the close.
"""

from datetime import datetime, timedelta

from jury.domain.opening import seats_open
from jury.domain.reliability.evidence import Counts
from jury.domain.stopping import Ballot, Enough, Sitting, StoppingRule, why_enough
from jury.domain.windows import Window
from jury.services.rules import ladder_of, rules_of
from jury.storage.disputes import Dispute
from jury.storage.draws import Draw
from jury.storage.polls import list_ballots
from jury.storage.standings import standings_by_seat


def has_enough(dispute: Dispute, draw: Draw) -> bool:
    """Tell whether a poll may stop on the ballots that are in."""
    return why_of(dispute, draw) is not None


def why_of(dispute: Dispute, draw: Draw) -> Enough | None:
    """Say why a poll may stop on its ballots; None: it has to go on."""
    sitting = Sitting(
        rungs=len(ladder_of(dispute)),
        seats=draw.seats_wanted,
        counting=rules_of(dispute).policy.verdict,
    )
    rule = rule_of(dispute, draw)
    ballots = _weighed(draw, sitting) if rule.weighs else _plain(draw)
    return why_enough(ballots, sitting=sitting, rule=rule)


def _plain(draw: Draw) -> list[Ballot]:
    return [Ballot(one.choice) for one in list_ballots(draw.id)]


def _weighed(draw: Draw, sitting: Sitting) -> list[Ballot]:
    """Each ballot with what it says, given how its juror stood when called."""
    known = standings_by_seat(draw.id)
    return [
        Ballot(
            one.choice,
            ()
            if one.choice is None
            else Counts(*known.get(one.seat_id, ())).evidence(
                one.choice, rungs=sitting.rungs
            ),
        )
        for one in list_ballots(draw.id)
    ]


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
