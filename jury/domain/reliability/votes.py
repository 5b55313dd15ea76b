"""Votes as arrays: who said what of which task, and the sums that estimators need.

A vote is one row. The same juror may vote on the same task several times, even
against themselves: every row counts as a vote of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Indices = NDArray[np.intp]
Floats = NDArray[np.float64]


class VotesRefused(ValueError):
    """These are no votes to learn from; the sentence says why."""


@dataclass(frozen=True, eq=False)
class Votes:
    """Three columns of numbers that begin at 0, and how many of each there are.

    Beliefs about tasks are arrays of (class, task), chances of jurors arrays of
    (class, juror, label): the long side last, where NumPy is fast.
    """

    task: Indices
    juror: Indices
    label: Indices
    tasks: int
    jurors: int
    labels: int

    @property
    def a_task(self) -> float:
        """How many votes a task has on average."""
        return len(self.task) / self.tasks

    @cached_property
    def cell(self) -> Indices:
        """A juror's label as one number."""
        cell = self.juror * self.labels
        cell += self.label
        return cell

    def shares(self) -> Floats:
        """Return what part of a task's votes each label has, (label, task)."""
        place = self.task * self.labels
        place += self.label
        counted = np.bincount(place, minlength=self.tasks * self.labels)
        counts = counted.reshape(self.tasks, self.labels).T.astype(float, order="C")
        total = counts.sum(axis=0)
        # A task that nobody voted on says nothing: every label alike.
        counts[:, total == 0] = 1
        return np.asarray(counts / np.where(total == 0, self.labels, total))

    def said(self, beliefs: Floats) -> Floats:
        """Return how often each juror gave each label to tasks of each class.

        (class, juror, label), expected under *beliefs*. The last class is what the
        others leave, which saves a pass over all votes.
        """
        flat = self.jurors * self.labels
        counts = np.empty((len(beliefs), flat))
        near = np.empty(len(self.task))
        for one in range(len(beliefs) - 1):
            np.take(beliefs[one], self.task, out=near, mode="clip")
            counts[one] = np.bincount(self.cell, near, flat)
        every = np.bincount(self.cell, minlength=flat)
        counts[-1] = np.maximum(every - counts[:-1].sum(axis=0), 0)
        return counts.reshape(len(beliefs), self.jurors, self.labels)

    def evidence(self, logs: Floats) -> Floats:
        """Return the sum of *logs* over each task's votes, (class, task).

        Beside the last class, whose sum is 0; only differences count.
        """
        flat = logs.reshape(len(logs), -1)
        sums = np.zeros((len(logs), self.tasks))
        near = np.empty(len(self.task))
        for one in range(len(logs) - 1):
            np.take(flat[one] - flat[-1], self.cell, out=near, mode="clip")
            sums[one] = self._by_task(near)
        return sums

    def _by_task(self, values: Floats) -> Floats:
        if self._starts is not None:
            return np.asarray(np.add.reduceat(values, self._starts))
        return np.asarray(np.bincount(self.task, values, self.tasks), float)

    @cached_property
    def _starts(self) -> Indices | None:
        """Where each task's votes begin, if they stand together and none has none."""
        steps = np.diff(self.task)
        if self.task[0] != 0 or steps.min(initial=0) < 0 or steps.max(initial=0) > 1:
            return None
        starts = np.concatenate(([0], np.flatnonzero(steps) + 1))
        return starts if len(starts) == self.tasks else None


def make_votes(
    task: NDArray[np.integer],
    juror: NDArray[np.integer],
    label: NDArray[np.integer],
    *,
    sizes: tuple[int, int, int] | None = None,
) -> Votes:
    """Return checked votes; *sizes* (tasks, jurors, labels) follow when not given."""
    if not len(task) == len(juror) == len(label):
        raise VotesRefused("Every vote has a task, a juror and a label.")
    if not len(task):
        raise VotesRefused("There are no votes.")
    columns = [_column(one) for one in (task, juror, label)]
    known = sizes or [int(one.max()) + 1 for one in columns]
    for column, size in zip(columns, known, strict=True):
        if column.min() < 0 or column.max() >= size:
            raise VotesRefused("A vote names a task, juror or label that is unknown.")
    task, juror, label = columns
    tasks, jurors, labels = known
    return Votes(task, juror, label, tasks, jurors, labels)


def _column(given: NDArray[np.integer]) -> Indices:
    if not np.issubdtype(given.dtype, np.integer):
        raise VotesRefused("Tasks, jurors and labels are whole numbers.")
    return given.astype(np.intp, copy=False)
