"""Without a session: where one is sent, and to which page one comes back."""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.exceptions import MethodNotAllowed, NotFound

from config import Config
from jury import create_app
from jury.storage.people import Role
from jury.web import limits
from jury.web.ways_in import with_asked
from tests.promises.crawl import _fill as fill
from tests.web.people import as_staff, shows

PUBLIC = {"accounts", "demo"}


@pytest.fixture
def visitor(app: Flask) -> FlaskClient:
    app.config["WTF_CSRF_ENABLED"] = False
    return app.test_client()


@pytest.mark.parametrize(
    ("address", "whole"),
    [
        ("https://m.example/in", "https://m.example/in?next=N"),
        ("https://m.example/in?a=1&b=", "https://m.example/in?a=1&b=&next=N"),
        ("https://m.example?a=%26", "https://m.example?a=%26&next=N"),
    ],
)
def test_an_address_with_a_query_of_its_own_keeps_it(address: str, whole: str) -> None:
    assert with_asked(address, "next", "N") == whole


def test_a_user_without_a_session_is_sent_to_the_marketplace(config: Config) -> None:
    address = "https://m.example/in?from=jury"
    app = create_app(replace(config, marketplace_login_url=address))
    parts = urlsplit(app.test_client().get("/disputes/d1?a=1").location)
    assert parts.hostname == "m.example"
    assert dict(parse_qsl(parts.query)) == {
        "from": "jury",
        "next": "http://127.0.0.1:8000/disputes/d1?a=1",
    }


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "Please come in through Demo Market"),
        ("zh-Hans", "请从 Demo Market 进入"),
    ],
)
def test_without_that_address_a_page_says_how_to_come_in(
    visitor: FlaskClient, lang: str, words: str
) -> None:
    page = visitor.get(f"/disputes/d1?lang={lang}", follow_redirects=True)
    assert page.status_code == 200
    assert shows(page, words)
    assert 'type="password"' not in page.text


def test_staff_are_asked_for_their_password(visitor: FlaskClient) -> None:
    page = visitor.get("/desk/disputes", follow_redirects=True)
    assert 'type="password"' in page.text
    assert 'value="/desk/disputes"' in page.text


def posted_to(app: Flask) -> Iterator[str]:
    """Every address that takes a form of somebody who is signed in."""
    for rule in app.url_map.iter_rules():
        is_form = "POST" in (rule.methods or ()) and not rule.rule.startswith("/api/")
        if is_form and rule.endpoint.split(".")[0] not in PUBLIC:
            is_number = "<int:" in rule.rule
            yield fill(
                rule.rule, dict.fromkeys(rule.arguments, "1" if is_number else "x1")
            )


def test_a_form_without_a_session_leads_back_to_a_page(
    app: Flask, visitor: FlaskClient
) -> None:
    adapter = app.url_map.bind("localhost")
    found = {}
    for address in posted_to(app):
        location = visitor.post(address).location
        found[address] = dict(parse_qsl(urlsplit(location).query))["next"]
        try:
            adapter.match(found[address], method="GET")
        except (NotFound, MethodNotAllowed):
            pytest.fail(f"{address} leads back to {found[address]}")
    assert len(found) > 25
    assert found["/inbox/read"] == "/inbox"
    assert found["/disputes/x1/statements"] == "/disputes/x1"
    assert found["/disputes/x1/cover"] == "/disputes/x1/cover"


def test_a_name_is_tried_so_often_from_all_addresses_together(
    app: Flask, visitor: FlaskClient, monkeypatch: pytest.MonkeyPatch, session: Session
) -> None:
    monkeypatch.setattr(limits, "SIGN_IN_NAME", "3 per minute")
    as_staff(app, "lin", Role.MODERATOR)
    told = {}
    for name in ("lin", "nobody"):
        for number in range(4):
            answer = visitor.post(
                "/sign-in?lang=en",
                data={"name": name, "password": "guessed once"},
                environ_overrides={"REMOTE_ADDR": f"10.0.0.{number}"},
            )
        told[name] = answer.status_code, shows(answer, "Please wait ten minutes.")
    assert told == dict.fromkeys(("lin", "nobody"), (429, True))
    assert answer.headers["Retry-After"] == "60"
