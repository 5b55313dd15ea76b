"""Parts of crowds whose truth is known: fewer jurors, fewer tasks, fewer votes.

A method that was chosen with a set in view shows here what it does with others.
"""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from bench._crowds import Crowd
from jury.domain.reliability import Votes, make_votes

_FEW_KNOWN = 15
_Kept = NDArray[np.bool_]


def parts(crowd: Crowd, *, seed: int) -> Iterator[tuple[str, Crowd]]:
    """Each kind of part once, where enough tasks of known truth are left."""
    for name, keep in _KINDS.items():
        kept = keep(crowd.votes, np.random.default_rng(seed))
        part = _part(crowd, kept)
        if (part.truth != -1).sum() >= _FEW_KNOWN:
            yield name, part


def _some_jurors(share: float) -> Callable[[Votes, np.random.Generator], _Kept]:
    return lambda votes, chance: np.asarray(
        (chance.random(votes.jurors) < share)[votes.juror]
    )


def _some_tasks(share: float) -> Callable[[Votes, np.random.Generator], _Kept]:
    return lambda votes, chance: np.asarray(
        (chance.random(votes.tasks) < share)[votes.task]
    )


def _few_votes(number: int) -> Callable[[Votes, np.random.Generator], _Kept]:
    def keep(votes: Votes, chance: np.random.Generator) -> _Kept:
        shuffled = chance.permutation(len(votes.task))
        order = shuffled[np.argsort(votes.task[shuffled], kind="stable")]
        begins = np.searchsorted(votes.task[order], np.arange(votes.tasks))
        rank = np.arange(len(order)) - begins[votes.task[order]]
        kept = np.zeros(len(order), bool)
        kept[order[rank < number]] = True
        return kept

    return keep


_KINDS: Mapping[str, Callable[[Votes, np.random.Generator], _Kept]] = MappingProxyType(
    {
        "a quarter of the jurors": _some_jurors(0.25),
        "half of the jurors": _some_jurors(0.5),
        "a fifth of the tasks": _some_tasks(0.2),
        "two fifths of the tasks": _some_tasks(0.4),
        "two votes a task": _few_votes(2),
        "three votes a task": _few_votes(3),
        "five votes a task": _few_votes(5),
        "nine votes a task": _few_votes(9),
    }
)


def _part(crowd: Crowd, kept: _Kept) -> Crowd:
    votes = crowd.votes
    tasks, task = np.unique(votes.task[kept], return_inverse=True)
    jurors, juror = np.unique(votes.juror[kept], return_inverse=True)
    sizes = (len(tasks), len(jurors), votes.labels)
    return Crowd(
        make_votes(task, juror, votes.label[kept], sizes=sizes), crowd.truth[tasks]
    )
