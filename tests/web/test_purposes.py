"""A log-in link opens what it was minted for, and nothing else."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from jury.services import accounts
from jury.storage.people import find_user
from jury.storage.transaction import transaction
from tests.world import World


def come_in(client: FlaskClient, key_id: int, ref: str, *, purpose: str) -> None:
    with transaction() as now:
        user = find_user(ref)
        assert user is not None
        secret, _link = accounts.mint_link(
            user, purpose=purpose, next_path="", key_id=key_id, now=now
        )
    assert client.post(f"/login/{secret}").status_code == 302


@pytest.fixture
def key_id(session: Session) -> int:
    with transaction() as now:
        made = accounts.make_api_key("shop", ["links:party"], now=now)[1]
        number: int = made.id
    return number


@pytest.mark.parametrize(
    ("purposes", "disputes", "jury"),
    [(("party",), 200, 404), (("juror",), 404, 200), (("juror", "party"), 200, 200)],
)
def test_a_link_opens_only_what_it_was_minted_for(
    app: Flask, key_id: int, purposes: tuple[str, ...], disputes: int, jury: int
) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    World.begin(jurors=1)
    with transaction() as now:
        accounts.ensure_user("juror-0", locale="en", now=now)
    client = app.test_client()
    for purpose in purposes:
        come_in(client, key_id, "juror-0", purpose=purpose)
    assert client.get("/disputes").status_code == disputes
    assert client.get("/jury").status_code == jury
