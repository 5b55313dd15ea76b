"""Polls of disputes that are over, as the rules of `domain.fairness` take them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from jury.domain.fairness.backtest import Poll
from jury.domain.stopping import Ballot
from jury.services.law.rules import ladder_of
from jury.storage.disputes import get_dispute
from jury.storage.fairness import audited_rungs
from jury.storage.history import CastBallot, HeldPoll, list_cast, list_held_polls

QUARTER = timedelta(minutes=15)


def list_polls(
    *, since: datetime | None = None, policies: Collection[str] = ()
) -> list[Poll]:
    """Every poll that was held and opened, with its ballots in their quarters."""
    held = list_held_polls(since=since, policies=policies)
    return polls_of(held, list_cast([one.draw_id for one in held]))


def polls_of(held: Sequence[HeldPoll], cast: Iterable[CastBallot]) -> list[Poll]:
    """The same of polls and ballots that were read already."""
    return polls_with(held, cast, audited_rungs())


def polls_with(
    held: Sequence[HeldPoll], cast: Iterable[CastBallot], audited: Mapping[str, int]
) -> list[Poll]:
    """The same with what auditors found, by dispute."""
    of_poll: dict[int, list[CastBallot]] = {}
    for ballot in cast:
        of_poll.setdefault(ballot.draw_id, []).append(ballot)
    return [
        _poll(one, of_poll.get(one.draw_id, []), audited.get(one.dispute_id))
        for one in held
    ]


def rungs_of(poll: HeldPoll) -> int:
    """How many rungs its ballot offered."""
    counts = (poll.split or {}).get("counts")
    return len(counts) if counts else len(ladder_of(get_dispute(poll.dispute_id)))


def _poll(held: HeldPoll, cast: list[CastBallot], audited: int | None) -> Poll:
    return Poll(
        reason=held.reason,
        rungs=rungs_of(held),
        seats=held.seats,
        ballots=tuple((_quarter(held, one), Ballot(one.choice)) for one in cast),
        final=held.final_rung,
        audited=audited,
    )


def _quarter(held: HeldPoll, ballot: CastBallot) -> int:
    """In which quarter of an hour of the hearing; the first is 1."""
    return max(0, (ballot.bucket_at - held.began_at) // QUARTER) + 1
