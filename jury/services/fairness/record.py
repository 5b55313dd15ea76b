"""All that figures are made of: polls, ballots, what disputes took, staff beside them.

`read_record` reads it from the database; a sandbox has a simulated one besides.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from jury.domain.fairness.backtest import Poll
from jury.domain.fairness.beside import Beside
from jury.domain.fairness.cost import Spent
from jury.domain.lifecycle import EndedBy
from jury.services.fairness.history import polls_with
from jury.services.fairness.sampling import Again
from jury.services.fairness.weighing import Counted
from jury.services.moderation.tasks import LEASE
from jury.storage.figures.fairness import audited_rungs
from jury.storage.figures.history import (
    CastBallot,
    HeldPoll,
    Trades,
    list_cast,
    list_held_polls,
    strata_of,
    trades_of,
)
from jury.storage.figures.spent import (
    Shadow,
    Votes,
    list_held_tasks,
    list_over,
    list_shadows,
    vain_seconds_by_dispute,
    votes_by_dispute,
)
from jury.storage.jurors.reliabilities import counts_of

# A panel's verdict counts, and what it says when it could not decide does not.
BY_JURY = EndedBy.VERDICT.value
NONE = Votes(0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A court's past, in the order of its draws."""

    held: Sequence[HeldPoll]
    cast: Sequence[CastBallot]
    trades: Mapping[int, Trades]
    audited: Mapping[str, int]
    spent: Sequence[Spent]
    besides: Sequence[Beside] = ()
    readings: Sequence[Again] = ()
    weeks: Sequence[tuple[str, int, int, int]] = field(default=())
    # From which list of a balanced draw each juror was called, by draw and juror.
    lists: Mapping[tuple[int, int], str] = field(default_factory=dict)
    # How each juror's votes stand beside what became final.
    counts: Mapping[int, Counted] = field(default_factory=dict)

    def polls(self, *, newest: int | None = None, weighed: bool = False) -> list[Poll]:
        """The polls as rules replay them; weighed, with what each ballot says."""
        chosen = self.held if newest is None else self.held[-newest:]
        known = self.counts if weighed else None
        return polls_with(chosen, self.cast, self.audited, known=known)


def read_record(*, newest: int) -> Record:
    """Read what is kept of disputes that are over; the newest so many polls."""
    held = list_held_polls(newest=newest)
    cast = list_cast([one.draw_id for one in held])
    jurors = {one.juror_id for one in cast}
    spent = read_spent(newest=newest)
    return Record(
        held=held,
        cast=cast,
        trades=trades_of(jurors),
        counts=counts_of(jurors),
        lists=strata_of([one.draw_id for one in held]),
        audited=audited_rungs(),
        spent=list(spent.values()),
        besides=_besides(list_shadows(), spent),
    )


def read_spent(*, newest: int) -> dict[str, Spent]:
    """What each dispute that is over took of people, the newest so many, by dispute."""
    over = list_over(newest=newest)
    if not over:
        return {}
    since = over[-1].admitted_at
    votes, vain = votes_by_dispute(since=since), vain_seconds_by_dispute(since=since)
    staff: dict[str, float] = defaultdict(float)
    for held in list_held_tasks(since=since):
        ended_at = held.ended_at or held.begun_at + LEASE
        staff[held.dispute_id] += min(ended_at - held.begun_at, LEASE).total_seconds()
    return {
        dispute: Spent(
            policy=policy.partition("/")[0],
            votes=votes.get(dispute, NONE).votes,
            juror_seconds=votes.get(dispute, NONE).seconds + vain.get(dispute, 0),
            staff_seconds=round(staff[dispute]),
        )
        for dispute, policy, _admitted_at in over
    }


def read_besides(*, newest: int) -> list[Beside]:
    """Shadow disputes that staff decided too."""
    return _besides(list_shadows(), read_spent(newest=newest))


def _besides(shadows: Sequence[Shadow], spent: Mapping[str, Spent]) -> list[Beside]:
    return [
        _beside(one, spent[one.dispute_id])
        for one in shadows
        if one.dispute_id in spent
    ]


def _beside(one: Shadow, spent: Spent) -> Beside:
    by_jury = one.ended_by == BY_JURY and one.pronounced_at is not None
    said_at = one.pronounced_at or one.decided_at
    return Beside(
        held_minor=one.held_minor,
        court_minor=one.court_minor if by_jury else None,
        staff_minor=one.staff_minor,
        court_seconds=(said_at - one.admitted_at).total_seconds(),
        staff_seconds=(one.decided_at - one.admitted_at).total_seconds(),
        is_blind=one.is_blind,
        spent=spent,
    )
