"""The databases of a test run: migrated once, then one clean one for every test.

SQLite: a file migrated once a run and copied for each test. PostgreSQL: a template
migrated once a run, one database a worker made from it, and emptied before each test
(measured on 45 tables: deleting 5 ms, truncating 64 ms, making anew 180 ms).
"""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import flask_migrate
import psycopg
import pytest
from psycopg import sql

from config import Config
from jury import create_app
from jury.storage.base import db
from tests import connections, postgres

# SQLite waits for the disk at each commit, 5 ms; in memory it waits 15 µs.
MEMORY = Path("/dev/shm")  # noqa: S108 - the folder inside is made by mkdtemp
ENOUGH_MEMORY = 1_000_000_000
SECRET_KEY = "for-tests-only-0123456789-abcdefghij"
# One key for all courts of a run: what one of them sealed, another may have to open.
MASTER_KEYS = Path(__file__).parent / "master-keys"
MIGRATIONS = Path(__file__).parent.parent / "jury" / "storage" / "migrations"
TEMPLATE = "jury_template"
BOTH = ("sqlite", pytest.param("postgresql", marks=pytest.mark.postgres))


@dataclass(frozen=True)
class Run:
    """What the processes of one test run share: a folder, and that it goes on."""

    folder: Path

    @property
    def alive(self) -> Path:
        """Locked by the process that began the run, for as long as it lives."""
        return self.folder / "alive"

    def once(self, name: str, make: Callable[[], str]) -> str:
        """Let the first process that asks make a thing; all get the same answer."""
        answer = self.folder / name
        with (self.folder / f"{name}.lock").open("w") as turn:
            fcntl.flock(turn, fcntl.LOCK_EX)
            if not answer.exists():
                made = make()
                answer.write_text(made)
            return answer.read_text()


def begin_run() -> tuple[Run, int]:
    """A new run, and the lock to give back to `end_run`."""
    run = Run(Path(tempfile.mkdtemp(prefix="jury-tests-", dir=_quick_folder())))
    lock = os.open(run.alive, os.O_CREAT | os.O_WRONLY)
    fcntl.flock(lock, fcntl.LOCK_EX)
    return run, lock


def _quick_folder() -> Path | None:
    is_large = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ENOUGH_MEMORY
    return MEMORY if is_large and os.access(MEMORY, os.W_OK) else None


def end_run(run: Run, lock: int) -> None:
    """Let the server stop, wait for that, and leave nothing behind."""
    os.close(lock)
    server = run.folder / "postgres"
    if server.exists():
        postgres.wait_until_stopped(Path(server.read_text()))
    shutil.rmtree(run.folder, ignore_errors=True)


def url_of(request: pytest.FixtureRequest) -> str:
    """The address of a migrated and empty database of the kind that is asked for."""
    kind = "sqlite_url" if request.param == "sqlite" else "postgres_url"
    url: str = request.getfixturevalue(kind)
    return url


def make_config(database_url: str, data_dir: Path) -> Config:
    """A sandbox on this database."""
    return Config(
        database_url=database_url,
        data_dir=data_dir,
        secret_key=SECRET_KEY,
        master_keys=str(MASTER_KEYS),
        sandbox=True,
    )


def migrate(database_url: str, data_dir: Path) -> None:
    """Bring an empty database to the newest migration, as `make run` does."""
    app = create_app(make_config(database_url, data_dir))
    with app.app_context():
        flask_migrate.upgrade(directory=str(MIGRATIONS))
        db.session.remove()
        db.engine.dispose()


@contextmanager
def sqlite_database(run: Run) -> Iterator[str]:
    """The address of a migrated SQLite file that holds nothing yet."""
    with tempfile.TemporaryDirectory(dir=run.folder) as folder:
        yield make_sqlite_database(run, Path(folder) / "jury.db")


def make_sqlite_database(run: Run, file: Path) -> str:
    """A migrated SQLite file in a place of the caller's; returns its address."""
    template = run.folder / "template.sqlite3"

    def migrate_template() -> str:
        migrate(f"sqlite:///{template}", run.folder)
        return str(template)

    shutil.copyfile(run.once("sqlite", migrate_template), file)
    return f"sqlite:///{file}"


def postgres_server(run: Run, *, durable: bool = False) -> Path:
    """The folder of the run's PostgreSQL, with the migrated template in it."""

    def start() -> str:
        return str(postgres.start_keeper(run.alive, durable=durable))

    def make_template() -> str:
        postgres.run_sql(
            folder,
            # A worker whose migration failed may have left one.
            f"DROP DATABASE IF EXISTS {TEMPLATE}",
            f"CREATE DATABASE {TEMPLATE}",
        )
        migrate(postgres.database_url(folder, TEMPLATE), run.folder)
        return TEMPLATE

    folder = Path(run.once("postgres", start))
    run.once("postgres-template", make_template)
    return folder


def make_postgres_database(folder: Path, name: str) -> str:
    """A database of this name, fresh from the template; returns its address."""
    postgres.run_sql(
        folder,
        f"DROP DATABASE IF EXISTS {name} WITH (FORCE)",
        f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}",
    )
    return postgres.database_url(folder, name)


class Emptier:
    """Brings one PostgreSQL database back to what the migrations left in it."""

    def __init__(self, folder: Path, database: str) -> None:
        """Look up once which tables there are and which of them began with rows."""
        self.url = postgres.database_url(folder, database)
        self._connection = psycopg.connect(
            host=str(folder), user="jury", dbname=database, autocommit=True
        )
        self._statement = _emptying(self._connection)

    @classmethod
    def on_new_database(cls, folder: Path, name: str) -> "Emptier":
        """Make a database of this name from the template first."""
        make_postgres_database(folder, name)
        connections.EMPTIED.add(name)
        return cls(folder, name)

    def empty(self) -> None:
        """End everybody else's session, delete all rows, put the first ones back."""
        self._connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            " AND pid <> ALL(%s)",
            [connections.pids_aside()],
        )
        self._connection.execute(self._statement)

    def close(self) -> None:
        """Let go of the database."""
        self._connection.close()


def _names(connection: "psycopg.Connection[tuple[str]]", query: str) -> list[str]:
    return [name for (name,) in connection.execute(query.encode())]


def _emptying(connection: "psycopg.Connection[tuple[str]]") -> sql.Composed:
    """One statement; the replica role keeps foreign keys and triggers out of it."""
    tables = _names(
        connection, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
    )
    counters = _names(
        connection, "SELECT sequencename FROM pg_sequences WHERE schemaname = 'public'"
    )
    connection.execute("CREATE SCHEMA pristine")
    steps: list[sql.Composable] = [sql.SQL("SET session_replication_role = replica")]
    for table in map(sql.Identifier, tables):
        steps.append(sql.SQL("DELETE FROM {}").format(table))
        found = connection.execute(sql.SQL("SELECT 1 FROM {} LIMIT 1").format(table))
        if found.fetchone() is None:
            continue
        connection.execute(
            sql.SQL("CREATE TABLE pristine.{0} AS TABLE {0}").format(table)
        )
        steps.append(
            sql.SQL("INSERT INTO {0} SELECT * FROM pristine.{0}").format(table)
        )
    steps.extend(
        sql.SQL("SELECT setval({}, 1, false)").format(sql.Literal(counter))
        for counter in counters
    )
    return sql.SQL("; ").join(steps)
