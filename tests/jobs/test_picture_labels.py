"""What is written on a picture bears the labels that the texts of its dispute bear."""

import json
from collections.abc import Sequence

import pytest
from flask import Flask
from flask_babel import force_locale
from sqlalchemy.orm import Session

from jury.domain.lifecycle import Side
from jury.jobs.worker import work_one
from jury.redaction import Known, find
from jury.redaction.pictures import Box, cover
from jury.redaction.seen import screening
from jury.redaction.seen.screening import Written
from jury.services.screening import detecting, disclose
from jury.services.screening.detecting import Seen, Spot
from jury.services.screening.picture_labels import labels_on
from jury.storage.disputes import get_dispute, list_redacted
from jury.storage.redactions import get_redaction
from jury.storage.transaction import transaction
from jury.web.desk.found import found_on
from tests.jobs.seers import row_of
from tests.web.people import as_party, shows
from tests.world import BUYER_PHONE, World

LINE, NAME = Box(16, 16, 90, 20), Box(16, 60, 90, 20)
STRANGER = "13912345678"


@pytest.fixture
def world(session: Session) -> World:
    return World.begin(jurors=0)


@pytest.fixture
def dispute(world: World) -> str:
    return world.escalate()


def entity(said: str, known: Known) -> str:
    (found,) = find(said, known)
    return found.entity


def reads(content: bytes, known: Known, _written: Sequence[Written] = ()) -> Seen:
    """A label with the buyer's number, another one, and the buyer's name."""
    numbers = tuple(entity(one, known) for one in (BUYER_PHONE, STRANGER))
    buyer = entity(known.buyer.names[0], known)
    spots = Spot("phone", LINE, entities=numbers), Spot("name", NAME, entities=(buyer,))
    return Seen(cover(content, [LINE, NAME]), spots, ())


def test_a_number_on_a_picture_is_that_of_the_texts(
    app: Flask, world: World, dispute: str
) -> None:
    assert "⟦phone:1⟧" in list_redacted(dispute)["claim"].template
    exhibit = world.file_picture(dispute)
    assert work_one(reads)
    row = row_of(dispute, exhibit)
    assert labels_on(row) == ("phone:1", "phone:2", "buyer")
    kept = json.dumps([get_redaction(exhibit).findings, get_dispute(dispute).labels])
    assert not any(one in kept for one in (BUYER_PHONE, STRANGER))
    place = f"/disputes/{dispute}/exhibits/{exhibit}"
    for side in Side:
        page = as_party(app, dispute, side).get(place)
        assert shows(page, "Covered on it: Phone 1 Phone 2 Buyer")
    page = as_party(app, dispute, Side.BUYER, lang="zh-Hans").get(place)
    assert shows(page, "电话 1 电话 2 买家")


def test_what_a_moderator_uncovers_has_no_label_any_more(
    world: World, dispute: str
) -> None:
    exhibit = world.file_picture(dispute)
    assert work_one(reads)
    with transaction(lock=dispute) as now:
        disclose.reopen_exhibit(
            dispute, exhibit, reason="Too much.", staff_id=world.staff_id, now=now
        )
    assert labels_on(row_of(dispute, exhibit)) == ()
    world.release(dispute, exhibit)
    assert labels_on(row_of(dispute, exhibit)) == ()


def test_two_numbers_in_one_place_keep_both_labels(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    spots = [screening.Spot("phone", (4, 4, 40, 8), one) for one in ("a", "b", "a", "")]
    seen = screening.RedactedPicture(64, 48, b"", "JPEG", tuple(spots), ())
    monkeypatch.setattr(screening, "redact_picture", lambda *_, **__: seen)
    answer = detecting.redact(b"", Known())
    assert isinstance(answer, Seen)
    assert [one.entities for one in answer.findings] == [("a", "b")]


def test_a_name_and_an_address_in_one_line_keep_both_labels(
    app: Flask, monkeypatch: pytest.MonkeyPatch, world: World, dispute: str
) -> None:
    box, exhibit = (16, 16, 90, 20), world.file_picture(dispute)
    told = (("name", "someone"), ("address", "somewhere"), ("plate", ""))
    spots = tuple(screening.Spot(kind, box, entity) for kind, entity in told)

    def redact(content: bytes, *_: object, **__: object) -> screening.RedactedPicture:
        shown = cover(content, [LINE])
        return screening.RedactedPicture(320, 240, shown, "JPEG", spots, ())

    monkeypatch.setattr(screening, "redact_picture", redact)
    assert work_one(detecting.redact)
    row = row_of(dispute, exhibit)
    assert labels_on(row) == ("name:1", "address:1")
    assert row.boxes == [vars(LINE)]
    with app.test_request_context("/"), force_locale("en"):
        (found,) = found_on(row)
    assert found["what"] == "Person, Address, Plate"
