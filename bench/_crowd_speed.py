"""How fast the models are fitted to planted votes, and with how much memory."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench._crowd_kit import aggregated, has_peer
from bench.measure import Figure

SEATS, ROUNDS = 17, 10
# What is promised of so many votes, and of as many as there are at most.
FEW = 1_700_000
MOST_SECONDS, MOST_MIB = {True: 0.3, False: 60.0}, {True: 50.0, False: 4096.0}
# Which of crowd-kit's models is the peer, how many times faster ours is, and how many
# times both are run: the least counts, and one-coin takes the peer over a minute.
PEERS = {"TwoCoin": ("DawidSkene", 30, 3), "OneCoin": ("OneCoinDawidSkene", 250, 1)}
_AT_ONCE = 100_000
# Each vote takes the same steps however many there are; but what is kept of jurors lies
# in the processor's caches while they are few.
_FARTHER = 5


@dataclass(frozen=True)
class Fitted:
    """What a model made of planted votes, and what that took."""

    model: str
    answers: NDArray[np.intp]
    seconds: float
    more_mib: float
    most_mib: float


def speed(few: int, many: int) -> Iterator[Figure]:
    """Both models on few disputes, beside the peer; then on many, beside those few."""
    taken = {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "votes.npy"
        truth = plant(few, path)
        for model in PEERS:
            fitted = fit_apart(path, model, times=PEERS[model][2])
            taken[model] = fitted.seconds / few
            yield from _figures(fitted, truth)
            if has_peer():
                yield from _beside_peer(path, fitted, truth)
    if many <= few:
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "votes.npy"
        truth = plant(many, path)
        for model in PEERS:
            fitted = fit_apart(path, model, times=1)
            yield from _figures(fitted, truth)
            yield Figure(
                name=f"{_name(model, many)}: CPU a vote, by that of fewer",
                ours=1e9 * fitted.seconds / many / SEATS,
                unit="ns",
                yardstick=1e9 * taken[model] / SEATS,
                at_most=_FARTHER,
            )


def plant(disputes: int, path: Path) -> NDArray[np.intp]:
    """Write votes to a file, return the truth; jurors are half as many as disputes.

    They are right with Beta(8, 4), one in twenty guesses; four tasks in ten are true.
    """
    chance = np.random.default_rng(17)
    jurors = max(2, disputes // 2)
    truth = (chance.random(disputes) < 0.4).astype(np.intp)
    right = chance.beta(8, 4, jurors)
    right[: jurors // 20] = 0.5
    shape = (3, disputes * SEATS)
    votes = np.lib.format.open_memmap(path, mode="w+", dtype=np.intp, shape=shape)
    for start in range(0, disputes, _AT_ONCE):
        task = np.repeat(np.arange(start, min(start + _AT_ONCE, disputes)), SEATS)
        juror = chance.integers(0, jurors, len(task))
        is_right = chance.random(len(task)) < right[juror]
        label = np.where(is_right, truth[task], 1 - truth[task])
        here = slice(start * SEATS, start * SEATS + len(task))
        votes[:, here] = task, juror, label
    votes.flush()
    return truth


def fit_apart(path: Path, model: str, *, times: int) -> Fitted:
    """Fit a model in a process of its own."""
    answers = path.with_name(f"{model}.npy")
    words = (str(path), model, str(ROUNDS), str(times), str(answers))
    module = ("-m", "bench._crowd_child", *words)
    ran = subprocess.run(
        [sys.executable, *module], check=True, capture_output=True, text=True
    )
    told = json.loads(ran.stdout)
    found = np.load(answers)
    return Fitted(model, found, told["seconds"], told["more"], told["most"])


def _figures(fitted: Fitted, truth: NDArray[np.intp]) -> Iterator[Figure]:
    name, is_few = _name(fitted.model, len(truth)), len(truth) * SEATS <= FEW
    yield Figure(
        name=f"{name}: CPU",
        ours=fitted.seconds,
        unit="s",
        at_most=MOST_SECONDS[is_few],
    )
    yield Figure(
        name=f"{name}: {'more memory' if is_few else 'memory, all'}",
        ours=fitted.more_mib if is_few else fitted.most_mib,
        unit="MiB",
        at_most=MOST_MIB[is_few],
    )
    yield Figure(
        name=f"{name}: right", ours=float((fitted.answers == truth).mean()), unit=""
    )


def _beside_peer(
    path: Path, fitted: Fitted, truth: NDArray[np.intp]
) -> Iterator[Figure]:
    peer, least, times = PEERS[fitted.model]
    answers, seconds = aggregated(path, peer, iterations=ROUNDS, times=times)
    name = _name(fitted.model, len(truth))
    yield Figure(
        name=f"crowd-kit's CPU by ours, {name}",
        ours=seconds / fitted.seconds,
        unit="x",
        at_least=least,
    )
    yield Figure(
        name=f"right, ours by crowd-kit's, {name}",
        ours=float((fitted.answers == truth).mean()),
        unit="",
        yardstick=float((answers == truth).mean()),
        at_least=0.999,
    )


def _name(model: str, disputes: int) -> str:
    return f"{model}, {disputes * SEATS:,} votes"
