"""A policy in words: for everybody as it is today, for parties as it was for them."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from jury.domain.lifecycle import Side
from jury.services.law import rules
from jury.services.law.lawbook import lawbook
from tests.web.people import as_party, text_of
from tests.world import World, make_intake


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


def page(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return text_of(answer)


def test_every_policy_has_its_page_in_both_languages(client: FlaskClient) -> None:
    names = [policy.name for policy in lawbook().policies]
    for lang in ("en", "zh-Hans"):
        listed = page(client, f"/policies?lang={lang}")
        for policy in lawbook().policies:
            assert policy.title.for_locale(lang) in listed
        for name in names:
            assert page(client, f"/policies/{name}?lang={lang}")
    assert client.get("/policies/karma").status_code == 404


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("small", "sums of up to CN¥200.00"),
        ("small", "3 when the time is over; else the vote goes on once."),
        ("small", "up to 11 other users hear everything anew"),
        ("small", "Once no vote still to come can change the outcome."),
        (
            "small",
            "60 minutes to answer the call, outside quiet hours, then 60 minutes",
        ),
        ("large", "shared evenly between those who mostly buy and those who mostly"),
        ("large", "Once the outcome has a lead of 5 over what lies above it"),
        ("large", "A few at a time, by the clock, as long as the vote goes on."),
        ("plain", "the category plain-court"),
        ("quick", "within seven days of delivery"),
        ("quick", "Goods sold as genuine that never arrived"),
        ("quick", "Whoever was reached by two reminders"),
        ("quick", "The same, when silence decided"),
        ("paperwork", "A moderator, with a written reason."),
        ("paperwork", "another moderator decides. That is final."),
    ],
)
def test_a_policy_says_what_it_does(client: FlaskClient, name: str, said: str) -> None:
    assert said in page(client, f"/policies/{name}?lang=en")


def test_a_court_without_a_jury_says_nothing_of_seats(client: FlaskClient) -> None:
    assert "Seats" not in page(client, "/policies/paperwork?lang=en")


def test_parties_read_the_rules_of_their_own_dispute(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    dispute = World.begin(jurors=0).escalate()
    monkeypatch.setattr("jury.web.policies.lawbook", lambda: None)
    rules._KNOWN.clear()
    client = as_party(app, dispute, Side.BUYER, lang="en")
    said = page(client, f"/disputes/{dispute}/rules")
    assert "The policy “small”, version 3: Small sums." in said
    assert "up to CN¥200.00" in said
    assert "€" not in said
    assert "The seller" in said
    assert f"/disputes/{dispute}/rules" in client.get(f"/disputes/{dispute}").text
    stranger = as_party(
        app,
        World(0).escalate(make_intake(number="2")),
        Side.BUYER,
        lang="en",
    )
    assert stranger.get(f"/disputes/{dispute}/rules").status_code == 404
