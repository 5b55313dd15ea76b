"""One use case, one transaction: how writing begins and ends.

On SQLite every writing transaction is BEGIN IMMEDIATE with synchronous=FULL and
takes its turn through one file lock in DATA_DIR that every process takes; without
it a sweeper waits seconds beside a busy web process and fails. On PostgreSQL the
dispute row is locked FOR UPDATE before the clock is read, so that a ballot and the
close of its poll agree on which came first.
"""

import fcntl
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, event, text

from jury import clock
from jury.storage.base import current_session, current_settings

WRITING = "jury_writing"


@contextmanager
def transaction(*, lock: str | None = None) -> Iterator[datetime]:
    """Begin a writing transaction and yield the present moment.

    `lock` is the id of the dispute it is about; everything else about that
    dispute waits until this transaction ends. Commits on leaving, rolls back and
    re-raises on any exception. The session's open reads end here.
    """
    session = current_session()
    if session.info.get(WRITING):
        raise RuntimeError("one use case, one transaction: this one is inside another")
    session.rollback()
    session.info[WRITING] = True
    with _turn(current_settings().data_dir, session.get_bind().dialect.name):
        try:
            session.connection(execution_options={WRITING: True})
            if lock is not None and session.get_bind().dialect.name == "postgresql":
                session.execute(
                    text("SELECT id FROM dispute WHERE id = :id FOR UPDATE"),
                    {"id": lock},
                )
            yield clock.now()
            session.commit()
        except BaseException:
            session.rollback()
            raise
        finally:
            session.info.pop(WRITING, None)


@contextmanager
def _turn(data_dir: Path, dialect: str) -> Iterator[None]:
    """On SQLite, wait for this writer's turn among threads and processes."""
    if dialect != "sqlite":
        yield
        return
    with (data_dir / "write.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def prepare_engine(engine: Engine) -> None:
    """Give every connection of `engine` the settings the promises rest on."""
    if engine.dialect.name != "sqlite":
        return
    event.listen(engine, "connect", _on_sqlite_connect)
    event.listen(engine, "begin", _on_sqlite_begin)


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
    writing = connection.get_execution_options().get(WRITING, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
