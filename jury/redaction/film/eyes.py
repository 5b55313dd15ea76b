"""The detectors as a film uses them: a glance at many frames, a look at some.

A glance sees upright faces and codes fast. A look sees everything that the detectors of
pictures see, and is carried along by the motion of the picture to the frames between.
Both are asked for ahead and answered on the side, so that two cores are busy.
"""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Final

from jury.redaction.findings import Known
from jury.redaction.seen.codes import find_codes
from jury.redaction.seen.faces import find_upright_faces
from jury.redaction.seen.look import look
from jury.redaction.seen.sights import Picture, Seen

_GLANCED_SIDE: Final = 672


class Eyes:
    """Answers in the order in which frames are shown; close() when done."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._pool = ThreadPoolExecutor(2)
        self._waiting: list[tuple[int, bool, Future[list[Seen]]]] = []
        # What reads text remembers the picture it is at.
        self._reading = threading.Lock()

    def glance(self, place: int, picture: Picture) -> None:
        """Ask for faces and codes of a frame."""
        self._ask(place, picture, close=False)

    def look(self, place: int, picture: Picture) -> None:
        """Ask for everything in a frame."""
        self._ask(place, picture, close=True)

    def answers(self, *, most_left: int) -> Iterator[tuple[int, bool, list[Seen]]]:
        """Frame, whether it was looked at, and what was seen; all but so many."""
        while len(self._waiting) > most_left:
            place, close, asked = self._waiting.pop(0)
            yield place, close, asked.result()

    def close(self) -> None:
        """Let the threads end."""
        self._pool.shutdown(cancel_futures=True)

    def _ask(self, place: int, picture: Picture, *, close: bool) -> None:
        act: Callable[[Picture], list[Seen]] = self._looked if close else _glanced
        self._waiting.append((place, close, self._pool.submit(act, picture)))

    def _looked(self, picture: Picture) -> list[Seen]:
        with self._reading:
            return look(picture, self._known)


def _glanced(picture: Picture) -> list[Seen]:
    faces = find_upright_faces(picture, side=_GLANCED_SIDE)
    return [*faces, *find_codes(picture, fast=True)]
