"""What each reads of offers and endings: the two sides, jurors, staff."""

import re
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from jury.domain.lifecycle import Side
from jury.domain.policy import Effect
from jury.domain.settlement import MOST_A_SIDE
from jury.services.law.lawbook import lawbook
from jury.services.settlement import offers
from jury.storage.base import current_session
from jury.storage.disputes import get_dispute
from jury.storage.money.refunds import Enforcement
from jury.storage.people import Role
from jury.storage.roster import get_juror
from jury.storage.transaction import transaction
from tests.courts import begin_decided_by, begin_hearing
from tests.settlement import acts
from tests.web.people import as_party, as_staff, as_user, shows, small_world
from tests.world import make_intake, move_clock


@pytest.fixture
def dispute(session: Session) -> str:
    return small_world().escalate()


@pytest.fixture
def buyer(app: Flask, dispute: str) -> FlaskClient:
    return as_party(app, dispute, Side.BUYER)


@pytest.fixture
def seller(app: Flask, dispute: str) -> FlaskClient:
    return as_party(app, dispute, Side.SELLER)


TAG = re.compile(r'class="tag[^"]*">([^<]*)<')


def at(dispute: str, more: str = "") -> str:
    return f"/disputes/{dispute}{more}"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Choose an outcome, or write a sum."),
        ({"terms": "sum"}, "Please write a sum."),
        ({"sum": "about fifty"}, "Write the sum in figures, like the example."),
        ({"sum": "54.555"}, "Write the sum in figures, like the example."),
        ({"sum": "192.01"}, "This is more than the sum that is held."),
        ({"terms": "share_99"}, "This outcome is not on the ladder."),
    ],
)
@pytest.mark.parametrize("sure", ["", "1"])
def test_wrong_input_gets_a_sentence_and_is_still_there(
    buyer: FlaskClient, dispute: str, fields: dict[str, str], sentence: str, sure: str
) -> None:
    place = at(dispute, "/settlement/offers")
    page = buyer.post(place, data=fields | {"sure": sure})
    assert page.status_code == 422
    assert shows(page, sentence)
    assert f'value="{fields.get("sum", "")}"' in page.text
    assert acts.states(dispute) == []


def test_an_offer_is_looked_at_once_more_before_it_is_made(
    buyer: FlaskClient, seller: FlaskClient, dispute: str
) -> None:
    place = at(dispute, "/settlement/offers")
    review = buyer.post(place, data={"sum": "77.5", "answering": ""})
    assert shows(review, "Make this offer?", "CN¥77.50", "CN¥114.50", "CN¥192.00")
    assert acts.states(dispute) == []
    done = buyer.post(place, data={"sum": "77.5", "answering": "", "sure": "1"})
    assert (done.status_code, done.location) == (303, at(dispute, "/settlement"))
    assert acts.states(dispute) == ["open"]
    assert shows(buyer.get(at(dispute, "/settlement")), "Your offer is with the other")
    page = seller.get(at(dispute))
    assert shows(page, "The other side offers to settle", "Seller gets CN¥114.50")
    assert shows(
        seller.get("/disputes"), "One dispute waits for you", "offer to settle"
    )


def test_who_accepts_sees_the_whole_calculation_and_then_the_letter(
    buyer: FlaskClient, dispute: str
) -> None:
    offer = acts.offer(dispute, Side.SELLER, rung="share_30")
    review = buyer.get(at(dispute, f"/settlement/accept?offer={offer}"))
    assert shows(review, "30 % of the price", "To the seller CN¥138.00")
    done = buyer.post(at(dispute, "/settlement/accept"), data={"offer": offer})
    assert (done.status_code, done.location) == (303, at(dispute, "/verdict"))
    page = buyer.get(at(dispute, "/verdict"))
    assert shows(page, "30 % of the price back", "Nobody judged who was right.")
    assert shows(page, "The marketplace has been told to pay")
    assert not shows(page, "How the jury voted")
    page = buyer.get(at(dispute))
    assert shows(page, "you get CN¥54.00", "Read the settlement", "Settled between")
    assert "/settlement" not in page.text


def test_what_was_replaced_meanwhile_is_not_accepted(
    buyer: FlaskClient, dispute: str
) -> None:
    seen = acts.offer(dispute, Side.SELLER, to_buyer=9000)
    acts.offer(dispute, Side.SELLER, to_buyer=1)
    page = buyer.post(at(dispute, "/settlement/accept"), data={"offer": seen})
    assert page.status_code == 409
    assert shows(page, "This offer does not stand any more", "CN¥0.01 to the buyer")
    assert acts.states(dispute) == ["replaced", "open"]
    gone = buyer.get(at(dispute, f"/settlement/accept?offer={seen}"))
    assert gone.location == at(dispute, "/settlement")


def test_an_offer_that_came_meanwhile_is_not_replaced_unseen(
    buyer: FlaskClient, dispute: str
) -> None:
    acts.offer(dispute, Side.SELLER, to_buyer=9000)
    fields = {"sum": "1", "answering": "", "sure": "1"}
    page = buyer.post(at(dispute, "/settlement/offers"), data=fields)
    assert page.status_code == 409
    assert shows(page, "Meanwhile the other side made an offer", "CN¥90.00")
    assert acts.states(dispute) == ["open"]


def test_declining_and_taking_back_are_told_in_the_story(
    buyer: FlaskClient, seller: FlaskClient, dispute: str
) -> None:
    first = acts.offer(dispute, Side.SELLER, to_buyer=1000)
    buyer.post(at(dispute, "/settlement/decline"), data={"offer": first})
    second = acts.offer(dispute, Side.SELLER, to_buyer=2000)
    seller.post(at(dispute, "/settlement/take-back"), data={"offer": second})
    acts.offer(dispute, Side.BUYER, to_buyer=3000)
    move_clock(sweep=lambda: None, hours=25)
    page = buyer.get(at(dispute, "/settlement"))
    assert TAG.findall(page.text) == ["declined", "taken back", "expired"]
    assert acts.states(dispute) == ["declined", "withdrawn", "open"]


@pytest.mark.parametrize("act", ["accept", "take-back", "decline"])
def test_what_is_not_theirs_to_do_is_not_there(
    buyer: FlaskClient, seller: FlaskClient, dispute: str, act: str
) -> None:
    offer = acts.offer(dispute, Side.SELLER)
    reader = buyer if act == "take-back" else seller
    page = reader.post(at(dispute, f"/settlement/{act}"), data={"offer": offer})
    assert page.status_code == 403
    assert acts.states(dispute) == ["open"]


def test_when_all_offers_are_made_the_page_says_so(
    seller: FlaskClient, dispute: str
) -> None:
    for number in range(MOST_A_SIDE):
        acts.offer(dispute, Side.SELLER, to_buyer=number)
    page = seller.get(at(dispute, "/settlement"))
    assert shows(page, "You have made as many offers as you can.")
    fields = {"sum": "9", "answering": acts.standing(dispute), "sure": "1"}
    page = seller.post(at(dispute, "/settlement/offers"), data=fields)
    assert page.status_code == 429


def test_who_filed_withdraws_with_the_money_in_view(
    buyer: FlaskClient, seller: FlaskClient, dispute: str
) -> None:
    page = buyer.get(at(dispute, "/withdrawal"))
    assert shows(page, "You give your claim up", "Seller gets CN¥192.00")
    assert buyer.post(at(dispute, "/withdrawal")).location == at(dispute, "/withdrawal")
    done = buyer.post(at(dispute, "/withdrawal"), data={"sure": "1"})
    assert done.location == at(dispute, "/verdict")
    for reader in (buyer, seller):
        assert shows(reader.get(at(dispute, "/verdict")), "gave it up")
    assert buyer.get(at(dispute, "/withdrawal")).location == at(dispute)


def test_the_other_side_cannot_withdraw_it(seller: FlaskClient, dispute: str) -> None:
    assert seller.get(at(dispute, "/withdrawal")).status_code == 404
    done = seller.post(at(dispute, "/withdrawal"), data={"sure": "1"})
    assert done.status_code == 403
    assert shows(done, "Only the side that opened this dispute can withdraw it.")
    assert get_dispute(dispute).stage == "submissions"


def test_a_seller_who_filed_is_told_that_the_buyer_gets_what_was_asked(
    app: Flask, session: Session
) -> None:
    case = make_intake(filed_by=Side.SELLER, reason="surplus")
    dispute = small_world().escalate(case)
    page = as_party(app, dispute, Side.SELLER).get(at(dispute, "/withdrawal"))
    assert shows(page, "You give in", "Buyer gets CN¥180.00")


def test_after_a_verdict_nothing_can_be_offered(app: Flask, session: Session) -> None:
    _world, dispute = begin_decided_by((1,) * 5)
    client = as_party(app, dispute, Side.BUYER)
    page = client.get(at(dispute, "/settlement"))
    assert shows(page, "Nothing can be settled any more")
    assert "<form" not in page.text[page.text.index("<main") :]
    fields = {"sum": "9", "answering": "", "sure": "1"}
    assert (
        client.post(at(dispute, "/settlement/offers"), data=fields).status_code == 409
    )


def test_where_the_court_only_advises_it_moves_no_money(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    law = lawbook()
    advising = tuple(replace(one, effect=Effect.ADVICE) for one in law.policies)
    monkeypatch.setattr(
        "jury.services.admission.admit.lawbook", lambda: replace(law, policies=advising)
    )
    dispute = small_world().escalate()
    acts.offer(dispute, Side.SELLER)
    acts.accept(dispute, Side.BUYER)
    assert get_dispute(dispute).stage == "closed"
    assert current_session().get(Enforcement, dispute) is None
    page = as_party(app, dispute, Side.BUYER).get(at(dispute, "/verdict"))
    assert shows(page, "This court moves no money here")


def test_jurors_read_thanks_and_nothing_of_votes_or_sums(
    app: Flask, session: Session
) -> None:
    world, dispute = begin_hearing()
    first, second, third = world.summonses(dispute)[:3]
    voter, reader = world.seat(dispute, first), world.seat(dispute, second)
    world.read(dispute, voter, reader)
    world.vote(dispute, voter, 3)
    acts.offer(dispute, Side.SELLER, to_buyer=4242)
    refs = {one.id: get_juror(one.juror_id).ref for one in (first, second, third)}
    before = [as_user(app, ref).get("/jury").text for ref in refs.values()]
    assert "42.42" not in "".join(before)
    acts.accept(dispute, Side.BUYER)
    page = as_user(app, refs[first.id]).get(f"/jury/seats/{first.id}/outcome")
    assert shows(page, "The two sides ended this dispute themselves", "none is ever")
    assert shows(page, "Your service counts in full.")
    for one in (first, second, third):
        home = as_user(app, refs[one.id]).get("/jury")
        assert shows(home, "The two sides ended this dispute themselves")
        assert "42.42" not in home.text + page.text
    call = as_user(app, refs[third.id]).get(f"/jury/summons/{third.id}")
    assert shows(call, "Thank you for being ready.")


def test_staff_read_every_offer_and_the_letter(app: Flask, session: Session) -> None:
    world, dispute = begin_hearing()
    juror = world.seat(dispute, world.summonses(dispute)[0])
    world.read(dispute, juror)
    world.vote(dispute, juror, 3)
    acts.offer(dispute, Side.SELLER, to_buyer=1000)
    acts.offer(dispute, Side.BUYER, rung="share_50")
    acts.decline(dispute, Side.SELLER)
    acts.offer(dispute, Side.SELLER, to_buyer=4242)
    acts.accept(dispute, Side.BUYER)
    client, _staff = as_staff(app, "desk", Role.MODERATOR, Role.AUDITOR)
    page = client.get(f"/desk/disputes/{dispute}")
    assert shows(page, "makes offer 1 to the other side", "Agreed sum", "CN¥10.00")
    assert shows(page, "declines offer 2", "Half of the price back")
    assert shows(page, "accepts what the other side offered", "CN¥42.42")
    assert shows(page, "no ballot is ever opened")
    assert 'class="votes"' not in page.text
    letter = client.get(f"/desk/disputes/{dispute}/verdict")
    assert shows(letter, "One side offered this and the other accepted it")


@pytest.mark.parametrize("lang", ["en", "zh-Hans"])
def test_every_page_speaks_both_languages(app: Flask, dispute: str, lang: str) -> None:
    acts.offer(dispute, Side.SELLER)
    client = as_party(app, dispute, Side.BUYER, lang=lang)
    said = {"en": "Offers so far", "zh-Hans": "到目前为止的提议"}
    assert shows(client.get(at(dispute, "/settlement")), said[lang])


def test_the_bound_on_offers_is_counted_by_round(session: Session) -> None:
    dispute = small_world().escalate()
    acts.offer(dispute, Side.SELLER)
    assert offers.offers_left(get_dispute(dispute), Side.SELLER) == MOST_A_SIDE - 1
    with transaction(lock=dispute):
        get_dispute(dispute).round_number = 2
    assert offers.offers_left(get_dispute(dispute), Side.SELLER) == MOST_A_SIDE
