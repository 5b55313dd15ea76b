"""Reliabilities as they are kept: counts that each final verdict adds to.

Nothing is estimated anew after a verdict: what the panel's jurors said is counted
under what proved final, and the next dispute is scored from the counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from jury.domain.reliability.models import Base, TwoCoin
from jury.domain.reliability.votes import Floats, Votes, VotesRefused


@dataclass(eq=False)
class Standing:
    """How often each juror said what of disputes that ended how.

    *said* is (outcome, juror, label); *logs* the logarithms of the chances that
    follow, and *shares* those of the outcomes.
    """

    said: Floats
    logs: Floats
    shares: Floats

    def score(self, jurors: Sequence[int], labels: Sequence[int]) -> Floats:
        """Return how likely each outcome is, given who voted for what."""
        logs = self.shares + self.logs[:, jurors, labels].sum(axis=1)
        chances = np.exp(logs - logs.max())
        return np.asarray(chances / chances.sum())

    def evidence(self, juror: int, label: int) -> tuple[int, ...]:
        """Return what a vote says of each outcome, in thousandths, for `stopping`."""
        return tuple(round(1000 * float(log)) for log in self.logs[:, juror, label])

    def learn(self, jurors: Sequence[int], labels: Sequence[int], final: int) -> None:
        """Count a panel's votes under the final outcome of its dispute."""
        if not 0 <= final < len(self.said):
            raise VotesRefused("The outcome is none of those that were voted on.")
        np.add.at(self.said[final], (jurors, labels), 1)
        rows = list(set(jurors))
        self.logs[:, rows] = TwoCoin(Base.OWN)(self.said[:, rows])


def standing(votes: Votes, beliefs: Floats) -> Standing:
    """Return the counts that *votes* come to under *beliefs*."""
    said = votes.said(beliefs)
    shares = (beliefs.sum(axis=1) + 1) / (votes.tasks + votes.labels)
    return Standing(said, TwoCoin(Base.OWN)(said), np.log(shares))


def nobody_yet(*, jurors: int, labels: int) -> Standing:
    """Return the standing of jurors of whom nothing is known."""
    said = np.zeros((labels, jurors, labels))
    shares = np.full(labels, -np.log(labels))
    return Standing(said, TwoCoin(Base.OWN)(said), shares)
