"""Reasons that staff keep are offered in every form; the day figure tells the day."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from jury import clock
from jury.domain.lifecycle import Side
from jury.storage.audit import list_entries, list_notes
from jury.storage.desk.saved_reasons import list_saved_reasons
from jury.storage.figures.day_figures import day_figures
from jury.storage.people import Role
from tests.storage.plans import statements_of
from tests.web.people import as_staff, look_again, shows, small_world
from tests.world import World, make_intake

ON_ONE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
NO = "The repair bill is not readable."


@pytest.fixture
def world(session: Session) -> World:
    return small_world()


def save(client: FlaskClient, text: str, **more: str) -> int:
    return client.post("/desk/reasons", data={"text": text, **more}).status_code


@ON_ONE
def test_a_saved_reason_is_ones_own_or_everybodys_and_can_be_removed(
    app: Flask, world: World
) -> None:
    first, own_id = as_staff(app, "first", Role.MODERATOR)
    other, _id = as_staff(app, "other", Role.MODERATOR)
    assert (save(first, NO), save(first, "For all.", for_all="1")) == (303, 303)
    assert save(first, NO) == 409
    assert save(first, " ") == 422
    assert shows(first.get("/desk/reasons"), NO, "For all.")
    assert not shows(other.get("/desk/reasons"), NO)
    assert shows(other.get("/desk/reasons"), "For all.")
    look_again()
    shared, own = sorted(list_saved_reasons(own_id), key=lambda one: one.owner)
    drop = "/desk/reasons/drop"
    assert other.post(drop, data={"reason_id": own.id}).status_code == 404
    assert other.post(drop, data={"reason_id": shared.id}).status_code == 303
    assert not shows(first.get("/desk/reasons"), "For all.")
    look_again()
    said = [one.action for one in list_entries("desk")]
    assert said == ["reason.saved", "reason.saved", "reason.dropped"]


@ON_ONE
def test_a_chosen_reason_is_given_with_what_was_written_beside_it(
    app: Flask, world: World
) -> None:
    client, own_id = as_staff(app, "first", Role.MODERATOR)
    save(client, NO)
    look_again()
    (saved,) = list_saved_reasons(own_id)
    dispute = world.escalate()
    exhibit = world.file_picture(dispute)
    place = f"/desk/disputes/{dispute}/exhibits/{exhibit}"
    task = client.get(f"/desk/disputes/{dispute}")
    assert task.status_code == 200
    form = {"code": "unreadable", "reason": "Page two.", "saved": saved.id}
    assert client.post(f"{place}/withhold", data=form).status_code == 303
    look_again()
    assert list(list_notes(f"dispute:{dispute}").values())[-1] == f"{NO}\nPage two."
    reopened = client.get(place)
    assert shows(reopened, NO)
    form = {"saved": saved.id, "reason": ""}
    assert client.post(f"{place}/reopen", data=form).status_code == 303


def test_the_queue_begins_with_the_figures_of_the_day(
    app: Flask, world: World, session: Session
) -> None:
    client, _id = as_staff(app, "first", Role.MODERATOR)
    counts = []
    for number in ("1", "2", "3"):
        world.file_picture(world.escalate(make_intake(number=number)), Side.SELLER)
        look_again()
        with statements_of(session) as asked:
            day_figures([clock.now()], now=clock.now())
        counts.append(len(asked))
    assert len(set(counts)) == 1
    page = client.get("/desk")
    assert shows(page, "The court today", "3 disputes came in today", "3 tasks wait")
    assert shows(page, "¥576.00 held until somebody acts", "3 in, 0 out")
