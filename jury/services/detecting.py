"""Where the court meets the detectors: the one place that knows what they are called.

They are an extra. Without it nothing is looked through, and pictures wait for a person.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from jury.redaction import Known
from jury.redaction.pictures import Box
from jury.redaction.seen import screening


@dataclass(frozen=True)
class Spot:
    """A place on a picture, and what is there, or is doubted there."""

    kind: str
    box: Box


@dataclass(frozen=True)
class Seen:
    """A picture, covered, with what was found on it and what a person has to see."""

    content: bytes
    findings: tuple[Spot, ...]
    review: tuple[Spot, ...]


@dataclass(frozen=True)
class NotSeen:
    """A picture that could not be looked through; `code` says why."""

    code: str


Redact = Callable[[bytes, Known], Seen | NotSeen]


def has_detectors() -> bool:
    """Whether the extra that looks through pictures is installed."""
    return screening.sees()


def redact(content: bytes, known: Known) -> Seen | NotSeen:
    """Look through one of our own pictures and cover what is personal.

    A plain call without a database: any queue of tasks can carry it.
    """
    answer = screening.redact_picture(content, known)
    if isinstance(answer, screening.Withheld):
        return NotSeen(answer.code)
    return Seen(answer.content, _spots(answer.findings), _spots(answer.review))


def _spots(given: Iterable[screening.Spot]) -> tuple[Spot, ...]:
    return tuple(Spot(one.kind, Box(*one.box)) for one in given)
