"""The estimators by name, and the one that is used when none is named.

No single model is safe: two-coin follows correlated errors, one-coin fails where one
side is told from the other only by some. The default is the mean of several that fail
in different places (docs/decisions/18-five-estimators.md).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

import numpy as np

from jury.domain.reliability.fitting import ITERATIONS, Estimate, fit, fit_kinds
from jury.domain.reliability.models import Base, OneCoin, TwoCoin
from jury.domain.reliability.votes import Floats, Votes

# From here on a task's votes show the jurors' errors better than the plain share does.
_FEW_VOTES = 7
# What kinds weigh at most, and with how many tasks they weigh half of that. As many
# tasks the labels' shares of the votes are worth when those of the truth are learned.
_KINDS, _FEW_TASKS = 2.0, 200
# By how much more the plain shares weigh of few tasks with hardly any votes; and what
# one-coin weighs of two labels.
_SHARES, _COIN = 2.0, 0.5


def majority(votes: Votes) -> Floats:
    """Return the shares of the votes."""
    return votes.shares()


def one_coin(votes: Votes) -> Floats:
    """Return the beliefs when each juror is right with one chance."""
    return fit(votes, OneCoin())


def dawid_skene(votes: Votes) -> Floats:
    """Return the beliefs when each juror errs differently in each class."""
    return fit(votes, TwoCoin())


def ensemble(votes: Votes, *, iterations: int = ITERATIONS) -> Floats:
    """Return the mean of several estimates, weighed by what there is to learn from.

    The shares and one-coin, which know least, weigh the less the more votes a task has.
    Of few votes on few tasks nothing is learned that the shares should yield to.
    """
    few = (_FEW_VOTES / votes.a_task) ** 2
    learned = _of_two if votes.labels == 2 else _of_many
    most = 1 + _SHARES * min(1.0, _FEW_TASKS / votes.tasks)
    beliefs = min(most, few) * majority(votes)
    beliefs += learned(votes, min(1.0, few), iterations)
    return np.asarray(beliefs / beliefs.sum(axis=0))


def _of_two(votes: Votes, coin: float, iterations: int) -> Floats:
    """Return beliefs in two labels, not scaled; *coin* is what one-coin weighs.

    Kinds of tasks show the errors that jurors share, once there are tasks enough to
    tell the kinds apart. One-coin takes a label that is hard to see for a rare one.
    """
    kinds = _KINDS * votes.tasks / (votes.tasks + _FEW_TASKS)
    found = partial(fit, votes, worth=_FEW_TASKS, iterations=iterations)
    beliefs = kinds * fit_kinds(votes, worth=_FEW_TASKS, iterations=iterations)
    return beliefs + found(TwoCoin(Base.CROWD)) + _COIN * coin * found(OneCoin())


def _of_many(votes: Votes, coin: float, iterations: int) -> Floats:
    """Return beliefs in more labels, not scaled; *coin* is what one-coin weighs.

    Learning the shares of labels starves the rare ones, and holding all labels equal
    takes errors for them: so both are done. Kinds would have more numbers than there
    are votes to learn them from.
    """
    found = partial(fit, votes, iterations=iterations)
    beliefs = found(TwoCoin(Base.OWN), flat=True) + found(TwoCoin(Base.OWN))
    return beliefs + found(TwoCoin(Base.CROWD)) + coin * found(OneCoin(), flat=True)


DEFAULT = "ensemble"
METHODS: Mapping[str, Callable[[Votes], Floats]] = MappingProxyType(
    {
        DEFAULT: ensemble,
        "majority": majority,
        "one-coin": one_coin,
        "dawid-skene": dawid_skene,
        "kinds": fit_kinds,
    }
)


def aggregate(votes: Votes, method: str = DEFAULT) -> Estimate:
    """Return what *method* makes of the votes."""
    if votes.labels == 1:
        # Nobody ever said anything else: there is nothing to be learned.
        return Estimate(np.ones((1, votes.tasks)))
    return Estimate(METHODS[method](votes))
