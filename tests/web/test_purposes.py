"""A log-in link opens what it was minted for, and nothing else."""

from dataclasses import replace
from urllib import parse

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from jury import clock
from jury.domain.lifecycle import Side
from jury.services.people import accounts
from jury.storage.base import current_session
from jury.storage.outside.inbox import Purpose, list_inbox, purpose_of
from jury.storage.people import find_user
from jury.storage.roster import get_juror
from jury.storage.transaction import transaction
from tests.world import World, make_intake


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


@pytest.fixture
def visitor(app: Flask) -> FlaskClient:
    """Somebody whose forms need no token."""
    app.config["WTF_CSRF_ENABLED"] = False
    return app.test_client()


@pytest.mark.parametrize(
    ("purposes", "disputes", "jury"),
    [(("party",), 200, 302), (("juror",), 302, 200), (("juror", "party"), 200, 200)],
)
def test_a_link_opens_only_what_it_was_minted_for(
    visitor: FlaskClient,
    key_id: int,
    purposes: tuple[str, ...],
    disputes: int,
    jury: int,
) -> None:
    World.begin(jurors=1)
    with transaction() as now:
        accounts.ensure_user("juror-0", locale="en", now=now)
    for purpose in purposes:
        come_in(visitor, key_id, "juror-0", purpose=purpose)
    assert visitor.get("/disputes").status_code == disputes
    assert visitor.get("/jury").status_code == jury


@pytest.fixture
def both(session: Session) -> tuple[str, str, str]:
    """Somebody who is called as a juror and is a party to another dispute.

    Their reference, their summons, and their dispute.
    """
    world = World.begin(jurors=12)
    summons = world.summonses(world.hear())[0]
    ref = get_juror(summons.juror_id).ref
    sid, given = summons.id, make_intake(number="2")
    buyer = replace(given.parties[Side.BUYER], ref=ref)
    parties = {**given.parties, Side.BUYER: buyer}
    return ref, sid, world.escalate(replace(given, parties=parties))


def where(answer: TestResponse) -> tuple[int, str]:
    return answer.status_code, parse.unquote(answer.location or "")


def test_a_mailed_link_of_the_other_kind_leads_to_the_log_in(
    visitor: FlaskClient, key_id: int, both: tuple[str, str, str]
) -> None:
    ref, sid, own = both
    for purpose, path in (
        ("juror", f"/disputes/{own}"),
        ("juror", f"/disputes/{own}/preview"),
        ("party", f"/jury/summons/{sid}"),
    ):
        visitor.post("/sign-out")
        come_in(visitor, key_id, ref, purpose=purpose)
        assert where(visitor.get(path)) == (302, f"/come-in?next={path}")
        assert visitor.post(f"{path}/x").status_code in {404, 405}
    assert visitor.post(f"/jury/summons/{sid}/accept").status_code == 404


def test_what_is_not_theirs_is_not_there_whatever_they_came_for(
    visitor: FlaskClient, key_id: int, both: tuple[str, str, str]
) -> None:
    ref, sid, _own = both
    come_in(visitor, key_id, "seller-2", purpose="juror")
    assert visitor.get(f"/jury/summons/{sid}").status_code == 404
    assert visitor.get("/disputes/dsp_none").status_code == 404
    visitor.post("/sign-out")
    come_in(visitor, key_id, ref, purpose="party")
    assert visitor.get("/jury/summons/smn_none").status_code == 404


def notice_ids(ref: str) -> dict[Purpose, str]:
    user = find_user(ref)
    assert user is not None
    told = list_inbox(user, now=clock.now())
    return {purpose_of(notice): notice.id for notice in told}


def test_the_inbox_shows_what_they_came_in_for(
    visitor: FlaskClient, key_id: int, both: tuple[str, str, str]
) -> None:
    ref, _sid, _own = both
    ids = notice_ids(ref)
    assert set(ids) == set(Purpose)
    for purpose in Purpose:
        visitor.post("/sign-out")
        come_in(visitor, key_id, ref, purpose=purpose.value)
        page = visitor.get("/inbox").text
        assert {kind for kind in Purpose if ids[kind] in page} == {purpose}
        (other,) = set(Purpose) - {purpose}
        path = f"/inbox/{ids[other]}"
        assert where(visitor.get(path)) == (302, f"/come-in?next={path}")


def test_marking_all_as_read_leaves_what_is_not_shown(
    visitor: FlaskClient, key_id: int, both: tuple[str, str, str]
) -> None:
    ref, _sid, _own = both
    come_in(visitor, key_id, ref, purpose="juror")
    visitor.post("/inbox/read")
    current_session().rollback()
    user = find_user(ref)
    assert user is not None
    for notice in list_inbox(user, now=clock.now()):
        is_read = notice.read_at is not None
        assert is_read is (purpose_of(notice) is Purpose.JUROR)


def test_a_jurors_link_opens_no_draw_of_their_own_dispute(
    visitor: FlaskClient, key_id: int, session: Session
) -> None:
    world = World.begin(jurors=12)
    path = f"/draws/{world.hear()}/1"
    come_in(visitor, key_id, "buyer-1", purpose="juror")
    assert where(visitor.get(path)) == (302, f"/come-in?next={path}")
    come_in(visitor, key_id, "buyer-1", purpose="party")
    assert visitor.get(path).status_code == 200
