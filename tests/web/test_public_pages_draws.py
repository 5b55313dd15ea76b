"""The transcript of a draw: who may read it, how much of it, and that it verifies."""

import json

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from jury.domain.lifecycle import Side
from jury.domain.sortition.verification import verify_transcript
from jury.storage.people import Role
from jury.storage.roster import get_juror
from tests.balanced import begin_balanced
from tests.web.people import as_party, as_staff, as_user, shows
from tests.world import World, make_intake


@pytest.fixture
def world(session: Session) -> World:
    return World.begin()


def as_called(app: Flask, world: World, dispute: str, state: str) -> FlaskClient:
    summons = world.summonses(dispute, state)[0]
    return as_user(app, get_juror(summons.juror_id).ref)


@pytest.mark.both
def test_before_the_close_only_the_promise_and_its_seed_are_shown(
    app: Flask, world: World
) -> None:
    dispute = world.hear()
    buyer = as_party(app, dispute, Side.BUYER)
    page = buyer.get(f"/draws/{dispute}/1")
    assert shows(page, world.draw_of(dispute).commitment_digest, "stays sealed")
    assert not shows(page, "Who was called, in drawn order")
    told = buyer.get(f"/draws/{dispute}/1.json").get_json()
    assert set(told) == {"commitment", "commitment_digest", "seed"}


@pytest.mark.parametrize("side", list(Side))
def test_after_the_close_both_sides_can_compute_it_again(
    app: Flask, world: World, side: Side
) -> None:
    dispute = world.hear()
    world.decide(dispute, (1, 2, 0, 1, 1))
    party = as_party(app, dispute, side)
    page = party.get(f"/draws/{dispute}/1")
    assert shows(page, "Who was called, in drawn order", "had the same chance: 1 in ")
    found = json.loads(party.get(f"/draws/{dispute}/1.json").data)
    assert found["form"] == "public"
    assert verify_transcript(found).problem is None


def test_auditors_get_the_whole_of_it(app: Flask, world: World) -> None:
    dispute = world.hear()
    world.decide(dispute, (1, 2, 0, 1, 1))
    auditor, _ = as_staff(app, "ann", Role.AUDITOR)
    found = json.loads(auditor.get(f"/draws/{dispute}/1.json").data)
    assert found["form"] == "full"
    assert verify_transcript(found).problem is None
    assert shows(auditor.get(f"/draws/{dispute}/1"), "because you audit")


def test_a_juror_of_the_dispute_may_read_it(app: Flask, world: World) -> None:
    dispute = world.hear()
    world.decide(dispute, (1, 2, 0, 1, 1))
    juror = as_called(app, world, dispute, "voted")
    assert juror.get(f"/draws/{dispute}/1").status_code == 200


def test_nobody_else_learns_that_there_is_one(app: Flask, world: World) -> None:
    dispute = world.hear()
    other = world.escalate(make_intake(number="2"))
    strangers = [
        as_party(app, other, Side.BUYER),
        as_staff(app, "mia", Role.MODERATOR, Role.ADMINISTRATOR)[0],
    ]
    for stranger in strangers:
        for path in (f"/draws/{dispute}/1", f"/draws/{dispute}/1.json"):
            assert stranger.get(path).status_code == 404


def test_a_draw_that_was_not_made_is_not_there(app: Flask, world: World) -> None:
    dispute = world.hear()
    buyer = as_party(app, dispute, Side.BUYER)
    assert buyer.get(f"/draws/{dispute}/2").status_code == 404
    assert buyer.get("/draws/dsp_none/1").status_code == 404


def test_the_page_leads_back_and_names_lists_and_rounds_in_words(
    app: Flask, world: World
) -> None:
    dispute = world.hear()
    buyer = as_party(app, dispute, Side.BUYER)
    juror = as_called(app, world, dispute, "sent")
    for reader, back in ((buyer, f"/disputes/{dispute}"), (juror, "/jury")):
        page = reader.get(f"/draws/{dispute}/1")
        assert f'href="{back}"' in page.text.partition("<h1>")[0].partition("<main")[2]
        assert shows(page, "Round 1, draw 1", "users who read Chinese")
    chinese = buyer.get(f"/draws/{dispute}/1?lang=zh-Hans")
    assert shows(chinese, "抽出 5 位评审员", "第 1 轮，第 1 次抽签")


@pytest.mark.parametrize(
    ("lang", "said"),
    [("en", "on the list (who mostly sell)"), ("zh-Hans", "（主要卖东西的）")],
)
def test_the_lists_of_a_balanced_jury_are_named(
    app: Flask, session: Session, lang: str, said: str
) -> None:
    _world, dispute = begin_balanced()
    buyer = as_party(app, dispute, Side.BUYER)
    assert shows(buyer.get(f"/draws/{dispute}/1?lang={lang}"), said)
