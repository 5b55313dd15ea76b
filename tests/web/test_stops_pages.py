"""Pages of what stands still: a moderator's pause, and the administrators' switches."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from jury import clock
from jury.domain.lifecycle import Side
from jury.services.standstill import pause
from jury.storage.desk.stops import Stopped, find_stop, list_planned
from jury.storage.desk.tasks import find_open_task
from jury.storage.people import Role
from jury.storage.roster import get_juror
from tests.services.stop_acts import announce, pause_it, stop
from tests.settlement.acts import accept, offer
from tests.web.people import (
    as_party,
    as_staff,
    as_user,
    look_again,
    shows,
    sign_in,
)
from tests.world import World, move_clock

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
REASON = {"code": "side_away", "reason": "in hospital until Monday"}


def admin(app: Flask) -> FlaskClient:
    return as_staff(app, "kim", Role.ADMINISTRATOR)[0]


def test_a_moderator_pauses_a_dispute_and_lets_it_go_on(
    app: Flask, world: World
) -> None:
    dispute = world.escalate()
    desk, place = as_staff(app, "lin", Role.MODERATOR)[0], f"/desk/disputes/{dispute}"
    assert f'href="{place}/pause"' in desk.get(place).text
    assert shows(desk.get(f"{place}/pause"), "no text, no evidence, no offer")
    refused = desk.post(f"{place}/pause", data={"code": "side_away", "reason": " "})
    assert refused.status_code == 422
    assert desk.post(f"{place}/pause", data=REASON).status_code == 303
    why = "because one side cannot take part at present."
    assert shows(desk.get(place), "Paused since", why, "in hospital until Monday")
    look_again()
    task = find_open_task(dispute, pause.TASK, dispute)
    assert task is not None
    assert desk.get(f"/desk/tasks/{task.id}").location == f"{place}/pause"
    assert shows(desk.get("/desk"), "A dispute is paused")
    kept = desk.post(f"{place}/keep-paused", data={"reason": "not back", "keep": "1"})
    assert kept.status_code == 303
    assert desk.post(f"{place}/resume", data={"reason": ""}).status_code == 422
    assert desk.post(f"{place}/resume", data={"reason": "is back"}).status_code == 303
    assert not shows(desk.get(place), "Paused since")


def test_both_sides_read_why_it_is_paused_and_are_offered_nothing(
    app: Flask, world: World
) -> None:
    dispute = world.escalate()
    offer(dispute, Side.SELLER)
    buyer = as_party(app, dispute, Side.BUYER)
    place = f"/disputes/{dispute}"
    pause_it(world, dispute)
    move_clock(hours=60)
    page = buyer.get(place)
    assert shows(page, "This dispute is paused", "because one side cannot take part")
    assert shows(page, "the present step has 47 hours left")
    # Nothing but the language, the way out, and what one may read.
    forms = {part.split('"')[0] for part in page.text.split(' action="')[1:]}
    assert forms == {"/sign-out", "/demo/clock"}
    assert "hospital" not in page.text
    assert shows(buyer.get("/disputes"), "paused", "Nothing waits for you")
    assert shows(buyer.get(f"{place}/settlement"), "This dispute is paused")
    late = buyer.post(f"{place}/statements", data={"text-case": "Late."})
    assert late.status_code in {404, 405, 409}


def test_while_payments_are_stopped_nobody_reads_that_the_marketplace_was_told(
    app: Flask, world: World
) -> None:
    dispute = world.escalate()
    stop(Stopped.ENFORCEMENT)
    offer(dispute, Side.BUYER)
    accept(dispute, Side.SELLER)
    seller = as_party(app, dispute, Side.SELLER)
    for page in ("", "/verdict"):
        answer = seller.get(f"/disputes/{dispute}{page}")
        assert shows(answer, "The money is still held.", "as soon as this goes on")
        assert not shows(answer, "has been told to pay")


def test_a_juror_who_reads_in_a_pause_sees_how_much_time_is_kept(
    app: Flask, session: Session
) -> None:
    world = World.begin()
    dispute = world.hear()
    first, second = world.summonses(dispute)[:2]
    reader = world.seat(dispute, first)
    world.read(dispute, reader)
    refs = {one.juror_id: one for one in (first, second)}
    reading, thanked = (as_user(app, _ref(one)) for one in refs)
    pause_it(world, dispute)
    move_clock(hours=5)
    kept = "The dispute waits, and so does your time: 59 minutes of it are left."
    for place in (
        "/jury",
        f"/jury/seats/{reader[0]}",
        f"/jury/seats/{reader[0]}/ballot",
    ):
        assert shows(reading.get(place, follow_redirects=True), kept), place
    over = thanked.get(f"/jury/summons/{second.id}")
    assert shows(over, "The dispute was paused, and you are not needed for now")


def _ref(juror_id: int) -> str:
    return get_juror(juror_id).ref


def test_an_administrator_stops_and_lifts_knowing_what_it_does(
    app: Flask, world: World
) -> None:
    world.escalate()
    court, place = admin(app), "/desk/court"
    page = court.get(place)
    assert shows(page, "No open dispute is touched.", "0 hearings stands still")
    assert shows(page, "Both sides of 1 open dispute are told")
    stop = f"{place}/stops/draws"
    assert court.post(stop, data={"reason": ""}).status_code == 422
    assert court.post(stop, data={"reason": "a wrong roster"}).status_code == 303
    assert shows(court.get(place), "Stopped since", "by kim", "a wrong roster")
    look_again()
    assert find_stop(Stopped.DRAWS) is not None
    assert court.post(f"{stop}/lift", data={"reason": "mended"}).status_code == 303
    assert shows(court.get(place), "Stopped before", "a wrong roster")
    assert court.post(f"{place}/stops/thought", data={"reason": "x"}).status_code == 404


def test_an_administrator_announces_an_outage_that_every_page_names(
    app: Flask, world: World
) -> None:
    dispute = world.escalate()
    court, place = admin(app), "/desk/court/outages"
    bad = {"begins": "2020-01-01T10:00", "ends": "x", "reason": "new disks"}
    assert shows(court.post(place, data=bad), "Write it like")
    begins = clock.now() + timedelta(hours=3)
    good = {
        "begins": begins.isoformat(),
        "ends": (begins + timedelta(hours=1)).isoformat(),
        "reason": "new disks",
    }
    assert court.post(place, data=good).status_code == 303
    assert shows(court.get("/desk/court"), "new disks", "Call it off")
    buyer = as_party(app, dispute, Side.BUYER)
    assert shows(buyer.get("/disputes"), "this court is out of order.")
    look_again()
    (row,) = list_planned(clock.now())
    assert court.post(f"{place}/{row.id}/cancel").status_code == 303
    assert not shows(buyer.get("/disputes"), "this court is out of order.")


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.AUDITOR])
def test_only_administrators_see_the_court_and_only_moderators_pause(
    app: Flask, world: World, role: Role
) -> None:
    dispute = world.escalate()
    announce(hence=timedelta(hours=1), long=timedelta(hours=1))
    other = as_staff(app, "lin", role)[0]
    assert other.get("/desk/court").status_code == 404
    for path in ("stops/draws", "stops/draws/lift", "outages", "outages/1/cancel"):
        asked = other.post(f"/desk/court/{path}", data={"reason": "x"})
        assert asked.status_code == 404, path
    court = admin(app)
    for path in ("pause", "resume", "keep-paused"):
        asked = court.post(f"/desk/disputes/{dispute}/{path}", data=REASON)
        assert asked.status_code == 404, path


def test_an_administrator_alone_begins_at_the_court(app: Flask, world: World) -> None:
    as_staff(app, "kim", Role.ADMINISTRATOR)
    stranger = sign_in(app, "")
    said = {"name": "kim", "password": "a long password"}
    assert stranger.post("/sign-in", data=said).location == "/desk/court"
