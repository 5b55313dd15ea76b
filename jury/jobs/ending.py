"""A background process is asked to end by a signal, at whatever moment that comes."""

import signal
from contextlib import suppress
from queue import Empty, SimpleQueue
from types import FrameType

# A signal that comes just before the process lies down is noted, and wakes nobody: it
# must not lie long.
SLEEP_SECONDS = 1.0


class Ending:
    """Whether a signal has asked this process to end."""

    def __init__(self) -> None:
        """From now on both signals that ask for it are noted here."""
        # Unlike an event's, its lock cannot be held by what the signal interrupts.
        self._signals: SimpleQueue[int] = SimpleQueue()
        self.is_asked = False
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._note)

    def wait(self) -> bool:
        """Sleep a moment, or until it is asked; whether it is."""
        if not self.is_asked:
            with suppress(Empty):
                self._signals.get(timeout=SLEEP_SECONDS)
        return self.is_asked

    def _note(self, number: int, _frame: FrameType | None) -> None:
        self.is_asked = True
        self._signals.put(number)
