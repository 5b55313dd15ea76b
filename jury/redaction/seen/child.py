"""The process that looks at pictures, one after the other, under limits.

Run by path, not as a module. Reads frames of ``protocol.py`` from standard input: what
is known, and a picture that was let in; writes what it found, and the picture covered.
It ends when its input does, and dies of a picture that takes too much.
"""

import contextlib
import ctypes
import importlib
import os
import resource
import sys
import types
from pathlib import Path
from typing import Any, Final

_MEMORY: Final = 3 * 1024**3
_SECONDS_A_PICTURE: Final = 90
_NEW_USER: Final = 0x10000000
_NEW_NETWORK: Final = 0x40000000


def main() -> None:
    """Answer every frame until the input ends."""
    answers = os.fdopen(os.dup(1), "wb")
    # What libraries print must not get between the frames.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    _limit_self()
    _leave_the_court_out()
    protocol = importlib.import_module("jury.redaction.seen.protocol")
    covering = importlib.import_module("jury.redaction.seen.covering")
    cv2 = importlib.import_module("cv2")
    cv2.setNumThreads(1)
    while frame := protocol.read_frame(sys.stdin.buffer):
        _allow_seconds(_SECONDS_A_PICTURE)
        answer, content = covering.answer_for(*frame)
        protocol.write_frame(answers, answer, content)
        # What is free goes back to the machine while nobody waits.
        with contextlib.suppress(AttributeError):
            ctypes.CDLL(None).malloc_trim(0)


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


def _allow_seconds(seconds: int) -> None:
    """The limit counts from the start of the process: move it on for each picture."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    most = int(used.ru_utime + used.ru_stime) + seconds
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (most, hard))


def _leave_the_court_out() -> None:
    """Make jury.redaction importable without what jury itself imports to serve."""
    package: Any = types.ModuleType("jury")
    package.__path__ = [str(Path(__file__).resolve().parents[2])]
    sys.modules["jury"] = package


if __name__ == "__main__":
    main()
