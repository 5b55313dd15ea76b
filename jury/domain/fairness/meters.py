"""How far outcomes and ballots lean to one side, each with its interval.

Of outcomes alone nobody can say whether they should have been others, so what lean is
measured on compares like with like: jurors of different kinds on the same disputes,
the two orders of the same page. What cannot be compared so is shown, not judged.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from jury.domain.fairness.intervals import Estimate, Floats, Z, difference, share

Places = NDArray[np.intp]
Flags = NDArray[np.bool_]
# What two effects leave of a ballot is even enough when a turn changes no more.
EVEN, MOST_TURNS = 1e-8, 1000
# Fewer disputes or jurors than this make an interval that says nothing, or too much.
ENOUGH = 10


@dataclass(frozen=True, slots=True)
class Ended:
    """A dispute that ended: who filed, in which language, and whom it ended for."""

    filed_by_buyer: bool
    language: str
    for_buyer: bool


@dataclass(frozen=True, eq=False)
class Ballots:
    """Deciding ballots, one a row: the dispute, the juror, and how far for the buyer.

    *for_buyer* is the rung's share of the ladder, 0 to 1; jurors and disputes are
    numbered from nothing.
    """

    disputes: Places
    jurors: Places
    for_buyer: Floats

    def __len__(self) -> int:
        """How many ballots there are."""
        return len(self.disputes)


def for_buyers(ended: Sequence[Ended]) -> Estimate | None:
    """Return the share of disputes that ended for the buyer."""
    return share(sum(one.for_buyer for one in ended), len(ended))


def by_filer(ended: Sequence[Ended]) -> Estimate | None:
    """Return by how much oftener buyers who filed got their way than sellers."""
    buyers = [one.for_buyer for one in ended if one.filed_by_buyer]
    sellers = [not one.for_buyer for one in ended if not one.filed_by_buyer]
    return difference((sum(buyers), len(buyers)), (sum(sellers), len(sellers)))


def by_language(ended: Sequence[Ended], language: str) -> Estimate | None:
    """Return by how much oftener those in *language* end for the buyer than others."""
    one = [each.for_buyer for each in ended if each.language == language]
    other = [each.for_buyer for each in ended if each.language != language]
    return difference((sum(one), len(one)), (sum(other), len(other)))


def lean(ballots: Ballots, belongs: Floats | Flags) -> Estimate | None:
    """Return how much more for the buyer the ballots of one kind are, on like disputes.

    *belongs* tells the ballots of the kind: jurors who mostly buy, or who were shown
    the buyer's statement first; a half is somebody of neither kind. Least squares with
    an effect a dispute, so that only ballots on the same dispute are compared; errors
    are clustered by dispute and by juror, whose ballots hang together (A. C. Cameron,
    J. B. Gelbach, D. L. Miller, "Robust inference with multiway clustering", Journal of
    Business & Economic Statistics 29, 2011). None where no dispute has ballots of both
    kinds, or where there are too few of either.
    """
    kind = np.asarray(belongs, dtype=float)
    inside = kind - _mean_of(ballots.disputes, kind)
    votes = ballots.for_buyer - _mean_of(ballots.disputes, ballots.for_buyer)
    return _slope(ballots, inside, votes)


def in_group(ballots: Ballots, buys: Floats, buyer_filed: Flags) -> Estimate | None:
    """Return how much more jurors give to filers who are what they mostly are.

    Least squares with an effect a dispute and an effect a juror: how strong a claim is
    and how generous a juror falls out, and what is left is that the same juror judges
    the claims of buyers and of sellers otherwise than jurors of the other kind do. With
    nobody but buyers who file it cannot be told; None. *buys* is a half where a juror
    is of neither kind. The effects as in M. Shayo and A. Zussman, "Judicial ingroup
    bias in the shadow of terrorism", Quarterly Journal of Economics 126 (2011); errors
    as in `lean`.
    """
    own = np.where(buyer_filed, buys, 1 - buys)
    for_filer = np.where(buyer_filed, ballots.for_buyer, 1 - ballots.for_buyer)
    return _slope(
        ballots, _without_both(ballots, own), _without_both(ballots, for_filer)
    )


def _without_both(ballots: Ballots, values: Floats) -> Floats:
    """Take the effect of every dispute and of every juror off, in turns."""
    left = values - values.mean()
    for _turn in range(MOST_TURNS):
        before = left
        left = left - _mean_of(ballots.disputes, left)
        left = left - _mean_of(ballots.jurors, left)
        if np.abs(left - before).max(initial=0) < EVEN:
            break
    return np.asarray(left)


def _slope(ballots: Ballots, inside: Floats, votes: Floats) -> Estimate | None:
    """Fit votes to what is left of a kind, with the interval of two-way clusters."""
    is_compared = np.abs(inside) > EVEN * 1000
    compared = np.unique(ballots.disputes[is_compared])
    people = np.unique(ballots.jurors[is_compared])
    if len(compared) < ENOUGH or len(people) < ENOUGH:
        return None
    spread = float(inside @ inside)
    found = float(inside @ votes) / spread
    pull = inside * (votes - found * inside)
    both = ballots.disputes * (int(ballots.jurors.max()) + 1) + ballots.jurors
    variance = (
        _clustered(pull, ballots.disputes)
        + _clustered(pull, ballots.jurors)
        - _clustered(pull, np.unique(both, return_inverse=True)[1])
    )
    # The three can come out below the smallest of them by luck.
    variance = max(variance, _clustered(pull, ballots.disputes))
    error = Z * sqrt(variance) / spread
    return Estimate(found, found - error, found + error, len(compared))


def _mean_of(groups: Places, values: Floats) -> Floats:
    sums = np.bincount(groups, weights=values)
    return np.asarray((sums / np.maximum(np.bincount(groups), 1))[groups])


def _clustered(pull: Floats, groups: Places) -> float:
    sums = np.bincount(groups, weights=pull)
    count = len(np.unique(groups))
    return float(sums @ sums) * count / max(count - 1, 1)
