"""The process that watches films, one part after the other, under limits.

Run by path, not as a module. Reads frames of ``protocol.py`` from standard input: which
part, what is known, and the last frame before it; writes what it saw. It ends when its
input does, and dies of a part that takes too much.
"""

import ctypes
import importlib
import os
import resource
import sys
import types
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

_MEMORY: Final = 4 * 1024**3
_NEW_USER: Final = 0x10000000
_NEW_NETWORK: Final = 0x40000000


def main() -> None:
    """Answer for every part until the input ends."""
    answers = os.fdopen(os.dup(1), "wb")
    # What libraries print must not get between the frames.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    _limit_self()
    _leave_the_court_out()
    protocol = importlib.import_module("jury.redaction.seen.protocol")
    importlib.import_module("cv2").setNumThreads(1)
    while frame := protocol.read_frame(sys.stdin.buffer):
        protocol.write_frame(answers, *_answer(*frame))


def _answer(told: dict[str, Any], last: bytes) -> tuple[dict[str, Any], bytes]:
    """What was seen in a part, and before it the last frame in grey."""
    watching = importlib.import_module("jury.redaction.film.watching")
    shots = importlib.import_module("jury.redaction.film.shots")
    limits = importlib.import_module("jury.redaction.film.limits")
    known = importlib.import_module("jury.redaction.seen.covering")
    part = watching.Part(
        Path(told["part"]), told["width"], told["height"], Fraction(told["rate"])
    )
    watched, grey = watching.watch(
        part,
        known.known_from(told["known"]),
        watching.grey_from(last),
        limits=limits.FilmLimits(),
    )
    head, grids = shots.written(watched)
    kept = watching.grey_bytes(grey)
    return {**head, "last_bytes": len(kept)}, kept + grids


def _limit_self() -> None:
    """No network, no file written, so much memory; before any thread begins."""
    libc = ctypes.CDLL(None, use_errno=True)
    # Where the machine forbids a network of one's own, nothing here opens one either.
    if libc.unshare(_NEW_NETWORK) != 0:
        libc.unshare(_NEW_USER | _NEW_NETWORK)
    for limit, most in (
        (resource.RLIMIT_AS, _MEMORY),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (most, most))


def _leave_the_court_out() -> None:
    """Make jury.redaction importable without what jury itself imports to serve."""
    package: Any = types.ModuleType("jury")
    package.__path__ = [str(Path(__file__).resolve().parents[2])]
    sys.modules["jury"] = package


if __name__ == "__main__":
    main()
