"""Connections to PostgreSQL that outlive the application that opened them.

Nearly each test makes an application of its own. For a connection of its own the server
starts a process, which reads its catalogue anew; that took longer than most of what a
test asks of it. What an application closes is put aside, as it was when it was opened,
and given to the next that asks for the same database.
"""

from collections import defaultdict
from typing import Any

import psycopg
import pytest
from psycopg.pq import TransactionStatus
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg

Connection = psycopg.Connection[Any]
# As many as one test may want at once; more are closed.
MOST_ASIDE = 4

# The databases that are emptied for test after test; nobody else's is kept open.
EMPTIED: set[str] = set()

_aside: defaultdict[str, list[Connection]] = defaultdict(list)


def pids_aside() -> list[int]:
    """The server's processes behind the connections that nobody uses now."""
    return [one.info.backend_pid for many in _aside.values() for one in many]


def keep_connections(patch: pytest.MonkeyPatch) -> None:
    """From now on an application's connections are put aside when it closes them."""
    connect = PGDialect_psycopg.connect

    def connect_again(dialect: PGDialect_psycopg, *where: Any, **how: Any) -> Any:
        while _aside[_place(how)]:
            found = _aside[_place(how)].pop()
            if not found.closed:
                return found
        return connect(dialect, *where, **how)

    def put_aside(_dialect: PGDialect_psycopg, connection: Connection) -> None:
        many = _aside[_place(connection.info.get_parameters())]
        is_wanted = connection.info.dbname in EMPTIED and len(many) < MOST_ASIDE
        if is_wanted and _is_as_new(connection):
            many.append(connection)
        else:
            connection.close()

    patch.setattr(PGDialect_psycopg, "connect", connect_again)
    patch.setattr(PGDialect_psycopg, "do_close", put_aside)


def close_all() -> None:
    """End those that are aside."""
    for many in _aside.values():
        while many:
            many.pop().close()


def _place(known: Any) -> str:
    return f"{known.get('host')} {known.get('dbname')}"


def _is_as_new(connection: Connection) -> bool:
    """Whether it is, after it was told to forget what it was told."""
    if connection.closed or connection.broken:
        return False
    try:
        connection.rollback()
        connection.autocommit = True
        connection.execute("RESET ALL")
        connection.autocommit = False
        connection.isolation_level = connection.read_only = None
    except psycopg.Error:
        return False
    return connection.info.transaction_status == TransactionStatus.IDLE
