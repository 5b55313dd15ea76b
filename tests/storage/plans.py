"""What is asked of a database, and how it means to find the answer."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event, text
from sqlalchemy.orm import Session

Statement = tuple[str, Any]


@contextmanager
def statements_of(session: Session) -> Iterator[list[Statement]]:
    """Everything that is asked of the database meanwhile."""
    engine = session.get_bind()
    assert isinstance(engine, Engine)
    asked: list[Statement] = []

    def note(
        _connection: object,
        _cursor: object,
        statement: str,
        parameters: Any,
        *_: object,
    ) -> None:
        if statement.startswith("SELECT") and "clock" not in statement:
            asked.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", note)
    yield asked
    event.remove(engine, "before_cursor_execute", note)


def plan_of(session: Session, statement: Statement) -> str:
    asked, given = statement
    sqlite = session.get_bind().dialect.name == "sqlite"
    if not sqlite:
        session.execute(text("SET enable_seqscan = off"))
    prefix = "EXPLAIN QUERY PLAN " if sqlite else "EXPLAIN "
    rows = session.connection().exec_driver_sql(prefix + asked, given)
    return "\n".join(str(row[-1]) for row in rows)


def scans_in(session: Session, statement: Statement) -> list[str]:
    """The lines of a plan that read a whole table."""
    plan = plan_of(session, statement).splitlines()
    return [line for line in plan if "SCAN " in line or "Seq Scan" in line]
