"""What whoever checks the cover is told: pointers, doubts, and how far machines are."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from jury.domain.lifecycle import Side
from jury.jobs.worker import work_one
from jury.storage.desk.tasks import list_open_tasks_of
from tests.jobs.seers import still_there, sure
from tests.services.screening_acts import write
from tests.web.people import as_party, look_again, shows
from tests.world import World

POINTS = "联系方式在头像上"
POINTED = "Look whether what they point to shows how"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


def test_a_text_that_points_to_a_picture_is_shown_to_whoever_checks(
    app: Flask, world: World, dispute: str, desk: FlaskClient
) -> None:
    exhibit = world.file_picture(dispute, Side.SELLER)
    pages = [
        (desk, f"/desk/disputes/{dispute}/file"),
        (as_party(app, dispute, Side.SELLER), f"/disputes/{dispute}/preview?lang=en"),
        (as_party(app, dispute, Side.BUYER), f"/disputes/{dispute}/preview?lang=en"),
    ]
    assert not any(shows(who.get(page), POINTED) for who, page in pages)
    write(dispute, POINTS)
    assert all(shows(who.get(page), POINTED, POINTS) for who, page in pages)
    editor = desk.get(f"/desk/disputes/{dispute}/exhibits/{exhibit}")
    assert shows(editor, "Its side points to a picture or a profile", POINTS)


def test_the_editor_says_why_a_person_looks_and_what_each_box_is(
    world: World, dispute: str, desk: FlaskClient
) -> None:
    exhibit = world.file_picture(dispute)
    assert work_one(still_there)
    (task,) = list_open_tasks_of(dispute)
    desk.post(f"/desk/tasks/{task.id}/take")
    page = desk.get(f"/desk/disputes/{dispute}/exhibits/{exhibit}")
    assert shows(page, "Something was found again on the covered picture")
    assert re.findall(r'data-what="([^"]+)"( data-doubt)?', page.text) == [
        ("a face", ""),
        ("found again after covering", " data-doubt"),
    ]


def test_a_page_whose_picture_machines_are_at_asks_again_by_itself(
    app: Flask, world: World, dispute: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jury.web.party.looking.has_detectors", lambda: True)
    exhibit = world.file_picture(dispute)
    buyer = as_party(app, dispute, Side.BUYER)
    place = f"/disputes/{dispute}/exhibits/{exhibit}"
    waits = buyer.get(place).text
    assert "data-waiting" in waits
    assert '<noscript><meta http-equiv="refresh"' in waits
    assert work_one(sure)
    done = buyer.get(place).text
    assert "data-waiting" not in done
    assert 'http-equiv="refresh"' not in done


@pytest.mark.parametrize("has_machines", [True, False])
def test_nobody_is_sent_to_a_picture_that_machines_are_about_to_look_through(
    world: World,
    dispute: str,
    desk: FlaskClient,
    monkeypatch: pytest.MonkeyPatch,
    *,
    has_machines: bool,
) -> None:
    name = "jury.services.screening.overtaking.has_detectors"
    monkeypatch.setattr(name, lambda: has_machines)
    first, second = (world.file_picture(dispute) for _one in range(2))
    task = next(one for one in list_open_tasks_of(dispute) if one.target == first)
    desk.post(f"/desk/tasks/{task.id}/take")
    place = f"/desk/disputes/{dispute}/exhibits/{first}/release"
    released = desk.post(place, data={"boxes": "[[1,1,9,9]]", "code": "nothing_left"})
    assert released.status_code == 303
    look_again()
    (left,) = list_open_tasks_of(dispute)
    assert left.target == second
    assert (left.taken_by is None) == has_machines


def test_a_place_that_was_tapped_is_proposed_to_whoever_covers(
    app: Flask, world: World, dispute: str, desk: FlaskClient
) -> None:
    exhibit = world.file_picture(dispute)
    buyer = as_party(app, dispute, Side.BUYER)
    asked = {"target": exhibit, "passage": "", "spot_x": "950", "spot_y": "100"}
    place = f"/disputes/{dispute}/cover"
    for wrong in ({"spot_x": "1e3"}, {"spot_x": ""}, {"spot_part": "9"}):
        assert buyer.post(place, data=asked | wrong).status_code == 422
    assert buyer.post(place, data=asked).status_code == 303
    preview = buyer.get(f"/disputes/{dispute}/preview")
    assert shows(preview, "the place that was tapped (top right)")
    for task in list_open_tasks_of(dispute):
        if task.kind == "screen_exhibit":
            desk.post(f"/desk/tasks/{task.id}/take")
    page = desk.get(f"/desk/disputes/{dispute}/exhibits/{exhibit}")
    assert shows(page, "the place that was tapped (top right)", "a side tapped here")
    (left,) = re.findall(r'name="boxes_x" value="(\d+)"', page.text)
    (width,) = set(re.findall(r'data-width="(\d+)"', page.text))
    assert int(left) + int(width) // 5 == int(width)
