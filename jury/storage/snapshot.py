"""Reading the whole database as it stood at one moment, while others go on writing."""

from collections.abc import Iterator
from contextlib import contextmanager

from jury.storage.base import current_session
from jury.storage.transaction import WRITING

READING = "jury_reading"
# SQLite's readers see one moment as it is.
ONE_MOMENT = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


@contextmanager
def snapshot() -> Iterator[None]:
    """Begin a transaction that reads alone, and sees nothing of what comes after.

    Inside another, or inside one that writes, it is that one.
    """
    session = current_session()
    if session.info.get(READING) or session.info.get(WRITING):
        yield
        return
    session.rollback()
    session.info[READING] = True
    try:
        if session.get_bind().dialect.name == "postgresql":
            session.connection(execution_options=ONE_MOMENT)
        yield
    finally:
        session.info.pop(READING)
        session.rollback()
