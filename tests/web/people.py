"""People at their pages: clients that are signed in, and what a page shows them."""

import html
import re

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from jury.domain.lifecycle import Side
from jury.services.people import accounts
from jury.storage.base import current_session
from jury.storage.disputes import get_dispute
from jury.storage.people import Role, find_user
from jury.storage.transaction import transaction
from tests.played import beginning
from tests.world import World

SPACE = re.compile(r"\s+")
TAG = re.compile(r"<[^>]+>")


def sign_in(app: Flask, key: str, *, lang: str = "en") -> FlaskClient:
    """A browser with the session of `key`; forms are tested with and without tokens."""
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"], session["_fresh"], session["lang"] = key, True, lang
    return client


def as_party(
    app: Flask, dispute_id: str, side: Side, *, lang: str = "en"
) -> FlaskClient:
    """One side of a dispute at its pages."""
    key = get_dispute(dispute_id).party(side).user.get_id()
    return sign_in(app, key, lang=lang)


def as_user(app: Flask, ref: str) -> FlaskClient:
    """A user of the marketplace."""
    user = find_user(ref)
    assert user is not None
    return sign_in(app, user.get_id())


def as_staff(app: Flask, name: str, *roles: Role) -> tuple[FlaskClient, int]:
    """A new member of staff at the desk, and their id."""
    staff_id, key = hire(name, *roles)
    return sign_in(app, key), staff_id


@beginning
def hire(name: str, *roles: Role) -> tuple[int, str]:
    """A new member of staff: their id, and what their session says."""
    with transaction() as now:
        member = accounts.add_staff(
            name, "a long password", list(roles), is_demo=False, now=now
        )
        return member.id, member.get_id()


@beginning
def small_world() -> World:
    """A court with a moderator and no jurors: whatever is heard is referred."""
    with transaction() as now:
        member = accounts.add_staff(
            "mod", "a long password", [Role.MODERATOR], is_demo=False, now=now
        )
        return World(member.id)


def text_of(page: TestResponse) -> str:
    """What a page says, without its markup."""
    return SPACE.sub(" ", html.unescape(TAG.sub(" ", page.text)))


def shows(page: TestResponse, *wanted: str) -> bool:
    """Whether the page says all of it."""
    text = text_of(page)
    return all(SPACE.sub(" ", one) in text for one in wanted)


def look_again() -> None:
    """See what requests have written since this test last read."""
    current_session().rollback()
