"""Robots do what their script says, in order, as soon as it is possible."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from config import Config
from jury import create_app
from jury.jobs.robots import play_robots
from jury.services.people import accounts
from jury.storage.base import db
from jury.storage.people import Role
from jury.storage.transaction import transaction
from tests.api.program import Program, make_key, wrong_fields
from tests.world import World, move_clock

HEARD = [{"do": "finish"}, {"do": "confirm"}]


@pytest.fixture
def world(session: Session) -> World:
    world = World.begin(jurors=30)
    with transaction() as now:
        accounts.add_staff(
            "robot", "a long password", [Role.MODERATOR], is_demo=True, now=now
        )
    return world


@pytest.fixture
def dispute(world: World) -> str:
    return world.escalate()


def script(program: Program, dispute: str, **acts: Any) -> None:
    answer = program.post("/sandbox/robots", {"dispute": dispute, **acts})
    assert answer.status_code == 200, answer.text


def let_play(world: World, dispute: str, *hours: int) -> str:
    """Robots act, time passes, and so on; where the dispute stands then."""
    play_robots()
    for step in hours:
        move_clock(hours=step)
        while play_robots():
            move_clock(minutes=16)
    return world.stage(dispute)


def test_a_dispute_is_heard_by_robots_alone(
    program: Program, world: World, dispute: str
) -> None:
    script(program, dispute, buyer=HEARD, seller=HEARD, jurors=[[1, 1, 2, 1, None]])
    assert let_play(world, dispute) == "hearing"
    world.give_nonce(dispute)
    play_robots()
    move_clock(minutes=5)
    assert play_robots() == 5
    move_clock(minutes=16)
    shown = program.get(f"/disputes/{dispute}").get_json()
    assert shown["stage"] == "pronounced"
    assert shown["verdict"]["split"]["cannot_decide"] == 1
    assert shown["verdict"]["remedy"] == "share_30"


def test_robots_negotiate_and_settle(
    program: Program, world: World, dispute: str
) -> None:
    buyer = [{"do": "offer", "minor": 9000}, {"do": "accept"}]
    seller = [{"do": "decline"}, {"do": "offer", "minor": 7000}]
    script(program, dispute, buyer=buyer, seller=seller)
    play_robots()
    play_robots()
    shown = program.get(f"/disputes/{dispute}").get_json()
    assert (shown["ended_by"], shown["verdict"]["buyer"]["minor"]) == (
        "settlement",
        7000,
    )


def test_a_robot_moderator_decides_what_a_jury_cannot(
    program: Program, world: World, dispute: str
) -> None:
    undecided = [[None] * 5]
    moderator = [{"do": "pronounce", "rung": 2}]
    script(
        program,
        dispute,
        buyer=HEARD,
        seller=[{"do": "write"}, *HEARD],
        jurors=undecided,
        moderator=moderator,
    )
    play_robots()
    world.give_nonce(dispute)
    assert let_play(world, dispute, 1, 24) == "pronounced"
    left = program.get(f"/sandbox/robots/{dispute}").get_json()
    assert (left["moderator"], left["buyer"], left["jurors"]) == ([], [], undecided)


def test_what_cannot_be_done_now_waits(
    program: Program, world: World, dispute: str
) -> None:
    script(program, dispute, buyer=[{"do": "confirm"}, {"do": "finish"}])
    assert play_robots() == 0
    left = program.get(f"/sandbox/robots/{dispute}").get_json()
    assert left["buyer"] == ["confirm", "finish"]
    script(program, dispute, buyer=[{"do": "withdraw"}])
    assert play_robots() == 1
    assert world.dispute(dispute).ended_by == "withdrawal"


@pytest.mark.parametrize(
    ("acts", "field"),
    [
        ({"jurors": [[1, 20]]}, "/jurors"),
        ({"moderator": [{"do": "pronounce", "rung": 9}]}, "/moderator"),
        ({"buyer": [{"do": "shout"}]}, "/buyer/0/do"),
    ],
)
def test_a_script_that_cannot_be_played_is_refused(
    program: Program, dispute: str, acts: dict[str, Any], field: str
) -> None:
    answer = program.post("/sandbox/robots", {"dispute": dispute, **acts})
    assert (answer.status_code, wrong_fields(answer)) == (422, [field])


def test_a_script_for_a_dispute_that_is_closed_is_refused_with_a_sentence(
    program: Program, dispute: str
) -> None:
    answer = program.post(f"/disputes/{dispute}/withdrawals", {"side": "buyer"})
    assert answer.status_code == 200, answer.text
    paid = program.post("/refunds/RF-1/answers", {"result": "executed"})
    assert paid.status_code == 200, paid.text
    asked = {"dispute": dispute, "buyer": [{"do": "finish"}]}
    refused = program.post("/sandbox/robots", asked)
    problem = refused.get_json()
    assert (refused.status_code, problem["code"]) == (409, "dispute_closed")
    assert "nothing happens in it any more" in problem["detail"]
    left = program.get(f"/sandbox/robots/{dispute}").get_json()
    assert left["buyer"] == []


def test_a_robot_moderator_changes_the_award_of_a_closed_dispute(
    program: Program, world: World, dispute: str
) -> None:
    script(program, dispute, buyer=HEARD, seller=HEARD, jurors=[[1] * 5])
    play_robots()
    world.give_nonce(dispute)
    assert let_play(world, dispute, 1, 49) == "final"
    program.post("/refunds/RF-1/answers", {"result": "executed"})
    script(program, dispute, moderator=[{"do": "change_award", "rung": 3}])
    assert let_play(world, dispute) == "final"
    (payment,) = program.get("/refunds/RF-1").get_json()["payments"]
    assert (payment["kind"], payment["buyer"]["minor"]) == ("reversal", 7200)


@pytest.mark.usefixtures("clock_never_moved")
def test_production_has_no_robots(app: Flask, config: Config, tmp_path: Path) -> None:
    secret = make_key(app)
    production = create_app(replace(config, sandbox=False))
    outside = Program(production.test_client(), secret)
    answer = outside.post("/sandbox/robots", {"dispute": "dsp_x"})
    assert answer.status_code == 404
    assert outside.get("/sandbox/robots/dsp_x").status_code == 404
    with production.app_context():
        db.engine.dispose()
