"""Polls of disputes that are over, as the rules of `domain.fairness` take them."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from jury.domain.fairness.backtest import Poll
from jury.domain.stopping import Ballot
from jury.services.fairness.weighing import Counted, weigh
from jury.services.law.rules import ladder_of
from jury.storage.disputes import get_dispute
from jury.storage.figures.fairness import audited_rungs
from jury.storage.figures.history import (
    CastBallot,
    HeldPoll,
    list_cast,
    list_held_polls,
)
from jury.storage.jurors.reliabilities import counts_of

QUARTER = timedelta(minutes=15)


def list_polls(
    *,
    since: datetime | None = None,
    policies: Collection[str] = (),
    newest: int | None = None,
    weighed: bool = False,
) -> list[Poll]:
    """Every poll that was held and opened, with its ballots in their quarters.

    Weighed ones say what each ballot is worth by its juror's counts of today.
    """
    held = list_held_polls(since=since, policies=policies, newest=newest)
    cast = list_cast([one.draw_id for one in held])
    known = counts_of({one.juror_id for one in cast}) if weighed else None
    return polls_with(held, cast, audited_rungs(), known=known)


def polls_with(
    held: Sequence[HeldPoll],
    cast: Iterable[CastBallot],
    audited: Mapping[str, int],
    *,
    known: Mapping[int, Counted] | None = None,
) -> list[Poll]:
    """The same of polls and ballots that were read already; *audited* by dispute.

    With jurors' counts ballots are weighed by them.
    """
    of_poll: dict[int, list[CastBallot]] = {}
    for ballot in cast:
        of_poll.setdefault(ballot.draw_id, []).append(ballot)
    return [
        _poll(
            one,
            _ballots(one, of_poll.get(one.draw_id, []), known),
            audited=audited.get(one.dispute_id),
        )
        for one in held
    ]


def rungs_of(poll: HeldPoll) -> int:
    """How many rungs its ballot offered."""
    counts = (poll.split or {}).get("counts")
    return len(counts) if counts else len(ladder_of(get_dispute(poll.dispute_id)))


def _poll(
    held: HeldPoll, ballots: Iterable[tuple[int, Ballot]], *, audited: int | None
) -> Poll:
    return Poll(
        reason=held.reason,
        rungs=rungs_of(held),
        seats=held.seats,
        ballots=tuple(ballots),
        final=held.final_rung,
        audited=audited,
    )


def _ballots(
    held: HeldPoll, cast: Sequence[CastBallot], known: Mapping[int, Counted] | None
) -> Iterator[tuple[int, Ballot]]:
    """Each ballot and its quarter; weighed where jurors' counts are known."""
    if known is None:
        for one in cast:
            yield _quarter(held, one), Ballot(one.choice)
        return
    rungs = rungs_of(held)
    for one in cast:
        weighed = weigh(one, rungs=rungs, final=held.final_rung, known=known)
        yield _quarter(held, one), weighed


def _quarter(held: HeldPoll, ballot: CastBallot) -> int:
    """In which quarter of an hour of the hearing; the first is 1."""
    return max(0, (ballot.bucket_at - held.began_at) // QUARTER) + 1
