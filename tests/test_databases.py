"""Every test finds the database as the migrations left it, whatever ran before."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from jury.storage import health
from jury.storage.base import Base, db
from jury.storage.transaction import transaction


@pytest.mark.parametrize("time", ["first", "second"])
def test_what_one_test_wrote_the_next_one_does_not_find(
    session: Session, time: str
) -> None:
    assert session.get(health.SandboxClock, 1) is None
    with transaction():
        session.add(health.SandboxClock(id=1, offset_seconds=60))


def test_what_writes_outside_a_transaction_writes_nothing(
    app: Flask, session: Session
) -> None:
    session.add(health.SandboxClock(id=1, offset_seconds=60))
    if db.engine.dialect.name == "postgresql":
        with pytest.raises(DBAPIError, match="read-only"):
            session.flush()
    else:
        session.flush()
    session.rollback()
    assert session.get(health.SandboxClock, 1) is None


def test_the_migrations_make_every_table_of_the_code(session: Session) -> None:
    made = set(inspect(db.engine).get_table_names())
    assert set(Base.metadata.tables) == made - {"alembic_version"}


def test_a_database_knows_which_migration_it_is_at(session: Session) -> None:
    assert session.execute(text("SELECT count(*) FROM alembic_version")).scalar() == 1


def test_a_request_does_not_share_the_session_of_the_test(
    app: Flask, client: FlaskClient, session: Session
) -> None:
    seen: list[int] = []
    app.before_request(lambda: seen.append(id(db.session())))
    client.get("/healthz")
    assert seen != [id(session)]
