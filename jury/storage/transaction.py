"""One use case, one transaction: how writing begins and ends.

On SQLite every writing transaction is BEGIN IMMEDIATE with synchronous=FULL and
takes its turn through one file lock in DATA_DIR that every process takes; without
it a sweeper waits seconds beside a busy web process and fails. On PostgreSQL the
dispute row is locked FOR UPDATE before the clock is read, so that a ballot and the
close of its poll agree on which came first. Both are one trip to the server; what is
loaded under the lock is asked for after it, since a statement sees what was there
when it began, not when its lock was given.
"""

import fcntl
import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Connection,
    Engine,
    Select,
    bindparam,
    column,
    event,
    make_url,
    select,
    table,
    true,
)
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.pool import ConnectionPoolEntry

from jury import clock
from jury.storage.base import current_session, current_settings

POSTGRESQL = "postgresql"
WRITING = "jury_writing"
# What a connection must be told before it writes.
WRITES: Mapping[str, Mapping[str, Any]] = {
    "sqlite": {WRITING: True},
    POSTGRESQL: {
        WRITING: True,
        "isolation_level": "READ COMMITTED",
        "postgresql_readonly": False,
    },
}
IDLE_SINCE = "jury_idle_since"
_DISPUTE: Select[str] = select(column("id")).select_from(table("dispute"))
_DISPUTE = _DISPUTE.where(column("id") == bindparam("dispute"))
_SUMMONS = table("summons", column("id"))
# The moment is read for the row that the inner query gives, once it is locked.
_LOCK = clock.ASKED.select_from(_DISPUTE.with_for_update().subquery("held"))
# The summons is joined to what is locked already, so that it is locked after it: a
# close locks the dispute, and then writes summonses.
_LOCK_BESIDE = clock.ASKED.select_from(
    select(_SUMMONS.c.id)
    .join(_DISPUTE.with_for_update(read=True).subquery("shared"), true())
    .where(_SUMMONS.c.id == bindparam("summons"))
    .with_for_update(of=_SUMMONS)
    .subquery("held")
)
# As many as a server has threads stay open: what is opened beyond is closed after use,
# and opening one takes longer than all that a page asks.
MOST_KEPT = 32
# A connection that answered so lately is not asked again whether it is there.
TRUSTED_SECONDS = 1.0


@contextmanager
def transaction(
    *, lock: str | None = None, beside: str | None = None
) -> Iterator[datetime]:
    """Begin a writing transaction and yield the present moment.

    `lock` is the id of the dispute it is about; everything else about that
    dispute waits until this transaction ends. With `beside`, the id of a juror's
    summons, others that come with a summons of their own do not: jurors who read and
    vote wait for a close, and it for them, but not for each other; only what the same
    juror does at once waits. Commits on leaving, rolls back and re-raises on any
    exception. The session's open reads end here.
    """
    session = current_session()
    if session.info.get(WRITING):
        raise RuntimeError("one use case, one transaction: this one is inside another")
    session.rollback()
    session.info[WRITING] = True
    dialect = session.get_bind().dialect.name
    with _turn(current_settings().data_dir, dialect):
        try:
            connection = session.connection(execution_options=WRITES[dialect])
            yield _locked(connection, lock, beside) or clock.now()
            session.commit()
        except BaseException:
            session.rollback()
            raise
        finally:
            session.info.pop(WRITING, None)


def _locked(
    connection: Connection, dispute: str | None, summons: str | None
) -> datetime | None:
    """Wait for what must be locked; the moment it was, on a server that locks rows."""
    if dispute is None or connection.dialect.name != POSTGRESQL:
        return None
    query = _LOCK if summons is None else _LOCK_BESIDE
    held = connection.execute(query, {"dispute": dispute, "summons": summons}).first()
    return None if held is None else clock.of_server(*held)


@contextmanager
def _turn(data_dir: Path, dialect: str) -> Iterator[None]:
    """On SQLite, wait for this writer's turn among threads and processes."""
    if dialect != "sqlite":
        yield
        return
    with (data_dir / "write.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def engine_options(database_url: str) -> dict[str, Any]:
    """How an engine reads: on PostgreSQL statement by statement, and never writing.

    READ COMMITTED shows every statement its own moment, so that a transaction around
    reads gives them nothing, and costs each page two more trips to the server. A
    database in memory has one connection and no pool.
    """
    if make_url(database_url).database in (None, "", ":memory:"):
        return {}
    kept = {"pool_size": MOST_KEPT, "pool_use_lifo": True}
    is_postgresql = database_url.startswith(POSTGRESQL)
    return {**kept, "isolation_level": "AUTOCOMMIT"} if is_postgresql else kept


def prepare_engine(engine: Engine) -> None:
    """Give every connection of `engine` the settings the promises rest on."""
    if engine.dialect.name == POSTGRESQL:
        event.listen(engine, "connect", _on_postgresql_connect)
        _ask_whether_there(engine)
        return
    event.listen(engine, "connect", _on_sqlite_connect)
    event.listen(engine, "begin", _on_sqlite_begin)


def _on_postgresql_connect(connection: Any, _record: Any) -> None:
    """Outside `transaction` nothing can be written, not even by mistake."""
    connection.execute("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY")
    connection.commit()


def _ask_whether_there(engine: Engine) -> None:
    """Ask a connection that was idle whether the server is still there.

    SQLAlchemy's own `pool_pre_ping` asks at every use, which a ballot waits for twice.
    """

    @event.listens_for(engine, "checkin")
    def remember(_connection: Any, record: ConnectionPoolEntry) -> None:
        record.info[IDLE_SINCE] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def ask(connection: Any, record: ConnectionPoolEntry, _proxy: Any) -> None:
        idle_since = record.info.get(IDLE_SINCE)
        if idle_since is None or time.monotonic() - idle_since < TRUSTED_SECONDS:
            return
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error as gone:
            raise InvalidatePoolError from gone


def _on_sqlite_connect(connection: sqlite3.Connection, _record: Any) -> None:
    # The driver's own BEGIN is deferred and comes late; ours is said in _on_begin.
    connection.isolation_level = None
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "busy_timeout = 10000",
        "secure_delete = ON",
        "trusted_schema = OFF",
        "temp_store = MEMORY",
        "cache_size = -16000",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _on_sqlite_begin(connection: Connection) -> None:
    if connection.get_execution_options().get(WRITING, False):
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        # Said to the driver itself: every page waits for it, and it cannot fail.
        connection.connection.cursor().execute("BEGIN")
