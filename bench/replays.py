"""How many votes a verdict takes, and how often it is wrong, by real votes.

Votes come in random orders, from the sets below JURY_CROWD_DATA (`answers.csv` and
`truth.csv` each). Jurors are learned without truth, on other tasks than those replayed;
how far votes err together is learned, as a court's own audits do it, on audited tasks
that are neither.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from bench._crowds import Crowd, folders, read_crowd
from bench.measure import Figure
from jury.domain.fairness.calibration import ENOUGH, Audited, calibrate
from jury.domain.reliability import Base, Standing, TwoCoin, fit, make_votes, standing
from jury.domain.stopping import (
    Ballot,
    Sitting,
    StoppingKind,
    StoppingRule,
    is_sure,
    likeliest,
    may_stop,
    weigh,
)
from jury.domain.tally import tally

SEATS = 17
ORDERS = 4
SEED = 9
_Places = NDArray[np.intp]
LIMITS = {"d_possent": (7.0, 5.0), "bluebird": (11.5, 17.0)}


@dataclass(frozen=True, slots=True)
class Replay:
    """How one poll ended."""

    votes: int
    is_right: bool
    is_plain_right: bool
    is_sure: bool


def figures() -> Iterator[Figure]:
    """Measure each set under every rule; nothing without the data."""
    for name, folder in folders(LIMITS).items():
        yield from _figures(read_crowd(folder), name, LIMITS[name])


def _figures(crowd: Crowd, name: str, limits: tuple[float, float]) -> Iterator[Figure]:
    yield from _said(replays_of(crowd, StoppingRule()), f"{name}, settled")
    for lead in (3, 4, 5):
        rule = StoppingRule(StoppingKind.MARGIN, margin=lead)
        yield from _said(replays_of(crowd, rule), f"{name}, margin of {lead}")
    weighted = StoppingRule(StoppingKind.WEIGHTED, calibration=Fraction(1))
    yield from _said(replays_of(crowd, weighted), f"{name}, weighted", limits)
    if crowd.votes.tasks >= 4 * ENOUGH:
        yield from _calibrated_figures(crowd, weighted, f"{name}, calibrated")


def _calibrated_figures(
    crowd: Crowd, rule: StoppingRule, name: str
) -> Iterator[Figure]:
    replays = replays_of(crowd, rule, is_audited=True)
    yield from _said(replays, name, (10.5, None))
    sure = [one for one in replays if one.is_sure]
    yield Figure(
        name=f"{name}: votes where 99 % is said",
        ours=float(np.mean([one.votes for one in sure])),
        unit="",
        at_most=10.5,
    )
    yield Figure(
        name=f"{name}: wrong where 99 % is said",
        ours=100 * (1 - float(np.mean([one.is_right for one in sure]))),
        unit="%",
        at_most=2,
    )


def _said(
    replays: Sequence[Replay],
    name: str,
    limits: tuple[float | None, float | None] = (None, None),
) -> Iterator[Figure]:
    votes, wrong = limits
    yield Figure(
        name=f"{name}: votes",
        ours=float(np.mean([one.votes for one in replays])),
        unit="",
        at_most=votes,
    )
    for what, right in (
        ("wrong", [one.is_right for one in replays]),
        ("plain median wrong", [one.is_plain_right for one in replays]),
    ):
        yield Figure(
            name=f"{name}: {what}",
            ours=100 * (1 - float(np.mean(right))),
            unit="%",
            at_most=wrong if what == "wrong" else None,
        )


def replays_of(
    crowd: Crowd, rule: StoppingRule, *, is_audited: bool = False
) -> list[Replay]:
    """Replay every quarter of the tasks once, jurors learned on the others.

    Where votes are calibrated, one of the others is what auditors have read instead.
    """
    chance = np.random.default_rng(17)
    quarters = np.array_split(chance.permutation(crowd.votes.tasks), 4)
    replays = []
    for at in range(4):
        others = [quarters[at - 2], quarters[at - 3]]
        if not is_audited:
            others.append(quarters[at - 1])
        known, used = _learned(crowd, np.concatenate(others)), rule
        if is_audited:
            used = _calibrated(crowd, known, tasks=quarters[at - 1], rule=rule)
        replays += _play(crowd, known, tasks=quarters[at], rule=used)
    return replays


def _calibrated(
    crowd: Crowd, known: Standing, *, tasks: _Places, rule: StoppingRule
) -> StoppingRule:
    """The rule as a court's own audits of these tasks would have it."""
    polls = [
        Audited(
            crowd.votes.labels,
            SEATS,
            tuple(_ballots(crowd, known, int(task))),
            int(crowd.truth[task]),
        )
        for task in tasks
    ]
    found = calibrate(polls, seed=SEED, rule=rule)
    if found.together is None:
        return replace(rule, calibration=None)
    return replace(rule, together=found.together)


def _learned(crowd: Crowd, tasks: _Places) -> Standing:
    votes = crowd.votes
    ours = np.isin(votes.task, tasks)
    place = np.searchsorted(np.sort(tasks), votes.task[ours])
    seen = make_votes(
        place,
        votes.juror[ours],
        votes.label[ours],
        sizes=(len(tasks), votes.jurors, votes.labels),
    )
    return standing(seen, fit(seen, TwoCoin(Base.OWN)))


def _play(
    crowd: Crowd, known: Standing, *, tasks: _Places, rule: StoppingRule
) -> list[Replay]:
    chance = np.random.default_rng(SEED)
    prior = tuple(round(1000 * float(share)) for share in known.shares)
    sitting = Sitting(rungs=crowd.votes.labels, seats=SEATS, prior=prior)
    replays = []
    for task in tasks:
        ballots = _ballots(crowd, known, int(task))
        for _ in range(ORDERS):
            order = chance.permutation(len(ballots))[:SEATS]
            polled = [ballots[place] for place in order]
            replays.append(
                _polled(polled, sitting, rule=rule, truth=int(crowd.truth[task]))
            )
    return replays


def _ballots(crowd: Crowd, known: Standing, task: int) -> list[Ballot]:
    rows = np.flatnonzero(crowd.votes.task == task)
    return [
        Ballot(label, known.evidence(juror, label))
        for juror, label in zip(
            crowd.votes.juror[rows].tolist(),
            crowd.votes.label[rows].tolist(),
            strict=True,
        )
    ]


def _polled(
    ballots: list[Ballot], sitting: Sitting, *, rule: StoppingRule, truth: int
) -> Replay:
    """Open ballots one by one until the rule stops the poll."""
    seen = len(ballots)
    for count in range(rule.minimum, len(ballots)):
        if may_stop(ballots[:count], sitting=sitting, rule=rule):
            seen = count
            break
    opened = ballots[:seen]
    plain = tally(
        [ballot.choice for ballot in opened],
        rungs=sitting.rungs,
        seats=sitting.seats,
        at_window_end=False,
    ).median_rung
    decided = plain
    if rule.kind is StoppingKind.WEIGHTED:
        decided = likeliest(weigh(opened, sitting))
    return Replay(
        seen, decided == truth, plain == truth, _is_called_sure(opened, sitting, rule)
    )


def _is_called_sure(
    ballots: list[Ballot], sitting: Sitting, rule: StoppingRule
) -> bool:
    if rule.kind is not StoppingKind.WEIGHTED or rule.calibration is None:
        return False
    weighed = weigh(ballots, sitting)
    return is_sure(weighed, sure=rule.sure, calibration=rule.worth(len(ballots)))
