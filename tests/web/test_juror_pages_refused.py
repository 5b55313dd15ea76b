"""What a juror's pages refuse: one clear sentence, nothing lost, nothing changed."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from jury.services.people.accounts import add_staff
from jury.storage.people import Role
from jury.storage.transaction import transaction
from tests.web import juror_acts as acts
from tests.web import juror_world as world
from tests.web.juror_acts import SignIn, call_of, seat_of, shows
from tests.web.juror_world import Called, Hearing

pytestmark = pytest.mark.both

SENTENCE = "One half <b>is</b> fair & right."
SHOWN = "One half &lt;b&gt;is&lt;/b&gt; fair &amp; right."
VOTE: dict[str, Any] = {
    "choice": "2",
    "reasons": ["2:claim_shown"],
    "sentence": SENTENCE,
}


@pytest.fixture
def sign_in(app: Flask) -> SignIn:
    return acts.make_sign_in(app)


@pytest.fixture
def hearing(session: Session) -> Hearing:
    return world.make_hearing()


@pytest.fixture
def juror(hearing: Hearing) -> Called:
    """Somebody in a seat who has read the whole file."""
    called = world.seat_juror(hearing, "amy")
    acts.finish_reading(hearing, called)
    return called


def test_a_ballot_before_the_exhibits_were_opened_says_which(
    hearing: Hearing, sign_in: SignIn
) -> None:
    called = world.seat_juror(hearing, "amy")
    client = sign_in(called)
    client.get(seat_of(called))
    before = acts.everything_kept()
    answer = client.post(seat_of(called, "/review"), data=VOTE)
    assert answer.status_code == 409
    assert shows(answer, "Please read the whole file first.", SHOWN)
    for exhibit_id in hearing.exhibits:
        assert shows(answer, seat_of(called, f"/exhibits/{exhibit_id}"))
    assert acts.everything_kept() == before


def test_an_exhibit_that_was_opened_and_never_arrived_is_still_missing(
    hearing: Hearing, sign_in: SignIn
) -> None:
    called = world.seat_juror(hearing, "amy")
    client = sign_in(called)
    opened = seat_of(called, f"/exhibits/{hearing.exhibits[0]}")
    client.get(opened)
    answer = client.post(seat_of(called, "/review"), data=VOTE)
    assert answer.status_code == 409
    assert shows(answer, opened)


def test_a_ballot_before_the_reading_time_says_how_long(
    hearing: Hearing, sign_in: SignIn
) -> None:
    called = world.seat_juror(hearing, "amy")
    client = sign_in(called)
    client.get(seat_of(called))
    for exhibit_id in hearing.exhibits:
        client.get(seat_of(called, f"/exhibits/{exhibit_id}"))
        client.get(seat_of(called, f"/exhibits/{exhibit_id}/image"))
    before = acts.everything_kept()
    answer = client.post(seat_of(called, "/review"), data=VOTE)
    assert answer.status_code == 409
    assert shows(answer, "with the file", SHOWN)
    assert not shows(answer, "Still to be opened")
    assert acts.everything_kept() == before


def test_a_ballot_after_the_close_is_given_back(
    hearing: Hearing, juror: Called, sign_in: SignIn
) -> None:
    acts.end_window(hearing)
    before = acts.everything_kept()
    answer = sign_in(juror).post(seat_of(juror, "/review"), data=VOTE)
    assert answer.status_code == 409
    assert shows(answer, "The vote has closed. Nothing was counted.", SHOWN)
    assert acts.everything_kept() == before


def test_a_ballot_for_a_seat_given_to_another_is_given_back(
    juror: Called, sign_in: SignIn
) -> None:
    acts.give_seat_away(juror)
    before = acts.everything_kept()
    for page in ("/review", "/ballot"):
        answer = sign_in(juror).post(seat_of(juror, page), data=VOTE)
        assert answer.status_code == 409
        assert shows(answer, "the next person drawn has the seat", SHOWN)
    assert acts.everything_kept() == before


def test_a_second_ballot_is_refused_and_the_first_stays(
    juror: Called, sign_in: SignIn
) -> None:
    client = sign_in(juror)
    client.post(seat_of(juror, "/review"), data=VOTE)
    before = acts.everything_kept()
    answer = client.post(seat_of(juror, "/review"), data={**VOTE, "choice": "0"})
    assert answer.status_code == 409
    assert shows(answer, "Your vote is in already", seat_of(juror, "/receipt"))
    assert acts.everything_kept() == before


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"choice": ""}, "choose an outcome, or say that you cannot decide"),
    ({"choice": "9"}, "not on the ballot"),
    ({"choice": "-1"}, "not on the ballot"),
    ({"choice": "2e0"}, "not on the ballot"),
    ({"choice": "9" * 4000}, "not on the ballot"),
    ({"reasons": []}, "at least one reason"),
    ({"reasons": ["2:not_shown"]}, "do not go with this outcome"),
    ({"reasons": ["2:<script>"]}, "do not go with this outcome"),
    ({"choice": "undecided"}, "say why you cannot decide"),
    (
        {
            "choice": "undecided",
            "reasons": ["undecided:both_plausible", "undecided:claim_shown"],
        },
        "go with an outcome",
    ),
    ({"sentence": "x" * 141}, "too long"),
]


@pytest.mark.parametrize("page", ["/ballot", "/review"])
def test_what_is_wrong_with_a_ballot_stands_beside_it(
    juror: Called, sign_in: SignIn, page: str
) -> None:
    client = sign_in(juror)
    ballots, _drafts, states, _content = acts.everything_kept()
    for wrong, says in WRONG:
        answer = client.post(seat_of(juror, page), data={**VOTE, **wrong})
        assert (answer.status_code, wrong) == (422, wrong)
        assert shows(answer, says), wrong
        assert not shows(answer, "<b>is</b>")
    after = acts.everything_kept()
    assert (after[0], after[2]) == (ballots, states)


def test_markup_is_shown_as_it_was_typed(juror: Called, sign_in: SignIn) -> None:
    answer = sign_in(juror).post(
        seat_of(juror, "/ballot"), data=VOTE, follow_redirects=True
    )
    assert shows(answer, SHOWN)
    assert not shows(answer, "<b>is</b>")


def test_a_draft_for_a_lost_seat_tells_the_script_to_stop(
    juror: Called, sign_in: SignIn
) -> None:
    acts.give_seat_away(juror)
    answer = sign_in(juror).post(
        seat_of(juror, "/draft"), data=VOTE, headers={"Accept": "application/json"}
    )
    assert answer.status_code == 409
    assert shows(answer, "the next person drawn has the seat")


@pytest.mark.parametrize("page", ["", "/ballot", "/review"])
def test_a_lost_seat_leads_to_what_became_of_it(
    juror: Called, sign_in: SignIn, page: str
) -> None:
    acts.give_seat_away(juror)
    answer = sign_in(juror).get(seat_of(juror, page), follow_redirects=True)
    assert answer.request.path == call_of(juror)
    assert shows(answer, "the next person drawn has the seat")


def test_a_ballot_without_the_forms_token_is_refused(
    app: Flask, juror: Called, sign_in: SignIn
) -> None:
    client = sign_in(juror)
    app.config["WTF_CSRF_ENABLED"] = True
    before = acts.everything_kept()
    assert client.post(seat_of(juror, "/review"), data=VOTE).status_code == 400
    assert acts.everything_kept() == before


def addresses(app: Flask, called: Called, exhibit_id: str) -> list[tuple[str, str]]:
    """Every address below a summons or a seat, with its method."""
    found = []
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith("juror.") and "sid" in rule.arguments:
            given = {"sid": called.sid, "eid": exhibit_id}
            path = rule.rule
            for name, value in given.items():
                path = path.replace(f"<{name}>", value)
            found += [(one, path) for one in (rule.methods or set()) & {"GET", "POST"}]
    return found


Stranger = Callable[[Hearing], Called]


@pytest.mark.parametrize(
    "stranger",
    [
        lambda hearing: world.seat_juror(hearing, "bob"),
        lambda hearing: world.make_party_juror(hearing, "bob"),
    ],
    ids=["another juror of the panel", "a party"],
)
def test_another_jurors_addresses_answer_404(
    app: Flask, hearing: Hearing, juror: Called, sign_in: SignIn, stranger: Stranger
) -> None:
    client = sign_in(stranger(hearing))
    before = acts.everything_kept()
    tried = addresses(app, juror, hearing.exhibits[0])
    assert len(tried) >= 15
    for method, path in tried:
        assert client.open(path, method=method, data=VOTE).status_code == 404, path
    assert acts.everything_kept() == before


def test_staff_are_not_jurors(app: Flask, juror: Called, sign_in: SignIn) -> None:
    with transaction() as now:
        roles = [Role.MODERATOR]
        staff = add_staff("mo", "a long password", roles, is_demo=False, now=now)
        key = staff.get_id()
    client = sign_in(Called(key, 0, juror.sid))
    for path in ("/jury", seat_of(juror), seat_of(juror, "/receipt")):
        assert client.get(path).status_code == 404


def test_an_exhibit_of_another_dispute_answers_404(
    juror: Called, sign_in: SignIn
) -> None:
    other = world.make_hearing()
    client = sign_in(juror)
    for page in ("", "/image", "/thumb"):
        path = seat_of(juror, f"/exhibits/{other.exhibits[0]}{page}")
        assert client.get(path).status_code == 404
    path = seat_of(juror, f"/exhibits/{other.exhibits[0]}/opened")
    assert client.post(path).status_code == 404


def test_without_a_session_a_mailed_link_leads_to_the_log_in(
    app: Flask, juror: Called
) -> None:
    answer = app.test_client().get(seat_of(juror))
    assert answer.status_code == 302
    assert "三月份" not in answer.get_data(as_text=True)
