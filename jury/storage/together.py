"""Writes that belong together, sent together.

On PostgreSQL every statement is a trip to the server, and whoever waits for a lock
waits for each of them; there they are one statement. SQLite has no trips, and no such
statement; there they are made one after another.
"""

from collections.abc import Mapping

from sqlalchemy import Delete, Insert, Update, bindparam

from jury.storage.base import Base, current_session


class Together:
    """One INSERT and the writes beside it, built once and made often.

    No two may touch the same row, and none sees what another did.
    """

    def __init__(self, first: Insert, *others: Insert | Update | Delete) -> None:
        """All values are bound by name; one name means the same in each of them."""
        self._each = (*others, first)
        beside = [one.cte(f"write_{no}") for no, one in enumerate(others, 1)]
        self._at_once = first.add_cte(*beside)

    def make(self, values: Mapping[str, object]) -> None:
        """Write all of it, or fail as a whole: in the transaction that is open."""
        connection = current_session().connection()
        is_postgresql = connection.dialect.name == "postgresql"
        for statement in (self._at_once,) if is_postgresql else self._each:
            connection.execute(statement, values)


def bound_columns(model: type[Base], prefix: str) -> dict[str, object]:
    """Every column of a table, to be filled with the value of the prefixed name."""
    return {
        column.name: bindparam(f"{prefix}_{column.name}")
        for column in model.__table__.columns
    }


def values_of(row: Base, prefix: str) -> dict[str, object]:
    """What a row that is not in the session fills those columns with."""
    return {
        f"{prefix}_{column.name}": getattr(row, column.name)
        for column in row.__table__.columns
    }
