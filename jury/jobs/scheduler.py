"""The sweeper's clockwork: APScheduler calls the sweeps, each never beside itself.

Any number of sweepers may run: claims are conditional, and each dispute is moved in
a transaction of its own. In a sandbox sweeps run every second, so that a moved
clock shows at once.
"""

import logging
from collections.abc import Callable

import structlog
from apscheduler.schedulers.background import BackgroundScheduler
from flask import Flask

from jury.jobs import sweeps
from jury.jobs.controls import end_controls, send_controls
from jury.jobs.ending import Ending
from jury.jobs.law import look_at_rules
from jury.jobs.learning import learn_turnout
from jury.jobs.robots import play_robots
from jury.settings import Settings
from jury.storage.base import current_session

log = structlog.get_logger()

# Seconds between two runs: in a sandbox, and elsewhere.
PACE: dict[Callable[[], object], tuple[int, int]] = {
    sweeps.advance_disputes: (1, 5),
    sweeps.number_events: (1, 1),
    sweeps.deliver_webhooks: (1, 1),
    sweeps.deliver_mails: (1, 5),
    sweeps.link_heads: (5, 30),
    sweeps.note_alive: (5, 30),
    sweeps.keep_house: (20, 60),
    learn_turnout: (2, 30),
    end_controls: (1, 5),
    # As often as a hearing calls: by its policy's grid.
    send_controls: (15, 900),
}


def run(app: Flask) -> int:
    """Sweep until a signal; what is running then is finished."""
    ending = Ending()
    # First of all, so that /readyz knows of this sweeper at once.
    _guarded(app, sweeps.note_alive)()
    _guarded(app, look_at_rules)()
    scheduler = schedule(app)
    scheduler.start()
    while not ending.wait():
        pass
    scheduler.shutdown(wait=True)
    return 0


def schedule(app: Flask) -> BackgroundScheduler:
    """A scheduler with every sweep, not started yet."""
    settings: Settings = app.extensions["jury_settings"]
    scheduler = BackgroundScheduler(
        timezone="UTC",
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
    )
    for sweep, (in_sandbox, elsewhere) in PACE.items():
        scheduler.add_job(
            _guarded(app, sweep),
            "interval",
            seconds=in_sandbox if settings.sandbox else elsewhere,
            id=sweep.__name__,
            name=sweep.__name__,
        )
    if settings.sandbox:
        robots = _guarded(app, play_robots)
        scheduler.add_job(robots, "interval", seconds=1, id="play_robots")
        # At this pace a sweep often lasts until its next turn, and that is no news.
        logging.getLogger("apscheduler.scheduler").setLevel(logging.ERROR)
    return scheduler


def _guarded(app: Flask, sweep: Callable[[], object]) -> Callable[[], None]:
    """A sweep with its own application context; a defect ends this run only."""

    def swept() -> None:
        with app.app_context():
            try:
                sweep()
            except Exception as defect:
                current_session().rollback()
                log.warning(
                    "sweep.failed", sweep=sweep.__name__, kind=type(defect).__name__
                )

    return swept
