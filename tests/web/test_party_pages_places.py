"""Where a side is: what was bought, where it stands, what comes next, what it gets."""

import importlib
import io
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from jury.domain.lifecycle import Side
from jury.services.admission.intake import OrderLine
from jury.storage.desk.tasks import list_open_tasks_of
from jury.storage.exhibits import list_exhibits
from jury.storage.people import Role
from tests.courts import begin_decided_by, begin_hearing
from tests.web.people import as_party, as_staff, look_again, shows, text_of
from tests.world import SELLER_NAME, World, make_intake, make_picture

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\n%%EOF"


def at(dispute: str, more: str = "") -> str:
    return f"/disputes/{dispute}{more}"


@pytest.mark.parametrize("path", ["", "/exhibits", "/done", "/cover", "/preview"])
def test_every_page_names_the_item_before_the_reason(
    seller: FlaskClient, dispute: str, path: str
) -> None:
    text = text_of(seller.get(at(dispute, path))).split("Sign out")[1]
    assert 0 < text.index("二手手机") < text.index("Hidden fault")


def test_the_list_names_the_item_covered(app: Flask, world: World) -> None:
    lines = (
        OrderLine(title=f"{SELLER_NAME}的手机", quantity=1, price_minor=18000),
        OrderLine(title="充电器", quantity=1, price_minor=0),
    )
    dispute = world.escalate(make_intake(lines=lines))
    page = as_party(app, dispute, Side.BUYER).get("/disputes")
    assert shows(page, "的手机", "and 1 more", "Hidden fault")
    assert SELLER_NAME not in page.text


@pytest.mark.parametrize("path", ["/exhibits", "/done", "/cover", "/exhibits/{}"])
def test_every_step_says_where_it_stands_what_comes_and_by_when(
    seller: FlaskClient, world: World, dispute: str, path: str
) -> None:
    exhibit = world.file_picture(dispute, Side.SELLER)
    page = seller.get(at(dispute, path.format(exhibit)))
    assert shows(page, "Now: Both sides put their case", "Who acts: buyer and seller")
    assert shows(page, "Next: Personal details are covered", "Decided at the latest:")


def test_the_last_day_stands_there_until_there_is_a_verdict(
    app: Flask, session: Session
) -> None:
    _world, dispute = begin_hearing()
    buyer = as_party(app, dispute, Side.BUYER)
    for path in ("", "/cover", "/preview"):
        page = buyer.get(at(dispute, path))
        assert shows(page, "The jury reads and votes", "Decided at the latest:")


@pytest.mark.parametrize(
    ("side", "lang", "title"),
    [
        (Side.BUYER, "en", ": you get CN¥54.00"),
        (Side.SELLER, "zh-Hans", "：您得 ¥138.00"),
    ],
)
def test_a_verdict_says_its_result_first(
    app: Flask, session: Session, side: Side, lang: str, title: str
) -> None:
    _world, dispute = begin_decided_by((1, 1, 2, 1, 1))
    page = as_party(app, dispute, side, lang=lang).get(at(dispute))
    heading = page.text.split('id="now-title">')[1].split("</h2>")[0]
    assert title in re.sub(r"<[^>]+>", "", heading)


def test_a_file_that_jurors_cannot_be_shown_is_answered_by_a_moderator(
    app: Flask, seller: FlaskClient, dispute: str
) -> None:
    fields = {"file": (io.BytesIO(PDF), "bill.pdf"), "caption": "The bill"}
    done = seller.post(at(dispute, "/exhibits"), data=fields)
    assert shows(seller.get(done.location), "Every page is looked through")
    look_again()
    (task,) = list_open_tasks_of(dispute)
    (exhibit,) = list_exhibits(dispute)
    moderator, _ = as_staff(app, "ann", Role.MODERATOR)
    assert shows(moderator.get("/desk"), "tell the side what to send instead")
    moderator.post(f"/desk/tasks/{task.id}/take")
    place = f"/desk/disputes/{dispute}/exhibits/{exhibit.id}"
    assert shows(moderator.get(place), "Tell the side that filed it")
    given = {"code": "pdf_not_shown", "reason": ""}
    assert moderator.post(f"{place}/withhold", data=given).status_code == 303
    page = seller.get(at(dispute, f"/exhibits/{exhibit.id}"))
    assert shows(
        page, "Pictures of its pages can be shown.", "file a corrected version"
    )
    look_again()
    assert list_open_tasks_of(dispute) == []


def test_somebody_who_sends_files_without_end_is_asked_to_wait(
    seller: FlaskClient, dispute: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    filing = importlib.import_module("jury.web.party.filing")
    monkeypatch.setattr(filing, "UPLOADS", "2 per 10 minutes")
    answers = []
    for _ in range(3):
        fields = {"file": (io.BytesIO(make_picture()), "x.jpg"), "caption": "Crack"}
        answers.append(seller.post(at(dispute, "/exhibits"), data=fields))
    assert [one.status_code for one in answers] == [303, 303, 429]
    assert shows(answers[-1], "Please wait ten minutes.")
    assert "Crack" in answers[-1].text
