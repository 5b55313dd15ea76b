"""The sandbox's clock moves on request, forward, and nowhere else."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from config import Config
from jury import clock, create_app
from jury.jobs import sweeps
from jury.storage.audit import list_entries
from jury.storage.base import db
from tests.api.program import Program, make_key, wrong_fields
from tests.world import World, make_intake, move_clock

PATH = "/sandbox/clock:advance"


def test_the_clock_moves_forward_and_that_is_logged(
    program: Program, session: Session
) -> None:
    before = clock.now()
    answer = program.post(PATH, {"seconds": 3600})
    said = datetime.fromisoformat(answer.get_json()["now"])
    assert timedelta(0) <= said - before - timedelta(hours=1) < timedelta(minutes=1)
    session.rollback()
    assert clock.now() >= said
    entry = list_entries("sandbox")[-1]
    assert (entry.action, entry.payload) == ("clock.advanced", {"seconds": 3600})


@pytest.mark.parametrize("seconds", [0, -5, 1.5, "60", 60 * 86400 + 1, None])
def test_it_moves_by_whole_seconds_and_not_too_far(
    program: Program, session: Session, seconds: object
) -> None:
    answer = program.post(PATH, {"seconds": seconds})
    assert (answer.status_code, wrong_fields(answer)) == (422, ["/seconds"])
    assert list_entries("sandbox") == []


def test_the_court_says_when_it_has_caught_up_with_its_clock(
    program: Program, session: Session
) -> None:
    program.escalate()
    program.post(PATH, {"seconds": 49 * 3600})
    behind = program.get("/sandbox/clock").get_json()
    assert behind["caught_up"] is False
    sweeps.advance_disputes()
    sweeps.number_events()
    session.rollback()
    assert program.get("/sandbox/clock").get_json()["caught_up"] is True


@pytest.mark.usefixtures("clock_never_moved")
def test_production_has_no_such_addresses(
    app: Flask, config: Config, tmp_path: Path
) -> None:
    secret = make_key(app)
    production = create_app(replace(config, sandbox=False))
    outside = Program(production.test_client(), secret)
    answers = [
        outside.post(PATH, {"seconds": 60}),
        outside.get("/sandbox/clock"),
        outside.post("/sandbox/disputes/dsp_x/jury:vote", {"rung": 1}),
    ]
    assert [one.status_code for one in answers] == [404, 404, 404]
    reader = Program(production.test_client(), secret)
    assert reader.get("/sandbox/clock").status_code == 404
    with production.app_context():
        db.engine.dispose()


def test_the_called_jurors_vote_as_they_are_told(
    program: Program, session: Session
) -> None:
    dispute = World.begin(jurors=30).hear(make_intake())
    path = f"/sandbox/disputes/{dispute}/jury:vote"
    assert program.post(path, {"rung": 1}).status_code == 200
    assert program.get(f"/disputes/{dispute}").get_json()["verdict"] is None
    move_clock(minutes=46)
    verdict = program.get(f"/disputes/{dispute}").get_json()["verdict"]
    assert [one["votes"] for one in verdict["split"]["rungs"]][1] == 5
    assert verdict["buyer"]["minor"] == 5400


def test_a_jury_that_is_not_called_cannot_vote(
    program: Program, session: Session
) -> None:
    path = f"/sandbox/disputes/{program.escalate()}/jury:vote"
    assert program.post(path, {"rung": 1}).status_code == 409
    assert wrong_fields(program.post(path, {"rung": 20})) == ["/rung"]
    assert program.post("/sandbox/disputes/x/jury:vote", {"rung": 1}).status_code == 404


def test_a_repeat_of_the_vote_does_nothing(program: Program, session: Session) -> None:
    dispute = World.begin(jurors=30).hear(make_intake())
    path = f"/sandbox/disputes/{dispute}/jury:vote"
    first = program.post(path, {"rung": 1}, key="once")
    again = program.post(path, {"rung": 1}, key="once")
    assert again.data == first.data


def test_the_sandbox_says_whether_it_has_caught_up(
    program: Program, session: Session
) -> None:
    program.escalate()
    assert program.get("/sandbox/clock").get_json()["caught_up"] is False
    sweeps.advance_disputes()
    sweeps.number_events()
    assert program.get("/sandbox/clock").get_json()["caught_up"] is True
