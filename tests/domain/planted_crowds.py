"""Crowds whose truth is planted: few who judge badly, many who do not judge at all."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from jury.domain.reliability import Votes, make_votes
from jury.domain.reliability.votes import Indices


@dataclass(frozen=True, kw_only=True)
class Planted:
    """How a crowd is made.

    *shares* say how common each label is, *seen* how often a juror sees it, before
    *spread*. Of *idle* jurors a third guess, the others always say the same. The
    *liars* never say what is true. On *hard* tasks most err to one label.
    """

    shares: tuple[float, ...] = (0.5, 0.5)
    seen: tuple[float, ...] = (0.67, 0.67)
    spread: float = 12.0
    tasks: int = 400
    jurors: int = 60
    votes: int = 5
    idle: float = 0.0
    liars: int = 0
    hard: float = 0.0

    def play(self, seed: int) -> tuple[Votes, Indices]:
        """Return votes and the truth."""
        chance, labels = np.random.default_rng(seed), len(self.shares)
        truth = chance.choice(labels, self.tasks, p=self.shares)
        task = np.repeat(np.arange(self.tasks), self.votes)
        juror = np.concatenate(
            [
                chance.choice(self.jurors, self.votes, replace=False)
                for _ in range(self.tasks)
            ]
        )
        says = self._says(chance)[juror, truth[task]].cumsum(axis=1)
        label = (chance.random((len(task), 1)) > says).sum(axis=1)
        label = np.minimum(label, labels - 1)
        common = (truth + chance.integers(1, labels, self.tasks)) % labels
        is_misled = (chance.random(self.tasks) < self.hard)[task]
        is_misled &= chance.random(len(task)) < 0.6
        label = np.where(is_misled, common[task], label)
        sizes = (self.tasks, self.jurors, labels)
        return make_votes(task, juror, label, sizes=sizes), truth

    def _says(self, chance: np.random.Generator) -> NDArray[np.float64]:
        """How likely each juror says what of each label: (juror, class, label)."""
        labels = len(self.shares)
        seen = np.array(self.seen)
        right = chance.beta(
            self.spread * seen, self.spread * (1 - seen), (self.jurors, labels)
        )
        others = chance.dirichlet(np.ones(labels - 1), (self.jurors, labels))
        says = np.zeros((self.jurors, labels, labels))
        for one in range(labels):
            rest = [each for each in range(labels) if each != one]
            says[:, one, one] = right[:, one]
            says[:, one, rest] = (1 - right[:, one, None]) * others[:, one]
        for no in range(round(self.idle * self.jurors)):
            always = np.eye(labels)[no % labels]
            says[no] = np.full(labels, 1 / labels) if no % 3 == 0 else always
        for no in range(self.jurors - self.liars, self.jurors):
            says[no] = np.roll(np.eye(labels), 1, axis=1)
        return says


CROWDS = {
    "two labels": Planted(),
    "of two labels one is rare": Planted(shares=(0.93, 0.07), votes=3),
    "one label is seen by few": Planted(seen=(0.85, 0.5), tasks=108, jurors=39),
    "the same, three votes": Planted(seen=(0.9, 0.45), tasks=108, jurors=39, votes=3),
    "four of ten do not judge": Planted(idle=0.4, votes=6),
    "somebody lies": Planted(jurors=30, liars=1),
    "two votes a task": Planted(votes=2),
    "two votes a juror": Planted(jurors=900),
    "hard tasks mislead": Planted(votes=7, hard=0.15),
    "votes near chance": Planted(seen=(0.55, 0.55), votes=20),
    "everybody knows": Planted(seen=(0.9, 0.9), votes=9),
    "four labels": Planted(shares=(0.25,) * 4, seen=(0.6,) * 4),
    "four labels, three are rare": Planted(
        shares=(0.8, 0.1, 0.07, 0.03), seen=(0.67,) * 4, jurors=80
    ),
    "four labels, some do not judge": Planted(
        shares=(0.25,) * 4, seen=(0.67,) * 4, idle=0.4
    ),
    "five labels, few votes a juror": Planted(
        shares=(0.2,) * 5, seen=(0.67,) * 5, jurors=400, tasks=300
    ),
    "ten labels": Planted(shares=(0.1,) * 10, seen=(0.6,) * 10, votes=4),
    "twenty labels": Planted(shares=(0.05,) * 20, seen=(0.67,) * 20),
}
