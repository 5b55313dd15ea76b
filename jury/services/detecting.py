"""Where the court meets the detectors: the one place that knows what they are called.

They are an extra. Without it nothing is looked through, and pictures wait for a person.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from jury.domain.part_kinds import PartKind
from jury.domain.redacting import OVERTAKEN, STILL_THERE
from jury.redaction import Known
from jury.redaction.film import storyboard
from jury.redaction.film.checking import found_again
from jury.redaction.film.limits import Cancelled, FilmLimits, NoFilm
from jury.redaction.film.making import Wish, redact_film
from jury.redaction.film.renditions import poster, write_small
from jury.redaction.pictures import Box, NotAdmitted, admit
from jury.redaction.seen import pages, screening
from jury.redaction.seen.screening import Written


@dataclass(frozen=True)
class Spot:
    """A place on a picture, and what is there, or is doubted there.

    `part_no` is the page or still, where there are several.
    """

    kind: str
    box: Box
    part_no: int | None = None


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


@dataclass(frozen=True)
class Sheet:
    """A page or a still as a picture of ours, uncovered; `written` stands on it."""

    kind: PartKind
    content: bytes
    media_type: str
    width: int
    height: int
    written: tuple[Written, ...] = ()
    at_ms: int | None = None


@dataclass(frozen=True)
class Rendition:
    """A covered film in one size, or its poster; sizes are those of the large one."""

    kind: PartKind
    content: bytes
    media_type: str
    width: int
    height: int


Redact = Callable[[bytes, Known, Sequence[Written]], Seen | NotSeen]


def has_detectors() -> bool:
    """Whether the extra that looks through pictures is installed."""
    return screening.sees()


def redact(
    content: bytes, known: Known, written: Sequence[Written] = ()
) -> Seen | NotSeen:
    """Look through one of our own pictures and cover what is personal.

    A plain call without a database: any queue of tasks can carry it.
    """
    answer = screening.redact_picture(content, known, written=written)
    if isinstance(answer, screening.Withheld):
        return NotSeen(answer.code)
    return Seen(answer.content, _spots(answer.findings), _spots(answer.review))


def sheets_of(kind: str, content: bytes) -> tuple[Sheet, ...] | NotSeen:
    """The pages of a PDF or the stills of a film; NotSeen when it shows none."""
    try:
        return _stills(content) if kind == "video" else _pages(content)
    except (NotAdmitted, NoFilm) as refusal:
        return NotSeen(refusal.code)


def _pages(content: bytes) -> tuple[Sheet, ...] | NotSeen:
    drawn = pages.draw_pages(content)
    if isinstance(drawn, screening.Withheld):
        return NotSeen(drawn.code)
    return tuple(
        replace(_sheet(PartKind.PAGE, one.content), written=one.written)
        for one in drawn
    )


def _stills(content: bytes) -> tuple[Sheet, ...]:
    limits = FilmLimits()
    with _unwritten(content) as source:
        return tuple(
            replace(
                _sheet(PartKind.STILL, storyboard.frame_at(source, at_s, limits)),
                at_ms=round(1000 * at_s),
            )
            for at_s in storyboard.moments_of(source, limits)
        )


def film_of(
    content: bytes, known: Known, *, work: Path, go: Callable[[float], bool]
) -> tuple[Rendition, ...] | NotSeen:
    """A covered film in two sizes, without sound, and its poster; or why there is none.

    What is made on the way lies in `work`, and whoever comes back to it goes on there.
    """
    wanted = [True]

    def hear(share: float) -> None:
        wanted[0] = go(share)

    wish = Wish(
        known=known,
        covers_doubts=True,
        cancelled=lambda: not wanted[0],
        on_progress=hear,
    )
    large, small = work / "covered.mp4", work / "small.mp4"
    try:
        with _unwritten(content) as source:
            film = redact_film(source, large, work=work, wish=wish)
        if found_again(large, replace(wish, on_progress=lambda _share: hear(1))):
            return NotSeen(STILL_THERE)
        write_small(large, small, wish.limits)
        still = admit(poster(large, wish.limits))
    except Cancelled:
        return NotSeen(OVERTAKEN)
    except (NoFilm, NotAdmitted) as refusal:
        return NotSeen(refusal.code)
    size = (film.width, film.height)
    return (
        Rendition(PartKind.FILM, large.read_bytes(), "video/mp4", *size),
        Rendition(PartKind.SMALL, small.read_bytes(), "video/mp4", *size),
        Rendition(PartKind.POSTER, still.content, still.media_type, *size),
    )


@contextmanager
def _unwritten(content: bytes) -> Iterator[Path]:
    """A file that other programs of ours may open, and that lies on no disk."""
    number = os.memfd_create("film")
    try:
        with os.fdopen(number, "wb", closefd=False) as file:
            file.write(content)
        yield Path(f"/proc/{os.getpid()}/fd/{number}")
    finally:
        os.close(number)


def _sheet(kind: PartKind, content: bytes) -> Sheet:
    """What a process apart has drawn is written anew, like any other picture."""
    ours = admit(content)
    return Sheet(kind, ours.content, ours.media_type, ours.width, ours.height)


def _spots(given: Iterable[screening.Spot]) -> tuple[Spot, ...]:
    return tuple(Spot(one.kind, Box(*one.box)) for one in given)
