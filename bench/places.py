"""Databases and courts to measure on: migrated, durable, gone afterwards."""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from flask import Flask

from jury import create_app
from tests import databases, servers


@contextmanager
def both_databases() -> Iterator[dict[str, str]]:
    """The addresses of an empty SQLite and an empty PostgreSQL database.

    Both write to the disk as they would for a real court.
    """
    run, lock = databases.begin_run()
    with tempfile.TemporaryDirectory(prefix="jury-bench-") as on_disk:
        try:
            server = databases.postgres_server(run, durable=True)
            yield {
                "sqlite": databases.make_sqlite_database(
                    run, Path(on_disk) / "bench.db"
                ),
                "postgresql": databases.make_postgres_database(server, "bench"),
            }
        finally:
            databases.end_run(run, lock)


@contextmanager
def court(database_url: str) -> Iterator[servers.Court]:
    """A running court on a database, as `make run` starts it."""
    with tempfile.TemporaryDirectory(prefix="jury-bench-") as folder:
        running = servers.start(database_url, Path(folder))
        try:
            yield running
        finally:
            running.stop()


def court_on(stack: ExitStack, database_url: str) -> Flask:
    """The application on a database, with a folder that is gone after the stack."""
    folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="jury-bench-"))
    return create_app(databases.make_config(database_url, Path(folder)))
