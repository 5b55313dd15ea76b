"""Where the court meets the detectors: the one place that knows what they are called.

They are an extra. Without it nothing is looked through, and pictures wait for a person.
"""

import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from jury.domain.lives.part_kinds import PartKind
from jury.domain.lives.redacting import OVERTAKEN, STILL_THERE
from jury.redaction import Known
from jury.redaction.film import intake, storyboard
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

    `part_no` is the page or still, where there are several. `entities` are whom or
    what its text stands for: labels are made of them, and they are not kept.
    """

    kind: str
    box: Box
    part_no: int | None = None
    entities: tuple[str, ...] = ()


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


# Hears a share of 1, and says whether the file is still wanted.
GoOn = Callable[[float], bool]
_ASK_AGAIN_SECONDS = 2.0


class Asked:
    """Whether a file is still wanted: asked whenever it gets on, and every few seconds.

    Those who ask may be threads of the one that works.
    """

    def __init__(self, go: GoOn) -> None:
        self._go, self._share, self._wanted = go, 0.0, True
        self._again_at, self._turn = time.monotonic(), threading.Lock()

    def hear(self, share: float) -> None:
        """Tell how far it is."""
        with self._turn:
            self._share = share
            self._ask()

    def is_unwanted(self) -> bool:
        """Whether nobody wants it any more."""
        with self._turn:
            if self._wanted and time.monotonic() >= self._again_at:
                self._ask()
            return not self._wanted

    def goes_on(self) -> bool:
        """The other way round; raises Cancelled when it does not."""
        if self.is_unwanted():
            raise Cancelled
        return True

    def _ask(self) -> None:
        self._wanted = self._go(self._share)
        self._again_at = time.monotonic() + _ASK_AGAIN_SECONDS


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


def sheets_of(
    kind: str, pieces: Iterable[bytes], go: GoOn
) -> tuple[Sheet, ...] | NotSeen:
    """The pages of a PDF or the stills of a film; NotSeen when it shows none."""
    try:
        return _stills(pieces, go) if kind == "video" else _pages(b"".join(pieces))
    except Cancelled:
        return NotSeen(OVERTAKEN)
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


def _stills(pieces: Iterable[bytes], go: GoOn) -> tuple[Sheet, ...]:
    limits, asked = FilmLimits(), Asked(go)
    with _unwritten(pieces) as source:
        return tuple(
            replace(
                _sheet(PartKind.STILL, storyboard.frame_at(source, at_s, limits)),
                at_ms=round(1000 * at_s),
            )
            for at_s in storyboard.moments_of(source, limits, asked.is_unwanted)
            if asked.goes_on()
        )


def why_no_film(pieces: Iterable[bytes]) -> str:
    """Why a file is no film that could be looked through; empty where it is one.

    Empty too where nobody here can tell: then the worker says so.
    """
    try:
        with _unwritten(pieces) as source:
            intake.admit(source, FilmLimits())
    except NoFilm as refusal:
        return "" if refusal.code == "needs_extra" else refusal.code
    return ""


def film_of(
    pieces: Iterable[bytes],
    known: Known,
    *,
    work: Path,
    go: GoOn,
    sound: bool = False,
) -> tuple[Rendition, ...] | NotSeen:
    """A covered film in two sizes and its poster, mute unless a moderator let its
    sound in; or why there is none.

    What is made on the way lies in `work`, and whoever comes back to it goes on there.
    """
    asked = Asked(go)
    wish = Wish(
        known=known,
        sound=sound,
        covers_doubts=True,
        cancelled=asked.is_unwanted,
        on_progress=asked.hear,
    )
    large, small = work / "covered.mp4", work / "small.mp4"
    try:
        with _unwritten(pieces) as source:
            film = redact_film(source, large, work=work, wish=wish)
        if found_again(large, replace(wish, on_progress=lambda _share: asked.hear(1))):
            return NotSeen(STILL_THERE)
        write_small(large, small, wish.limits, cancelled=wish.cancelled)
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
def _unwritten(pieces: Iterable[bytes]) -> Iterator[Path]:
    """A file that other programs of ours may open, and that lies on no disk."""
    number = os.memfd_create("film")
    try:
        with os.fdopen(number, "wb", closefd=False) as file:
            for piece in pieces:
                file.write(piece)
        yield Path(f"/proc/{os.getpid()}/fd/{number}")
    finally:
        os.close(number)


def _sheet(kind: PartKind, content: bytes) -> Sheet:
    """What a process apart has drawn is written anew, like any other picture."""
    ours = admit(content)
    return Sheet(kind, ours.content, ours.media_type, ours.width, ours.height)


def _spots(given: Iterable[screening.Spot]) -> tuple[Spot, ...]:
    # Two numbers in one line of text are one place, as its reader covers whole lines.
    found: dict[tuple[str, Box], dict[str, None]] = {}
    for one in given:
        named = dict.fromkeys(filter(None, [one.entity]))
        found.setdefault((one.kind, Box(*one.box)), {}).update(named)
    return tuple(
        Spot(kind, box, entities=tuple(named)) for (kind, box), named in found.items()
    )
