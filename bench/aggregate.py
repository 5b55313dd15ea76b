"""How right the estimators are, and how fast, beside crowd-kit in the same run.

Sets with truth come from JURY_CROWD_DATA, the peer from PEERS; what is not there is
left out. CROWD_DISPUTES sets how many are planted beside the peer, 17 votes
each, CROWD_MOST how many without it.
"""

import os
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np

from bench._crowd_kit import all_aggregated, has_peer
from bench._crowd_speed import SEATS, speed
from bench._crowds import Crowd, folders, read_crowd
from bench._parts import parts
from bench.measure import Figure
from jury.domain.reliability import aggregate, nobody_yet
from tests.domain.planted_crowds import CROWDS

FEW = int(os.environ.get("CROWD_DISPUTES", "100000"))
MOST = int(os.environ.get("CROWD_MOST", "2941177"))
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
# How long each of crowd-kit's methods may take on a set.
_SECONDS = int(os.environ.get("CROWD_SECONDS", "30"))
_AT_LEAST = {"d_possent": 0.960, "bluebird": 0.889}


# How often parts of a set are tried, and over how many tasks each planted crowd.
_PARTS, _PLANTED = 3, 6500


def figures() -> Iterator[Figure]:
    """Measure accuracy on real votes, then speed on planted ones."""
    crowds = {name: read_crowd(folder) for name, folder in folders(BEST).items()}
    yield from _accuracies(crowds)
    yield from _of_parts(crowds)
    yield from _of_planted()
    yield from speed(FEW, MOST)
    yield _scoring()


def _accuracies(crowds: Mapping[str, Crowd]) -> Iterator[Figure]:
    behind, ahead = [], []
    for name, crowd in crowds.items():
        known = BEST[name]
        ours, plain = (
            crowd.accuracy(aggregate(crowd.votes, method).answers)
            for method in ("ensemble", "majority")
        )
        method, peer = _best_of_peers(crowd)
        behind.append(100 * (max(known, peer) - ours))
        ahead.append(100 * (ours - plain))
        yield Figure(
            name=f"right on {name} (best known {known:.3f}, majority {plain:.3f})",
            ours=ours,
            unit="",
            at_least=_AT_LEAST.get(name),
        )
        if method:
            title = f"the same by crowd-kit's best there, {method}"
            yield Figure(name=title, ours=ours, unit="", yardstick=peer)
    if behind:
        mean = float(np.mean(behind))
        yield Figure(name="behind the best of each", ours=mean, unit="pt", at_most=1)
        least = min(ahead)
        yield Figure(
            name="ahead of majority, worst set", ours=least, unit="pt", at_least=-1.5
        )


def _best_of_peers(crowd: Crowd) -> tuple[str, float]:
    """The best of crowd-kit's methods, which only the truth tells from the others."""
    if not has_peer():
        return "", 0.0
    votes = crowd.votes
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "votes.npy"
        np.save(path, np.stack([votes.task, votes.juror, votes.label]))
        found = all_aggregated(path, seconds=_SECONDS)
    right = {method: crowd.accuracy(labels) for method, labels in found.items()}
    method = max(right, key=lambda one: right[one])
    return method, right[method]


def _of_parts(crowds: Mapping[str, Crowd]) -> Iterator[Figure]:
    """The default against majority where there is less to learn from."""
    ahead = defaultdict(list)
    for name, crowd in crowds.items():
        by_kind = defaultdict(list)
        for seed in range(_PARTS):
            for kind, part in parts(crowd, seed=seed):
                by_kind[kind].append(_ahead(part))
        for kind, found in by_kind.items():
            ahead[kind].append((float(np.mean(found)), name))
    for kind, sets in ahead.items():
        mean = float(np.mean([points for points, _name in sets]))
        yield Figure(
            name=f"{kind}: ahead of majority, mean", ours=mean, unit="pt", at_least=0
        )
        least, name = min(sets)
        yield Figure(name=f"{kind}: the same, on {name}", ours=least, unit="pt")


def _of_planted() -> Iterator[Figure]:
    for name, planted in CROWDS.items():
        plays = range(-(-_PLANTED // planted.tasks))
        ahead = [_ahead(Crowd(*planted.play(seed))) for seed in plays]
        yield Figure(
            name=f"planted, {name}: ahead of majority",
            ours=float(np.mean(ahead)),
            unit="pt",
            at_least=-1.5,
        )


def _ahead(crowd: Crowd) -> float:
    """By how many points the default is right more often than majority."""
    ours, plain = (
        crowd.accuracy(aggregate(crowd.votes, method).answers)
        for method in ("ensemble", "majority")
    )
    return 100 * (ours - plain)


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
