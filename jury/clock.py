"""The one clock.

`now()` is read at the edge, or inside a transaction after its lock, and passed
down. On PostgreSQL it is the server's clock, so that many machines agree. In a
sandbox an offset moves it forward, so that a dispute's days pass in a minute.
"""

from datetime import UTC, datetime, timedelta

from sqlalchemy import text

from jury.storage.base import current_session, current_settings


def now() -> datetime:
    """The present moment, aware and in UTC."""
    present = real_now()
    return present + _offset() if current_settings().sandbox else present


def real_now() -> datetime:
    """The present moment of the world outside, which no sandbox moves.

    Only outages are measured by it.
    """
    session = current_session()
    if session.get_bind().dialect.name == "postgresql":
        real: datetime = session.execute(text("SELECT clock_timestamp()")).scalar_one()
        return real.astimezone(UTC)
    return datetime.now(UTC)


def _offset() -> timedelta:
    seconds = (
        current_session()
        .execute(text("SELECT offset_seconds FROM sandbox_clock"))
        .scalar()
    )
    return timedelta(seconds=seconds or 0)
