"""A side looks over the evidence that answers its jury: the pages of it."""

import re

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from jury.domain.lifecycle import Side
from jury.services.moderation.tasks import COVER
from jury.storage.desk.tasks import list_tasks_of
from tests.services.asking_acts import answer, begin_waiting, open_inquiry, waits
from tests.web.people import as_party, look_again, shows
from tests.world import move_clock

pytestmark = [
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
    pytest.mark.usefixtures("session"),
]


def hidden(page: str, name: str) -> str:
    """What a form of a page carries along."""
    found = re.search(f'name="{name}" value="([^"]*)"', page)
    assert found, name
    return found.group(1)


def test_its_side_waits_looks_asks_and_confirms(app: Flask, session: Session) -> None:
    world, dispute, _jurors = begin_waiting()
    exhibit = world.file_picture(dispute)
    answer(dispute, text="")
    buyer = as_party(app, dispute, Side.BUYER)
    own, place = f"/disputes/{dispute}", f"/disputes/{dispute}/asked"
    assert shows(buyer.get(place), "Your evidence is being covered")
    assert not shows(buyer.get("/disputes"), "One dispute waits for you")
    assert buyer.post(f"{place}/evidence", data={"digest": ""}).status_code == 409
    world.release(dispute, exhibit)
    look_again()
    assert shows(buyer.get(own), "Look over what the jury will see of your evidence")
    assert shows(buyer.get("/disputes"), "One dispute waits for you")
    page = buyer.get(place)
    assert shows(page, "This is what the jury will see.", "Exhibit 2", "Cover more")
    wish = {"target": exhibit, "passage": "the face on the left"}
    assert buyer.post(f"{own}/cover", data=wish).location == place
    look_again()
    (task,) = list_tasks_of(dispute, COVER)
    row = open_inquiry(dispute)
    assert row is not None
    assert task.due_at == row.covered_by_at
    page = buyer.get(place)
    assert shows(page, "the face on the left", "a moderator is looking at it")
    assert not shows(page, "Confirm: the jury may see this")


def test_confirmed_it_goes_to_the_jury_and_the_page_is_gone(
    app: Flask, session: Session
) -> None:
    world, dispute, _jurors = begin_waiting()
    exhibit = world.file_picture(dispute)
    answer(dispute, text="")
    world.release(dispute, exhibit)
    buyer, seller = (as_party(app, dispute, side) for side in Side)
    place = f"/disputes/{dispute}/asked"
    digest = hidden(buyer.get(place).text, "digest")
    assert seller.get(place).status_code == 303
    given = {"digest": digest}
    assert seller.post(f"{place}/evidence", data=given).status_code == 409
    assert buyer.post(f"{place}/evidence", data={"digest": "x"}).status_code == 409
    assert buyer.post(f"{place}/evidence", data=given).status_code == 303
    look_again()
    assert buyer.get(place).status_code == 303
    move_clock(minutes=16)
    assert not waits(dispute)


def test_what_is_covered_before_it_is_sent_is_looked_over_with_the_answer(
    app: Flask, session: Session
) -> None:
    world, dispute, _jurors = begin_waiting()
    exhibit = world.file_picture(dispute)
    world.release(dispute, exhibit)
    buyer, place = as_party(app, dispute, Side.BUYER), f"/disputes/{dispute}/asked"
    page = buyer.post(place, data={"text": "The shop wrote it down."})
    assert shows(page, "Below it is as the jury will see it.")
    sent = {name: hidden(page.text, name) for name in ("text", "seen", "evidence")}
    assert buyer.post(place, data={**sent, "sure": "1"}).location.endswith(dispute)
    look_again()
    move_clock(minutes=16)
    assert not waits(dispute)
