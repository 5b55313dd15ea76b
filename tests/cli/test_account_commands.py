"""`flask api-keys` and `flask staff`: what an operator types, and what it says."""

from collections.abc import Callable

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy.orm import Session

from jury.services.people.accounts import STAFF_ROLES
from jury.storage.outside.outbox import Notice
from jury.storage.people import find_staff, list_api_keys
from tests.web.people import look_again
from tests.world import World

Command = Callable[..., Result]
PASSWORD = ("--password", "a long password")


@pytest.fixture
def flask(app: Flask, session: Session) -> Command:
    """Run a command as an operator does."""

    def run(*arguments: str) -> Result:
        session.rollback()
        result = app.test_cli_runner().invoke(args=list(arguments))
        look_again()
        return result

    return run


def add(flask: Command, name: str, *more: str) -> Result:
    return flask("staff", "add", name, "--role", "moderator", *PASSWORD, *more)


def test_staff_with_an_address_are_mailed_in_their_language(
    flask: Command, session: Session
) -> None:
    added = add(flask, "lin", "--email", "lin@m.example", "--locale", "zh-Hans")
    assert added.exit_code == 0, added.output
    world = World.begin(jurors=0)
    world.file_picture(dispute := world.escalate())
    world.finish_submissions(dispute)
    lin = find_staff("lin")
    assert lin is not None
    assert (lin.email, lin.locale) == ("lin@m.example", "zh-Hans")
    told = session.query(Notice).filter_by(staff_id=lin.id).all()
    assert told
    assert all(one.mail_due_at for one in told)


def test_where_and_how_somebody_is_told_can_be_changed(flask: Command) -> None:
    add(flask, "lin")
    wishes = [
        (("--email", "lin@m.example"), ("lin@m.example", "en")),
        (("--locale", "zh-Hans"), ("lin@m.example", "zh-Hans")),
        (("--email", ""), (None, "zh-Hans")),
    ]
    for options, wanted in wishes:
        assert flask("staff", "contact", "lin", *options).exit_code == 0
        lin = find_staff("lin")
        assert lin is not None
        assert (lin.email, lin.locale) == wanted


def test_the_list_shows_who_may_do_what(flask: Command) -> None:
    add(flask, "lin")
    add(flask, "mei", "--email", "mei@m.example")
    assert flask("staff", "disable", "lin").exit_code == 0
    assert flask("staff", "roles", "mei", "--role", "auditor").exit_code == 0
    assert flask("staff", "list").output.splitlines() == [
        "lin  disabled  moderator  no mail  en",
        "mei  active  auditor  mei@m.example  en",
    ]
    assert flask("staff", "enable", "lin").exit_code == 0
    assert "lin  active" in flask("staff", "list").output
    assert flask("staff", "password", "lin", *PASSWORD).exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("staff", "disable", "nobody"), "There is no account with this name."),
        (("staff", "enable", "lin"), "This account is active already."),
        (("staff", "contact", "lin", "--email", "x"), "not an e-mail address"),
        (("staff", "contact", "lin", "--locale", "fr"), "'fr' is not one of"),
        (("staff", "roles", "lin", "--role", "juror"), "'juror' is not one of"),
        (("staff", "password", "lin", "--password", "short"), "at least 12"),
        (("api-keys", "make", "x"), "Missing option '--scope'"),
        (("api-keys", "make", "x", "--scope", "all"), "'all' is not one of"),
        (("api-keys", "rotate", "7"), "There is no key with this number."),
        (("api-keys", "revoke", "7"), "There is no key with this number."),
        (("api-keys", "rotate", "1", "--overlap-hours", "-1"), "not in the range"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    flask: Command, arguments: tuple[str, ...], sentence: str
) -> None:
    add(flask, "lin")
    result = flask(*arguments)
    assert result.exit_code != 0
    assert sentence in result.output
    assert list_api_keys() == []


def test_the_list_of_keys_shows_what_each_may_and_until_when(flask: Command) -> None:
    flask("api-keys", "make", "shop", "--scope", "events:read")
    flask("api-keys", "rotate", "1")
    flask("api-keys", "make", "old", "--scope", "links:party")
    flask("api-keys", "revoke", "3")
    first, second, third = flask("api-keys", "list").output.splitlines()
    assert first.startswith("1  ends 20")
    assert second == "2  valid, follows 1  shop  events:read"
    assert third.startswith("3  revoked 20")
    again = flask("api-keys", "rotate", "1")
    assert "key 2 follows it" in again.output


def test_every_role_can_be_granted(flask: Command) -> None:
    add(flask, "lin")
    roles = [part for role in STAFF_ROLES for part in ("--role", role.value)]
    assert flask("staff", "roles", "lin", *roles).exit_code == 0
    lin = find_staff("lin")
    assert lin is not None
    assert all(lin.has_role(role) for role in STAFF_ROLES)
