"""Log-in links: for parties and jurors, never for staff, good once, ten minutes."""

import re
from datetime import datetime
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from jury.domain.errors import AlreadyDone, TooMany
from jury.services.people import accounts
from jury.storage.audit import list_entries
from jury.storage.base import Base
from jury.storage.people import find_user
from jury.storage.transaction import transaction
from tests.api.program import Program, make_key, wrong_fields
from tests.side_by_side import side_by_side


def mint(program: Program, **changed: object) -> dict[str, str]:
    asked = {"user": "u-3141", "purpose": "party"} | changed
    answer = program.post("/login-links", asked)
    assert answer.status_code == 201, answer.text
    minted: dict[str, str] = answer.get_json()
    return minted


def press(client: FlaskClient, path: str, page: TestResponse) -> TestResponse:
    """Press the button of a page that was shown."""
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.text)
    assert found
    return client.post(path, data={"csrf_token": found[1]})


def path_of(minted: dict[str, str]) -> str:
    return urlsplit(minted["url"]).path


def test_a_link_lets_its_user_in_once(program: Program, client: FlaskClient) -> None:
    dispute = program.escalate()
    path = path_of(mint(program, next=f"/disputes/{dispute}"))
    page = client.get(path)
    other = client.application.test_client()
    shown_elsewhere = other.get(path)
    landed = press(client, path, page)
    assert landed.headers["Location"] == f"/disputes/{dispute}"
    assert press(other, path, shown_elsewhere).status_code == 409


def test_of_two_who_press_the_button_together_one_comes_in(
    app: Flask, program: Program, session: Session
) -> None:
    program.escalate()
    secret = mint(program)["url"].rpartition("/")[2]

    def redeem(now: datetime) -> str:
        return accounts.redeem_link(secret, now=now)[0].ref

    first, second = side_by_side(app, redeem)
    assert first == "u-3141"
    assert isinstance(second, AlreadyDone)
    actions = [one.action for one in list_entries("accounts")]
    assert actions.count("login_link.redeemed") == 1


def test_a_link_ends_after_ten_minutes(program: Program, client: FlaskClient) -> None:
    program.escalate()
    path = path_of(mint(program))
    program.post("/sandbox/clock:advance", {"seconds": 599})
    page = client.get(path)
    assert page.status_code == 200
    program.post("/sandbox/clock:advance", {"seconds": 1})
    assert client.get(path).status_code == 410
    assert press(client, path, page).status_code == 409


@pytest.mark.parametrize(
    ("scope", "purpose", "status"),
    [
        ("links:party", "party", 201),
        ("links:party", "juror", 403),
        ("links:juror", "juror", 201),
        ("links:juror", "party", 403),
    ],
)
def test_each_purpose_has_a_scope_of_its_own(
    app: Flask, program: Program, scope: str, purpose: str, status: int
) -> None:
    program.escalate()
    program.secret = make_key(app, scope)
    answer = program.post("/login-links", {"user": "u-3141", "purpose": purpose})
    assert answer.status_code == status


def test_a_party_link_needs_a_dispute(program: Program, session: Session) -> None:
    answer = program.post("/login-links", {"user": "u-9", "purpose": "party"})
    assert answer.status_code == 404
    assert find_user("u-9") is None


def test_a_juror_link_brings_somebody_who_may_volunteer(
    program: Program, session: Session
) -> None:
    mint(program, user="u-9", purpose="juror", locale="en")
    user = find_user("u-9")
    assert user is not None
    assert user.locale == "en"


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"purpose": "moderator"}, "/purpose"),
        ({"purpose": "staff"}, "/purpose"),
        ({"role": "auditor"}, "/role"),
        ({"user": "a b"}, "/user"),
        ({"user": 7}, "/user"),
        ({"locale": "fr"}, "/locale"),
        ({"next": "https://elsewhere.example/"}, "/next"),
        ({"next": "//elsewhere.example/"}, "/next"),
        ({"next": "/\\elsewhere.example/"}, "/next"),
        ({"next": "/a\nb"}, "/next"),
    ],
)
def test_a_wrong_wish_is_refused(
    program: Program, changed: dict[str, object], named: str
) -> None:
    asked = {"user": "u-3141", "purpose": "juror"} | changed
    assert wrong_fields(program.post("/login-links", asked)) == [named]


def test_each_mint_is_logged_without_its_secret(
    program: Program, session: Session
) -> None:
    program.escalate()
    minted = mint(program)
    entry = list_entries("accounts")[-1]
    assert entry.action == "login_link.minted"
    assert entry.payload["purpose"] == "party"
    assert minted["url"].rpartition("/")[2] not in str(entry.payload)


def test_mints_for_one_user_are_limited(program: Program) -> None:
    program.escalate()
    for _ in range(30):
        mint(program)
    asked = {"user": "u-3141", "purpose": "party"}
    answer = program.post("/login-links", asked)
    assert (answer.status_code, answer.get_json()["code"]) == (429, "too_many")


def test_two_mints_at_once_do_not_pass_the_limit(
    app: Flask, program: Program, session: Session
) -> None:
    program.escalate()
    with transaction() as now:
        accounts.ensure_user("u-3141", locale="en", now=now)
        _secret, key = accounts.make_api_key("t", ["links:party"], now=now)
        key_id: int = key.id

    def mint_one(now: datetime) -> str:
        user = find_user("u-3141")
        assert user is not None
        return accounts.mint_link(
            user, purpose="party", next_path="", key_id=key_id, now=now
        )[0]

    for _ in range(accounts.LINKS_AN_HOUR - 1):
        with transaction() as now:
            mint_one(now)
    _first, second = side_by_side(app, mint_one)
    assert isinstance(second, TooMany)


def test_nothing_is_kept_of_the_secret(program: Program, session: Session) -> None:
    program.escalate()
    secret = mint(program)["url"].rpartition("/")[2]
    for table in Base.metadata.sorted_tables:
        rows = session.execute(table.select()).all()
        assert not any(secret in str(row) for row in rows), table.name
