"""Courts that are kept, database and files, and laid down again for another test.

They lie in the folder of the run, for all of its processes. The sandbox's clock is
laid down with the rest, so that no test can see that time has passed since. What
PostgreSQL holds is kept as the server copies it out: tables made for it took ten times
as long.
"""

import math
import os
import pickle
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy import select

from jury.services.reading import casefile
from jury.storage.base import current_session, current_settings, db
from jury.storage.health import Heartbeat, move_sandbox_clock
from jury.storage.transaction import POSTGRESQL, WRITES, transaction
from jury.web.juror import material

DATABASE_FILES = ("*.db*", "*.lock", "*.sqlite3*")


@dataclass(frozen=True)
class Rows:
    """What PostgreSQL holds: tables with rows, and counters that have counted."""

    tables: Mapping[str, bytes]
    counters: Mapping[str, int]


@dataclass(frozen=True)
class Kept:
    """What a builder gave, and where the court lies as it left it.

    By its name what comes after it is found. Another process that played the same has
    other ids in its court: what followed that one is never laid down after this one.
    """

    name: str
    given: object
    files: Path
    rows: Rows | None
    at: float


_FOUND: dict[str, Kept] = {}
_ROWS: dict[str, Rows] = {}
_PLACES: list[Path] = []


def keep_in(folder: Path) -> None:
    """Where the processes of this run keep courts."""
    _PLACES.append(folder)


def find(name: str) -> Kept | None:
    """The court that was kept under this name, by whichever process."""
    if name not in _FOUND:
        file = _PLACES[-1] / f"played-{name}" / "kept"
        if not file.exists():
            return None
        _FOUND[name] = pickle.loads(file.read_bytes())  # noqa: S301 - we wrote it
    return _FOUND[name]


def keep(name: str, given: object) -> Kept:
    """Keep the court as it is under a name, and beside it what its builder gave."""
    current_session().rollback()
    place = _PLACES[-1] / f"played-{name}"
    files = Path(tempfile.mkdtemp(prefix="keeping-", dir=_PLACES[-1]))
    leave = shutil.ignore_patterns(*DATABASE_FILES)
    shutil.copytree(current_settings().data_dir, files / "data", ignore=leave)
    rows = None
    if db.engine.dialect.name == "sqlite":
        _copy(Path(str(db.engine.url.database)), files / "kept.sqlite3")
    else:
        rows = _copied_out()
    whole = Kept(name, given, place, rows, time.time())
    written = pickle.dumps(whole)
    (files / "kept").write_bytes(written)
    # Another process may have played the same meanwhile: then this is ours alone.
    try:
        os.rename(files, place)  # noqa: PTH104 - refuses a folder that is there
    except OSError:
        # Read back, so that no test changes what the next is given.
        own = pickle.loads(written)  # noqa: S301 - we wrote it
        whole = _FOUND[name] = replace(own, name=f"{name}-{os.getpid()}", files=files)
    return whole


def lay_down(kept: Kept) -> None:
    """Make the court what was kept, at the moment at which it was."""
    current_session().rollback()
    shutil.copytree(
        kept.files / "data", current_settings().data_dir, dirs_exist_ok=True
    )
    if kept.rows is None:
        _copy(kept.files / "kept.sqlite3", Path(str(db.engine.url.database)))
    else:
        _copy_in(kept.rows)
    # A file that was kept for jurors of the same dispute is of how it went on then.
    casefile._HEARD.clear()
    material._KEPT.clear()
    passed = timedelta(seconds=math.floor(time.time() - kept.at))
    with transaction():
        move_sandbox_clock(-passed)
        # Signs of life are told in real time.
        for beat in current_session().scalars(select(Heartbeat)):
            beat.heard_at += passed


def _copy(source: Path, target: Path) -> None:
    with (
        closing(sqlite3.connect(source)) as old,
        closing(sqlite3.connect(target)) as new,
    ):
        old.backup(new)


def keep_tables(key: str) -> None:
    """Keep what PostgreSQL holds under a name."""
    _ROWS[key] = _copied_out()


def lay_tables_down(key: str) -> None:
    """Make what PostgreSQL holds what was kept under that name."""
    _copy_in(_ROWS[key])


@contextmanager
def _cursor() -> Iterator[psycopg.Cursor[Any]]:
    """One transaction on a connection that the court has open anyway."""
    options = WRITES[POSTGRESQL]
    with (
        db.engine.connect().execution_options(**options) as connection,
        connection.begin(),
    ):
        driven = connection.connection.driver_connection
        assert isinstance(driven, psycopg.Connection)
        with driven.cursor() as cursor:
            yield cursor


def _copied_out() -> Rows:
    with _cursor() as cursor:
        tables = {name: _copied_table(cursor, name) for name in _filled(cursor)}
        query = (
            "SELECT sequencename, last_value FROM pg_sequences"
            " WHERE schemaname = 'public' AND last_value IS NOT NULL"
        )
        return Rows(tables, dict(cursor.execute(query).fetchall()))


def _copied_table(cursor: psycopg.Cursor[Any], name: str) -> bytes:
    query = sql.SQL("COPY public.{} TO STDOUT (FORMAT binary)")
    with cursor.copy(query.format(sql.Identifier(name))) as rows:
        return b"".join(bytes(part) for part in rows)


def _copy_in(rows: Rows) -> None:
    """Bring every table and counter to what was kept; the replica role skips checks."""
    with _cursor() as cursor:
        steps: list[sql.Composable] = [
            sql.SQL("SET LOCAL session_replication_role = replica")
        ]
        steps += [
            sql.SQL("DELETE FROM public.{}").format(table)
            for table in map(sql.Identifier, _filled(cursor))
        ]
        steps += [
            sql.SQL("SELECT setval({}, {})").format(sql.Literal(name), value)
            for name, value in rows.counters.items()
        ]
        cursor.execute(sql.SQL("; ").join(steps))
        query = sql.SQL("COPY public.{} FROM STDIN (FORMAT binary)")
        for name, content in rows.tables.items():
            with cursor.copy(query.format(sql.Identifier(name))) as table:
                table.write(content)


def _filled(cursor: psycopg.Cursor[Any]) -> list[str]:
    """The tables that hold rows."""
    query = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
    asked = [
        sql.SQL("SELECT {} WHERE EXISTS (SELECT FROM public.{})").format(
            sql.Literal(name), sql.Identifier(name)
        )
        for (name,) in cursor.execute(query).fetchall()
    ]
    found = cursor.execute(sql.SQL(" UNION ALL ").join(asked)).fetchall()
    return [name for (name,) in found]
