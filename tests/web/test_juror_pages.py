"""The juror's pages: called, reading, voting, and what is refused on the way."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from jury.domain.lifecycle import Side
from jury.domain.lives.part_states import SummonsState
from jury.storage.base import current_session
from jury.storage.draws import find_seat_of, get_summons
from jury.storage.polls import find_ballot_of_seat, list_openings
from jury.storage.transaction import transaction
from tests.web import juror_acts as acts
from tests.web import juror_world as world
from tests.web.juror_acts import SignIn, seat_of, shows
from tests.web.juror_world import Called, Hearing

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


def test_the_file_shows_labels_and_no_party(hearing: Hearing, sign_in: SignIn) -> None:
    juror = world.seat_juror(hearing, "amy")
    page = sign_in(juror).get(seat_of(juror))
    assert shows(page, 'class="label"')
    for secret in (*world.SECRETS, hearing.dispute_id):
        assert not shows(page, secret)


def test_jurors_share_the_file_and_each_has_their_own_addresses(
    hearing: Hearing, sign_in: SignIn
) -> None:
    amy, ben = (world.seat_juror(hearing, name) for name in ("amy", "ben"))
    first = sign_in(amy)
    for part in ("", "/image"):
        first.get(seat_of(amy, f"/exhibits/{hearing.exhibits[0]}{part}"))
    pages = {
        juror.sid: client.get(seat_of(juror)).get_data(as_text=True)
        for juror, client in ((amy, first), (ben, sign_in(ben)))
    }
    assert [page.count("data-seen hidden") for page in pages.values()] == [
        len(hearing.exhibits) - 1,
        len(hearing.exhibits),
    ]
    for sid, page in pages.items():
        (other,) = set(pages) - {sid}
        assert page.count(f"{sid}/exhibits/{hearing.exhibits[0]}") >= 3
        assert other not in page


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


@pytest.mark.parametrize(
    ("seconds", "words"), [(90, "2 minutes"), (118, "2 minutes"), (150, "3 minutes")]
)
def test_the_time_to_go_is_the_same_on_the_file_and_on_the_ballot(
    hearing: Hearing, sign_in: SignIn, seconds: int, words: str
) -> None:
    juror = world.seat_juror(hearing, "amy")
    with transaction() as now:
        summons = get_summons(juror.sid)
        summons.draw.reading_seconds = seconds + 3600
        summons.opened_at = now - timedelta(hours=1)
    client = sign_in(juror)
    assert shows(client.get(seat_of(juror, "?lang=en")), f"· {words} to go")
    ballot = client.get(seat_of(juror, "/ballot?lang=en"))
    assert shows(ballot, f"{words} more with the file")


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
    acts.withhold(hearing, hearing.exhibits[1])
    client = sign_in(juror)
    assert shows(client.get(seat_of(juror)), "One exhibit is not shown")
    for page in ("", "/image", "/thumb"):
        exhibit = seat_of(juror, f"/exhibits/{hearing.exhibits[1]}{page}")
        assert client.get(exhibit).status_code == 404


def test_a_vote_is_filled_in_looked_over_and_cast(
    hearing: Hearing, sign_in: SignIn
) -> None:
    juror = world.seat_juror(hearing, "amy")
    acts.finish_reading(hearing, juror)
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
    acts.finish_reading(hearing, juror)
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
    acts.finish_reading(hearing, juror)
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
