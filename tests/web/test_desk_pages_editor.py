"""The picture editor: boxes from script or from numbers, release, withhold, reopen."""

import io
import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from werkzeug.datastructures import MultiDict

from jury.domain.errors import Invalid
from jury.domain.lifecycle import Side
from jury.redaction.pictures import Box
from jury.services.screening.covering import ask_cover
from jury.storage.desk.tasks import list_open_tasks_of
from jury.storage.exhibits import get_exhibit
from jury.storage.transaction import transaction
from jury.web.desk.boxes import MOST_BOXES, read_boxes
from tests.web.people import as_party, look_again, shows
from tests.world import World

CLEAN = {"code": "nothing_left"}
BUTTON = re.compile(r"<button[^>]*data-editor-act[^>]*>([^<]+)<")
UNCOVERED = {"boxes": "", "uncovered": "1"}


@pytest.fixture
def exhibit(world: World, dispute: str) -> str:
    return world.file_picture(dispute)


def at(dispute: str, exhibit: str, end: str = "") -> str:
    return f"/desk/disputes/{dispute}/exhibits/{exhibit}{end}"


def take(desk: FlaskClient, dispute: str) -> str:
    """Take the one task that waits; where the editor opens."""
    look_again()
    (task,) = list_open_tasks_of(dispute)
    desk.post(f"/desk/tasks/{task.id}/take")
    return desk.get(f"/desk/tasks/{task.id}").location


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
    assert (
        desk.post(at(dispute, exhibit, "/release"), data=rows | CLEAN).status_code
        == 303
    )
    seller = as_party(app, dispute, Side.SELLER)
    shown = seller.get(f"/disputes/{dispute}/exhibits/{exhibit}/shown").data
    picture = Image.open(io.BytesIO(shown)).convert("RGB")
    dark, light = picture.getpixel((8, 8)), picture.getpixel((200, 200))
    assert isinstance(dark, tuple)
    assert isinstance(light, tuple)
    assert max(dark) < 8
    assert min(light) > 80


def test_a_picture_without_a_box_is_released_only_when_asked_again(
    desk: FlaskClient, dispute: str, exhibit: str
) -> None:
    place = take(desk, dispute)
    assert "Release uncovered" not in BUTTON.findall(desk.get(place).text)
    asked = desk.post(at(dispute, exhibit, "/release"), data={"boxes": "[]", **CLEAN})
    assert asked.status_code == 422
    assert shows(asked, "No place is covered. Nothing was released.")
    assert "Release uncovered" in BUTTON.findall(asked.text)
    look_again()
    assert get_exhibit(dispute, exhibit).state == "filed"
    done = desk.post(at(dispute, exhibit, "/release"), data=UNCOVERED | CLEAN)
    assert done.status_code == 303
    look_again()
    assert get_exhibit(dispute, exhibit).state == "released"


def test_what_was_drawn_stands_there_again_when_something_was_refused(
    desk: FlaskClient, dispute: str, exhibit: str
) -> None:
    take(desk, dispute)
    given = {"boxes": "[[7,1,9,9]]", "code": "dull"}
    page = desk.post(at(dispute, exhibit, "/release"), data=given)
    assert page.status_code == 422
    assert 'name="boxes_x" value="7"' in page.text


def test_whoever_covers_a_picture_has_taken_it(
    desk: FlaskClient, dispute: str, exhibit: str
) -> None:
    before = desk.get(at(dispute, exhibit))
    assert shows(before, "Nobody is working on this.", "Waits for it: the hearing")
    assert 'action="/desk/disputes' not in before.text
    take(desk, dispute)
    after = desk.get(at(dispute, exhibit))
    assert shows(after, "You are working on this until", "Waits for it: the hearing")
    assert at(dispute, exhibit, "/release") in after.text


def test_the_queue_is_where_one_came_from(
    desk: FlaskClient, dispute: str, exhibit: str
) -> None:
    here = re.compile(r'<a href="([^"]+)" aria-current="page">')
    place = take(desk, dispute)
    assert here.findall(desk.get(place).text) == ["/desk"]
    assert here.findall(desk.get(at(dispute, exhibit)).text) == ["/desk/disputes"]
    asked = {"boxes": "", "via": "queue", **CLEAN}
    page = desk.post(at(dispute, exhibit, "/release"), data=asked)
    assert here.findall(page.text) == ["/desk"]


def test_wrong_boxes_release_nothing(
    desk: FlaskClient, dispute: str, exhibit: str
) -> None:
    page = desk.post(at(dispute, exhibit, "/release"), data={"boxes": "[[1]]", **CLEAN})
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
    desk.post(at(dispute, exhibit, "/release"), data={"boxes": "[[1,1,9,9]]", **CLEAN})
    with transaction(lock=dispute) as now:
        wish = "the number, top right"
        ask_cover(dispute, Side.BUYER, target=exhibit, passage=wish, now=now)
    assert shows(desk.get(at(dispute, exhibit)), "A side asks for more cover", wish)
    reason = {"reason": "A number was left."}
    assert desk.post(at(dispute, exhibit, "/reopen"), data=reason).status_code == 303
    page = desk.get(at(dispute, exhibit))
    assert 'name="boxes_x" value="1"' in page.text
    desk.post(
        at(dispute, exhibit, "/release"), data={"boxes": "[[1,1,50,50]]", **CLEAN}
    )
    look_again()
    assert get_exhibit(dispute, exhibit).state == "released"
    assert list_open_tasks_of(dispute) == []


@pytest.mark.parametrize("code", ["", "dull", "time_ran_out", "personal"])
def test_a_release_names_its_ground(
    desk: FlaskClient, dispute: str, exhibit: str, code: str
) -> None:
    page = desk.post(at(dispute, exhibit, "/release"), data={**UNCOVERED, "code": code})
    assert page.status_code == 422
    assert shows(page, "Please choose one of the reasons.")
    look_again()
    assert get_exhibit(dispute, exhibit).state == "filed"


def test_the_ground_and_the_sentence_of_a_release_stand_in_the_record(
    desk: FlaskClient, dispute: str, exhibit: str
) -> None:
    take(desk, dispute)
    page = desk.get(at(dispute, exhibit)).text
    assert '<option value="nothing_left" selected>' in page
    told = {"code": "needed", "reason": "The serial number is the point."}
    told |= UNCOVERED
    assert desk.post(at(dispute, exhibit, "/release"), data=told).status_code == 303
    record = desk.get(f"/desk/disputes/{dispute}")
    assert shows(record, "Why: the jury needs it to decide", told["reason"])


def test_both_sides_wishes_on_one_picture_are_answered_one_by_one(
    desk: FlaskClient, dispute: str, exhibit: str
) -> None:
    desk.post(at(dispute, exhibit, "/release"), data=UNCOVERED | CLEAN)
    for side, wish in ((Side.BUYER, "my face"), (Side.SELLER, "my parcel label")):
        with transaction(lock=dispute) as now:
            ask_cover(dispute, side, target=exhibit, passage=wish, now=now)
    assert shows(desk.get(at(dispute, exhibit)), "my face", "my parcel label")
    first, second = list_open_tasks_of(dispute)
    wrong = desk.post(f"/desk/tasks/{first.id}/refuse", data={"code": "needed"})
    assert wrong.status_code == 422
    assert shows(wrong, "Please write something here.", "my face", "my parcel label")
    told = {"code": "not_personal", "reason": "There is none."}
    desk.post(f"/desk/tasks/{first.id}/refuse", data=told)
    look_again()
    assert [one.id for one in list_open_tasks_of(dispute)] == [second.id]


def test_after_screening_nothing_can_be_changed(
    desk: FlaskClient, world: World, dispute: str, exhibit: str
) -> None:
    world.finish_submissions(dispute)
    world.release(dispute, exhibit)
    world.confirm(dispute)
    late = desk.post(at(dispute, exhibit, "/reopen"), data={"reason": "late"})
    assert late.status_code == 409
    page = desk.get(at(dispute, exhibit)).text.split("<main")[1]
    assert re.findall(r'<form[^>]*action="[^"]*/(\w+)"', page) == ["look", "strike"]
