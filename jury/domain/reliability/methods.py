"""The estimators by name, and the one that is used when none is named.

No single model is safe: two-coin follows correlated errors, one-coin fails where one
side is told from the other only by some. The default is the mean of five that fail in
different places (docs/decisions/18-five-estimators.md).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np

from jury.domain.reliability.fitting import Estimate, fit, fit_kinds
from jury.domain.reliability.models import Base, OneCoin, TwoCoin
from jury.domain.reliability.votes import Floats, Votes

# From here on a task's votes show the jurors' errors better than the plain share does.
_FEW_VOTES = 10


def majority(votes: Votes) -> Floats:
    """Return the shares of the votes."""
    return votes.shares()


def one_coin(votes: Votes) -> Floats:
    """Return the beliefs when each juror is right with one chance."""
    return fit(votes, OneCoin())


def dawid_skene(votes: Votes) -> Floats:
    """Return the beliefs when each juror errs differently in each class."""
    return fit(votes, TwoCoin())


def ensemble(votes: Votes) -> Floats:
    """Return the mean of five estimates.

    Three learn how jurors err in each class; the shares and one-coin, which know less,
    weigh the less the more votes a task has. Shares of labels are learned by some and
    held equal by others; among more than two labels learning them starves the rare.
    """
    weight = min(1.0, _FEW_VOTES / votes.a_task)
    beliefs = weight * (majority(votes) + one_coin(votes))
    beliefs += fit_kinds(votes)
    beliefs += fit(votes, TwoCoin(Base.OWN), flat=votes.labels > 2)
    beliefs += fit(votes, TwoCoin(Base.CROWD), flat=True)
    return np.asarray(beliefs / beliefs.sum(axis=0))


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
