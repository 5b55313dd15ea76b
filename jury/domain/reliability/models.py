"""How a juror may err: what each estimator takes for granted, and what it learns.

A model turns how often each juror said what (expected counts) into the chances that
it gives them next time. Each has a prior worth a few votes, so that a juror seen once
is not taken for perfect or for a liar.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from jury.domain.reliability.votes import Floats

# Before any vote a juror is right twice in three times; worth three votes.
_RIGHT, _WRONG = 2.0, 1.0
# What the shared error of a crowd is worth to one juror, in votes.
_SHRUNK = 4.0

Model = Callable[[Floats], Floats]


class Base(StrEnum):
    """What a juror's own errors are drawn towards."""

    NOTHING = "nothing"
    OWN = "own"  # one number: how often this juror is right
    CROWD = "crowd"  # how all jurors err


@dataclass(frozen=True, slots=True)
class OneCoin:
    """A juror is right with one chance, and wrong in every way alike."""

    def __call__(self, said: Floats) -> Floats:
        """Return the logarithms of the chances, (class, juror, label)."""
        return np.log(_coins(accuracies(said), labels=said.shape[2]))


@dataclass(frozen=True, slots=True)
class TwoCoin:
    """A juror errs differently in each class (Dawid and Skene)."""

    base: Base = Base.NOTHING

    def __call__(self, said: Floats) -> Floats:
        """Return the logarithms of the chances, (class, juror, label)."""
        counts = said + self._prior(said)
        # Label by label: NumPy is slow along an axis as short as that of the labels.
        total = counts[..., 0].copy()
        for label in range(1, counts.shape[2]):
            total += counts[..., label]
        for label in range(counts.shape[2]):
            counts[..., label] /= total
        return np.log(counts, out=counts)

    def _prior(self, said: Floats) -> Floats:
        labels = said.shape[2]
        if self.base is Base.OWN:
            return _SHRUNK * _coins(accuracies(said), labels=labels)
        if self.base is Base.CROWD:
            crowd = said.sum(axis=1, keepdims=True) + 1
            return np.asarray(_SHRUNK * crowd / crowd.sum(axis=2, keepdims=True))
        return np.full((1, 1, labels), 0.1 / labels)


@dataclass(frozen=True, slots=True)
class Kinds:
    """A class holds several kinds of tasks; on each kind jurors err together.

    Without it, jurors who all fall for the same hard tasks look as if they agreed
    because they know. Variational, after Li, Rubinstein and Cohn (EBCC, ICML 2019).
    """

    kinds: int

    def __call__(self, said: Floats) -> Floats:
        """Return the expected logarithms, (class and kind, juror, label)."""
        labels = said.shape[2]
        right = np.repeat(np.eye(labels), self.kinds, axis=0)
        counts = said + (1 + 3 * right)[:, None, :]
        return digamma(counts) - digamma(counts.sum(axis=2, keepdims=True))


def accuracies(said: Floats) -> Floats:
    """Return how often each juror is right, drawn towards two in three."""
    hits, votes = hits_and_votes(said)
    return np.asarray((hits + _RIGHT) / (votes + _RIGHT + _WRONG))


def hits_and_votes(said: Floats) -> tuple[Floats, Floats]:
    """Return how many votes each juror got right, and how many they gave."""
    hits = np.einsum("kjk->j", said)
    return hits, said.sum(axis=(0, 2))


def _coins(right: Floats, *, labels: int) -> Floats:
    is_right = np.eye(labels, dtype=bool)[:, None, :]
    wrong = (1 - right) / (labels - 1)
    return np.where(is_right, right[None, :, None], wrong[None, :, None])


def digamma(x: Floats) -> Floats:
    """Return the derivative of log Γ for positive *x*, to some 1e-10."""
    shifted, below = np.array(x, float), np.zeros_like(x, float)
    for _ in range(6):
        below += 1 / shifted
        shifted += 1
    square = 1 / (shifted * shifted)
    tail = square * (1 / 12 - square * (1 / 120 - square * (1 / 252 - square / 240)))
    return np.asarray(np.log(shifted) - 0.5 / shifted - tail - below)
