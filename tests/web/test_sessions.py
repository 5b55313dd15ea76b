"""Sessions end: with a sign-out, with an account, and with whatever it may do."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from jury.domain.errors import AlreadyDone, Invalid, NotFound
from jury.services.people import staff as people
from jury.services.people.accounts import ensure_user
from jury.storage.audit import list_entries
from jury.storage.people import Role, find_staff, list_staff_with_role
from jury.storage.transaction import transaction
from tests.web.people import as_staff, sign_in
from tests.world import move_clock

# What ends a session is a row.

Act = Callable[[datetime], None]
PASSWORD = "a long password"

CHANGES: dict[str, Act] = {
    "staff.disabled": lambda now: people.disable_staff("lin", now=now),
    "staff.password_changed": lambda now: people.change_password(
        "lin", "another password", now=now
    ),
    "staff.roles_changed": lambda now: people.change_roles(
        "lin", [Role.AUDITOR], now=now
    ),
    "staff.contact_changed": lambda now: people.change_contact(
        "lin", email="lin@example.com", locale="zh-Hans", now=now
    ),
}


def change(act: Act) -> None:
    with transaction() as now:
        act(now)


def come_in(client: FlaskClient, password: str = PASSWORD) -> int:
    given = {"name": "lin", "password": password}
    return client.post("/sign-in", data=given).status_code


@pytest.fixture
def key(session: Session) -> str:
    """The session key of a user of the marketplace."""
    with transaction() as now:
        return ensure_user("u-1", locale="en", now=now).get_id()


def test_a_user_who_signs_out_ends_what_a_copied_cookie_opens(
    app: Flask, key: str
) -> None:
    own, copied = sign_in(app, key), sign_in(app, key)
    assert copied.get("/inbox").status_code == 200
    own.post("/sign-out")
    for client in (own, copied):
        assert client.get("/inbox").status_code == 302
    entry = list_entries("accounts", "sessions.ended")[-1]
    assert entry.actor == f"user:{entry.payload['user']}"


def test_staff_who_sign_out_end_what_a_copied_cookie_opens(
    app: Flask, session: Session
) -> None:
    own, _staff_id = as_staff(app, "lin", Role.MODERATOR)
    copied = app.test_client()
    assert come_in(copied) == 302
    own.post("/sign-out")
    assert copied.get("/desk").status_code == 302
    assert come_in(own) == 302
    assert own.get("/desk").status_code == 200


def test_signing_out_without_a_session_writes_nothing(
    app: Flask, session: Session
) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    assert app.test_client().post("/sign-out").status_code == 302
    assert list_entries("accounts") == []


@pytest.mark.parametrize("form", ["user:1", "user:1:0", "user:1:", "user:x:1", "1", ""])
def test_a_cookie_that_names_no_version_opens_nothing(
    app: Flask, key: str, form: str
) -> None:
    assert sign_in(app, form).get("/inbox").status_code == 302


@pytest.mark.parametrize("action", CHANGES)
def test_whatever_changes_an_account_ends_its_sessions_and_is_logged(
    app: Flask, session: Session, action: str
) -> None:
    desk, staff_id = as_staff(app, "lin", Role.MODERATOR)
    assert desk.get("/desk").status_code == 200
    change(CHANGES[action])
    assert desk.get("/desk").status_code == 302
    entry = list_entries("accounts")[-1]
    assert (entry.action, entry.payload["staff"]) == (action, staff_id)
    assert "example.com" not in str(entry.payload)


def test_a_disabled_account_lets_nobody_in_until_it_is_enabled(
    app: Flask, session: Session
) -> None:
    as_staff(app, "lin", Role.MODERATOR)
    client = app.test_client()
    change(lambda now: people.disable_staff("lin", now=now))
    assert come_in(client) == 401
    change(lambda now: people.enable_staff("lin", now=now))
    assert come_in(client) == 302
    assert list_entries("accounts", "staff.enabled")


def test_an_end_that_was_set_ahead_ends_a_running_session(
    app: Flask, session: Session
) -> None:
    desk, _staff_id = as_staff(app, "lin", Role.MODERATOR)
    with transaction() as now:
        member = find_staff("lin")
        assert member is not None
        member.active_until = now + timedelta(hours=1)
    assert desk.get("/desk").status_code == 200
    move_clock(hours=1)
    assert desk.get("/desk").status_code == 302


def test_nobody_disabled_is_told_of_work(app: Flask, session: Session) -> None:
    as_staff(app, "lin", Role.MODERATOR)
    as_staff(app, "mei", Role.MODERATOR)
    change(lambda now: people.disable_staff("lin", now=now))
    with transaction() as now:
        told = list_staff_with_role(Role.MODERATOR, now=now)
        assert [one.name for one in told] == ["mei"]


def test_the_new_password_and_the_new_roles_count(app: Flask, session: Session) -> None:
    as_staff(app, "lin", Role.MODERATOR)
    change(CHANGES["staff.password_changed"])
    change(CHANGES["staff.roles_changed"])
    client = app.test_client()
    assert come_in(client) == 401
    assert come_in(client, "another password") == 302
    assert client.get("/desk").status_code == 404
    assert client.get("/desk/disputes").status_code == 200


@pytest.mark.parametrize(
    ("act", "refusal"),
    [
        (lambda now: people.disable_staff("nobody", now=now), NotFound),
        (lambda now: people.enable_staff("lin", now=now), AlreadyDone),
        (lambda now: people.change_password("lin", "short", now=now), Invalid),
        (lambda now: people.change_roles("lin", [], now=now), Invalid),
        (lambda now: people.change_roles("lin", [Role.JUROR], now=now), Invalid),
        (
            lambda now: people.change_contact(
                "lin", email="lin\0@x", locale=None, now=now
            ),
            Invalid,
        ),
        (
            lambda now: people.change_contact("lin", email=None, locale="fr", now=now),
            Invalid,
        ),
    ],
)
def test_a_change_that_cannot_be_is_refused_and_ends_nothing(
    app: Flask, session: Session, act: Act, refusal: type[Exception]
) -> None:
    desk, _staff_id = as_staff(app, "lin", Role.MODERATOR)
    with pytest.raises(refusal):
        change(act)
    assert desk.get("/desk").status_code == 200
