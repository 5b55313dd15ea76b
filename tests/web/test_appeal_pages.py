"""Appeals and slips as people do them: at the pages of a side and at the desk."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from jury.domain.lifecycle import Side
from jury.services.verdict.letter import letter
from jury.storage.appeals import list_appeals
from jury.storage.people import Role
from jury.storage.roster import get_juror
from jury.storage.verdicts import find_verdict
from tests.appeals import (
    add,
    appeal,
    begin_decided,
    decide_as,
    decided,
    decided_by_staff,
    file_late,
    hear_again,
    waiting,
)
from tests.web.people import (
    as_party,
    as_staff,
    as_user,
    look_again,
    shows,
    small_world,
    text_of,
)
from tests.world import World, make_intake, move_clock

FORM = {"ground": "overlooked", "text": "The bill was not looked at."}


def take(desk: FlaskClient, dispute: str, kind: str) -> str:
    """Take the one task of a kind that waits; its address."""
    look_again()
    (task,) = waiting(dispute, kind)
    assert desk.post(f"/desk/tasks/{task.id}/take").status_code == 303
    return f"/desk/tasks/{task.id}"


def test_a_side_reads_how_to_appeal_appeals_and_follows_the_second_round(
    app: Flask, session: Session
) -> None:
    _world, dispute = begin_decided(jurors=80)
    seller = as_party(app, dispute, Side.SELLER)
    letter = seller.get(f"/disputes/{dispute}/verdict")
    assert shows(letter, "You can appeal once, with a ground, until", "Correct a slip")
    assert shows(seller.get(f"/disputes/{dispute}"), "You can appeal once, until then.")
    form = seller.get(f"/disputes/{dispute}/appeal")
    assert shows(form, "Evidence in the file was overlooked", "final")
    assert seller.post(f"/disputes/{dispute}/appeal", data=FORM).status_code == 303
    page = seller.get(f"/disputes/{dispute}")
    assert shows(page, "Second round, after an appeal", "Add what is new")
    assert shows(page, "The bill was not looked at.")
    told = seller.get(f"/disputes/{dispute}/verdict")
    assert shows(told, "This verdict was appealed", "No money moves")
    buyer = as_party(app, dispute, Side.BUYER)
    assert shows(
        buyer.get(f"/disputes/{dispute}"), "I too find the first decision wrong"
    )
    assert shows(buyer.get(f"/disputes/{dispute}/appeal"), "Join the appeal")
    assert buyer.post(f"/disputes/{dispute}/appeal", data=FORM).status_code == 303
    look_again()
    assert len(list_appeals(dispute)) == 2


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"text": "x"}, "Please choose one of the grounds."),
        ({"ground": "rule", "text": ""}, "Please write something here."),
        ({"ground": "rule", "text": "x" * 301}, "This text is too long."),
    ],
)
def test_a_wrong_form_comes_back_with_what_was_typed(
    app: Flask, session: Session, fields: dict[str, str], sentence: str
) -> None:
    dispute = decided_by_staff(small_world())
    side = as_party(app, dispute, Side.BUYER)
    page = side.post(f"/disputes/{dispute}/appeal", data=fields)
    assert page.status_code == 422
    assert shows(page, sentence)
    assert fields["text"] in page.text
    look_again()
    assert list_appeals(dispute) == []


def test_a_stranger_and_staff_cannot_appeal(app: Flask, session: Session) -> None:
    world = small_world()
    dispute, other = decided_by_staff(world), world.escalate(make_intake(number="2"))
    clients = [
        as_party(app, other, Side.BUYER),
        as_staff(app, "lin", Role.MODERATOR, Role.ADMINISTRATOR)[0],
    ]
    for client in clients:
        for page in ("appeal", "slip"):
            place = f"/disputes/{dispute}/{page}"
            assert client.get(place).status_code == 404
            assert client.post(place, data=FORM).status_code == 404
    look_again()
    assert list_appeals(dispute) == []


def test_after_the_second_round_the_letter_says_what_became_of_the_first(
    app: Flask, session: Session
) -> None:
    world, dispute = begin_decided(jurors=80, rung=1)
    appeal(dispute, Side.SELLER)
    hear_again(world, dispute)
    world.decide(dispute, (0,) * 11)
    side = as_party(app, dispute, Side.BUYER)
    new = side.get(f"/disputes/{dispute}/verdict")
    assert shows(new, "Decided on appeal", "This verdict replaces it.")
    assert shows(new, "there is no further appeal", "The bill was not looked at.")
    assert not shows(new, "You can appeal once")
    old = side.get(f"/disputes/{dispute}/verdict/1")
    assert shows(old, "On appeal it was decided otherwise", "No money moves")
    assert side.get(f"/disputes/{dispute}/appeal").status_code == 409
    for place in (f"/draws/{dispute}/1", f"/draws/{dispute}/2/1"):
        assert side.get(place).status_code == 200
        assert place in (old.text if place.endswith(f"{dispute}/1") else new.text)


def test_an_appeal_that_changes_nothing_says_so(app: Flask, session: Session) -> None:
    world = small_world()
    dispute = decided_by_staff(world, rung=1)
    appeal(dispute, Side.SELLER)
    decide_as(dispute, world.staff_id + 1000, 1)
    letter = as_party(app, dispute, Side.SELLER).get(f"/disputes/{dispute}/verdict")
    assert shows(
        letter, "The outcome is the same as before the appeal: nothing changes."
    )
    assert shows(letter, "Another moderator, who had no hand in the first decision")


def test_jurors_of_either_round_read_only_their_own(
    app: Flask, session: Session
) -> None:
    world, dispute = begin_decided(jurors=80, rung=1)
    first = world.summonses(dispute, "voted")[0]
    appeal(dispute, Side.SELLER)
    hear_again(world, dispute)
    second = world.summonses(dispute)[0]
    reader = as_juror(app, second.juror_id)
    world.seat(dispute, second)
    page = reader.get(f"/jury/seats/{second.id}")
    assert page.status_code == 200
    assert not re.search(r"appeal|verdict|round|overlooked", text_of(page), re.I)
    for number in ("1", "2/1"):
        assert reader.get(f"/draws/{dispute}/{number}").status_code == 404
    world.decide(dispute, (0,) * 10)
    veteran = as_juror(app, first.juror_id)
    outcome = veteran.get(f"/jury/seats/{first.id}/outcome")
    own = find_verdict_title(dispute, 1)
    assert shows(outcome, own)
    assert not re.search(r"appeal", text_of(outcome), re.I)
    assert veteran.get(f"/draws/{dispute}/2/1").status_code == 404
    assert veteran.get(f"/draws/{dispute}/1").status_code == 200


def as_juror(app: Flask, juror_id: int) -> FlaskClient:
    return as_user(app, get_juror(juror_id).ref)


def find_verdict_title(dispute: str, round_number: int) -> str:
    told = letter(dispute, "en", round_number)
    assert told is not None
    return told.outcome.title


# -- The desk ------------------------------------------------------------------------


def test_the_first_moderator_cannot_take_the_appeal_and_reads_why(
    app: Flask, session: Session
) -> None:
    world = small_world()
    lin, lin_id = as_staff(app, "lin", Role.MODERATOR)
    ada, _ = as_staff(app, "ada", Role.MODERATOR)
    dispute = refer(world)
    decide_as(dispute, lin_id, 1)
    appeal(dispute, Side.SELLER)
    (task,) = waiting(dispute)
    page = lin.get(f"/desk/tasks/{task.id}")
    assert shows(page, "You had a hand in the decision that was appealed.")
    assert lin.post(f"/desk/tasks/{task.id}/take").status_code == 403
    place = take(ada, dispute, "referred")
    page = ada.get(place)
    assert shows(page, "The bill was not looked at.", "Decide it yourself")
    old = ada.get(f"/desk/disputes/{dispute}/verdict/1")
    assert shows(old, "This verdict was appealed")
    said = {"rung": "0", "reason": "The bill is of another phone."}
    assert ada.post(f"{place}/review", data=said).status_code == 200
    assert ada.post(f"{place}/pronounce", data=said).status_code == 303
    look_again()
    verdict = find_verdict(dispute)
    assert verdict is not None
    assert (verdict.round_number, verdict.rung) == (2, 0)


def refer(world: World) -> str:
    dispute = world.escalate()
    world.finish_submissions(dispute)
    world.confirm(dispute)
    return dispute


def test_evidence_and_texts_of_an_appeal_are_judged_at_the_desk(
    app: Flask, session: Session
) -> None:
    world = World.begin(jurors=80)
    lin, _ = as_staff(app, "lin", Role.MODERATOR)
    dispute = decided(world)
    appeal(dispute, Side.SELLER)
    exhibit = file_late(dispute, Side.SELLER)
    add(dispute, Side.SELLER, "The jury was wrong. The bill is dated.")
    place = take(lin, dispute, "admit_exhibit")
    page = lin.get(place)
    assert shows(page, "Found today.", "Leave it out", "The bill was not looked at.")
    wrong = lin.post(f"{place}/admit", data={"act": "refuse", "code": "could_before"})
    assert wrong.status_code == 422
    good = {"act": "admit", "code": "could_not_before"}
    assert lin.post(f"{place}/admit", data=good).status_code == 303
    look_again()
    assert [one.target for one in waiting(dispute, "screen_exhibit")] == [exhibit]
    place = take(lin, dispute, "strike")
    assert shows(lin.get(place), "The jury was wrong. The bill is dated.")
    lifted = {"code": "tells_nothing", "reason": "It is harmless."}
    assert lin.post(f"{place}/lift", data=lifted).status_code == 303
    struck = {"passage": "The jury was wrong.", "code": "tells_of_verdict"}
    assert (
        lin.post(f"{place}/strike", data=struck | {"passage": "x"}).status_code == 422
    )
    assert lin.post(f"{place}/strike", data=struck).status_code == 303
    assert lin.post(f"{place}/pass").status_code == 303
    look_again()
    assert waiting(dispute, "strike") == []
    record = lin.get(f"/desk/disputes/{dispute}")
    assert shows(record, "takes exhibit 2, which could not be had before")
    assert shows(record, "Appealed: other jurors hear it anew.")


def test_a_slip_is_asked_for_corrected_and_shown_beside_what_stood(
    app: Flask, session: Session
) -> None:
    world = World.begin()
    lin, _ = as_staff(app, "lin", Role.MODERATOR)
    dispute = decided(world, rung=1)
    buyer = as_party(app, dispute, Side.BUYER)
    asked = {"kind": "sum", "text": "The price was 160.00."}
    slip = f"/disputes/{dispute}/slip"
    assert shows(buyer.get(slip), "What is wrong?")
    assert buyer.post(slip, data={"kind": "x", "text": ""}).status_code == 422
    assert buyer.post(slip, data=asked).status_code == 303
    place = take(lin, dispute, "slip")
    assert shows(lin.get(place), "The price was 160.00.", "It is no slip")
    correct = f"/desk/disputes/{dispute}/correct"
    page = lin.get(correct)
    assert shows(page, "Correct the sums", "both sides have a day from then to appeal")
    sums = {"kind": "sum", "price": "160", "freight": "12.00", "reason": "The order."}
    for wrong in (
        {"price": "x"},
        {"price": "1.005"},
        {"freight": "-1"},
        {"reason": ""},
    ):
        assert lin.post(correct, data=sums | wrong).status_code == 422
    assert lin.post(correct, data=sums | {"version": "1"}).status_code == 303
    late = lin.post(correct, data=sums | {"version": "1", "price": "170"})
    assert late.status_code == 409
    assert shows(late, "The verdict was corrected meanwhile. Look at it again.")
    letter_page = buyer.get(f"/disputes/{dispute}/verdict")
    assert shows(letter_page, "CN¥48.00", "Before: CN¥54.00 to the buyer")
    assert shows(lin.get(f"/desk/disputes/{dispute}"), "corrects a slip in the verdict")
    move_clock(hours=49)
    assert buyer.get(slip).status_code == 409
    assert lin.get(correct).status_code == 409
