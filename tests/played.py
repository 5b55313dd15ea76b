"""Courts played once a process, and set up again for each test that begins with them.

To bring a dispute to its verdict takes a hundred transactions, and many tests begin
there. What the first of them played through the services is kept, database and files;
for the next it is laid down again, and the sandbox's clock with it, so that no test can
see that time has passed since.
"""

import copy
import hashlib
import math
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import psycopg
from psycopg import sql
from sqlalchemy import select

from jury.services import casefile
from jury.storage.base import current_session, current_settings, db
from jury.storage.disputes import Dispute
from jury.storage.health import Heartbeat, move_sandbox_clock
from jury.storage.people import ApiKey, Staff, User
from jury.storage.roster import Juror
from jury.storage.transaction import transaction
from jury.web.juror import material

P = ParamSpec("P")
R = TypeVar("R")
DATABASE_FILES = ("*.db*", "*.lock", "*.sqlite3*")


@dataclass(frozen=True)
class Kept:
    """What a builder gave, and where the court lies as it left it."""

    given: object
    files: Path
    at: float


_KEPT: dict[str, Kept] = {}
_PLACES: list[Path] = []


def keep_in(folder: Path) -> None:
    """Where this process keeps what it has played."""
    _PLACES.append(folder)


def played(build: Callable[P, R]) -> Callable[P, R]:
    """Let a builder of courts play its court once for the same arguments.

    It must begin with an empty court, act on nothing but the database and the files
    of the court, and return values rather than rows.
    """

    @wraps(build)
    def once(*args: P.args, **kwargs: P.kwargs) -> R:
        if not _is_empty():
            return build(*args, **kwargs)
        kind = db.engine.dialect.name
        named = (build.__module__, build.__qualname__, args, sorted(kwargs.items()))
        key = hashlib.sha256(repr((kind, _place(), named)).encode()).hexdigest()[:20]
        if key not in _KEPT:
            given = build(*args, **kwargs)
            _KEPT[key] = _keep(key, given)
            return given
        _set_up(key, _KEPT[key])
        return copy.deepcopy(_KEPT[key].given)  # type: ignore[return-value]

    return once


def _is_empty() -> bool:
    session = current_session()
    firsts = (Staff.id, User.id, ApiKey.id, Juror.id, Dispute.id)
    found = [session.scalar(select(first).limit(1)) for first in firsts]
    session.rollback()
    return not any(found)


def _place() -> tuple[object, ...]:
    """What of the deployment's settings is written into a court's rows."""
    its = current_settings()
    return its.sandbox, its.public_url, its.timezone, bool(its.webhook_url)


def _keep(key: str, given: object) -> Kept:
    current_session().rollback()
    files = Path(tempfile.mkdtemp(prefix="played-", dir=_PLACES[-1]))
    leave = shutil.ignore_patterns(*DATABASE_FILES)
    shutil.copytree(current_settings().data_dir, files / "data", ignore=leave)
    if db.engine.dialect.name == "sqlite":
        _copy(Path(str(db.engine.url.database)), files / "kept.sqlite3")
    else:
        keep_tables(key)
    return Kept(copy.deepcopy(given), files, time.time())


def _set_up(key: str, kept: Kept) -> None:
    current_session().rollback()
    shutil.copytree(
        kept.files / "data", current_settings().data_dir, dirs_exist_ok=True
    )
    if db.engine.dialect.name == "sqlite":
        _copy(kept.files / "kept.sqlite3", Path(str(db.engine.url.database)))
    else:
        lay_tables_down(key)
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
    """Keep what PostgreSQL holds under a short name, beside its own tables."""
    _run(_keeping(key))


def lay_tables_down(key: str) -> None:
    """Make what PostgreSQL holds what was kept under that name."""
    _run(_laying_down(key))


def _run(make: Callable[[psycopg.Cursor[Any]], sql.Composed]) -> None:
    url = db.engine.url.set(drivername="postgresql")
    address = url.render_as_string(hide_password=False)
    with psycopg.connect(address) as connection:
        cursor = connection.cursor()
        cursor.execute(make(cursor))


def _tables(cursor: psycopg.Cursor[Any]) -> list[sql.Identifier]:
    query = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
    return [sql.Identifier(name) for (name,) in cursor.execute(query).fetchall()]


def _keeping(key: str) -> Callable[[psycopg.Cursor[Any]], sql.Composed]:
    """Copy every table, and how far every counter is, into a schema of that name."""
    schema = sql.Identifier(f"played_{key}")

    def make(cursor: psycopg.Cursor[Any]) -> sql.Composed:
        steps: list[sql.Composable] = [sql.SQL("CREATE SCHEMA {}").format(schema)]
        steps += [
            sql.SQL("CREATE TABLE {0}.{1} AS TABLE public.{1}").format(schema, table)
            for table in _tables(cursor)
        ]
        counters = sql.SQL(
            "CREATE TABLE {}.pg_counters AS SELECT sequencename, last_value"
            " FROM pg_sequences WHERE schemaname = 'public'"
        )
        return sql.SQL("; ").join([*steps, counters.format(schema)])

    return make


def _laying_down(key: str) -> Callable[[psycopg.Cursor[Any]], sql.Composed]:
    """Bring every table and counter to what was kept; the replica role skips checks."""
    schema = sql.Identifier(f"played_{key}")

    def make(cursor: psycopg.Cursor[Any]) -> sql.Composed:
        steps: list[sql.Composable] = [
            sql.SQL("SET LOCAL session_replication_role = replica")
        ]
        for table in _tables(cursor):
            steps.append(sql.SQL("DELETE FROM public.{}").format(table))
            steps.append(
                sql.SQL("INSERT INTO public.{1} SELECT * FROM {0}.{1}").format(
                    schema, table
                )
            )
        steps.append(
            sql.SQL(
                "SELECT setval(sequencename::regclass, coalesce(last_value, 1),"
                " last_value IS NOT NULL) FROM {}.pg_counters"
            ).format(schema)
        )
        return sql.SQL("; ").join(steps)

    return make
