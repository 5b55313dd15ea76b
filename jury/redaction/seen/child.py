"""The process that looks at pictures or films, one after the other, under limits.

Run by path, not as a module. Arguments: the module whose ``answer_for`` answers, bytes
of memory, and seconds of processor time a question (0: no limit). Reads frames of
``protocol.py`` from standard input, writes one for each. It ends when its input does,
and dies of a question that takes too much.
"""

import ctypes
import importlib
import os
import resource
import sys
import types
from pathlib import Path
from typing import Any, Final

_NEW_USER: Final = 0x10000000
_NEW_NETWORK: Final = 0x40000000


def main(answerer: str, memory: int, seconds: int) -> None:
    """Answer every frame until the input ends."""
    answers = os.fdopen(os.dup(1), "wb")
    # What libraries print must not get between the frames.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    _limit_self(memory)
    _leave_the_court_out()
    protocol = importlib.import_module("jury.redaction.seen.protocol")
    answering = importlib.import_module(answerer)
    memory_of_ours = importlib.import_module("jury.redaction.seen.memory")
    importlib.import_module("cv2").setNumThreads(1)
    while frame := protocol.read_frame(sys.stdin.buffer):
        if seconds:
            _allow_seconds(seconds)
        answer, content = answering.answer_for(*frame)
        protocol.write_frame(answers, answer, content)
        # What is free goes back to the machine while nobody waits.
        memory_of_ours.give_back()


def _limit_self(memory: int) -> None:
    """No network, no file written, so much memory; before any thread begins."""
    libc = ctypes.CDLL(None, use_errno=True)
    # Where the machine forbids a network of one's own, nothing here opens one either.
    if libc.unshare(_NEW_NETWORK) != 0:
        libc.unshare(_NEW_USER | _NEW_NETWORK)
    for limit, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (most, most))


def _allow_seconds(seconds: int) -> None:
    """The limit counts from the start of the process: move it on for each question."""
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
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
