"""The pages on which a closed dispute becomes one to practise on, and is read."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from jury.domain.lifecycle import Side
from jury.services.exam import sitting
from jury.storage.people import Role
from tests.exam import acts, practice
from tests.web.people import as_party, as_staff, as_user, shows, text_of
from tests.world import World

FORM = {
    "item": practice.DRAFT.item,
    "listing": practice.DRAFT.listing,
    "shows-1": practice.DRAFT.shows[0],
    "covered": "",
    "answer": practice.DRAFT.answer,
    "defensible": ["share_50", "undecided"],
    "why": practice.DRAFT.why,
}
ASKED = "May new jurors practise on this dispute?"


@pytest.fixture
def closed(session: Session) -> tuple[World, str]:
    return practice.closed_dispute()


def post(client: FlaskClient, place: str, **form: object) -> int:
    return client.post(place, data=form).status_code


def test_a_side_is_asked_says_yes_and_takes_it_back(
    app: Flask, closed: tuple[World, str]
) -> None:
    _world, dispute = closed
    buyer, place = as_party(app, dispute, Side.BUYER), f"/disputes/{dispute}"
    assert shows(buyer.get(place), ASKED, "Yes, they may")
    assert post(buyer, f"{place}/practice", allowed="1") == 303
    assert shows(buyer.get(place), "You said yes", "Take it back")
    assert practice.said(dispute) == {Side.BUYER: True}
    assert post(buyer, f"{place}/practice", allowed="0") == 303
    assert shows(buyer.get(place), "You said no", "They may after all")
    assert practice.said(dispute) == {Side.BUYER: False}


@pytest.mark.parametrize("form", [{}, {"allowed": "yes"}, {"allowed": ""}, {"x": "1"}])
def test_what_is_not_plainly_a_yes_is_a_no(
    app: Flask, closed: tuple[World, str], form: dict[str, str]
) -> None:
    _world, dispute = closed
    post(as_party(app, dispute, Side.BUYER), f"/disputes/{dispute}/practice", **form)
    assert practice.said(dispute) == {Side.BUYER: False}


def test_nobody_else_answers_for_a_side(app: Flask, closed: tuple[World, str]) -> None:
    _world, dispute = closed
    practice.volunteer()
    stranger, place = as_user(app, "stranger"), f"/disputes/{dispute}/practice"
    assert post(stranger, place, allowed="1") == 404
    desk, _id = as_staff(app, "lin", Role.MODERATOR)
    assert post(desk, place, allowed="1") == 404
    assert practice.said(dispute) == {}


def test_a_dispute_that_runs_asks_nothing(app: Flask, session: Session) -> None:
    world = World.begin(jurors=12)
    dispute = world.escalate()
    buyer = as_party(app, dispute, Side.BUYER)
    assert not shows(buyer.get(f"/disputes/{dispute}"), ASKED)
    assert post(buyer, f"/disputes/{dispute}/practice", allowed="1") == 409


def test_two_moderators_make_it_and_somebody_practises(
    app: Flask, closed: tuple[World, str]
) -> None:
    _world, dispute = closed
    practice.say(dispute)
    lin, _ = as_staff(app, "lin", Role.MODERATOR)
    ma, _ = as_staff(app, "ma", Role.MODERATOR)
    record, draft = f"/desk/disputes/{dispute}", f"/desk/disputes/{dispute}/practice"
    assert shows(lin.get("/desk/practice"), "Both sides said yes", "ORD-1")
    assert shows(lin.get(record), "Make a practice dispute of it")
    page = text_of(lin.get(draft))
    assert "主板修过" in page
    assert "九成新，无拆无修" not in page
    assert post(lin, draft, **FORM) == 303
    mock = practice.open_mock(dispute)
    assert mock is not None
    place = f"/desk/tasks/{practice.review_of(dispute, mock.id).id}"
    assert not shows(lin.get(record), "Make a practice dispute of it")
    assert lin.get(draft).status_code == 404
    assert post(lin, f"{place}/take") == 403
    assert post(lin, f"{place}/mock-approve") == 403
    assert post(ma, f"{place}/take") == 303
    told = (practice.DRAFT.item, practice.DRAFT.shows[0], practice.DRAFT.why)
    assert shows(ma.get(place), *told, "It may be read")
    assert post(ma, f"{place}/mock-refuse", reason="") == 422
    assert post(ma, f"{place}/mock-approve") == 303
    assert shows(ma.get(place), "This was finished.")
    assert shows(ma.get("/desk/practice"), "Read for practice since", "lin", "ma")
    assert shows(ma.get(record), "agrees to the practice dispute")
    practises(app, mock.id)
    taken = f"/desk/practice/{mock.id}/take-out"
    assert post(lin, taken, reason="") == 422
    assert post(lin, taken, reason="Known.") == 303
    assert post(lin, taken, reason="Known.") == 409
    assert shows(lin.get("/desk/practice"), "a moderator took it out")
    assert ma.get(place).status_code == 200


def practises(app: Flask, mock: str) -> None:
    juror_id = practice.volunteer()
    practice.begin_with(juror_id, mock)
    reader = as_user(app, "stranger")
    assert shows(reader.get("/jury/exam/1"), practice.DRAFT.item, "主板修过")
    exhibit = reader.get("/jury/exam/1/exhibits/1")
    assert shows(exhibit, practice.DRAFT.shows[0])
    acts.read(juror_id, 1)
    assert shows(reader.get("/jury/exam/1/ballot"), "of the sum")
    assert post(reader, "/jury/exam/1/answer", choice="share_50") == 303
    assert shows(reader.get("/jury/exam/1"), practice.DRAFT.why, "your answer counts")


def test_words_are_covered_before_it_is_put_to_anybody(
    app: Flask, closed: tuple[World, str]
) -> None:
    _world, dispute = closed
    practice.say(dispute)
    lin, _ = as_staff(app, "lin", Role.MODERATOR)
    place = f"/desk/disputes/{dispute}/practice"
    looked = lin.post(place, data={**FORM, "covered": "主板", "look": "1"})
    assert looked.status_code == 200
    assert "主板修过" not in text_of(looked)
    assert shows(looked, practice.DRAFT.why)
    assert practice.open_mock(dispute) is None
    refused = lin.post(place, data={**FORM, "why": "", "answer": ""})
    assert refused.status_code == 422
    assert practice.DRAFT.item in refused.text
    many = lin.post(place, data={**FORM, "covered": "a\n" * 60, "look": "1"})
    assert shows(many, "This text is too long.")


@pytest.mark.parametrize("at", ["", "/ballot", "/exhibits/1"])
def test_whoever_was_reading_what_is_taken_out_gets_another(
    app: Flask, closed: tuple[World, str], at: str
) -> None:
    world, dispute = closed
    mock = practice.serving(world, dispute)
    juror_id = practice.volunteer()
    practice.begin_with(juror_id, mock)
    reader = as_user(app, "stranger")
    assert reader.get("/jury/exam/1").status_code == 200
    practice.say(dispute, Side.SELLER, is_given=False)
    moved = reader.get(f"/jury/exam/1{at}")
    assert (moved.status_code, moved.location) == (303, "/jury/exam/1")
    assert shows(reader.get("/jury/exam/1"), "You get another instead.")
    own = sitting.own_file(juror_id, 1)
    assert own.mock.code != mock
    for place in range(1, 5):
        acts.answer(juror_id, place, right=True)
    assert shows(reader.get("/jury/exam"), "You have passed")


def test_an_answer_to_what_was_taken_out_stands_without_it(
    app: Flask, closed: tuple[World, str]
) -> None:
    world, dispute = closed
    mock = practice.serving(world, dispute)
    juror_id = practice.volunteer()
    practice.begin_with(juror_id, mock)
    acts.answer(juror_id, 1, right=True)
    practice.say(dispute, Side.BUYER, is_given=False)
    reader = as_user(app, "stranger")
    assert shows(reader.get("/jury/exam"), "taken out since", "counts")
    assert reader.get("/jury/exam/1").status_code == 404
