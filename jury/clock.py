"""The one clock.

`now()` is read at the edge, or inside a transaction after its lock, and passed
down. On PostgreSQL it is the server's clock, so that many machines agree. In a
sandbox an offset moves it forward, so that a dispute's days pass in a minute.
"""

from datetime import UTC, datetime, timedelta

from sqlalchemy import Select, column, func, null, select, table

from jury.storage.base import current_session, current_settings

_REAL = select(func.clock_timestamp())
_OFFSET: Select[int | None] = select(column("offset_seconds")).select_from(
    table("sandbox_clock")
)
# What PostgreSQL is asked for the moment, and `of_server` makes one of.
ASKED = _REAL.add_columns(_OFFSET.scalar_subquery())
# The same beside what else is loaded; SQLite is asked only how far it was moved.
ASKED_BESIDE = {
    "postgresql": (func.clock_timestamp(), _OFFSET.scalar_subquery()),
    "sqlite": (null(), _OFFSET.scalar_subquery()),
}


def now() -> datetime:
    """The present moment, aware and in UTC."""
    if not current_settings().sandbox:
        return real_now()
    if _has_clock():
        return of_server(*current_session().execute(ASKED).one())
    return real_now() + _offset()


def of_server(real: datetime | None, offset_seconds: int | None) -> datetime:
    """The moment that was answered; only a sandbox has its clock moved."""
    moved = timedelta(seconds=offset_seconds or 0)
    real = real.astimezone(UTC) if real else datetime.now(UTC)
    return real + (moved if current_settings().sandbox else timedelta())


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
