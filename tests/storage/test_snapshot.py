"""A check of the books sees one moment, whatever is written beside it."""

import threading

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from jury.services.money import ledger
from jury.services.proof.log_check import verify_log
from jury.storage.base import current_session, db
from jury.storage.snapshot import snapshot
from tests.world import World, make_intake


def test_what_is_written_meanwhile_is_not_seen(app: Flask, session: Session) -> None:
    world = World.begin(jurors=0)
    world.escalate()

    def escalate_another() -> None:
        with app.app_context():
            world.escalate(make_intake(number="2"))

    with snapshot():
        before = ledger.check(), verify_log()
        writer = threading.Thread(target=escalate_another)
        writer.start()
        writer.join()
        assert (ledger.check(), verify_log()) == before
    assert ledger.check().transactions == before[0].transactions + 1
    assert verify_log().entries > before[1].entries


@pytest.mark.usefixtures("session")
def test_on_postgresql_nothing_can_be_written_in_it() -> None:
    if db.engine.dialect.name != "postgresql":
        return
    with pytest.raises(DBAPIError), snapshot():
        current_session().execute(text("DELETE FROM audit_head"))


@pytest.mark.usefixtures("session")
def test_writing_goes_on_after_it() -> None:
    with snapshot():
        ledger.check()
    World.begin(jurors=0).escalate()
    assert ledger.check().transactions == 1
