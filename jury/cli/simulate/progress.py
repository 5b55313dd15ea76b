"""How far the play is: one line that renews itself, or a line now and then."""

import sys
import time
from collections.abc import Mapping
from datetime import timedelta

import click

WIDTH = 24
# How far a dispute is in each stage, of six steps.
STEPS = {
    "submissions": 0,
    "screening": 1,
    "hearing": 2,
    "pronounced": 4,
    "final": 5,
    "closed": 6,
    "referred": 6,
}
ALL_STEPS = 6
PLAIN_SECONDS = 10.0
BAR_SECONDS = 0.2


class Progress:
    """Says what goes on, on standard error; the table goes to standard output."""

    def __init__(self, disputes: int) -> None:
        """Nothing is said yet."""
        self._disputes = disputes
        self._is_terminal = sys.stderr.isatty()
        self._said_at = 0.0
        self._longest = 0

    def show(
        self, counts: Mapping[str, int], passed: timedelta, *, final: bool = False
    ) -> None:
        """Say how far everything is, unless it was said just now."""
        pause = BAR_SECONDS if self._is_terminal else PLAIN_SECONDS
        if not final and time.monotonic() - self._said_at < pause:
            return
        self._said_at = time.monotonic()
        self._write(self._line(counts, passed), end=final)

    def say(self, sentence: str) -> None:
        """Say one thing that takes a while."""
        self._said_at = time.monotonic()
        self._write(sentence, end=False)

    def _line(self, counts: Mapping[str, int], passed: timedelta) -> str:
        done = sum(STEPS[stage] * number for stage, number in counts.items())
        share = done / (ALL_STEPS * self._disputes)
        bar = "#" * int(share * WIDTH)
        stages = ", ".join(f"{number} {stage}" for stage, number in counts.items())
        hours, minutes = divmod(int(passed.total_seconds()) // 60, 60)
        day, hour = divmod(hours, 24)
        clock = f"day {day + 1} {hour:02}:{minutes:02}"
        return f"[{bar:<{WIDTH}}] {share:4.0%}  {clock}  {stages}"

    def _write(self, line: str, *, end: bool) -> None:
        if not self._is_terminal:
            click.echo(line, err=True)
            return
        self._longest = max(self._longest, len(line))
        click.echo(f"\r{line:<{self._longest}}", nl=end, err=True)
