"""What jurors and the court do in the tests of the juror's pages."""

from collections.abc import Callable
from datetime import timedelta

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from jury.domain.lives.part_states import ExhibitState, SummonsState
from jury.services.hearing.poll import Vote, cast_ballot
from jury.services.sweep import advance
from jury.storage.base import current_session
from jury.storage.disputes import get_dispute
from jury.storage.draws import Draw, Seat, Summons, get_summons
from jury.storage.exhibits import get_exhibit
from jury.storage.polls import Ballot, BallotDraft, ExhibitOpening
from jury.storage.transaction import transaction
from tests.played import step
from tests.web.juror_world import READING_SECONDS, Called, Hearing

SignIn = Callable[[Called], FlaskClient]


def make_sign_in(app: Flask) -> SignIn:
    """How a test opens a browser in which a juror is signed in, in English."""
    app.config["WTF_CSRF_ENABLED"] = False

    def sign_in(called: Called) -> FlaskClient:
        client = app.test_client()
        with client.session_transaction() as cookie:
            cookie["_user_id"] = called.key
            cookie["lang"] = "en"
        return client

    return sign_in


def seat_of(called: Called, page: str = "") -> str:
    """The address of a page of this juror's seat."""
    return f"/jury/seats/{called.sid}{page}"


def call_of(called: Called, act: str = "") -> str:
    """The address of this juror's call."""
    return f"/jury/summons/{called.sid}{act}"


def shows(answer: TestResponse, *words: str) -> bool:
    """Whether all the words stand on the page."""
    return all(one in answer.get_data(as_text=True) for one in words)


@step
def finish_reading(hearing: Hearing, called: Called) -> None:
    """Let the juror have opened everything, long enough ago."""
    with transaction() as now:
        get_summons(called.sid).opened_at = now - timedelta(seconds=READING_SECONDS)
        for exhibit_id in hearing.exhibits:
            key = {"summons_id": called.sid, "exhibit_id": exhibit_id}
            current_session().merge(
                ExhibitOpening(**key, delivered_at=now, opened_at=now)
            )


def give_seat_away(called: Called) -> None:
    """The next juror was called: the seat is free for them."""
    with transaction():
        summons = get_summons(called.sid)
        summons.state = SummonsState.REVOKED.value
        seat = current_session().query(Seat).filter_by(summons_id=called.sid).one()
        seat.summons_id = seat.vote_due_at = None


def end_window(hearing: Hearing) -> None:
    """The poll's window has passed; no sweep has come by yet."""
    with transaction() as now:
        current_session().get_one(Draw, hearing.draw_id).window_ends_at = now
        get_dispute(hearing.dispute_id).next_due_at = now


def everything_kept() -> tuple[int, int, list[str], dict[str, object]]:
    """What a refusal must not change: ballots, drafts, states."""
    session = current_session()
    session.rollback()
    return (
        session.query(Ballot).count(),
        session.query(BallotDraft).count(),
        sorted(one.state for one in session.query(Summons)),
        {one.summons_id: one.content for one in session.query(BallotDraft)},
    )


def withhold(hearing: Hearing, exhibit_id: str) -> None:
    """As when screening ran out of time over one exhibit."""
    with transaction():
        exhibit = get_exhibit(hearing.dispute_id, exhibit_id)
        exhibit.state = ExhibitState.WITHHELD.value
        exhibit.withheld_code, exhibit.shown_blob = "time_ran_out", None


@step
def cast(hearing: Hearing, name: str, choice: int | None, sentence: str = "") -> None:
    """One juror of the hearing reads everything and votes."""
    called = hearing.jurors[name]
    finish_reading(hearing, called)
    reasons = {None: "both_plausible", 0: "not_shown"}
    vote = Vote(
        choice=choice,
        reasons=(reasons.get(choice, "claim_shown"),),
        sentence=sentence,
        language="en",
    )
    with transaction(lock=hearing.dispute_id) as now:
        cast_ballot(called.sid, called.juror_id, vote, now=now)


@step
def close_poll(hearing: Hearing) -> None:
    """The window ends and the sweep closes the poll."""
    end_window(hearing)
    with transaction(lock=hearing.dispute_id) as now:
        advance(hearing.dispute_id, now=now)
