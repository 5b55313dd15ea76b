"""Where the court meets the detectors: the one place that knows what they are called.

They are an extra. Without it nothing is looked through, and pictures wait for a person.
"""

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from jury.redaction import Known
from jury.redaction.pictures import Box

_PICTURES = "jury.redaction.seen.screening"


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
    detectors = _detectors()
    return detectors is not None and bool(detectors.sees())


def redact(content: bytes, known: Known) -> Seen | NotSeen:
    """Look through one of our own pictures and cover what is personal.

    A plain call without a database: any queue of tasks can carry it.
    """
    detectors = _detectors()
    if detectors is None:
        return NotSeen("needs_extra")
    answer = detectors.redact_picture(content, known)
    if isinstance(answer, detectors.Withheld):
        return NotSeen(answer.code)
    return Seen(answer.content, _spots(answer.findings), _spots(answer.review))


def _detectors() -> Any:
    try:
        return importlib.import_module(_PICTURES)
    except ModuleNotFoundError:
        return None


def _spots(given: Any) -> tuple[Spot, ...]:
    return tuple(Spot(one.kind, Box(*one.box)) for one in given)
