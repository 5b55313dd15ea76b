"""The rows of all tables out of one database and into another of the same kind.

SQLite gives a copy of its file by its online backup; PostgreSQL gives each table by
COPY, so that no program is needed that a machine may lack or have in another version.
Both inside a `snapshot`: what is copied stood there at one moment.
"""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from alembic.migration import MigrationContext
from psycopg import sql
from sqlalchemy import Table, exists, insert, select
from sqlalchemy.dialects import sqlite

from jury.storage.base import Base, current_session, current_settings
from jury.storage.files.archive import CHUNK, SQLITE_FILE

# Written the same whatever the server or the role were told.
PLAIN = ("SET LOCAL DateStyle = 'ISO'", "SET LOCAL TimeZone = 'UTC'")
AS_TEXT = sql.SQL("(FORMAT text, ENCODING 'UTF8')")


def database_kind() -> str:
    """`sqlite` or `postgresql`."""
    return current_session().get_bind().dialect.name


def current_migration() -> str | None:
    """The migration that the database stands at; None when it has no tables."""
    connection = current_session().connection()
    return MigrationContext.configure(connection).get_current_revision()


def is_empty() -> bool:
    """Whether no table holds a row."""
    session = current_session()
    return not any(
        session.scalar(select(exists().select_from(table))) for table in _tables()
    )


def copy_out(folder: Path) -> Iterator[tuple[str, Path]]:
    """Files that hold all rows, and their names in an archive; each may be removed."""
    if database_kind() == "sqlite":
        file = folder / SQLITE_FILE
        copy = sqlite3.connect(file)
        try:
            _driver().backup(copy)
        finally:
            copy.close()
        yield SQLITE_FILE, file
        return
    with _driver().cursor() as cursor:
        for setting in PLAIN:
            cursor.execute(setting)
        for table in _tables():
            file = folder / f"{table.name}.copy"
            with file.open("wb") as out, cursor.copy(_copy(table, "TO STDOUT")) as rows:
                for row in rows:
                    out.write(row)
            yield f"tables/{table.name}.copy", file


def copy_in(member: str, file: IO[bytes]) -> None:
    """The rows that one file of `copy_out` holds, into the running transaction."""
    if member == SQLITE_FILE:
        _copy_in_sqlite(file)
        return
    name = member.removeprefix("tables/").removesuffix(".copy")
    table = Base.metadata.tables[name]
    with _driver().cursor() as cursor:
        for setting in PLAIN:
            cursor.execute(setting)
        with cursor.copy(_copy(table, "FROM STDIN")) as rows:
            while content := file.read(CHUNK):
                rows.write(content)


def lock_all() -> None:
    """Let nobody else read or write until the transaction ends."""
    if database_kind() == "postgresql":
        tables = sql.SQL(", ").join(sql.Identifier(one.name) for one in _tables())
        with _driver().cursor() as cursor:
            cursor.execute(sql.SQL("LOCK TABLE {}").format(tables))


def read_counters() -> dict[str, int]:
    """The last number that each sequence gave; SQLite counts from its rows."""
    if database_kind() == "sqlite":
        return {}
    with _driver().cursor() as cursor:
        found = cursor.execute(
            "SELECT sequencename, last_value FROM pg_sequences"
            " WHERE schemaname = current_schema() AND last_value IS NOT NULL"
        )
        return {name: int(last) for name, last in found}


def set_counter(name: str, last: int) -> None:
    """Let a sequence go on behind this number."""
    with _driver().cursor() as cursor:
        cursor.execute("SELECT setval(quote_ident(%s)::regclass, %s)", (name, last))


def _tables() -> list[Table]:
    """Every table, those that others point at first."""
    return Base.metadata.sorted_tables


def _driver() -> Any:
    """The driver's own connection, within the session's transaction."""
    return current_session().connection().connection.driver_connection


def _copy(table: Table, direction: str) -> sql.Composed:
    columns = sql.SQL(", ").join(sql.Identifier(one.name) for one in table.columns)
    return sql.SQL("COPY {} ({}) {} {}").format(
        sql.Identifier(table.name), columns, sql.SQL(direction), AS_TEXT
    )


def _copy_in_sqlite(file: IO[bytes]) -> None:
    """Row by row and not page by page, so that all of it is one transaction."""
    with tempfile.TemporaryDirectory(dir=current_settings().data_dir) as folder:
        path = Path(folder) / SQLITE_FILE
        with path.open("wb") as out:
            shutil.copyfileobj(file, out, CHUNK)
        source = sqlite3.connect(f"{path.as_uri()}?immutable=1", uri=True)
        try:
            _driver().execute("PRAGMA defer_foreign_keys = ON")
            for table in _tables():
                reading, writing = _row_by_row(table)
                _driver().executemany(writing, source.execute(reading))
        finally:
            source.close()


def _row_by_row(table: Table) -> tuple[str, str]:
    """How SQLite reads the rows of a table, and how it writes them."""
    as_sqlite = sqlite.dialect(paramstyle="qmark")
    return (
        str(select(table).compile(dialect=as_sqlite)),
        str(insert(table).compile(dialect=as_sqlite)),
    )
