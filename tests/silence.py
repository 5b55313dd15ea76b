"""An outage for tests: no sweeper was heard for a while, and nobody has noticed."""

from datetime import UTC, datetime, timedelta

from jury.jobs import sweeps
from jury.storage.base import current_session
from jury.storage.health import Heartbeat
from jury.storage.transaction import transaction


def fall_silent(gap: timedelta) -> None:
    """The sweeper was last heard `gap` ago."""
    sweeps.note_alive()
    with transaction():
        beat = current_session().get_one(Heartbeat, "sweeper")
        beat.heard_at = datetime.now(UTC) - gap
