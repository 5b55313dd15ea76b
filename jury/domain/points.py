"""The points of a dispute: what both sides say alike, and what they do not.

They come from the parties' own answers, never from a summary of their texts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from jury.domain.law.reasons import Question
from jury.domain.law.texts import Text


class Standing(StrEnum):
    """Where the two sides are on a point."""

    AGREED = "agreed"
    CONTESTED = "contested"


@dataclass(frozen=True, slots=True)
class Answer:
    """One side's yes or no to a question, in one sentence if it likes."""

    yes: bool
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """A factual question with both answers; None means that a side kept silent."""

    question: str
    text: Text
    filer: Answer | None
    other: Answer | None

    @property
    def standing(self) -> Standing:
        """Say whether both sides answered alike; silence counts as contested."""
        if self.filer is None or self.other is None:
            return Standing.CONTESTED
        alike = self.filer.yes == self.other.yes
        return Standing.AGREED if alike else Standing.CONTESTED

    @property
    def is_agreed(self) -> bool:
        """Tell whether the point needs no deciding."""
        return self.standing is Standing.AGREED

    @property
    def is_unanswered(self) -> bool:
        """Tell whether the point is contested only because a side kept silent."""
        return self.filer is None or self.other is None


def points(
    questions: Sequence[Question],
    *,
    filer: Mapping[str, Answer],
    other: Mapping[str, Answer],
) -> tuple[Point, ...]:
    """Lay both sides' answers, by question code, beside each other in order."""
    return tuple(
        Point(one.code, one.text, filer.get(one.code), other.get(one.code))
        for one in questions
    )


def agreed(of: Sequence[Point]) -> tuple[Point, ...]:
    """Give the points on which both sides answered alike."""
    return tuple(point for point in of if point.is_agreed)


def contested(of: Sequence[Point]) -> tuple[Point, ...]:
    """Give the points that the jury has to weigh."""
    return tuple(point for point in of if not point.is_agreed)
