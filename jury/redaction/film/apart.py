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
from jury.redaction.seen.sights import Area

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
        # The blocks of a network are as large as the last picture's: taken from the
        # machine anew and cleared for each they are a tenth of all the time, so one
        # pool keeps them until a part is done.
        "MALLOC_ARENA_MAX": "1",
        "MALLOC_MMAP_MAX_": "0",
        "MALLOC_TOP_PAD_": "67108864",
        "MALLOC_TRIM_THRESHOLD_": "2147483648",
    },
)


class Watchman:
    """One process that watches the parts of one film in order, and stills of it."""

    def __init__(self, known: Known, cancelled: Callable[[], bool]) -> None:
        self._known, self._cancelled = asdict(known), cancelled
        self._apart = Apart(_TERMS)

    def open(self) -> None:
        """Start it, so that it loads while the film is being taken in."""
        self._apart.running()

    def watch(self, reel: Reel, part: Path, last: bytes) -> tuple[Watched, bytes]:
        """What is seen in a part, and its last frame for the next."""
        told = {
            "part": str(part.absolute()),
            "width": reel.width,
            "height": reel.height,
            "rate": str(reel.rate),
        }
        return _understood(*self._answer(told, last))

    def look_again(self, still: bytes) -> list[Area]:
        """Where something is found on a covered still, a JPEG of ours."""
        told, _nothing = self._answer({"again": True}, still)
        return [tuple(spot["box"]) for spot in told["findings"]]

    def _answer(
        self, told: dict[str, Any], content: bytes
    ) -> tuple[dict[str, Any], bytes]:
        child = self._apart.running()
        answer = None
        with (
            self._ended_when_late_or_cancelled(child),
            contextlib.suppress(OSError, ValueError),
        ):
            if child.stdin and child.stdout:
                write_frame(child.stdin, {**told, "known": self._known}, content)
                answer = read_frame(child.stdout)
        if self._cancelled():
            raise Cancelled
        if answer is None:
            raise NoFilm("not_seen_through")
        return answer

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
