"""Words covered by mistake, at the pages of their side and of a moderator."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from jury.domain.lifecycle import Side
from jury.storage.desk.tasks import list_open_tasks_of
from jury.storage.disputes import list_redacted
from tests.services.screening_acts import write
from tests.web.people import as_party, look_again, shows
from tests.world import World

CASE = "statement:seller:case"
SERIAL = "4829173651"
WHY = {"code": "to_decide", "reason": "A serial number?"}
NOT_PERSONAL = {"code": "not_personal", "reason": ""}


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


@pytest.fixture
def dispute(world: World) -> str:
    dispute = world.escalate()
    write(dispute, f"序列号 {SERIAL}，原装。")
    return dispute


def mark_on(page: str) -> str:
    found = re.search(r'name="(?:place|mark)" value="([a-z_]+:\d+)"', page)
    assert found
    return found[1]


def ask(seller: FlaskClient, dispute: str) -> str:
    page = seller.get(f"/disputes/{dispute}/cover?target={CASE}")
    code = mark_on(page.text)
    form = {"target": CASE, "place": code}
    assert seller.post(f"/disputes/{dispute}/cover", data=form).status_code == 303
    return code


def covered(dispute: str) -> str:
    look_again()
    return list_redacted(dispute)[CASE].template


def test_a_side_reads_what_its_marks_stand_for_and_asks(
    app: Flask, dispute: str, seller: FlaskClient, desk: FlaskClient
) -> None:
    place = f"/disputes/{dispute}/cover?target={CASE}"
    assert shows(seller.get(place), "Covered by mistake?", SERIAL)
    ask(seller, dispute)
    assert shows(seller.get(place), "a moderator is looking at it")
    assert shows(seller.get(f"/disputes/{dispute}/preview"), "Number 1")
    buyer = as_party(app, dispute, Side.BUYER)
    assert not shows(buyer.get(place), SERIAL)
    assert not shows(buyer.get(place), "Covered by mistake?")


def test_whoever_takes_the_wish_reads_the_words_and_shows_them(
    dispute: str, seller: FlaskClient, desk: FlaskClient
) -> None:
    code = ask(seller, dispute)
    (task,) = list_open_tasks_of(dispute)
    page = desk.get(f"/desk/tasks/{task.id}")
    assert shows(page, "asks that jurors read what is covered here:")
    assert not shows(page, SERIAL)
    desk.post(f"/desk/tasks/{task.id}/take")
    assert shows(desk.get(f"/desk/tasks/{task.id}"), SERIAL, "Let jurors read them")
    form = {"source": CASE, "mark": code, **NOT_PERSONAL}
    shown = desk.post(f"/desk/disputes/{dispute}/words/show", data=form)
    assert shown.status_code == 303
    assert covered(dispute) == f"序列号 {SERIAL}，原装。"
    assert list_open_tasks_of(dispute) == []
    record = desk.get(f"/desk/disputes/{dispute}")
    assert shows(record, "reads what is covered in a text")
    assert shows(
        record, "shows words again that were covered", "tells nothing personal"
    )
    assert shows(seller.get(f"/disputes/{dispute}/preview"), "jurors read it now")


def test_it_stays_covered_and_its_side_reads_why(
    dispute: str, seller: FlaskClient, desk: FlaskClient
) -> None:
    ask(seller, dispute)
    (task,) = list_open_tasks_of(dispute)
    desk.post(f"/desk/tasks/{task.id}/take")
    form = {"code": "personal", "reason": "A number."}
    assert desk.post(f"/desk/tasks/{task.id}/refuse", data=form).status_code == 303
    assert SERIAL not in covered(dispute)
    page = seller.get(f"/disputes/{dispute}/preview")
    assert shows(page, "it stays covered, because it tells something personal")


def test_a_moderator_shows_words_unasked_after_saying_why_they_read_them(
    dispute: str, desk: FlaskClient
) -> None:
    place = f"/desk/disputes/{dispute}/cover?source={CASE}"
    words = f"/desk/disputes/{dispute}/words"
    page = desk.get(place)
    assert shows(page, "Read what is covered")
    assert not shows(page, SERIAL)
    code = "number:1"
    form = {"source": CASE, "mark": code, **NOT_PERSONAL}
    assert desk.post(f"{words}/show", data=form).status_code == 409
    for reason, status in (("", 422), (WHY["reason"], 303)):
        given = {"source": CASE, "code": WHY["code"], "reason": reason}
        assert desk.post(f"{words}/read", data=given).status_code == status
    page = desk.get(place)
    assert shows(page, SERIAL, "Show Number 1")
    assert mark_on(page.text) == code
    wrong = {**form, "mark": "phone:1"}
    assert desk.post(f"{words}/show", data=wrong).status_code == 422
    assert desk.post(f"{words}/show", data=form).status_code == 303
    assert SERIAL in covered(dispute)


def test_a_text_that_is_none_is_nowhere(dispute: str, desk: FlaskClient) -> None:
    for act in ("read", "show"):
        form = {"source": "statement:buyer:case", "mark": "name:1", **WHY}
        place = f"/desk/disputes/{dispute}/words/{act}"
        assert desk.post(place, data=form).status_code in {404, 422}
