"""Whether a poll has seen enough by the rule of its policy, and which seats are open.

What the rule says of ballots that are in is never told before the close.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from jury.domain.calling.opening import seats_open
from jury.domain.law.windows import Window
from jury.domain.reliability.evidence import Counts
from jury.domain.stopping import Ballot, Enough, Sitting, StoppingRule, why_enough
from jury.services.hearing.revote import settled_ballots
from jury.services.law.rules import ladder_of, rules_of
from jury.storage.disputes import Dispute
from jury.storage.draws import Draw
from jury.storage.jurors.standings import standings_by_seat
from jury.storage.polls import Ballot as Cast
from jury.storage.polls import list_ballots


def has_enough(dispute: Dispute, draw: Draw, *, now: datetime) -> bool:
    """Tell whether a poll may stop on the ballots that are in."""
    return why_of(dispute, draw, at=now) is not None


def why_of(dispute: Dispute, draw: Draw, *, at: datetime) -> Enough | None:
    """Say why a poll may stop on its ballots at a moment; None: it has to go on.

    A ballot that may still be confirmed or changed counts as one that is out.
    """
    sitting = Sitting(
        rungs=len(ladder_of(dispute)),
        seats=draw.seats_wanted,
        counting=rules_of(dispute).policy.verdict,
    )
    rule = rule_of(dispute, draw)
    cast = settled_ballots(list_ballots(draw.id), draw, at=at)
    ballots = (
        _weighed(draw, cast, sitting)
        if rule.weighs
        else [Ballot(one.choice) for one in cast]
    )
    return why_enough(ballots, sitting=sitting, rule=rule)


def _weighed(draw: Draw, cast: Iterable[Cast], sitting: Sitting) -> list[Ballot]:
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
        for one in cast
    ]


def rule_of(dispute: Dispute, draw: Draw) -> StoppingRule:
    """The rule by which a poll may stop."""
    return rules_of(dispute).policy.stopping_in(draw.round_number)


def opens_by_clock(dispute: Dispute, draw: Draw) -> bool:
    """Whether the seats of a panel open a few at a time."""
    seats, window = draw.seats_wanted, rules_of(dispute).policy.lasts(Window.HEARING)
    rule, none = rule_of(dispute, draw), timedelta()
    first = seats_open(rule, seats=seats, passed=none, step=window, window=window)
    return first < seats


def count_open(dispute: Dispute, draw: Draw, *, now: datetime) -> int:
    """How many seats of a panel are open at a moment, those that are taken included.

    All are once it was extended, or its jury's question was answered.
    """
    if any(at is not None and at <= now for at in (draw.extended_at, draw.went_on_at)):
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
