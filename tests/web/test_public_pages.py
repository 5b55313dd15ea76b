"""Pages for everybody: the first page, how a dispute runs, and the ways in."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from jury.domain.lifecycle import DISPUTE, Stage, Who
from jury.domain.lives.parts import EXHIBIT, REFUND, SUMMONS
from jury.domain.lives.returns import RETURN
from jury.domain.settlement import OFFER
from jury.services.people import accounts
from jury.storage.health import move_sandbox_clock
from jury.storage.people import Role
from jury.storage.roster import get_juror
from jury.storage.transaction import transaction
from jury.web import how
from tests.courts import begin_hearing
from tests.web.people import as_staff, as_user, shows, text_of


def mint(purpose: str, next_path: str = "") -> str:
    """The path of a fresh log-in link."""
    with transaction() as now:
        user = accounts.ensure_user("u-1", locale="en", now=now)
        _secret, key = accounts.make_api_key("test", ["links:party"], now=now)
        secret, _link = accounts.mint_link(
            user, purpose=purpose, next_path=next_path, key_id=key.id, now=now
        )
    return f"/login/{secret}"


@pytest.fixture
def visitor(app: Flask) -> FlaskClient:
    app.config["WTF_CSRF_ENABLED"] = False
    return app.test_client()


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "Ordinary users settle what buyer and seller could not."),
        ("zh-Hans", "买卖双方谈不拢的，交给普通用户来评。"),
    ],
)
def test_the_first_page_says_what_this_is(
    visitor: FlaskClient, lang: str, words: str
) -> None:
    page = visitor.get(f"/?lang={lang}")
    assert page.status_code == 200
    assert shows(page, words)
    assert f'<html lang="{lang}"' in page.text


def test_the_way_on_the_first_page_is_that_of_the_table(visitor: FlaskClient) -> None:
    page = visitor.get("/?lang=en")
    for stage in Stage:
        is_on_the_way = stage is not Stage.REFERRED
        assert (f'href="/how#{stage.value}"' in page.text) is is_on_the_way


@pytest.mark.parametrize("lang", ["en", "zh-Hans"])
def test_every_row_of_the_tables_stands_on_the_page(
    visitor: FlaskClient, lang: str
) -> None:
    page = visitor.get(f"/how?lang={lang}")
    for stage in Stage:
        assert f'id="{stage.value}"' in page.text
    for row in DISPUTE.rows:
        assert f'href="#{row.to.value}"' in page.text or row.to is row.at
    if lang == "en":
        text = text_of(page).lower()
        for table in (DISPUTE, REFUND, RETURN, EXHIBIT, SUMMONS, OFFER):
            assert [row for row in table.rows if row.condition not in text] == []


def test_there_is_a_word_for_everybody_and_every_state() -> None:
    assert set(how.WHO) == set(Who)
    assert set(how.STAGES) == set(Stage)
    for table, _title, names in how.TABLES:
        states = {state for row in table.rows for state in (row.at, row.to)}
        assert states == set(names)


@pytest.mark.parametrize(
    ("purpose", "words", "home"),
    [
        ("party", "Go on to your dispute", "/disputes"),
        ("juror", "Go on to your jury service", "/jury"),
    ],
)
@pytest.mark.usefixtures("session")
def test_a_link_shows_a_button_first_and_then_signs_in(
    visitor: FlaskClient, purpose: str, words: str, home: str
) -> None:
    path = mint(purpose)
    for _scanner in range(3):
        assert shows(visitor.get(f"{path}?lang=en"), words, "Demo Market")
    answer = visitor.post(path)
    assert answer.headers["Location"] == home
    assert visitor.get("/inbox").status_code == 200


@pytest.mark.usefixtures("session")
def test_a_used_link_says_how_to_go_on(visitor: FlaskClient) -> None:
    path = mint("party")
    visitor.post(path)
    again = {410: visitor.get(f"{path}?lang=en"), 409: visitor.post(path)}
    for status, page in again.items():
        assert page.status_code == status
        assert shows(page, "used already or is too old", "open the dispute again")


@pytest.mark.usefixtures("session")
def test_a_link_is_good_for_ten_minutes(visitor: FlaskClient) -> None:
    path = mint("party")
    with transaction():
        move_sandbox_clock(timedelta(minutes=10))
    assert visitor.get(path).status_code == 410
    assert visitor.post(path).status_code == 409


@pytest.mark.parametrize(
    "path", ["//evil.example/x", "https://evil.example", "/\\evil"]
)
@pytest.mark.usefixtures("session")
def test_a_link_leads_nowhere_but_here(visitor: FlaskClient, path: str) -> None:
    assert visitor.post(mint("party", path)).headers["Location"] == "/disputes"


def test_an_unknown_link_tells_nothing(visitor: FlaskClient) -> None:
    assert visitor.get("/login/guessed").status_code == 410


@pytest.mark.usefixtures("session")
def test_staff_sign_in_and_land_where_they_wanted(
    app: Flask, visitor: FlaskClient
) -> None:
    as_staff(app, "lin", Role.MODERATOR)
    given = {"name": "lin", "password": "a long password", "next": "/desk?kind=cover"}
    assert visitor.post("/sign-in", data=given).headers["Location"] == given["next"]
    assert visitor.get("/desk").status_code == 200


@pytest.mark.parametrize(
    ("name", "password"), [("lin", "guessed once"), ("nobody", "x" * 12)]
)
@pytest.mark.usefixtures("session")
def test_a_wrong_name_and_a_wrong_password_look_the_same(
    app: Flask, visitor: FlaskClient, name: str, password: str
) -> None:
    as_staff(app, "lin", Role.MODERATOR)
    page = visitor.post("/sign-in?lang=en", data={"name": name, "password": password})
    assert page.status_code == 401
    assert shows(page, "Name or password is wrong.")
    assert password not in page.text


@pytest.mark.parametrize("path", ["/inbox", "/disputes", "/draws/x/1"])
def test_without_a_session_the_way_leads_to_a_log_in(
    visitor: FlaskClient, path: str
) -> None:
    answer = visitor.get(path)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/come-in?next=")


def test_a_refusal_leads_a_stranger_to_the_first_page(visitor: FlaskClient) -> None:
    assert ways_on(visitor.get("/nowhere?lang=en")) == {"/": "To the first page"}


@pytest.mark.parametrize(
    ("path", "own", "name"),
    [
        ("/disputes/nothing", "/disputes", "My disputes"),
        ("/nowhere", "/disputes", "My disputes"),
        ("/jury/seats/nothing", "/jury", "Jury service"),
    ],
)
def test_a_refusal_leads_whoever_is_signed_in_to_their_own_pages(
    app: Flask, session: Session, path: str, own: str, name: str
) -> None:
    world, dispute = begin_hearing(jurors=12)
    called = get_juror(world.summonses(dispute)[0].juror_id)
    page = as_user(app, called.ref).get(path)
    assert page.status_code == 404
    assert ways_on(page) == {own: name, "/": "To the first page"}


@pytest.mark.usefixtures("session")
def test_a_refusal_leads_staff_to_their_desk(app: Flask) -> None:
    moderator, _id = as_staff(app, "lin", Role.MODERATOR)
    assert "/desk" in ways_on(moderator.get("/desk/tasks/nothing"))


def ways_on(page: TestResponse) -> dict[str, str]:
    """Where the acts of a page lead."""
    acts = page.text.partition('<div class="acts">')[2].partition("</div>")[0]
    return dict(re.findall(r'href="([^"]+)">([^<]+)<', acts))


def test_no_page_brings_code_of_its_own(visitor: FlaskClient) -> None:
    for path in ("/", "/how", "/sign-in", "/come-in", "/login/x"):
        page = visitor.get(path).text
        assert not re.search(r"<script(?![^>]*\bsrc=)", page)
        assert " style=" not in page
