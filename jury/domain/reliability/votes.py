"""Votes as arrays: who said what of which task, and the sums that estimators need.

A vote is one row. The same juror may vote on the same task several times, even
against themselves: every row counts as a vote of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Indices = NDArray[np.intp]
Floats = NDArray[np.float64]

# So many votes are looked up at once: few enough to stay near the processor, and more
# than the sums they are added to.
_AT_ONCE = 1 << 16


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

    @cached_property
    def _every(self) -> Indices:
        """How often each juror gave each label."""
        return np.bincount(self.cell, minlength=self.jurors * self.labels)

    def shares(self) -> Floats:
        """Return what part of a task's votes each label has, (label, task)."""
        counted = np.zeros(self.tasks * self.labels, np.intp)
        for part in self._parts:
            place = self.task[part] * self.labels + self.label[part]
            counted += np.bincount(place, minlength=len(counted))
        counts = counted.reshape(self.tasks, self.labels).T.astype(float, order="C")
        total = counts.sum(axis=0)
        # A task that nobody voted on says nothing: every label alike.
        counts[:, total == 0] = 1
        return np.asarray(counts / np.where(total == 0, self.labels, total))

    def voted(self) -> Floats:
        """Return what part of all votes each label has."""
        counted = np.bincount(self.label, minlength=self.labels)
        return np.asarray(counted / len(self.label))

    def said(self, beliefs: Floats) -> Floats:
        """Return how often each juror gave each label to tasks of each class.

        (class, juror, label), expected under *beliefs*. The last class is what the
        others leave, which saves a pass over all votes.
        """
        flat = self.jurors * self.labels
        counts = np.zeros((len(beliefs), flat))
        for one in range(len(beliefs) - 1):
            for part in self._parts:
                near = np.take(beliefs[one], self.task[part], mode="clip")
                counts[one] += np.bincount(self.cell[part], near, flat)
        counts[-1] = np.maximum(self._every - counts[:-1].sum(axis=0), 0)
        return counts.reshape(len(beliefs), self.jurors, self.labels)

    def evidence(self, logs: Floats) -> Floats:
        """Return the sum of *logs* over each task's votes, (class, task).

        Beside the last class, whose sum is 0; only differences count.
        """
        flat = logs.reshape(len(logs), -1)
        sums = np.zeros((len(logs), self.tasks))
        for one in range(len(logs) - 1):
            self._add_by_task(flat[one] - flat[-1], sums[one])
        return sums

    def _add_by_task(self, logs: Floats, sums: Floats) -> None:
        if self._starts is None:
            for part in self._parts:
                near = np.take(logs, self.cell[part], mode="clip")
                sums += np.bincount(self.task[part], near, self.tasks)
            return
        for first in range(0, self.tasks, self._tasks_at_once):
            starts = self._starts[first : first + self._tasks_at_once + 1]
            near = np.take(logs, self.cell[starts[0] : starts[-1]], mode="clip")
            found = np.add.reduceat(near, starts[:-1] - starts[0])
            sums[first : first + len(found)] = found

    @cached_property
    def _parts(self) -> Sequence[slice]:
        """The votes, so many at once."""
        size = max(_AT_ONCE, 4 * self.jurors * self.labels, 4 * self.tasks)
        return [slice(at, at + size) for at in range(0, len(self.task), size)]

    @property
    def _tasks_at_once(self) -> int:
        return max(1, int(_AT_ONCE / self.a_task))

    @cached_property
    def _starts(self) -> Indices | None:
        """Where each task's votes begin, and where all end; None if they are mixed.

        Or if there is a task without votes.
        """
        changes = np.flatnonzero(self.task[1:] != self.task[:-1]) + 1
        starts = np.concatenate(([0], changes))
        if not np.array_equal(self.task[starts], np.arange(self.tasks)):
            return None
        return np.append(starts, len(self.task))


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
