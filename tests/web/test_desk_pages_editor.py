"""The picture editor: boxes from script or from numbers, release, withhold, reopen."""

import io
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from jury.domain.errors import Invalid
from jury.domain.lifecycle import Side
from jury.redaction.pictures import Box
from jury.services.covering import ask_cover
from jury.storage.exhibits import get_exhibit
from jury.storage.people import Role
from jury.storage.tasks import list_open_tasks_of
from jury.storage.transaction import transaction
from jury.web.desk.boxes import MOST_BOXES, read_boxes
from tests.web.people import as_party, as_staff, look_again, shows, small_world
from tests.world import World


@pytest.fixture
def world(session: Session) -> World:
    return small_world()


@pytest.fixture
def dispute(world: World) -> str:
    return world.escalate()


@pytest.fixture
def exhibit(world: World, dispute: str) -> str:
    return world.file_picture(dispute)


@pytest.fixture
def desk(app: Flask, world: World) -> FlaskClient:
    return as_staff(app, "lin", Role.MODERATOR)[0]


def at(dispute: str, exhibit: str, end: str = "") -> str:
    return f"/desk/disputes/{dispute}/exhibits/{exhibit}{end}"


def form(**fields: Any) -> MultiDict[str, str]:
    return MultiDict(fields)


def numbers(*rows: tuple[str, str, str, str]) -> MultiDict[str, str]:
    columns = zip(*rows, strict=True)
    return MultiDict(
        [
            (f"boxes_{side}", value)
            for side, column in zip("xywh", columns, strict=True)
            for value in column
        ]
    )


@pytest.mark.parametrize(
    ("given", "boxes"),
    [
        (form(boxes="[]"), []),
        (form(boxes=""), []),
        (form(boxes="[[1, 2, 3, 4], [10.4, 0, 5, 5]]"), [(1, 2, 3, 4), (10, 0, 5, 5)]),
        (numbers(("1", "2", "3", "4"), ("", "", "", "")), [(1, 2, 3, 4)]),
        (form(), []),
    ],
)
def test_boxes_are_read_from_script_and_from_numbers(
    given: MultiDict[str, str], boxes: list[tuple[int, int, int, int]]
) -> None:
    assert read_boxes(given, width=100, height=100) == [Box(*one) for one in boxes]


@pytest.mark.parametrize(
    "given",
    [
        form(boxes="{}"),
        form(boxes="[[1,2,3]]"),
        form(boxes="[[1,2,3,true]]"),
        form(boxes="[[1,2,3,1e999]]"),
        form(boxes="[[NaN,2,3,4]]"),
        form(boxes="[[-1,2,3,4]]"),
        form(boxes="[[100,2,3,4]]"),
        form(boxes="[[1,2,0,4]]"),
        form(boxes="not json"),
        form(boxes="[" * 5000),
        form(boxes=str([[1, 1, 1, 1]] * (MOST_BOXES + 1))),
        numbers(("1", "2", "3", "")),
        numbers(("1", "2", "x", "4")),
        numbers(("1", "2", "-3", "4")),
        form(boxes_x="1"),
    ],
)
def test_boxes_that_make_no_sense_are_refused(given: MultiDict[str, str]) -> None:
    with pytest.raises(Invalid):
        read_boxes(given, width=100, height=100)


def test_a_released_picture_is_black_where_a_box_lay(
    desk: FlaskClient, app: Flask, dispute: str, exhibit: str
) -> None:
    rows = {"boxes_x": "0", "boxes_y": "0", "boxes_w": "80", "boxes_h": "64"}
    assert desk.post(at(dispute, exhibit, "/release"), data=rows).status_code == 303
    seller = as_party(app, dispute, Side.SELLER)
    shown = seller.get(f"/disputes/{dispute}/exhibits/{exhibit}/shown").data
    picture = Image.open(io.BytesIO(shown)).convert("RGB")
    dark, light = picture.getpixel((8, 8)), picture.getpixel((200, 200))
    assert isinstance(dark, tuple)
    assert isinstance(light, tuple)
    assert max(dark) < 8
    assert min(light) > 80


def test_wrong_boxes_release_nothing(
    desk: FlaskClient, dispute: str, exhibit: str
) -> None:
    page = desk.post(at(dispute, exhibit, "/release"), data={"boxes": "[[1]]"})
    assert page.status_code == 422
    assert shows(page, "Nothing was released.")
    look_again()
    assert get_exhibit(dispute, exhibit).state == "filed"


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"code": "personal", "reason": ""}, "Please write something here."),
        ({"code": "dull", "reason": "x"}, "Please choose one of the reasons."),
        ({"code": "personal", "reason": "x" * 501}, "This text is too long."),
    ],
)
def test_withholding_needs_a_reason(
    desk: FlaskClient, dispute: str, exhibit: str, given: dict[str, str], sentence: str
) -> None:
    page = desk.post(at(dispute, exhibit, "/withhold"), data=given)
    assert page.status_code == 422
    assert shows(page, sentence)
    look_again()
    assert get_exhibit(dispute, exhibit).state == "filed"


def test_a_withheld_exhibit_tells_its_side_why(
    desk: FlaskClient, app: Flask, dispute: str, exhibit: str
) -> None:
    given = {"code": "unreadable", "reason": "Out of focus."}
    assert desk.post(at(dispute, exhibit, "/withhold"), data=given).status_code == 303
    page = as_party(app, dispute, Side.BUYER).get(f"/disputes/{dispute}")
    assert shows(page, "Not shown to jurors: nothing can be made out on it.")
    assert "Out of focus." not in page.text


def test_a_decision_is_taken_back_to_cover_more(
    desk: FlaskClient, dispute: str, exhibit: str
) -> None:
    desk.post(at(dispute, exhibit, "/release"), data={"boxes": "[[1,1,9,9]]"})
    with transaction(lock=dispute) as now:
        wish = "the number, top right"
        ask_cover(dispute, Side.BUYER, target=exhibit, passage=wish, now=now)
    assert shows(desk.get(at(dispute, exhibit)), "A side asks for more cover", wish)
    reason = {"reason": "A number was left."}
    assert desk.post(at(dispute, exhibit, "/reopen"), data=reason).status_code == 303
    page = desk.get(at(dispute, exhibit))
    assert 'name="boxes_x" value="1"' in page.text
    desk.post(at(dispute, exhibit, "/release"), data={"boxes": "[[1,1,50,50]]"})
    look_again()
    assert get_exhibit(dispute, exhibit).state == "released"
    assert list_open_tasks_of(dispute) == []


def test_after_screening_nothing_can_be_changed(
    desk: FlaskClient, world: World, dispute: str, exhibit: str
) -> None:
    world.finish_submissions(dispute)
    world.release(dispute, exhibit)
    world.confirm(dispute)
    late = desk.post(at(dispute, exhibit, "/reopen"), data={"reason": "late"})
    assert late.status_code == 409
    assert "<form" not in desk.get(at(dispute, exhibit)).text.split("<main")[1]
