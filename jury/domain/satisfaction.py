"""What sides say of the court after the end, told in sums from which nobody stands out.

Sums grow by whole batches, in the order in which answers came: between any two looks
at them lie at least as many answers as a batch has, or none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

BATCH = 5
LOWEST, HIGHEST = 1, 5
# So good or better counts as content.
CONTENT = 4

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Sum:
    """How content those were in one year who got most of the money, or did not."""

    year: int
    got_most: bool
    answers: int
    mean: float
    content: float


def whole_batches(answers: Sequence[Answer]) -> Sequence[Answer]:
    """The oldest answers, as far as they fill batches."""
    return answers[: len(answers) - len(answers) % BATCH]


def sums(answers: Iterable[tuple[int, bool, int]]) -> list[Sum]:
    """Sum up (year, got most, marks) as they came; the newest year first."""
    groups: dict[tuple[int, bool], list[int]] = {}
    for year, got_most, marks in answers:
        groups.setdefault((year, got_most), []).append(marks)
    found = []
    for year, got_most in sorted(groups, reverse=True):
        told = whole_batches(groups[year, got_most])
        if told:
            mean = sum(told) / len(told)
            content = sum(one >= CONTENT for one in told) / len(told)
            found.append(Sum(year, got_most, len(told), mean, content))
    return found
