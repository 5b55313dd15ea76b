"""The process that watches, as the court's side sees it: asked, limited, ended."""

import contextlib
import subprocess
import threading
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from jury.redaction.film.intake import Reel
from jury.redaction.film.limits import Cancelled, NoFilm
from jury.redaction.film.shots import Watched, read
from jury.redaction.findings import Known
from jury.redaction.seen.process import Apart, Terms
from jury.redaction.seen.protocol import read_frame, write_frame

# A part of ten seconds takes some twenty; a machine may be busy with other things.
_SECONDS_A_PART: Final = 900
_ASK_AGAIN_SECONDS: Final = 0.5
_TERMS: Final = Terms(
    "jury.redaction.film.answering",
    memory=4 * 1024**3,
    # The clock is asked instead: a film is cancelled, too.
    seconds=0,
    environment={
        "OMP_NUM_THREADS": "2",
        # A pool of memory for every thread is address space that the limit counts.
        "MALLOC_ARENA_MAX": "2",
    },
)


class Watchman:
    """One process that watches the parts of one film in order."""

    def __init__(self, reel: Reel, known: Known, cancelled: Callable[[], bool]) -> None:
        self._reel, self._known, self._cancelled = reel, known, cancelled
        self._apart = Apart(_TERMS)

    def watch(self, part: Path, last: bytes) -> tuple[Watched, bytes]:
        """What is seen in a part, and its last frame for the next."""
        told = {
            "part": str(part.absolute()),
            "width": self._reel.width,
            "height": self._reel.height,
            "rate": str(self._reel.rate),
            "known": asdict(self._known),
        }
        child = self._apart.running()
        answer = None
        with (
            self._ended_when_late_or_cancelled(child),
            contextlib.suppress(OSError, ValueError),
        ):
            if child.stdin and child.stdout:
                write_frame(child.stdin, told, last)
                answer = read_frame(child.stdout)
        if self._cancelled():
            raise Cancelled
        if answer is None:
            raise NoFilm("not_seen_through")
        return _understood(*answer)

    def close(self) -> None:
        """End the process."""
        self._apart.end()

    @contextlib.contextmanager
    def _ended_when_late_or_cancelled(
        self, child: subprocess.Popen[bytes]
    ) -> Iterator[None]:
        done = threading.Event()

        def ask() -> None:
            for _ in range(round(_SECONDS_A_PART / _ASK_AGAIN_SECONDS)):
                if done.wait(_ASK_AGAIN_SECONDS):
                    return
                if self._cancelled():
                    break
            child.kill()

        asker = threading.Thread(target=ask, daemon=True)
        asker.start()
        try:
            yield
        finally:
            done.set()
            asker.join()


def _understood(told: dict[str, Any], content: bytes) -> tuple[Watched, bytes]:
    size = told.pop("last_bytes")
    told.pop("size")
    return read(told, content[size:]), content[:size]
