"""The pages of money after the verdict: the desk changes and ends, the letter tells."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from jury.domain.lifecycle import Side
from jury.storage.money.refunds import balances
from jury.storage.people import Role
from tests.appeals import decided_by_staff, pay, waiting
from tests.money.acts import answer, final
from tests.web.people import as_party, as_staff, look_again, shows, small_world
from tests.world import move_clock

WHY = "The listing lied."


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are the same on every database."""
    return sqlite_url


@pytest.fixture
def dispute(session: Session) -> str:
    """Staff gave 30 % of the price, and the marketplace was told to pay."""
    found = decided_by_staff(small_world())
    move_clock(hours=49)
    return found


@pytest.fixture
def desk(app: Flask, dispute: str) -> FlaskClient:
    return as_staff(app, "lin", Role.MODERATOR)[0]


def take(desk: FlaskClient, dispute: str, kind: str) -> str:
    look_again()
    (task,) = waiting(dispute, kind)
    assert desk.post(f"/desk/tasks/{task.id}/take").status_code == 303
    return f"/desk/tasks/{task.id}"


def test_a_moderator_changes_an_award_and_the_letter_says_why(
    app: Flask, desk: FlaskClient, dispute: str
) -> None:
    pay(dispute)
    place = f"/desk/disputes/{dispute}/award"
    assert shows(desk.get(f"/desk/disputes/{dispute}"), "Change the award")
    page = desk.get(place)
    assert shows(page, "To the buyer now CN¥54.00", "This dispute is closed and paid")
    given = {"kind": "decision", "number": "1", "rung": "", "reason": WHY}
    refused = desk.post(place, data=given)
    assert (refused.status_code, WHY in refused.text) == (422, True)
    done = desk.post(place, data={**given, "rung": "0"}, follow_redirects=True)
    assert shows(
        done, "Both sides and the marketplace know", "changes what was awarded"
    )
    assert shows(done, "Payments beside the award", "Change of the award told to pay")
    look_again()
    assert balances(dispute)["seller"] == 19200
    letter = as_party(app, dispute, Side.SELLER).get(f"/disputes/{dispute}/verdict")
    assert shows(
        letter,
        WHY,
        "CN¥54.00 to the buyer",
        "The award was changed",
        "A moderator changed",
    )
    assert shows(letter, "Seller gets CN¥192.00", "has been told to pay")


def test_a_stuck_payment_is_ended_at_the_desk(
    app: Flask, desk: FlaskClient, dispute: str
) -> None:
    answer(dispute, "refused", code="account_closed")
    letter = as_party(app, dispute, Side.BUYER).get(f"/disputes/{dispute}/verdict")
    assert shows(letter, "Decided, payment delayed")
    place = take(desk, dispute, "refund_answer")
    assert shows(desk.get(place), "Telling it again will not help", "Buyer CN¥54.00")
    assert desk.post(f"{place}/by-hand", data={"proof": " "}).status_code == 422
    desk.post(f"{place}/write-off", data={"reason": "The account is gone."})
    assert shows(desk.get(place), "A colleague is asked to write it off.")
    colleague = as_staff(app, "ada", Role.MODERATOR)[0]
    asked = take(colleague, dispute, "money_consent")
    page = colleague.get(asked)
    assert shows(page, "lin proposes to write a payment off", "The account is gone.")
    assert (
        colleague.post(f"{asked}/money-dissent", data={"reason": ""}).status_code == 422
    )
    done = colleague.post(f"{asked}/money-consent", follow_redirects=True)
    assert shows(done, "Done as it was proposed", "writes the payment of the award off")
    letter = as_party(app, dispute, Side.BUYER).get(f"/disputes/{dispute}/verdict")
    assert shows(letter, "A payment cannot be made")


def test_a_colleague_sees_the_proof_before_much_counts_as_paid(
    app: Flask, session: Session
) -> None:
    sums = {"price_minor": 230000, "held_minor": 231200, "asked_minor": 100000}
    dispute = final(small_world(), **sums)
    desk = as_staff(app, "lin", Role.MODERATOR)[0]
    answer(dispute, "refused", code="account_closed")
    place = take(desk, dispute, "refund_answer")
    assert shows(desk.get(place), "So much takes two")
    told = desk.post(f"{place}/by-hand", data={"proof": "TT-77"}, follow_redirects=True)
    assert shows(told, "A colleague must consent to it. Until then nothing changes.")
    assert shows(desk.get(place), "A colleague is asked to consent that it was paid")
    colleague = as_staff(app, "ada", Role.MODERATOR)[0]
    asked = take(colleague, dispute, "money_consent")
    assert shows(colleague.get(asked), "was made another way", "TT-77", "CN¥")
    done = colleague.post(f"{asked}/money-consent", follow_redirects=True)
    assert shows(done, "Done as it was proposed", "the award was paid by hand")
