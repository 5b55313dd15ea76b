"""The sweeper's clockwork: every sweep by its name, and no news of what is normal."""

import logging
from dataclasses import replace
from pathlib import Path

from jury import create_app
from jury.jobs.scheduler import PACE, schedule
from tests import databases


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
