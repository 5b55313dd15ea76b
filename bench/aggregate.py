"""How right the estimators are, and how fast, beside crowd-kit in the same run.

Sets with truth come from JURY_CROWD_DATA, the peer from JURY_PEER_PYTHON; what is not
there is left out. CROWD_DISPUTES sets how large the planted crowd is, 17 votes each.
"""

import os
import resource
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from bench._crowd_kit import aggregated, has_peer
from bench._crowds import Crowd, read_crowd
from bench.measure import Figure
from jury.domain.reliability import (
    Floats,
    OneCoin,
    TwoCoin,
    aggregate,
    fit,
    make_votes,
    nobody_yet,
)

MANY = int(os.environ.get("CROWD_DISPUTES", "100000"))
SEATS = 17
_MIB = 1024
# The best that is published of a set, or that was measured of another library.
BEST = {
    "barzan_tweets": 0.712,
    "bluebird": 0.898,
    "cf": 0.900,
    "cf_amt": 0.860,
    "d_possent": 0.961,
    "s4_dog": 0.843,
    "s_adult": 0.778,
    "sp": 0.917,
    "web": 0.847,
    "zencrowd_all": 0.862,
    "zencrowd_in": 0.785,
}
_AT_LEAST = {"d_possent": 0.960, "bluebird": 0.889}


def figures() -> Iterator[Figure]:
    """Measure accuracy on real votes, then speed on planted ones."""
    yield from _accuracies(Path(os.environ.get("JURY_CROWD_DATA", "nowhere")))
    crowd = _planted(MANY)
    yield from _speed(crowd, TwoCoin(), "DawidSkene")
    yield from _speed(crowd, OneCoin(), "OneCoinDawidSkene")
    yield _scoring()


def _accuracies(root: Path) -> Iterator[Figure]:
    behind, ahead = [], []
    for name, best in BEST.items():
        if not (root / name).is_dir():
            continue
        crowd = read_crowd(root / name)
        ours, plain = (
            crowd.accuracy(aggregate(crowd.votes, method).answers)
            for method in ("ensemble", "majority")
        )
        behind.append(100 * (best - ours))
        ahead.append(100 * (ours - plain))
        yield Figure(
            name=f"right on {name} (best known {best:.3f}, majority {plain:.3f})",
            ours=ours,
            unit="",
            at_least=_AT_LEAST.get(name),
        )
    if behind:
        mean = float(np.mean(behind))
        yield Figure(name="behind the best of each", ours=mean, unit="pt", at_most=1)
        least = min(ahead)
        yield Figure(
            name="ahead of majority, worst set", ours=least, unit="pt", at_least=-1.5
        )


def _planted(disputes: int) -> Crowd:
    """Jurors of Beta(8, 4), one in twenty a guesser; four tasks in ten are true."""
    chance = np.random.default_rng(17)
    jurors = max(2, disputes // 2)
    truth = (chance.random(disputes) < 0.4).astype(np.intp)
    right = chance.beta(8, 4, jurors)
    right[: jurors // 20] = 0.5
    task = np.repeat(np.arange(disputes), SEATS)
    juror = chance.integers(0, jurors, len(task))
    is_right = chance.random(len(task)) < right[juror]
    label = np.where(is_right, truth[task], 1 - truth[task])
    return Crowd(make_votes(task, juror, label, sizes=(disputes, jurors, 2)), truth)


def _speed(
    crowd: Crowd, model: Callable[[Floats], Floats], peer: str
) -> Iterator[Figure]:
    votes = crowd.votes
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = time.process_time()
    beliefs = fit(votes, model, iterations=10)
    ours = time.process_time() - begun
    more = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / _MIB
    right = crowd.accuracy(beliefs.argmax(axis=0))
    name = f"{type(model).__name__}, {len(votes.task):,} votes, 10 rounds"
    limit = 0.3 if len(votes.task) <= 1_700_000 else 60
    yield Figure(name=f"{name}: CPU", ours=ours, unit="s", at_most=limit)
    yield Figure(name=f"{name}: memory", ours=more, unit="MiB")
    yield Figure(name=f"{name}: right", ours=right, unit="")
    if has_peer():
        answers, seconds = aggregated(votes, peer)
        least = 30 if peer == "DawidSkene" else 250
        yield Figure(
            name=f"crowd-kit's CPU by ours, {name}",
            ours=seconds / ours,
            unit="x",
            at_least=least,
        )
        theirs = crowd.accuracy(answers)
        yield Figure(
            name=f"right, ours by crowd-kit's, {name}",
            ours=right,
            unit="",
            yardstick=theirs,
            at_least=0.999,
        )


def _scoring() -> Figure:
    kept, chance = nobody_yet(jurors=50_000, labels=2), np.random.default_rng(1)
    panels = [
        (
            chance.integers(0, 50_000, SEATS).tolist(),
            chance.integers(0, 2, SEATS).tolist(),
        )
        for _ in range(2000)
    ]
    begun = time.process_time()
    for jurors, labels in panels:
        kept.score(jurors, labels)
    taken = (time.process_time() - begun) / len(panels)
    return Figure(name="scoring a dispute", ours=taken * 1e6, unit="us", at_most=50)
