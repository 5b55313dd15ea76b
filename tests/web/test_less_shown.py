"""Where a policy keeps dates, sums and title back, no page of a juror has them."""

import re
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from jury.domain.law.showing import Dates, Said, Showing, Sums, Title, Words
from jury.domain.lifecycle import Side
from jury.services.law import rules
from jury.services.law.lawbook import lawbook
from jury.services.moderation.grounds import WITHHOLD
from jury.services.screening.disclose import preview_digest
from jury.storage.disputes import get_dispute
from jury.storage.people import Role
from jury.web.case_parts import withheld_words
from tests.web import juror_acts as acts
from tests.web import juror_world as world
from tests.web.juror_acts import SignIn, call_of, seat_of
from tests.web.people import as_party, as_staff, text_of

LESS = Showing(
    dates=Dates.DAYS,
    sums=Sums.BAND,
    title=Title.GENERAL,
    listing=Words.WITHHELD,
    said=Said.COVERED,
    bounds=(("CNY", (10000, 50000, 200000)),),
)
TITLE, LISTING = "二手手机 128G", "轻微使用痕迹"
A_SUM = re.compile(r"1,?(299|311)\.00|12\.00")
VOTE = {"choice": "2", "reasons": ["2:claim_shown"], "sentence": ""}


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


@pytest.fixture
def hearing(session: Session, monkeypatch: pytest.MonkeyPatch) -> world.Hearing:
    law = lawbook()
    less = tuple(replace(policy, shown=LESS) for policy in law.policies)
    monkeypatch.setattr(
        "jury.services.admission.admit.lawbook", lambda: replace(law, policies=less)
    )
    return world.make_hearing()


@pytest.fixture
def sign_in(app: Flask) -> SignIn:
    return acts.make_sign_in(app)


def dates_of(hearing: world.Hearing) -> list[str]:
    """The day of the payment and of the arrival, as pages and markup write them."""
    facts: dict[str, Any] = get_dispute(hearing.dispute_id).order_facts
    return [facts[name][:10] for name in ("paid_at", "shipped_at", "received_at")]


def test_a_juror_reads_and_votes_without_dates_sums_and_title(
    hearing: world.Hearing, sign_in: SignIn
) -> None:
    called = world.call_juror(hearing, "amy")
    client = sign_in(called)
    pages = {"home": client.get("/jury").text, "call": client.get(call_of(called)).text}
    client.post(call_of(called, "/accept"))
    pages["file"] = client.get(seat_of(called)).text
    exhibit = seat_of(called, f"/exhibits/{hearing.exhibits[0]}")
    pages["exhibit"] = client.get(exhibit).text
    acts.finish_reading(hearing, called)
    pages["ballot"] = client.get(seat_of(called, "/ballot")).text
    pages["review"] = client.post(
        seat_of(called, "/ballot"), data=VOTE, follow_redirects=True
    ).text
    for name, page in pages.items():
        for told in (TITLE, LISTING, *dates_of(hearing)):
            assert told not in page, (name, told)
        assert not A_SUM.search(page), name
    for said in ("Day 0", "Day 4", "1 day before the payment", "CN¥500.00 to CN¥2,000"):
        assert said in text_of(client.get(seat_of(called))), said
    assert "phones" in pages["file"]
    assert "Buyer gets about 50 % of the sum" in re.sub("<.*?>", "", pages["ballot"])


def test_the_outcome_is_told_in_shares_too(
    hearing: world.Hearing, sign_in: SignIn
) -> None:
    for name in ("amy", "ben", "cleo", "dan", "eve"):
        world.seat_juror(hearing, name)
        acts.cast(hearing, name, 2)
    acts.close_poll(hearing)
    called = hearing.jurors["amy"]
    page = sign_in(called).get(seat_of(called, "/outcome"))
    assert not A_SUM.search(page.text)
    assert "Buyer gets" in text_of(page)


def test_both_sides_confirm_what_jurors_see_and_keep_the_rest(
    app: Flask, hearing: world.Hearing
) -> None:
    dispute = hearing.dispute_id
    client = as_party(app, dispute, Side.SELLER, lang="en")
    preview = client.get(f"/disputes/{dispute}/preview")
    assert "Its category and its condition in place of the title." in text_of(preview)
    assert "Day 4" in text_of(preview)
    assert "CN¥1,311.00 held" in text_of(preview)
    for told in (LISTING, *dates_of(hearing)):
        assert told not in preview.text
    assert "1,299.00" in client.get(f"/disputes/{dispute}").text
    moderator, _id = as_staff(app, "mod", Role.MODERATOR)
    page = moderator.get(f"/desk/disputes/{dispute}/file")
    assert "Jurors see less than you" in text_of(page)
    file = page.text
    assert all(told in file for told in (TITLE, LISTING, *dates_of(hearing)[:1]))


def test_what_is_kept_back_belongs_to_what_a_side_confirms(
    hearing: world.Hearing,
) -> None:
    dispute = get_dispute(hearing.dispute_id)
    before = preview_digest(dispute, Side.BUYER)
    whole = {**dispute.policy["policy"], "shown": Showing().to_json()}
    dispute.policy = {**dispute.policy, "policy": whole}
    rules._KNOWN.clear()
    assert preview_digest(dispute, Side.BUYER) != before


def test_every_ground_to_withhold_is_said_to_its_side(app: Flask) -> None:
    with app.test_request_context("/?lang=en"):
        plain = withheld_words(None)
        said = [withheld_words(code) for code in WITHHOLD]
    assert plain not in said
    assert len(set(said)) == len(WITHHOLD)
