"""The demo's scenes hold together before anything is played."""

import io
import json
import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from PIL import Image

from jury.api.intake import NewDispute
from jury.cli.demo.drawings.pictures import draw, names
from jury.cli.demo.play import GROUPS, HEARD
from jury.cli.demo.scene import MOST, SIDES, UNDECIDED, Scene, escalation, read_scenes
from jury.redaction.pictures import admit
from jury.services.law.lawbook import lawbook

pytestmark = pytest.mark.long

SCENES = read_scenes()
ENDS = ["one_short", "called", "screening", "submissions"]
ENDS += ["referred", "pronounced", "final", "closed"]
NOW = datetime(2026, 3, 1, 3, 0, tzinfo=UTC)
each = pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)


def body_of(scene: Scene) -> NewDispute:
    body = escalation(scene, now=NOW, zone=ZoneInfo("Asia/Shanghai"))
    return NewDispute.model_validate_json(json.dumps(body))


def test_the_eight_scenes_end_in_every_way_the_tour_needs() -> None:
    assert [scene.end for scene in SCENES] == ENDS
    assert {scene.language for scene in SCENES} == {"zh-Hans", "en"}
    assert len({scene.told["reason"] for scene in SCENES}) >= 7
    assert sorted(name for group in GROUPS for name in group) == [
        scene.name for scene in SCENES
    ]


def test_votes_of_one_group_are_told_apart_by_language() -> None:
    by_name = {scene.name: scene for scene in SCENES}
    for group in GROUPS:
        heard = [by_name[name] for name in group if by_name[name].end in HEARD]
        assert len({scene.language for scene in heard}) == len(heard)


@each
def test_a_scene_is_a_dispute_the_marketplace_may_escalate(
    app: Flask, scene: Scene
) -> None:
    with app.app_context():
        intake = body_of(scene).to_intake()
    assert 10 <= len(intake.chat) <= 40
    assert all(message.sent_at < NOW for message in intake.chat)
    times = [message.sent_at for message in intake.chat]
    assert times == sorted(times)
    assert intake.courier_events
    for party in intake.parties.values():
        assert party.phone
        assert party.address
        assert party.email.endswith("@example.com")


@each
def test_a_scene_fits_its_reason(scene: Scene) -> None:
    reason = lawbook().reasons[scene.told["reason"]]
    numbers = range(1, len(reason.questions) + 1)
    assert {number for number, *_ in scene.told["answers"]} <= set(numbers)
    assert {number for number, *_ in scene.replies} <= set(numbers)
    assert all(shot.point in numbers and shot.side in SIDES for shot in scene.shots)
    assert scene.said(scene.filer, "case")


@each
def test_personal_details_stand_in_the_chat(scene: Scene) -> None:
    chat = " ".join(text for *_, text in scene.told["chat"])
    buyer = scene.told["buyer"]
    assert buyer["phone"] in chat
    assert buyer["address"].split("，")[0][:8] in chat


@each
def test_as_many_vote_as_the_end_needs(scene: Scene) -> None:
    rules, _ = lawbook().rules_for(
        category=scene.told["category"],
        reason=scene.told["reason"],
        amount_minor=scene.told["asked"],
        currency=scene.told["currency"],
    )
    seats = rules.policy.seats
    expected = {"called": 0, "screening": 0, "submissions": 0, "one_short": seats - 1}
    assert len(scene.votes) == expected.get(scene.end, seats)
    top = len(rules.ladder) - 1
    assert all(vote.rung in {MOST, UNDECIDED, *range(top + 1)} for vote in scene.votes)


def test_every_picture_is_drawn_and_used() -> None:
    used = [shot.picture for scene in SCENES for shot in scene.shots]
    assert sorted(used) == names()


@pytest.mark.parametrize("name", names())
def test_a_picture_is_admitted_and_its_boxes_lie_on_it(name: str) -> None:
    picture = draw(name)
    width, height = Image.open(io.BytesIO(picture.content)).size
    admitted = admit(picture.content)
    assert (admitted.width, admitted.height) == (width, height)
    for x, y, w, h in picture.boxes:
        assert 0 <= x < x + w <= width
        assert 0 <= y < y + h <= height


@each
def test_no_real_address_or_mark_is_used(scene: Scene) -> None:
    told = str(scene.told)
    hosts = re.findall(r"@([a-z.]+)", told)
    assert set(hosts) <= {"example.com"}
    american = re.findall(r"\(?\d{3}\)?[ -](\d{3})-\d{4}", told)
    assert set(american) <= {"555"}
