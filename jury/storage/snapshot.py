"""Reading the whole database as it stood at one moment, while others go on writing."""

from collections.abc import Iterator
from contextlib import contextmanager

from jury.storage.base import current_session

# SQLite's readers see one moment as it is.
ONE_MOMENT = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


@contextmanager
def snapshot() -> Iterator[None]:
    """Begin a transaction that reads alone, and sees nothing of what comes after."""
    session = current_session()
    session.rollback()
    try:
        if session.get_bind().dialect.name == "postgresql":
            session.connection(execution_options=ONE_MOMENT)
        yield
    finally:
        session.rollback()
