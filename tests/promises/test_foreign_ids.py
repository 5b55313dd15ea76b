"""Another user's ids in every address: nothing is there, and nothing changes."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from jury.domain.lifecycle import Side
from jury.storage.base import Base, current_session
from jury.storage.people import Role
from tests.courts import begin_hearing
from tests.promises import crawl
from tests.promises.crawl import Reader
from tests.world import World, make_intake

# The way in, where the address itself is the secret.
FOR_ALL = {"accounts.redeem_link"}
# What an auditor reads of any dispute: its record, the letters of its verdicts, and
# the file of all of it once it is closed.
RECORDS: tuple[list[str], ...] = (
    [],
    ["verdict"],
    ["verdict", "1"],
    ["verdict", "2"],
    ["case"],
)
# They name no part of a dispute.
NUMBERS = {"draw_no", "round_number", "difference_id", "what", "number"}


@pytest.fixture
def court(app: Flask, session: Session) -> tuple[World, str, str]:
    """A hearing, and a second dispute with other people in it."""
    app.config["WTF_CSRF_ENABLED"] = False
    world, dispute = begin_hearing(jurors=12)
    return world, dispute, world.escalate(make_intake(number="2"))


def strangers(
    app: Flask, court: tuple[World, str, str]
) -> Iterator[tuple[str, Reader]]:
    """Everybody who has a session but nothing to do with the first dispute's pages."""
    world, dispute, other = court
    last = world.summonses(dispute)[-1]
    yield "a party of another dispute", crawl.party(app, other, Side.BUYER)
    yield "another juror", crawl.juror(app, last.juror_id)
    yield "a moderator", crawl.staff(app, Role.MODERATOR)
    yield "an auditor", crawl.staff(app, Role.AUDITOR)
    yield "an administrator", crawl.staff(app, Role.ADMINISTRATOR)


def is_own(who: str, address: str) -> bool:
    """What somebody of this role may open, whatever dispute it is about."""
    if address.startswith("/desk"):
        _, _, kind, _, *page = address.split("/")
        if kind == "rules":
            # A change of the rules is every administrator's.
            return who == "an administrator"
        reads = who == "an auditor" and kind == "disputes" and page in RECORDS
        return who == "a moderator" or reads
    # Whoever was called in a dispute may see how its jury was drawn.
    draws = who in {"an auditor", "another juror"} and address.startswith("/draws/")
    return draws or address.startswith("/api/")


def snapshot() -> dict[str, Any]:
    """All rows of all tables."""
    session = current_session()
    session.rollback()
    return {
        table.name: (
            session.scalar(select(func.count()).select_from(table)),
            sorted(map(repr, session.execute(select(table)))),
        )
        for table in Base.metadata.sorted_tables
    }


def filled(app: Flask, court: tuple[World, str, str], method: str) -> list[str]:
    """All addresses of the first dispute that take this method and hold an id."""
    world, dispute, _other = court
    first = world.summonses(dispute)[0]
    places = crawl.places_of(dispute, first.id)
    ids = {value for name in places if name not in NUMBERS for value in places[name]}
    every = crawl.addresses(app, places, method=method, but=FOR_ALL)
    return [one for one in every if any(value in one for value in ids)]


def test_nobody_reads_what_is_another_users(
    app: Flask, court: tuple[World, str, str]
) -> None:
    where = filled(app, court, "GET")
    assert len(where) > 25
    for who, reader in strangers(app, court):
        found = {
            address: reader.ask(address).status_code
            for address in where
            if not is_own(who, address)
        }
        assert set(found.values()) == {404}, (who, found)


def test_nobody_acts_on_what_is_another_users(
    app: Flask, court: tuple[World, str, str]
) -> None:
    where = filled(app, court, "POST")
    assert len(where) > 20
    readers = dict(strangers(app, court))
    before = snapshot()
    for who, reader in readers.items():
        for address in (one for one in where if not is_own(who, one)):
            answer = reader.send(address, reason="other", kind="case", text="x")
            assert answer.status_code == 404, (who, address)
    assert snapshot() == before


def test_without_a_session_every_address_leads_to_the_log_in(
    app: Flask, court: tuple[World, str, str]
) -> None:
    stranger = crawl.person(app)
    for address in filled(app, court, "GET"):
        answer = stranger.ask(address)
        if address.startswith("/api/"):
            assert answer.status_code == 401, address
        else:
            ways_in = ("/sign-in?next=", "/come-in?next=")
            assert answer.location.startswith(ways_in), address
