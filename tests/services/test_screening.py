"""The end of SCREENING: what nobody looked at in time stays hidden, and is told."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from jury.domain.errors import NotNow
from jury.domain.lifecycle import Side
from jury.services.reading.casefile import for_juror, for_moderator
from jury.services.screening import covering, disclose
from jury.storage.desk.tasks import list_open_tasks_of
from jury.storage.disputes import get_dispute, list_redacted
from jury.storage.exhibits import get_exhibit
from jury.storage.transaction import transaction
from tests.services.screening_acts import (
    ask,
    entries,
    events,
    let_window_pass,
    told,
    write,
)
from tests.world import World, move_clock


@pytest.fixture
def world(session: Session) -> World:
    return World.begin()


@pytest.fixture
def dispute(world: World) -> str:
    return world.escalate()


def test_a_picture_nobody_looked_at_is_withheld_and_its_side_told_once(
    world: World, dispute: str
) -> None:
    exhibit = world.file_picture(dispute)
    world.finish_submissions(dispute)
    let_window_pass(world, dispute)
    row = get_exhibit(dispute, exhibit)
    assert (row.state, row.withheld_code) == ("withheld", "time_ran_out")
    (entry,) = entries(dispute, "exhibit.withheld")
    assert (entry.actor, entry.payload["exhibit"]) == ("sweep", exhibit)
    assert entry.payload["code"] == "time_ran_out"
    (event,) = events(dispute, "dispute.exhibit_withheld")
    assert event["exhibit"] == exhibit
    assert told(dispute, Side.BUYER).count("exhibit.lapsed") == 1
    assert "exhibit.lapsed" not in told(dispute, Side.SELLER)


@pytest.mark.parametrize("side", list(Side))
def test_a_released_picture_with_an_open_wish_is_withheld_at_the_close(
    world: World, dispute: str, side: Side
) -> None:
    exhibit = world.file_picture(dispute)
    world.finish_submissions(dispute)
    world.release(dispute, exhibit)
    ask(dispute, side, exhibit, "the label, top right")
    ask(dispute, side, exhibit, "and the face")
    let_window_pass(world, dispute)
    row = get_exhibit(dispute, exhibit)
    assert (row.state, row.shown_blob, row.shown_digest) == ("withheld", None, None)
    assert len(entries(dispute, "exhibit.withheld")) == 1
    assert told(dispute, Side.BUYER).count("exhibit.lapsed") == 1
    assert list_open_tasks_of(dispute) == []


def test_jurors_are_told_how_many_pieces_are_withheld(
    world: World, dispute: str
) -> None:
    first, second = world.file_picture(dispute), world.file_picture(dispute)
    world.finish_submissions(dispute)
    world.release(dispute, first)
    ask(dispute, Side.BUYER, first, "the label")
    let_window_pass(world, dispute)
    world.give_nonce(dispute)
    sid, juror = world.seat(dispute, world.summonses(dispute)[0])
    file = for_juror(sid, juror, "en")
    assert (file.exhibits, file.withheld_count) == ((), 2)
    assert second not in [one.exhibit_id for one in file.timeline]


def test_wished_words_are_covered_at_the_close_and_nothing_else(
    world: World, dispute: str
) -> None:
    world.finish_submissions(dispute)
    ask(dispute, Side.SELLER, "listing", "无拆无修")
    let_window_pass(world, dispute)
    world.give_nonce(dispute)
    sid, juror = world.seat(dispute, world.summonses(dispute)[0])
    listing = for_juror(sid, juror, "en").listing
    assert listing is not None
    assert listing.plain == "九成新，⟨Removed⟩，功能正常。"
    (entry,) = entries(dispute, "text.covered")
    assert (entry.actor, entry.payload["source"]) == ("sweep", "listing")
    assert entry.payload["code"] == "time_ran_out"
    assert told(dispute, Side.SELLER).count("cover.lapsed") == 1
    assert told(dispute, Side.BUYER).count("cover.lapsed_other") == 1


@pytest.mark.parametrize(
    ("passages", "left"),
    [
        (("无拆无修", "拆无修，功能"), "九成新，⟨Removed⟩正常。"),
        (("无拆", "无拆无修"), "九成新，⟨Removed⟩，功能正常。"),
        (("，",), "九成新⟨Removed⟩无拆无修⟨Removed⟩功能正常。"),
        (("无修", "九成新"), "⟨Removed⟩，无拆⟨Removed⟩，功能正常。"),
    ],
)
def test_wishes_that_overlap_are_all_covered(
    world: World, dispute: str, passages: tuple[str, ...], left: str
) -> None:
    world.finish_submissions(dispute)
    for side, passage in zip(Side, passages, strict=False):
        ask(dispute, side, "listing", passage)
    let_window_pass(world, dispute)
    listing = for_moderator(dispute, "en").listing
    assert listing is not None
    assert listing.plain == left
    assert len(entries(dispute, "text.covered")) == 1


def test_a_text_in_which_the_wished_words_are_not_found_any_more_is_covered_whole(
    world: World, dispute: str
) -> None:
    source = "statement:seller:case"
    write(dispute, "那天她穿着红裙子")
    ask(dispute, Side.BUYER, source, "红裙子")
    write(dispute, "那天她穿着红色裙子")
    world.finish_submissions(dispute)
    let_window_pass(world, dispute)
    assert list_redacted(dispute)[source].template == "⟦covered⟧"


@pytest.mark.parametrize("confirmed", [(), (Side.BUYER,), tuple(Side)])
def test_whoever_has_not_confirmed_is_reminded_once_before_the_window_ends(
    world: World, dispute: str, confirmed: tuple[Side, ...]
) -> None:
    world.file_picture(dispute)
    world.finish_submissions(dispute)
    for side in confirmed:
        world.confirm(dispute, side)
    for _ in range(11):
        move_clock(hours=1)
    assert world.stage(dispute) == "screening"
    late = [side.value for side in Side if side not in confirmed]
    for side in Side:
        wanted = int(side.value in late)
        assert told(dispute, side).count("screening.reminder") == wanted
    found = [one.payload for one in entries(dispute, "screening.reminded")]
    assert found == ([{"sides": late}] if late else [])
    kept = world.dispute(dispute)
    assert kept.next_due_at == kept.stage_closes_at


def test_tasks_are_due_when_the_screening_that_they_hold_up_ends(
    world: World, dispute: str
) -> None:
    world.file_picture(dispute)
    world.finish_submissions(dispute)
    (task,) = list_open_tasks_of(dispute)
    assert task.due_at == world.dispute(dispute).stage_closes_at


def test_after_the_window_nothing_is_confirmed_and_no_wish_is_taken(
    world: World, dispute: str
) -> None:
    world.file_picture(dispute)
    world.finish_submissions(dispute)
    closes_at = world.dispute(dispute).stage_closes_at
    assert closes_at is not None
    for late in (timedelta(), timedelta(hours=12)):
        digest = disclose.preview_digest(get_dispute(dispute), Side.BUYER)
        with pytest.raises(NotNow), transaction(lock=dispute):
            disclose.confirm_preview(
                dispute, Side.BUYER, digest=digest, now=closes_at + late
            )
        with pytest.raises(NotNow), transaction(lock=dispute):
            covering.ask_cover(
                dispute,
                Side.BUYER,
                target="claim",
                passage="主板",
                now=closes_at + late,
            )
    assert world.dispute(dispute).party(Side.BUYER).confirmed_at is None
