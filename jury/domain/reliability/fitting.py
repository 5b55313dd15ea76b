"""Learning from votes alone: what is true, and how far each juror can be relied on.

Both follow from each other, so each is estimated from the other in turns
(expectation and maximisation), beginning with the shares of the votes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from jury.domain.reliability.models import (
    Kinds,
    Model,
    digamma,
    hits_and_votes,
)
from jury.domain.reliability.votes import Floats, Indices, Votes

ITERATIONS = 50
_ENOUGH = 1e-6
# Beliefs nearer than this are a tie, and the label that comes first has it.
_TIE = 1e-9


@dataclass(frozen=True, eq=False)
class Estimate:
    """What an estimator believes of each task, (label, task)."""

    beliefs: Floats

    @property
    def answers(self) -> Indices:
        """The label of each task; of several equally likely ones the first."""
        best = self.beliefs.max(axis=0)
        return np.asarray((self.beliefs >= best - _TIE).argmax(axis=0), np.intp)

    @property
    def confidence(self) -> Floats:
        """How sure each answer is."""
        return np.asarray(self.beliefs.max(axis=0))


@dataclass(frozen=True, eq=False)
class Reliability:
    """How often each juror is right, with the ends of a 95 % interval."""

    right: Floats
    low: Floats
    high: Floats
    votes: Floats


def fit(
    votes: Votes,
    model: Model,
    *,
    flat: bool = False,
    worth: float = 0.0,
    iterations: int = ITERATIONS,
) -> Floats:
    """Return beliefs, (label, task).

    *flat* holds all labels equally likely before the first vote; else their shares
    are learned. The shares that labels have of the votes are then *worth* so many
    tasks: with few of them a model that errs learns that one label is always right.
    """
    beliefs = votes.shares()
    voted = worth * votes.voted()
    for _ in range(iterations):
        logs = votes.evidence(model(votes.said(beliefs)))
        if not flat:
            found = beliefs.sum(axis=1) + voted + 1
            logs += np.log(found / found.sum())[:, None]
        changed = softmax(logs)
        moved = np.abs(changed - beliefs).mean()
        beliefs = changed
        if moved < _ENOUGH:
            break
    return beliefs


def fit_kinds(
    votes: Votes,
    *,
    kinds: int = 3,
    worth: float = 0.0,
    iterations: int = ITERATIONS,
) -> Floats:
    """Return beliefs, (label, task), where each label holds several *kinds* of task.

    Kinds begin as the tasks on which few, some and most agree, so that no chance
    takes part. *worth* is as in `fit`.
    """
    model, shape = Kinds(kinds), (votes.labels, kinds, votes.tasks)
    beliefs = _agreement(votes.shares(), kinds).reshape(-1, votes.tasks)
    voted = worth * votes.voted()
    for _ in range(iterations):
        logs = votes.evidence(model(votes.said(beliefs)))
        logs += _kind_logs(beliefs.sum(axis=1).reshape(shape[:2]), voted)[:, None]
        changed = softmax(logs)
        moved = np.abs(changed - beliefs).mean()
        beliefs = changed
        if moved < _ENOUGH:
            break
    return np.asarray(beliefs.reshape(shape).sum(axis=1))


def _agreement(shares: Floats, kinds: int) -> Floats:
    middles = (np.arange(kinds) + 0.5) / kinds
    apart = shares[:, None, :] - middles[:, None]
    near = np.exp(-0.5 * (apart * kinds) ** 2)
    near /= near.sum(axis=1, keepdims=True)
    return np.asarray(near * shares[:, None, :])


def _kind_logs(tasks: Floats, voted: Floats) -> Floats:
    """Return the expected logarithm of each kind's share.

    Dirichlet(1) before within a label, and 1 more than *voted* among labels.
    """
    within = digamma(tasks + 1) - digamma((tasks + 1).sum(axis=1, keepdims=True))
    of_label = tasks.sum(axis=1, keepdims=True) + voted[:, None] + 1
    return (within + digamma(of_label) - digamma(of_label.sum())).reshape(-1)


def softmax(logs: Floats) -> Floats:
    """Return chances that add up to 1 down each column; *logs* is used up."""
    logs -= logs.max(axis=0)
    np.exp(logs, out=logs)
    logs /= logs.sum(axis=0)
    return logs


def reliability(votes: Votes, beliefs: Floats) -> Reliability:
    """Return how often each juror gave the label that *beliefs* hold for true.

    Wilson's interval over the votes and the prior's three, so that a juror of one
    vote has a wide one and nobody one of no width.
    """
    hits, given = hits_and_votes(votes.said(beliefs))
    count, z = given + 3, 1.96
    share = (hits + 2) / count
    middle = (share + z * z / (2 * count)) / (1 + z * z / count)
    spread = np.sqrt(share * (1 - share) / count + (z / (2 * count)) ** 2)
    half = z * spread / (1 + z * z / count)
    return Reliability(share, middle - half, middle + half, given)
