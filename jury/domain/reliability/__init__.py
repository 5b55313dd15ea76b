"""How far each juror can be relied on, and what their votes come to with that known.

`votes.py` holds votes, `models.py` how jurors may err, `fitting.py` learns both from
votes alone, `methods.py` names the estimators, `standing.py` keeps what was learned.
"""

from jury.domain.reliability.fitting import (
    Estimate,
    Reliability,
    fit,
    fit_kinds,
    reliability,
)
from jury.domain.reliability.methods import DEFAULT, METHODS, aggregate
from jury.domain.reliability.models import Base, Kinds, OneCoin, TwoCoin, digamma
from jury.domain.reliability.standing import Standing, nobody_yet, standing
from jury.domain.reliability.votes import Floats, Votes, VotesRefused, make_votes

__all__ = [
    "DEFAULT",
    "METHODS",
    "Base",
    "Estimate",
    "Floats",
    "Kinds",
    "OneCoin",
    "Reliability",
    "Standing",
    "TwoCoin",
    "Votes",
    "VotesRefused",
    "aggregate",
    "digamma",
    "fit",
    "fit_kinds",
    "make_votes",
    "nobody_yet",
    "reliability",
    "standing",
]
