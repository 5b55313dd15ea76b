"""A sound recording: kept for its side and a moderator, never heard by anybody else."""

import io

import pytest
from flask import Flask
from flask.testing import FlaskClient

from jury.domain.lifecycle import Side
from jury.storage.desk.tasks import list_open_tasks_of
from jury.storage.exhibits import list_exhibits
from jury.storage.people import Role
from tests.web.people import as_party, as_staff, look_again, shows

VOICE = b"#!AMR\n" + b"she says who she is" * 20
SAID = "a voice can be known again"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


@pytest.fixture
def place(dispute: str, buyer: FlaskClient) -> str:
    filed = {
        "file": (io.BytesIO(VOICE), "call.amr"),
        "caption": "The call",
        "point_no": "",
    }
    answer = buyer.post(f"/disputes/{dispute}/exhibits", data=filed)
    assert answer.status_code == 303
    assert shows(buyer.get(answer.headers["Location"]), SAID)
    look_again()
    (exhibit,) = list_exhibits(dispute)
    return f"/disputes/{dispute}/exhibits/{exhibit.id}"


def test_its_side_reads_at_once_why_jurors_do_not_hear_it(
    app: Flask, dispute: str, buyer: FlaskClient, place: str
) -> None:
    page = buyer.get(place)
    assert shows(page, SAID, "You can say in words what matters in it.", "been told")
    sent = buyer.get(f"{place}/original")
    assert (sent.data, sent.mimetype) == (VOICE, "audio/amr")
    assert sent.headers["Content-Disposition"].startswith("attachment")
    assert shows(
        buyer.get(f"/disputes/{dispute}/exhibits"), "A sound recording is kept"
    )
    seller = as_party(app, dispute, Side.SELLER)
    for end in ("", "/original", "/shown"):
        assert seller.get(place + end).status_code == 404
    assert "exhibit-1" not in seller.get(f"/disputes/{dispute}/preview").text


def test_a_moderator_hears_it_with_a_reason_and_says_why_it_stays_back(
    app: Flask, dispute: str, buyer: FlaskClient, place: str
) -> None:
    desk, _ = as_staff(app, "lin", Role.MODERATOR)
    editor = f"/desk{place}"
    assert desk.get(f"{editor}/original").status_code == 409
    (task,) = list_open_tasks_of(dispute)
    desk.post(f"/desk/tasks/{task.id}/take")
    page = desk.get(editor)
    assert shows(page, SAID, "nobody can cover what a voice says")
    assert desk.get(f"{editor}/original").data == VOICE
    form = {"code": "audio_not_shown", "reason": ""}
    assert desk.post(f"{editor}/withhold", data=form).status_code == 303
    assert shows(buyer.get(place), SAID)
    look_again()
    assert list_open_tasks_of(dispute) == []
