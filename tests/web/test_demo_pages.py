"""The demo's pages: be anybody, move the clock, and none of it in production."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from config import Config
from jury import clock, create_app
from jury.domain.lifecycle import Side
from jury.services.people import accounts
from jury.services.playing.sandbox import Leftovers, Part, advance_clock, find_person
from jury.storage.base import db
from jury.storage.health import move_sandbox_clock
from jury.storage.people import Role
from jury.storage.transaction import transaction
from tests import databases
from tests.courts import begin_decided_by, begin_hearing
from tests.web.people import shows, small_world
from tests.world import World, make_intake, move_clock


@pytest.fixture
def visitor(app: Flask) -> FlaskClient:
    app.config["WTF_CSRF_ENABLED"] = False
    return app.test_client()


def hire(name: str = "demo", locale: str = "en") -> None:
    with transaction() as now:
        accounts.add_staff(
            name,
            "nobody knows it",
            [Role.MODERATOR],
            is_demo=True,
            now=now,
            contact=accounts.Contact(locale=locale),
        )


def demo_dispute(world: World) -> str:
    return world.escalate(make_intake(number="1", refund_ref="demo-1-lens"))


def be(visitor: FlaskClient, dispute: str, part: str) -> str:
    answer = visitor.post("/demo/become", data={"dispute": dispute, "part": part})
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"]


@pytest.mark.parametrize("part", ["buyer", "seller"])
@pytest.mark.usefixtures("session")
def test_one_click_makes_a_visitor_a_party(visitor: FlaskClient, part: str) -> None:
    dispute = demo_dispute(World(0))
    place = be(visitor, dispute, part)
    assert place == f"/disputes/{dispute}"
    page = visitor.get(f"{place}?lang=en")
    assert shows(page, f"You are the {part}.", "Time:")


@pytest.mark.usefixtures("session")
def test_one_click_makes_a_visitor_a_called_juror(visitor: FlaskClient) -> None:
    dispute = World.begin().hear()
    place = be(visitor, dispute, "juror")
    assert place.startswith("/jury/summons/")
    assert visitor.get(place).status_code == 200


@pytest.mark.usefixtures("session")
def test_whoever_sits_already_is_played_first(visitor: FlaskClient) -> None:
    world, dispute = begin_hearing()
    summons = world.summonses(dispute)[3]
    sid, _juror = world.seat(dispute, summons)
    assert be(visitor, dispute, "juror") == f"/jury/summons/{sid}"


@pytest.mark.usefixtures("session")
def test_one_click_makes_a_visitor_a_moderator(visitor: FlaskClient) -> None:
    dispute = demo_dispute(World(0))
    hire()
    assert visitor.get(be(visitor, dispute, "moderator")).status_code == 200


@pytest.mark.usefixtures("session")
def test_the_moderator_reads_the_language_of_the_dispute(visitor: FlaskClient) -> None:
    dispute = demo_dispute(World(0))
    hire()
    hire("审核员", "zh-Hans")
    page = visitor.get(be(visitor, dispute, "moderator"))
    assert 'lang="zh-Hans"' in page.text.partition("<head")[0]


@pytest.mark.parametrize(
    ("part", "status"),
    [("moderator", 409), ("juror", 409), ("auditor", 404), ("", 404)],
)
@pytest.mark.usefixtures("session")
def test_a_part_that_nobody_plays_is_refused(
    visitor: FlaskClient, part: str, status: int
) -> None:
    dispute = World.begin().escalate()
    asked = {"dispute": dispute, "part": part}
    assert visitor.post("/demo/become", data=asked).status_code == status
    assert visitor.get("/inbox").status_code == 302


@pytest.mark.parametrize(
    ("step", "by"), [("hour", timedelta(hours=1)), ("day", timedelta(days=1))]
)
def test_the_clock_moves_by_a_step(
    visitor: FlaskClient, session: Session, step: str, by: timedelta
) -> None:
    before = clock.now()
    asked = {"step": step, "back": "/how?lang=en"}
    answer = visitor.post("/demo/clock", data=asked)
    assert answer.headers["Location"] == "/how?lang=en"
    session.rollback()
    assert by <= clock.now() - before < by + timedelta(minutes=1)


def test_the_clock_moves_to_the_next_deadline_of_the_dispute_one_plays(
    visitor: FlaskClient, session: Session
) -> None:
    world = World.begin()
    world.hear()
    mine = world.escalate(make_intake(number="2"))
    closes_at = world.dispute(mine).stage_closes_at
    be(visitor, mine, "buyer")
    visitor.post("/demo/clock", data={"step": "deadline"})
    session.rollback()
    assert closes_at is not None
    assert closes_at < clock.now() < closes_at + timedelta(minutes=1)


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", ""])
@pytest.mark.usefixtures("session")
def test_the_clock_leads_back_to_this_server_alone(
    visitor: FlaskClient, back: str
) -> None:
    answer = visitor.post("/demo/clock", data={"step": "hour", "back": back})
    assert answer.headers["Location"] == "/"


@pytest.mark.parametrize("step", ["year", "", "-1"])
@pytest.mark.usefixtures("session")
def test_an_unknown_step_moves_nothing(visitor: FlaskClient, step: str) -> None:
    assert visitor.post("/demo/clock", data={"step": step}).status_code == 422


@pytest.mark.usefixtures("session")
def test_without_deadlines_there_is_none_to_go_to(visitor: FlaskClient) -> None:
    assert visitor.post("/demo/clock", data={"step": "deadline"}).status_code == 409


@pytest.mark.usefixtures("session")
def test_the_tour_shows_the_demos_disputes_and_what_to_do(visitor: FlaskClient) -> None:
    world = World(0)
    world.escalate(make_intake(number="9"))
    dispute = demo_dispute(world)
    hire()
    page = visitor.get("/?lang=en")
    assert shows(page, "Try it in five minutes", "1 of 8 are there")
    assert shows(page, "Answer as the seller")
    assert page.text.count('class="card scene"') == 1
    assert f'value="{dispute}"' in page.text


@pytest.mark.parametrize(
    ("is_covered", "words"),
    [
        (False, "Pictures wait: cover what is personal"),
        (True, "Check as the buyer what jurors will see"),
    ],
)
def test_the_tour_sends_nobody_to_a_desk_where_nothing_waits(
    visitor: FlaskClient, session: Session, *, is_covered: bool, words: str
) -> None:
    world = small_world()
    dispute = demo_dispute(world)
    exhibit = world.file_picture(dispute)
    world.finish_submissions(dispute)
    if is_covered:
        world.release(dispute, exhibit)
    assert shows(visitor.get("/?lang=en"), words)
    if is_covered:
        world.confirm(dispute, Side.BUYER)
        assert shows(visitor.get("/?lang=en"), "Check as the seller what jurors")


def test_forms_of_the_demo_carry_a_token(app: Flask) -> None:
    visitor = app.test_client()
    assert 'name="csrf_token"' in visitor.get("/").text
    assert visitor.post("/demo/clock", data={"step": "hour"}).status_code == 400


# In production -----------------------------------------------------------------------


@pytest.fixture
def production(config: Config) -> Config:
    return replace(config, sandbox=False)


@pytest.fixture
def real_app(production: Config) -> Iterator[Flask]:
    app = create_app(production)
    app.testing = True
    app.config["WTF_CSRF_ENABLED"] = False
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.mark.parametrize("path", ["/demo/become", "/demo/clock"])
def test_in_production_nobody_plays(real_app: Flask, path: str) -> None:
    visitor = real_app.test_client()
    assert visitor.post(path, data={"step": "hour"}).status_code == 404
    assert visitor.get("/components").status_code == 404
    page = visitor.get("/?lang=en")
    assert page.status_code == 200
    assert not shows(page, "Try it in five minutes")
    assert not shows(page, "demo-line")


def test_in_production_the_use_cases_refuse_too(real_app: Flask) -> None:
    with real_app.app_context():
        now = clock.now()
        for refused in (
            lambda: advance_clock(timedelta(hours=1), actor="x", now=now),
            lambda: find_person("dsp_x", Part.BUYER, now=now),
        ):
            with pytest.raises(Exception, match="not for you"):
                refused()


def test_production_does_not_start_with_demo_accounts(
    production: Config, session: Session
) -> None:
    hire()
    session.rollback()
    with pytest.raises(Leftovers, match="demo accounts"):
        create_app(production)


def test_production_does_not_start_with_a_moved_clock(
    production: Config, session: Session
) -> None:
    with transaction():
        move_sandbox_clock(timedelta(hours=1))
    session.rollback()
    with pytest.raises(Leftovers, match="clock"):
        create_app(production)


def test_production_starts_before_its_tables_are_made(tmp_path: Path) -> None:
    empty = databases.make_config(f"sqlite:///{tmp_path / 'new.db'}", tmp_path)
    app = create_app(replace(empty, sandbox=False))
    assert app.test_client().get("/healthz").status_code == 200
    with app.app_context():
        db.engine.dispose()


@pytest.mark.usefixtures("session")
def test_a_stuck_payment_is_no_work_before_it_is_stuck(visitor: FlaskClient) -> None:
    hire()
    _world, _dispute = begin_decided_by((1,) * 5, number="7", refund_ref="demo-7-lost")
    move_clock(hours=49)
    page = visitor.get("/?lang=en").text
    scene = page[page.index('class="card scene"') :].partition("</li>")[0]
    assert ">Payment<" in scene
    assert 'class="button" name="part" value="buyer"' in scene
    assert "move the clock by a day, then be the moderator" in " ".join(scene.split())
