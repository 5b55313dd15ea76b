"""What machines doubt is covered, and its side may ask to have it shown again."""

import io
from typing import Any

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy.orm import Session

from jury.domain.law.showing import Showing, Title, Words
from jury.domain.lifecycle import Side
from jury.jobs.worker import work_one
from jury.redaction import NOTHING_KNOWN
from jury.redaction.seen import screening
from jury.services.keeping import vault
from jury.services.screening import detecting, disclose
from jury.services.screening.detecting import Seen
from jury.storage.people import Role
from jury.storage.redactions import get_redaction
from jury.storage.transaction import transaction
from tests.jobs.seers import FACE, row_of, sure, unsure, waiting
from tests.policies import every_policy
from tests.web.people import as_party, as_staff, shows
from tests.world import World


@pytest.fixture
def world(session: Session) -> World:
    return World.begin(jurors=0)


@pytest.fixture
def dispute(world: World) -> str:
    return world.escalate()


@pytest.mark.parametrize(
    "change",
    [
        {"staff_screens": True},
        # No machine knows a picture of the listing from one of the goods.
        {"shown": Showing(title=Title.GENERAL, listing=Words.WITHHELD)},
    ],
    ids=["every picture", "the listing is withheld"],
)
def test_a_policy_may_want_a_moderator_all_the_same(
    world: World, change: dict[str, Any]
) -> None:
    with every_policy(**change):
        dispute = world.escalate()
    exhibit = world.file_picture(dispute)
    assert work_one(sure)
    row = row_of(dispute, exhibit)
    assert (row.state, row.boxes) == ("filed", [vars(FACE.box)])
    assert get_redaction(exhibit).code == "by_policy"


def test_what_is_found_twice_in_one_place_is_one_box(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    twice = [screening.Spot("phone", (4, 4, 40, 8))] * 2
    other = screening.Spot("name", (4, 4, 40, 8))
    seen = screening.RedactedPicture(64, 48, b"", "JPEG", (*twice, other), (other,) * 2)
    monkeypatch.setattr(screening, "redact_picture", lambda *_, **__: seen)
    answer = detecting.redact(b"", NOTHING_KNOWN)
    assert isinstance(answer, Seen)
    assert [one.kind for one in answer.findings] == ["phone", "name"]
    assert len(answer.review) == 1


def test_a_place_in_doubt_is_covered_and_its_side_may_ask_to_have_it_shown(
    app: Flask, world: World, dispute: str
) -> None:
    exhibit = world.file_picture(dispute)
    assert work_one(unsure)
    row = row_of(dispute, exhibit)
    assert (row.state, len(row.boxes)) == ("released", 2)
    shown = Image.open(io.BytesIO(vault.read_of(row, row.shown_blob or "")))
    assert max(shown.convert("RGB").getpixel((176, 32))) < 8  # type: ignore[arg-type]
    buyer = as_party(app, dispute, Side.BUYER)
    page = f"/disputes/{dispute}/exhibits/{exhibit}"
    assert shows(buyer.get(page), "Ask to show place 2", "top middle")
    asked = {"target": exhibit, "place": "2"}
    for place, status in (("1", 422), ("2", 303), ("2", 303)):
        form = {"target": exhibit, "place": place}
        assert buyer.post(f"/disputes/{dispute}/cover", data=form).status_code == status
    assert waiting(dispute) == ["cover"]
    seller = as_party(app, dispute, Side.SELLER)
    assert seller.post(f"/disputes/{dispute}/cover", data=asked).status_code == 404
    assert shows(buyer.get(page), "a moderator is looking at it")
    desk, _ = as_staff(app, "lin", Role.MODERATOR)
    editor = desk.get(f"/desk/disputes/{dispute}/exhibits/{exhibit}")
    assert shows(editor, "asks to have box 2 shown")
    world.finish_submissions(dispute)
    closes_at = world.dispute(dispute).stage_closes_at
    assert closes_at is not None
    with transaction(lock=dispute):
        disclose.close_screening(dispute, now=closes_at)
    assert row_of(dispute, exhibit).state == "released"
    assert "cover" not in waiting(dispute)
