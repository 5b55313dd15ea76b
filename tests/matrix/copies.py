"""Copies of the matrix's database: one a place, laid down again before a try."""

import hashlib
import marshal
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Protocol

import psycopg
from sqlalchemy.engine import make_url

from jury.storage.base import db
from tests import kept

# A refused try may leave behind by which key it came, and its answer to a repeat.
BESIDE = frozenset({"idempotent_answer", "api_key"})
# Looked at first: whatever is done is said there.
LOG = "audit_entry"

Digests = dict[str, bytes]


class Watch(Protocol):
    """A look at the database from beside the application."""

    def version(self) -> int:
        """Another number after anything was written."""

    def digests(self) -> Iterator[tuple[str, bytes]]:
        """All rows of each table but those in `BESIDE`, the log's first."""

    def stage(self, dispute_id: str) -> str:
        """Where a dispute stands."""


class Copies(Protocol):
    """What keeps and lays down copies of one database, inside the application."""

    def keep(self, name: str) -> Digests:
        """Keep a copy under this name; its digests."""

    def lay_down(self, name: str) -> None:
        """Make the database what it was when this copy was kept."""

    @contextmanager
    def watch(self) -> Iterator[Watch]:
        """Look on while something is tried."""
        yield NotImplemented


class SqliteCopies:
    """Files beside the database's own."""

    def __init__(self, url: str) -> None:
        """Nothing is kept yet."""
        self._file = Path(str(make_url(url).database))

    def keep(self, name: str) -> Digests:
        """Back the database up."""
        with (
            closing(sqlite3.connect(self._file)) as source,
            closing(sqlite3.connect(self._copy(name))) as target,
        ):
            source.backup(target)
            return dict(SqliteWatch(target).digests())

    def lay_down(self, name: str) -> None:
        """Put all of it back through a connection that the court has open anyway."""
        with (
            closing(sqlite3.connect(self._copy(name))) as source,
            db.engine.connect() as connection,
        ):
            target = connection.connection.driver_connection
            assert isinstance(target, sqlite3.Connection)
            source.backup(target)

    @contextmanager
    def watch(self) -> Iterator[Watch]:
        """A connection of its own, for as long as the file stays in its place."""
        with closing(sqlite3.connect(self._file)) as connection:
            yield SqliteWatch(connection)

    def _copy(self, name: str) -> Path:
        return self._file.with_suffix(f".{_short(name)}")


class SqliteWatch:
    """One connection to a SQLite file."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Look through this connection."""
        self._connection = connection

    def version(self) -> int:
        """What SQLite counts up at every commit of somebody else."""
        found: int = self._connection.execute("PRAGMA data_version").fetchone()[0]
        return found

    def digests(self) -> Iterator[tuple[str, bytes]]:
        """Of the rows as they lie."""
        query = "SELECT name FROM sqlite_master WHERE type = 'table'"
        for name in _watched(self._connection.execute(query)):
            rows = self._connection.execute(f'SELECT * FROM "{name}"').fetchall()  # noqa: S608
            yield name, _digest(rows)

    def stage(self, dispute_id: str) -> str:
        """By the dispute's own row."""
        query = "SELECT stage FROM dispute WHERE id = ?"
        found: str = self._connection.execute(query, (dispute_id,)).fetchone()[0]
        return found


class PostgresCopies:
    """Schemas beside the database's own."""

    def __init__(self, url: str) -> None:
        """Nothing is kept yet."""
        plain = make_url(url).set(drivername="postgresql")
        self._url = plain.render_as_string(hide_password=False)

    def keep(self, name: str) -> Digests:
        """Copy every table."""
        kept.keep_tables(_short(name))
        with self.watch() as watch:
            return dict(watch.digests())

    def lay_down(self, name: str) -> None:
        """Bring every table back."""
        kept.lay_tables_down(_short(name))

    @contextmanager
    def watch(self) -> Iterator[Watch]:
        """A connection of its own."""
        with psycopg.connect(self._url, autocommit=True) as connection:
            yield PostgresWatch(connection)


class PostgresWatch:
    """One connection to a PostgreSQL database."""

    def __init__(self, connection: psycopg.Connection[tuple[Any, ...]]) -> None:
        """Look through this connection."""
        self._connection = connection

    def version(self) -> int:
        """Up to which transaction the server has written, in any of its databases."""
        query = "SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint"
        (found,) = self._connection.execute(query).fetchone() or (0,)
        return int(found)

    def digests(self) -> Iterator[tuple[str, bytes]]:
        """Of the rows in an order of their own: a changed row lies elsewhere."""
        query = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        for name in _watched(self._connection.execute(query)):
            rows = self._connection.execute(f'SELECT t::text FROM "{name}" t')  # noqa: S608
            yield name, _digest(sorted(rows))

    def stage(self, dispute_id: str) -> str:
        """By the dispute's own row."""
        query = "SELECT stage FROM dispute WHERE id = %s"
        (found,) = self._connection.execute(query, (dispute_id,)).fetchone() or ("",)
        return str(found)


def copies_of(url: str) -> Copies:
    """What keeps copies of this database."""
    is_sqlite = make_url(url).get_backend_name() == "sqlite"
    return SqliteCopies(url) if is_sqlite else PostgresCopies(url)


def _short(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:20]


def _watched(names: Iterable[tuple[str]]) -> list[str]:
    found = {name for (name,) in names} - BESIDE
    return [LOG, *sorted(found - {LOG})]


def _digest(rows: list[tuple[Any, ...]]) -> bytes:
    # Written without references, equal rows are of equal bytes; `repr` takes longer.
    return hashlib.sha256(marshal.dumps(rows, 2)).digest()
