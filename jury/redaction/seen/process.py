"""A process apart that sees: started when it is needed, ended when it breaks."""

import contextlib
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_CHILD: Final = Path(__file__).with_name("child.py")


@dataclass(frozen=True)
class Terms:
    """Which module answers, and within what: bytes, seconds a question (0: any)."""

    answerer: str
    memory: int
    seconds: int
    environment: Mapping[str, str]


class Apart:
    """At most one such process at a time. Whoever shares it between threads locks."""

    def __init__(self, terms: Terms) -> None:
        """Nothing runs yet."""
        self._terms = terms
        self._child: subprocess.Popen[bytes] | None = None

    def running(self) -> subprocess.Popen[bytes]:
        """The process; a new one where none is, or the last one died."""
        if self._child is None or self._child.poll() is not None:
            self.end()
            terms = self._terms
            figures = (str(terms.memory), str(terms.seconds))
            # This interpreter and our own file; the environment may hold secrets.
            self._child = subprocess.Popen(  # noqa: S603 - nothing comes from outside
                [sys.executable, "-I", str(_CHILD), terms.answerer, *figures],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=dict(terms.environment),
            )
        return self._child

    def end(self) -> None:
        """End it; without one nothing happens."""
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            with contextlib.suppress(OSError):
                pipe and pipe.close()
