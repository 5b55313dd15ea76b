"""The one clock.

`now()` is read at the edge, or inside a transaction after its lock, and passed
down. On PostgreSQL it is the server's clock, so that many machines agree. In a
sandbox an offset moves it forward, so that a dispute's days pass in a minute.
"""

from datetime import UTC, datetime, timedelta

from sqlalchemy import text

from jury.storage.base import current_session, current_settings

_REAL = text("SELECT clock_timestamp()")
_OFFSET = text("SELECT offset_seconds FROM sandbox_clock")
_BOTH = text("SELECT clock_timestamp(), (SELECT offset_seconds FROM sandbox_clock)")


def now() -> datetime:
    """The present moment, aware and in UTC."""
    if not current_settings().sandbox:
        return real_now()
    if _has_clock():
        real: datetime
        real, seconds = current_session().execute(_BOTH).one()
        return real.astimezone(UTC) + timedelta(seconds=seconds or 0)
    return real_now() + _offset()


def real_now() -> datetime:
    """The present moment of the world outside, which no sandbox moves.

    Only outages are measured by it.
    """
    if not _has_clock():
        return datetime.now(UTC)
    real: datetime = current_session().execute(_REAL).scalar_one()
    return real.astimezone(UTC)


def _has_clock() -> bool:
    """Whether the database has a clock that every machine can ask."""
    return current_session().get_bind().dialect.name == "postgresql"


def _offset() -> timedelta:
    return timedelta(seconds=current_session().scalar(_OFFSET) or 0)
