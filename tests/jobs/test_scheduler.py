"""The sweeper's clockwork: every sweep by its name, and no news of what is normal."""

import logging
import os
import signal
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from jury import create_app
from jury.jobs import scheduler
from jury.jobs.scheduler import PACE, schedule
from tests import databases

SIGNALS = (signal.SIGINT, signal.SIGTERM)


@pytest.fixture
def own_signals() -> Iterator[None]:
    """What the tests' process does on a signal is as before."""
    before = {number: signal.getsignal(number) for number in SIGNALS}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def test_in_a_sandbox_a_sweep_that_lasts_until_its_next_turn_is_no_news(
    tmp_path: Path,
) -> None:
    config = databases.make_config("sqlite://", tmp_path)
    names = {
        job.name
        for job in schedule(create_app(replace(config, sandbox=True))).get_jobs()
    }
    assert names >= {sweep.__name__ for sweep in PACE}
    spoken = logging.getLogger("apscheduler.scheduler")
    assert not spoken.isEnabledFor(logging.WARNING)
    assert spoken.isEnabledFor(logging.ERROR)


@pytest.mark.usefixtures("own_signals")
def test_a_signal_that_does_not_wake_the_sweeper_ends_it_too(
    sqlite_url: str, tmp_path: Path
) -> None:
    app = create_app(databases.make_config(sqlite_url, tmp_path))
    # One that comes while the sweeper lies down is noted, and wakes nobody: so does one
    # that another thread is given.
    asked = threading.Timer(0.5, signal.raise_signal, [signal.SIGTERM])
    rescue = threading.Timer(10, os.kill, [os.getpid(), signal.SIGTERM])
    began = time.monotonic()
    asked.start()
    rescue.start()
    assert scheduler.run(app) == 0
    rescue.cancel()
    assert time.monotonic() - began < 9
