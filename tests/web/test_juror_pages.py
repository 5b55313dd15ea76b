"""The juror's pages: called, reading, voting, and what is refused on the way."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from jury.domain.lifecycle import Side, SummonsState
from jury.services.seats import RECUSAL_REASONS
from jury.storage.base import current_session
from jury.storage.draws import find_seat_of, get_summons
from jury.storage.polls import find_ballot_of_seat, list_openings
from jury.web.forms_juror import RECUSALS
from tests.web import juror_world as world
from tests.web.juror_world import Called, Hearing, SignIn, call_of, seat_of, shows

VOTE = {"choice": "2", "reasons": ["2:claim_shown"], "sentence": "One half is fair."}


@pytest.fixture
def sign_in(app: Flask) -> SignIn:
    return world.make_sign_in(app)


@pytest.fixture
def hearing(session: Session) -> Hearing:
    return world.make_hearing()


def state_of(called: Called) -> str:
    current_session().rollback()
    return get_summons(called.sid).state


def test_the_home_page_begins_with_the_call(hearing: Hearing, sign_in: SignIn) -> None:
    juror = world.call_juror(hearing, "amy")
    page = sign_in(juror).get("/jury")
    assert page.status_code == 200
    assert shows(page, "You are called to judge a dispute", call_of(juror, "/accept"))


def test_without_anything_to_do_the_home_page_says_when_to_come_back(
    hearing: Hearing, sign_in: SignIn
) -> None:
    juror = world.call_juror(hearing, "amy")
    client = sign_in(juror)
    client.post(call_of(juror, "/decline"))
    page = client.get("/jury")
    assert shows(page, "Nothing to do now", "You said no this time")


def test_the_call_says_what_it_is_and_shows_nothing_of_the_file(
    hearing: Hearing, sign_in: SignIn
) -> None:
    page = sign_in(world.call_juror(hearing, "amy")).get("/jury")
    call = sign_in(hearing.jurors["amy"]).get(call_of(hearing.jurors["amy"]))
    assert shows(call, "About ten minutes", "neither side learns who you are")
    assert not shows(call, "屏幕")
    assert not shows(page, "屏幕")


def test_accepting_leads_to_the_file(hearing: Hearing, sign_in: SignIn) -> None:
    juror = world.call_juror(hearing, "amy")
    answer = sign_in(juror).post(call_of(juror, "/accept"), follow_redirects=True)
    assert answer.request.path == seat_of(juror)
    assert shows(answer, "What both say", "三月份")
    assert state_of(juror) == SummonsState.ACCEPTED


def test_declining_costs_nothing(hearing: Hearing, sign_in: SignIn) -> None:
    juror = world.call_juror(hearing, "amy")
    answer = sign_in(juror).post(call_of(juror, "/decline"), follow_redirects=True)
    assert shows(answer, "That costs you nothing")
    assert state_of(juror) == SummonsState.DECLINED


def test_every_recusal_is_worded() -> None:
    assert tuple(RECUSALS) == RECUSAL_REASONS


@pytest.mark.parametrize("seat", [world.call_juror, world.seat_juror])
def test_stepping_aside_takes_two_taps_before_and_after_taking_a_seat(
    hearing: Hearing, sign_in: SignIn, seat: Callable[[Hearing, str], Called]
) -> None:
    juror = seat(hearing, "amy")
    answer = sign_in(juror).post(
        call_of(juror, "/recuse"), data={"reason": "upsetting"}, follow_redirects=True
    )
    assert shows(answer, "You stepped aside")
    assert state_of(juror) == SummonsState.RECUSED


@pytest.mark.parametrize("reason", ["", "because"])
def test_stepping_aside_needs_one_of_the_reasons(
    hearing: Hearing, sign_in: SignIn, reason: str
) -> None:
    juror = world.call_juror(hearing, "amy")
    answer = sign_in(juror).post(call_of(juror, "/recuse"), data={"reason": reason})
    assert answer.status_code == 409
    assert state_of(juror) == SummonsState.SENT


def test_a_reason_that_is_none_keeps_the_seat(
    hearing: Hearing, sign_in: SignIn
) -> None:
    juror = world.seat_juror(hearing, "amy")
    answer = sign_in(juror).post(
        call_of(juror, "/recuse"), data={"reason": "why"}, follow_redirects=True
    )
    assert answer.request.path == seat_of(juror)
    assert shows(answer, "Please choose one of the reasons.")
    assert state_of(juror) == SummonsState.ACCEPTED


def test_an_answer_after_the_call_ended_says_so(
    hearing: Hearing, sign_in: SignIn
) -> None:
    juror = world.call_juror(hearing, "amy")
    client = sign_in(juror)
    client.post(call_of(juror, "/decline"))
    answer = client.post(call_of(juror, "/accept"))
    assert answer.status_code == 409
    assert shows(answer, "This call has ended")
    assert state_of(juror) == SummonsState.DECLINED


def test_the_file_shows_labels_and_no_party(hearing: Hearing, sign_in: SignIn) -> None:
    juror = world.seat_juror(hearing, "amy")
    page = sign_in(juror).get(seat_of(juror))
    assert shows(page, 'class="label"')
    for secret in (*world.SECRETS, hearing.dispute_id):
        assert not shows(page, secret)


@pytest.mark.parametrize("first", Side)
def test_statements_stand_in_the_order_of_the_seat(
    hearing: Hearing, sign_in: SignIn, first: Side
) -> None:
    juror = world.seat_juror(hearing, "amy", first_side=first)
    text = sign_in(juror).get(seat_of(juror)).get_data(as_text=True)
    buyers, sellers = text.index("店里一查"), text.index("官方售后换的")
    assert (buyers < sellers) == (first is Side.BUYER)


def test_the_time_to_read_begins_with_the_first_look(
    hearing: Hearing, sign_in: SignIn
) -> None:
    juror = world.seat_juror(hearing, "amy")
    client = sign_in(juror)
    client.get(seat_of(juror))
    current_session().rollback()
    first = get_summons(juror.sid).opened_at
    client.get(seat_of(juror))
    current_session().rollback()
    assert first is not None
    assert get_summons(juror.sid).opened_at == first


def test_an_exhibit_is_opened_without_script(hearing: Hearing, sign_in: SignIn) -> None:
    juror = world.seat_juror(hearing, "amy")
    client = sign_in(juror)
    exhibit = seat_of(juror, f"/exhibits/{hearing.exhibits[0]}")
    assert shows(client.get(exhibit), "收货当天的屏幕", f"{exhibit}/image")
    assert client.get(f"{exhibit}/image").status_code == 200
    current_session().rollback()
    opening = list_openings(juror.sid)[hearing.exhibits[0]]
    assert opening.opened_at is not None
    assert opening.delivered_at is not None


def test_the_viewer_answers_how_far_the_juror_is(
    hearing: Hearing, sign_in: SignIn
) -> None:
    juror = world.seat_juror(hearing, "amy")
    client = sign_in(juror)
    client.get(seat_of(juror))
    exhibit = seat_of(juror, f"/exhibits/{hearing.exhibits[0]}")
    client.get(f"{exhibit}/image")
    answer = client.post(f"{exhibit}/opened").get_json()
    assert (answer["done"], answer["total"]) == (1, 2)
    assert 0 < answer["seconds_left"] <= world.READING_SECONDS


def test_a_picture_is_the_covered_one_and_is_never_kept(
    hearing: Hearing, sign_in: SignIn
) -> None:
    juror = world.seat_juror(hearing, "amy")
    exhibit = seat_of(juror, f"/exhibits/{hearing.exhibits[0]}")
    for name in ("image", "thumb"):
        answer = sign_in(juror).get(f"{exhibit}/{name}")
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.mimetype in {"image/png", "image/jpeg"}
        assert b"ORIGINAL" not in answer.data


def test_a_small_picture_is_not_delivery(hearing: Hearing, sign_in: SignIn) -> None:
    juror = world.seat_juror(hearing, "amy")
    exhibit = seat_of(juror, f"/exhibits/{hearing.exhibits[0]}")
    sign_in(juror).get(f"{exhibit}/thumb")
    assert list_openings(juror.sid) == {}


def test_a_withheld_exhibit_is_told_of_and_not_shown(
    hearing: Hearing, sign_in: SignIn
) -> None:
    juror = world.seat_juror(hearing, "amy")
    world.withhold(hearing, hearing.exhibits[1])
    client = sign_in(juror)
    assert shows(client.get(seat_of(juror)), "One exhibit is not shown")
    for page in ("", "/image", "/thumb"):
        exhibit = seat_of(juror, f"/exhibits/{hearing.exhibits[1]}{page}")
        assert client.get(exhibit).status_code == 404


def test_a_vote_is_filled_in_looked_over_and_cast(
    hearing: Hearing, sign_in: SignIn
) -> None:
    juror = world.seat_juror(hearing, "amy")
    world.finish_reading(hearing, juror)
    client = sign_in(juror)
    seen = client.post(seat_of(juror, "/ballot"), data=VOTE, follow_redirects=True)
    assert seen.request.path == seat_of(juror, "/review")
    assert shows(seen, "Half of the price back", "bears out", "One half is fair.")
    done = client.post(seat_of(juror, "/review"), data=VOTE, follow_redirects=True)
    assert done.request.path == seat_of(juror, "/receipt")
    assert shows(done, "Your vote is in", "receipt-code")
    seat = find_seat_of(juror.sid)
    assert seat is not None
    ballot = find_ballot_of_seat(seat.id)
    assert ballot is not None
    assert (ballot.choice, ballot.reasons) == (2, ["claim_shown"])
    assert (ballot.sentence, ballot.language) == ("One half is fair.", "en")


def test_cannot_decide_is_a_vote_like_any_other(
    hearing: Hearing, sign_in: SignIn
) -> None:
    juror = world.seat_juror(hearing, "amy")
    world.finish_reading(hearing, juror)
    vote = {"choice": "undecided", "reasons": ["undecided:both_plausible"]}
    client = sign_in(juror)
    seen = client.post(seat_of(juror, "/ballot"), data=vote, follow_redirects=True)
    assert shows(seen, "I cannot decide", "equally believable")
    client.post(seat_of(juror, "/review"), data=vote)
    assert state_of(juror) == SummonsState.VOTED


def test_only_what_goes_with_the_choice_is_counted(
    hearing: Hearing, sign_in: SignIn
) -> None:
    juror = world.seat_juror(hearing, "amy")
    world.finish_reading(hearing, juror)
    ticks = ["0:not_shown", "2:claim_shown", "undecided:both_plausible"]
    answer = sign_in(juror).post(
        seat_of(juror, "/ballot"),
        data={**VOTE, "reasons": ticks},
        follow_redirects=True,
    )
    assert shows(answer, 'value="2:claim_shown"')
    assert not shows(answer, "not_shown")


def test_a_draft_comes_back(hearing: Hearing, sign_in: SignIn) -> None:
    juror = world.seat_juror(hearing, "amy")
    client = sign_in(juror)
    saved = client.post(
        seat_of(juror, "/draft"), data=VOTE, headers={"Accept": "application/json"}
    )
    assert "saved_at" in saved.get_json()
    page = client.get(seat_of(juror, "/ballot"))
    assert shows(page, 'value="2" checked', 'value="2:claim_shown" checked')
    assert shows(page, "One half is fair.")


def test_a_draft_kept_by_the_button_leads_back_to_the_file(
    hearing: Hearing, sign_in: SignIn
) -> None:
    juror = world.seat_juror(hearing, "amy")
    answer = sign_in(juror).post(seat_of(juror, "/draft"), data=VOTE)
    assert (answer.status_code, answer.location) == (303, seat_of(juror))


def test_somebody_who_volunteers_waits_for_the_marketplace(
    hearing: Hearing, sign_in: SignIn
) -> None:
    juror = world.make_user("zoe")
    client = sign_in(juror)
    assert client.get("/jury").status_code == 404
    asked = client.post("/jury/volunteer", data={"language": "en"})
    home = client.get(asked.location)
    assert shows(home, "Thank you.", "has not confirmed your enrolment")


def test_volunteering_needs_a_language(session: Session, sign_in: SignIn) -> None:
    client = sign_in(world.make_user("zoe"))
    answer = client.post("/jury/volunteer", data={"language": "de"})
    assert answer.status_code == 422
    assert client.get("/jury").status_code == 404


def test_a_juror_takes_a_break_and_comes_back(
    hearing: Hearing, sign_in: SignIn
) -> None:
    client = sign_in(world.call_juror(hearing, "amy"))
    for act, offers in (("pause", "/jury/resume"), ("resume", "/jury/pause")):
        client.post(f"/jury/{act}")
        assert shows(client.get("/jury"), offers)
        again = client.post(f"/jury/{act}", follow_redirects=True)
        assert shows(again, "banner-info")
