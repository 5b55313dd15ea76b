"""What a juror's page asks of the database: every statement is a trip to a server."""

import pytest
from flask import Flask
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from tests.web import juror_acts as acts
from tests.web import juror_world as world
from tests.web.juror_acts import seat_of

pytestmark = pytest.mark.both

# Each database is asked in its own way.

# Who asks, with their call and the moment; how far they have read; what heads a page.
THINGS = 3


def test_a_page_of_the_file_asks_three_things(app: Flask, session: Session) -> None:
    juror = world.seat_juror(world.make_hearing(), "amy")
    client, engine = acts.make_sign_in(app)(juror), session.get_bind()
    assert isinstance(engine, Engine)
    client.get(seat_of(juror))
    asked: list[str] = []

    def note(*given: object) -> None:
        asked.append(str(given[2]))

    event.listen(engine, "before_cursor_execute", note)
    page = client.get(seat_of(juror))
    event.remove(engine, "before_cursor_execute", note)
    assert page.status_code == 200
    assert len(asked) == THINGS, asked


def test_connections_of_all_threads_of_a_server_stay_open(app: Flask) -> None:
    options = app.config["SQLALCHEMY_ENGINE_OPTIONS"]
    assert options["pool_size"] >= 8
