"""The one exception to a final ballot: after its jury's question was answered.

Nobody can vote while a poll waits for evidence, and it goes on in a later quarter of
an hour than it paused in. So a ballot's own time tells whether it was cast before.
"""

from collections.abc import Iterable
from datetime import datetime

from jury.domain.deadlines import bucket
from jury.domain.errors import N_, NotNow
from jury.storage.draws import Draw
from jury.storage.polls import Ballot, find_ballot_of_seat

CONFIRMABLE, LAST = 1, 2


class WaitsForEvidence(NotNow):
    """The jury asked a side for something."""

    code = "waits_for_evidence"
    sentence = N_(
        "The jury has asked for evidence, and no vote is taken before the answer is "
        "there. Your seat is kept, and you get your whole time again."
    )


def may_change(draw: Draw, seat_id: str, *, now: datetime) -> bool:
    """Whether whoever holds this seat may confirm or change its ballot now."""
    if not is_confirming(draw, now=now):
        return False
    ballot = find_ballot_of_seat(seat_id)
    return ballot is not None and is_of_before(ballot, draw)


def is_confirming(draw: Draw, *, now: datetime) -> bool:
    """Whether the time to confirm or change a ballot of this poll runs."""
    return draw.confirm_until is not None and now < draw.confirm_until


def is_of_before(ballot: Ballot, draw: Draw) -> bool:
    """Whether a ballot was cast before the poll paused, and not since."""
    is_first = ballot.ballot_no == CONFIRMABLE
    went_on_at = draw.went_on_at
    return (
        is_first
        and went_on_at is not None
        and ballot.cast_bucket_at < bucket(went_on_at)
    )


def settled_ballots(
    ballots: Iterable[Ballot], draw: Draw, *, at: datetime
) -> list[Ballot]:
    """The ballots that stay as they are: whoever may change theirs is still out."""
    if not is_confirming(draw, now=at):
        return list(ballots)
    return [one for one in ballots if not is_of_before(one, draw)]
