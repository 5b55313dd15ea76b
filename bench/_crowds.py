"""Crowd votes whose truth is known, as files of two columns and three."""

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
