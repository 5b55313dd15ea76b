"""Crowd votes whose truth is known, as files of two columns and three."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from jury.cli.vote_files import read_truth, read_votes
from jury.domain.reliability import Votes


@dataclass(frozen=True)
class Crowd:
    """Votes, and the place of each task's true label; -1 where it is unknown."""

    votes: Votes
    truth: NDArray[np.intp]

    def accuracy(self, answers: NDArray[np.intp]) -> float:
        """What part of the tasks whose truth is known these answers get right."""
        known = self.truth != -1
        return float((answers == self.truth)[known].mean())


def folders(names: Iterable[str]) -> dict[str, Path]:
    """Return where those of these sets lie that are there; says so of the others."""
    given = os.environ.get("JURY_CROWD_DATA")
    if not given:
        print("No real votes: JURY_CROWD_DATA names no folder of sets.")
        return {}
    found = {name: Path(given) / name for name in names}
    missing = sorted(name for name, folder in found.items() if not folder.is_dir())
    if missing:
        print(f"Not measured, since {given} does not have them: {', '.join(missing)}.")
    return {name: folder for name, folder in found.items() if folder.is_dir()}


def read_crowd(folder: Path) -> Crowd:
    """Return the votes of a data set with their truth."""
    given = read_votes(str(folder / "answers.csv"))
    truth = read_truth(str(folder / "truth.csv"))
    place = {label: at for at, label in enumerate(given.labels)}
    # A truth that nobody voted for is known, and missed by every method.
    at = [
        place.get(truth[task], len(place)) if task in truth else -1
        for task in given.tasks
    ]
    return Crowd(given.votes, np.array(at, np.intp))
