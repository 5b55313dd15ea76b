"""Stops, pauses and announced outages as staff make them, and what is told of them."""

from datetime import timedelta

from sqlalchemy import func, select

from jury import clock
from jury.services.moderation.grounds import Ground
from jury.services.standstill import pause, planned, stops
from jury.storage.base import current_session
from jury.storage.desk.stops import PlannedOutage, Stopped
from jury.storage.outside.outbox import Notice
from jury.storage.transaction import transaction
from tests.world import World

HOUR = timedelta(hours=1)


def stop(what: Stopped) -> None:
    """An administrator stops it."""
    with transaction() as now:
        stops.stop(what, reason="the roster is wrong", staff_id=None, now=now)


def lift(what: Stopped) -> None:
    """An administrator lets it go on."""
    with transaction() as now:
        stops.lift(what, reason="it is right again", staff_id=None, now=now)


def pause_it(world: World, dispute: str) -> None:
    """A moderator pauses a dispute."""
    ground = Ground("side_away", "the seller is in hospital")
    with transaction(lock=dispute) as now:
        pause.pause(dispute, ground, staff_id=world.staff_id, now=now)


def resume_it(world: World, dispute: str) -> None:
    """A moderator lets it go on."""
    with transaction(lock=dispute) as now:
        pause.resume(dispute, reason="is back", staff_id=world.staff_id, now=now)


def announce(*, hence: timedelta, long: timedelta) -> PlannedOutage:
    """An administrator announces an outage."""
    begins_at = clock.now() + hence
    with transaction() as now:
        return planned.announce(
            begins_at, begins_at + long, reason="new disks", staff_id=None, now=now
        )


def told(dispute: str, kind: str) -> int:
    """How often people were told this of a dispute."""
    query = select(func.count()).where(
        Notice.dispute_id == dispute, Notice.kind == kind
    )
    return current_session().scalar(query) or 0
