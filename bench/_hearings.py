"""Hearings full of jurors who have read and are about to vote, and their browsers."""

import contextvars
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Flask

from jury.services.drawing import seats
from jury.services.hearing import poll
from jury.storage.exhibits import list_released
from jury.storage.people import find_user
from jury.storage.roster import get_juror
from jury.storage.transaction import transaction
from tests.world import World, make_intake, move_clock

SEATS = 17
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
# Seventeen seats that are all open at once.
PLAIN = {
    "category": "plain-court",
    "held_minor": 990_000,
    "asked_minor": 990_000,
    "price_minor": 990_000,
}


@dataclass(frozen=True)
class Voter:
    """One juror before the review page: the address, the cookie and the form."""

    path: str
    cookie: str
    body: bytes


def make_voters(app: Flask, count: int) -> list[Voter]:
    """Jurors of panels of seventeen, everything read, with their forms filled in."""
    with app.app_context():
        world = World.begin(jurors=count * 3)
        panels = -(-count // SEATS)
        seated = [key for number in range(panels) for key in _panel(world, number)]
        move_clock(sweep=lambda: None, minutes=4)
        return list(_voters(app, seated[:count]))


def _panel(world: World, number: int) -> list[tuple[str, int]]:
    dispute = world.hear(make_intake(number=f"bench-{number}", **PLAIN))
    exhibits = [one.id for one in list_released(dispute)]
    called = [(one.id, one.juror_id) for one in world.summonses(dispute)[:SEATS]]
    for key in called:
        with transaction(lock=dispute) as now:
            seats.accept_summons(*key, now=now)
            poll.open_file(*key, now=now)
            for exhibit in exhibits:
                poll.deliver_exhibit(*key, exhibit, now=now)
                poll.open_exhibit(*key, exhibit, now=now)
    return called


def _voters(app: Flask, seated: list[tuple[str, int]]) -> Iterator[Voter]:
    for summons_id, juror_id in seated:
        user = find_user(get_juror(juror_id).ref)
        if user is None:
            raise LookupError("a summoned juror is a user")
        # Contexts of its own, as a server gives each request.
        own = contextvars.Context()
        yield own.run(_voter, app, summons_id, user_key=user.get_id())


def _voter(app: Flask, summons_id: str, *, user_key: str) -> Voter:
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"], session["_fresh"] = user_key, True
    place = f"/jury/seats/{summons_id}"
    ballot = client.get(f"{place}/ballot").get_data(as_text=True)
    token = TOKEN.search(ballot)
    cookie = client.get_cookie("session")
    if token is None or cookie is None:
        raise LookupError("the ballot page has no form")
    body = urlencode(
        {"csrf_token": token[1], "choice": "1", "reasons": "1:claim_shown"}
    )
    return Voter(f"{place}/review", f"session={cookie.value}", body.encode())
