"""What a juror's pages may not tell before the close, and what they tell after it."""

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update
from sqlalchemy.orm import Session

from jury import clock
from jury.storage.base import current_session
from jury.storage.polls import Ballot
from jury.storage.transaction import transaction
from tests.web import juror_acts as acts
from tests.web import juror_world as world
from tests.web.juror_acts import SignIn, call_of, seat_of, shows
from tests.web.juror_world import Called, Hearing

pytestmark = pytest.mark.both

OTHERS = ("ben", "cat", "dan")
TOKEN = re.compile(rb'(name="csrf_token" value|name="csrf-token" content)="[^"]+"')


@pytest.fixture
def sign_in(app: Flask) -> SignIn:
    return acts.make_sign_in(app)


@pytest.fixture
def hearing(session: Session) -> Hearing:
    made = world.make_hearing()
    for name in ("amy", *OTHERS):
        world.seat_juror(made, name)
    world.call_juror(made, "eve")
    return made


@pytest.fixture
def still(session: Session, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Stop the clock, so that two looks differ by nothing but what is looked at."""
    moment = clock.now() + timedelta(minutes=5)
    for name in ("now", "of_server"):
        monkeypatch.setattr(clock, name, lambda *_: moment)
    return iter(())


def pages_of(called: Called) -> list[str]:
    seat = [seat_of(called, page) for page in ("", "/ballot", "/review", "/receipt")]
    return ["/jury", call_of(called), *seat, seat_of(called, "/outcome")]


def bytes_of(client: FlaskClient, addresses: Sequence[str]) -> list[bytes]:
    answers = [client.get(one) for one in addresses]
    return [
        f"{one.status_code} {one.location}\n".encode() + TOKEN.sub(rb"\1", one.data)
        for one in answers
    ]


def turn_votes(hearing: Hearing, to: int | None, reason: str) -> None:
    """The same ballots, saying something else."""
    with transaction():
        current_session().execute(
            update(Ballot).values(choice=to, reasons=[reason], sentence="Something.")
        )


@pytest.mark.usefixtures("still")
@pytest.mark.parametrize("name", ["amy", "ben", "eve"])
def test_opposite_votes_and_no_votes_look_the_same_to_the_byte(
    hearing: Hearing, sign_in: SignIn, name: str
) -> None:
    reader = hearing.jurors[name]
    if name == "ben":
        acts.cast(hearing, "ben", 0)
    client = sign_in(reader)
    client.get(seat_of(reader))
    nobody_voted = bytes_of(client, pages_of(reader))
    for other in set(OTHERS) - {name}:
        acts.cast(hearing, other, 0)
    all_for_the_seller = bytes_of(client, pages_of(reader))
    turn_votes(hearing, 3, "claim_shown")
    all_for_the_buyer = bytes_of(client, pages_of(reader))
    turn_votes(hearing, None, "both_plausible")
    nobody_decided = bytes_of(client, pages_of(reader))
    assert nobody_voted == all_for_the_seller
    assert all_for_the_seller == all_for_the_buyer == nobody_decided


def test_the_receipt_says_nothing_of_the_choice(
    hearing: Hearing, sign_in: SignIn
) -> None:
    acts.cast(hearing, "amy", 3, "It was hidden.")
    page = sign_in(hearing.jurors["amy"]).get(
        seat_of(hearing.jurors["amy"], "/receipt")
    )
    assert shows(page, "Your vote is in", "Known at the latest")
    assert not shows(page, "It was hidden.")
    assert not shows(page, "of the price")


def test_the_outcome_waits_for_the_close(hearing: Hearing, sign_in: SignIn) -> None:
    acts.cast(hearing, "amy", 3)
    answer = sign_in(hearing.jurors["amy"]).get(
        seat_of(hearing.jurors["amy"], "/outcome")
    )
    assert answer.location == seat_of(hearing.jurors["amy"], "/receipt")


def vote_and_close(hearing: Hearing) -> None:
    for name, choice in (("amy", 3), ("ben", 2), ("cat", 2), ("dan", None)):
        acts.cast(hearing, name, choice, sentence=f"I am {name}, call 13800138000.")
    acts.close_poll(hearing)


def test_after_the_close_jurors_read_what_was_decided_and_the_split(
    hearing: Hearing, sign_in: SignIn
) -> None:
    vote_and_close(hearing)
    page = sign_in(hearing.jurors["ben"]).get(
        seat_of(hearing.jurors["ben"], "/outcome")
    )
    assert page.status_code == 200
    assert shows(page, "Half of the price back", "How the jury voted", "Your vote")
    assert not shows(page, "differently from the outcome")
    assert not shows(page, "I am cat")


def test_after_the_close_the_receipt_leads_to_what_was_decided(
    hearing: Hearing, sign_in: SignIn
) -> None:
    vote_and_close(hearing)
    ben = hearing.jurors["ben"]
    page = sign_in(ben).get(seat_of(ben, "/receipt"))
    assert shows(page, "receipt-code", f'href="{seat_of(ben, "/outcome")}"')
    assert not shows(page, "Known at the latest")


def test_a_dissenter_is_told_neutrally(hearing: Hearing, sign_in: SignIn) -> None:
    vote_and_close(hearing)
    for name, is_told in (("amy", True), ("dan", False)):
        page = sign_in(hearing.jurors[name]).get(
            seat_of(hearing.jurors[name], "/outcome")
        )
        assert shows(page, "differently from the outcome") is is_told


def test_past_service_says_how_each_ended(hearing: Hearing, sign_in: SignIn) -> None:
    vote_and_close(hearing)
    client = sign_in(hearing.jurors["amy"])
    assert shows(client.get("/jury"), "Decided: Half of the price back")
    seen = client.get(call_of(hearing.jurors["amy"]), follow_redirects=True)
    assert seen.request.path == seat_of(hearing.jurors["amy"], "/outcome")


def test_the_outcome_is_for_those_who_took_part(
    hearing: Hearing, sign_in: SignIn
) -> None:
    vote_and_close(hearing)
    eve = hearing.jurors["eve"]
    client = sign_in(eve)
    assert client.get(seat_of(eve, "/outcome")).status_code == 404
    assert not shows(client.get("/jury"), "Half of the price")


def test_no_page_after_the_close_shows_the_file(
    hearing: Hearing, sign_in: SignIn
) -> None:
    vote_and_close(hearing)
    for name in ("amy", "eve"):
        called = hearing.jurors[name]
        page = sign_in(called).get(seat_of(called), follow_redirects=True)
        assert not shows(page, "三月份")
        picture = seat_of(called, f"/exhibits/{hearing.exhibits[0]}/image")
        assert sign_in(called).get(picture).status_code == 404
