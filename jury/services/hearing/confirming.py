"""A juror confirms a vote as it is, after their jury's question was answered."""

from datetime import datetime

from jury.domain.ballots import CannotDecide
from jury.domain.errors import PollClosed
from jury.services.hearing.poll import Receipt, Vote, cast_ballot
from jury.storage.jurors.calls import get_call
from jury.storage.polls import Ballot, find_ballot_of_seat


def confirm_ballot(summons_id: str, juror_id: int, *, now: datetime) -> Receipt:
    """Cast the same once more; refused as any other ballot is, with what is unread."""
    _summons, _dispute, seat = get_call(summons_id, juror_id)
    ballot = find_ballot_of_seat(seat.id) if seat else None
    if ballot is None:
        raise PollClosed
    return cast_ballot(summons_id, juror_id, _same(ballot), now=now)


def _same(ballot: Ballot) -> Vote:
    """The vote of a ballot; why somebody cannot decide stands before the rest."""
    why = {one.value for one in CannotDecide}
    reasons = sorted(ballot.reasons, key=lambda code: code not in why)
    return Vote(
        choice=ballot.choice,
        reasons=tuple(reasons),
        sentence=ballot.sentence,
        language=ballot.language,
    )
