"""What sides say of the court after the end, told in sums of several people.

Sums grow by whole batches, in the order in which answers came: between any two looks
at them lie answers of as many people as a batch has, or none. Only where all of those
say the same does a sum tell what each of them said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
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


def whole_batches(
    answers: Sequence[Answer], who: Callable[[Answer], object]
) -> Sequence[Answer]:
    """The oldest answers, as far as they fill batches: each of so many people."""
    told, people = 0, set[object]()
    for number, one in enumerate(answers, start=1):
        people.add(who(one))
        if len(people) == BATCH:
            told, people = number, set()
    return answers[:told]


def sums(answers: Iterable[tuple[int, bool, int, object]]) -> list[Sum]:
    """Sum up (year, got most, marks, whose) as they came; the newest year first."""
    groups: dict[tuple[int, bool], list[tuple[int, object]]] = {}
    for year, got_most, marks, whose in answers:
        groups.setdefault((year, got_most), []).append((marks, whose))
    found = []
    for year, got_most in sorted(groups, reverse=True):
        whole = whole_batches(groups[year, got_most], lambda one: one[1])
        told = [marks for marks, _whose in whole]
        if told:
            mean = sum(told) / len(told)
            content = sum(one >= CONTENT for one in told) / len(told)
            found.append(Sum(year, got_most, len(told), mean, content))
    return found
