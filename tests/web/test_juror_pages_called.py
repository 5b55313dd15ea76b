"""Being called: home, the call and its answers, joining and taking a break."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from jury.domain.jurors.eligibility_limits import EligibilityLimits
from jury.domain.lives.part_states import SummonsState
from jury.services.drawing.seats import RECUSAL_REASONS
from jury.storage.base import current_session
from jury.storage.draws import get_summons
from jury.web.forms_juror import RECUSALS
from tests.web import juror_acts as acts
from tests.web import juror_world as world
from tests.web.juror_acts import SignIn, call_of, seat_of, shows
from tests.web.juror_world import Called, Hearing
from tests.world import enrol

VOTE = {"choice": "2", "reasons": ["2:claim_shown"], "sentence": "One half is fair."}


@pytest.fixture
def sign_in(app: Flask) -> SignIn:
    return acts.make_sign_in(app)


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


def test_the_days_limit_is_said_before_anything_else(
    session: Session, sign_in: SignIn
) -> None:
    enrol(["juror-amy"])
    for _call in range(EligibilityLimits().a_day):
        amy = world.call_juror(world.make_hearing(pictures=()), "amy")
    text = sign_in(amy).get("/jury").get_data(as_text=True)
    limit, call = text.index("in the last 24 hours"), text.index("You are called to")
    assert limit < call
    assert "You have been called often enough today." in text


def test_jurors_read_why_they_are_not_called(session: Session, sign_in: SignIn) -> None:
    enrol(["juror-amy"], verified=False, trades_completed=0)
    amy = world.call_juror(world.make_hearing(pictures=()), "amy")
    home = sign_in(amy).get("/jury")
    assert shows(home, "not verified on the marketplace", "not completed enough trades")
    assert not shows(home, "Jurors must be of age")
