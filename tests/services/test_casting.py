"""A ballot waits for what it must wait for, and asks the database no more than it must.

Every statement is a trip to a server, and all but the first are made while others wait.
"""

import threading
import time
from collections.abc import Callable
from datetime import datetime

from flask import Flask
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from jury import clock
from jury.services.hearing import poll
from jury.storage.draws import get_summons
from jury.storage.exhibits import list_released
from jury.storage.polls import list_openings
from jury.storage.transaction import transaction
from tests.courts import begin_hearing
from tests.world import World

LONG_ENOUGH = 0.4
MOST = {"postgresql": 4, "sqlite": 10}


def seated(count: int) -> tuple[World, str, list[tuple[str, int]]]:
    world, dispute = begin_hearing()
    jurors = [world.seat(dispute, one) for one in world.summonses(dispute)[:count]]
    world.read(dispute, *jurors)
    return world, dispute, jurors


def at_work(app: Flask, act: Callable[[], None]) -> threading.Thread:
    def work() -> None:
        with app.app_context():
            act()

    thread = threading.Thread(target=work)
    thread.start()
    return thread


def test_a_ballot_asks_the_database_a_handful_of_times(session: Session) -> None:
    world, dispute, (first, juror) = seated(2)
    world.vote(dispute, first, 1)
    vote, engine = world.make_vote(dispute, 1), session.get_bind()
    assert isinstance(engine, Engine)
    asked: list[str] = []

    def note(*given: object) -> None:
        asked.append(str(given[2]))

    event.listen(engine, "before_cursor_execute", note)
    with transaction(lock=dispute, beside=juror[0]) as now:
        poll.cast_ballot(*juror, vote, now=now)
    event.remove(engine, "before_cursor_execute", note)
    assert len(asked) <= MOST[engine.dialect.name], asked


def test_a_ballot_that_waits_for_a_close_is_cast_at_the_moment_after_it(
    app: Flask, session: Session
) -> None:
    _world, dispute, (juror,) = seated(1)
    moments: list[datetime] = []

    def wait_and_look() -> None:
        with transaction(lock=dispute, beside=juror[0]) as now:
            moments.append(now)

    with transaction(lock=dispute):
        waiting = at_work(app, wait_and_look)
        time.sleep(LONG_ENOUGH)
        ended_at = clock.now()
    waiting.join()
    assert moments[0] >= ended_at


def test_a_ballot_sees_what_its_juror_opened_while_it_waited(
    app: Flask, session: Session
) -> None:
    world, dispute, (juror,) = seated(1)
    vote, cast = world.make_vote(dispute, 1), list[poll.Receipt]()
    last = list_released(dispute)[-1].id
    with transaction():
        list_openings(juror[0])[last].opened_at = None

    def cast_now() -> None:
        with transaction(lock=dispute, beside=juror[0]) as now:
            cast.append(poll.cast_ballot(*juror, vote, now=now))

    with transaction(lock=dispute, beside=juror[0]) as now:
        poll.open_exhibit(*juror, last, now=now)
        session.flush()
        waiting = at_work(app, cast_now)
        time.sleep(LONG_ENOUGH)
    waiting.join()
    session.rollback()
    assert len(cast) == 1
    assert get_summons(juror[0]).state == "voted"
