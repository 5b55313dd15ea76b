"""HEARING: what was covered by mistake while the jury sits is shown again."""

from itertools import pairwise

import pytest

from jury.domain.errors import Invalid, NotNow
from jury.domain.lifecycle import Side
from jury.redaction.pictures import Box
from jury.services.moderation.grounds import Ground
from jury.services.moderation.send_back import send_back
from jury.services.proof.log_check import verify_log
from jury.services.reading.casefile import for_juror
from jury.services.screening import heard, taken_back
from jury.storage.disputes import list_redacted
from jury.storage.exhibits import Exhibit, list_released
from jury.storage.transaction import transaction
from tests.courts import begin_hearing
from tests.played import played
from tests.services.asking_acts import answer, begin_waiting, confirm, waits
from tests.services.screening_acts import entries, told
from tests.world import World, move_clock

pytestmark = pytest.mark.usefixtures("session")
Keys = tuple[str, int]
WHY = Ground("not_personal", "只是品牌")


@played
def begin() -> tuple[World, str, Keys]:
    """One juror reads."""
    world, dispute = begin_hearing()
    return world, dispute, world.seat(dispute, world.summonses(dispute)[0])


def cover(world: World, dispute: str, passage: str) -> None:
    with transaction(lock=dispute) as now:
        heard.cover_words_late(
            dispute, "claim", passage=passage, staff_id=world.staff_id, now=now
        )


def show(world: World, dispute: str, ground: Ground = WHY) -> None:
    with transaction(lock=dispute) as now:
        taken_back.show_words_again(
            dispute, "claim", staff_id=world.staff_id, now=now, ground=ground
        )


def draw(world: World, dispute: str, *boxes: Box) -> None:
    exhibit = picture_of(dispute).id
    drawn = heard.draw_late(dispute, exhibit, None, boxes=boxes)
    with transaction(lock=dispute) as now:
        heard.cover_exhibit_late(
            dispute, exhibit, drawn=drawn, staff_id=world.staff_id, now=now
        )


def undraw(world: World, dispute: str) -> None:
    exhibit = picture_of(dispute).id
    drawn = taken_back.draw_without(dispute, exhibit)
    with transaction(lock=dispute) as now:
        taken_back.show_exhibit_again(
            dispute, exhibit, drawn=drawn, staff_id=world.staff_id, now=now, ground=WHY
        )


def picture_of(dispute: str) -> Exhibit:
    return list_released(dispute)[0]


def claim(dispute: str) -> str:
    return list_redacted(dispute)["claim"].template


def test_jurors_read_again_what_was_covered_by_mistake() -> None:
    world, dispute, juror = begin()
    cover(world, dispute, "主板")
    version = world.draw_of(dispute).file_version
    show(world, dispute)
    assert "主板" in for_juror(*juror, "zh-Hans").claim.plain
    assert world.draw_of(dispute).file_version == version + 1
    (hidden,) = entries(dispute, heard.TEXT_COVERED)
    (entry,) = entries(dispute, taken_back.TEXT_SHOWN)
    said = entry.payload
    assert (said["before"], said["digest"]) == (
        hidden.payload["digest"],
        hidden.payload["before"],
    )
    assert said["code"] == "not_personal"
    assert said["shown"] == said["confirmed"]
    for side in Side:
        assert told(dispute, side).count("file.shown_late") == 1
    assert verify_log().faults == ()


def test_nothing_opens_that_was_covered_when_the_sides_confirmed() -> None:
    world, dispute, _juror = begin()
    stood = [claim(dispute)]
    for passage in ("主板", "没有说", "电话"):
        cover(world, dispute, passage)
        stood.append(claim(dispute))
    for later, earlier in pairwise(reversed(stood)):
        assert claim(dispute) == later
        show(world, dispute)
        assert claim(dispute) == earlier
    with pytest.raises(NotNow):
        show(world, dispute)
    assert claim(dispute) == stood[0]


def test_the_boxes_of_a_picture_come_off_last_first_and_none_of_before() -> None:
    world, dispute, _juror = begin()
    before = picture_of(dispute)
    confirmed, boxes = before.shown_digest, list(before.boxes)
    draw(world, dispute, Box(2, 2, 10, 10))
    once = picture_of(dispute).shown_digest
    draw(world, dispute, Box(20, 20, 10, 10), Box(40, 40, 5, 5))
    undraw(world, dispute)
    assert picture_of(dispute).shown_digest == once
    undraw(world, dispute)
    after = picture_of(dispute)
    assert (after.shown_digest, after.boxes) == (confirmed, boxes)
    with pytest.raises(NotNow):
        undraw(world, dispute)
    assert len(entries(dispute, taken_back.EXHIBIT_SHOWN)) == 2
    assert verify_log().faults == ()


def test_a_box_that_came_meanwhile_stays_and_is_looked_at_first() -> None:
    world, dispute, _juror = begin()
    exhibit = picture_of(dispute).id
    draw(world, dispute, Box(2, 2, 10, 10))
    slow = taken_back.draw_without(dispute, exhibit)
    draw(world, dispute, Box(20, 20, 10, 10))
    with pytest.raises(NotNow), transaction(lock=dispute) as now:
        taken_back.show_exhibit_again(
            dispute, exhibit, drawn=slow, staff_id=world.staff_id, now=now, ground=WHY
        )
    assert len(entries(dispute, taken_back.EXHIBIT_SHOWN)) == 0


@pytest.mark.parametrize("ground", [Ground("personal", "x"), Ground("not_personal")])
def test_it_takes_a_reason(ground: Ground) -> None:
    world, dispute, _juror = begin()
    cover(world, dispute, "主板")
    with pytest.raises(Invalid):
        show(world, dispute, ground)


def test_after_the_vote_nothing_is_shown_again() -> None:
    world, dispute, _juror = begin()
    cover(world, dispute, "主板")
    world.decide(dispute, (1, 1, 1, 1))
    move_clock(hours=30)
    assert world.stage(dispute) == "pronounced"
    with pytest.raises(NotNow):
        show(world, dispute)


def test_what_both_sides_confirmed_since_stays_covered() -> None:
    world, dispute, _juror = begin()
    cover(world, dispute, "主板")
    for _day in range(3):
        move_clock(hours=24)
        stage = world.stage(dispute)
    assert stage == "referred"
    with transaction(lock=dispute) as now:
        send_back(
            dispute, to="screening", reason="再看", staff_id=world.staff_id, now=now
        )
    world.confirm(dispute)
    assert world.stage(dispute) == "hearing"
    with pytest.raises(NotNow):
        show(world, dispute)
    assert "主板" not in claim(dispute)


def test_what_its_side_saw_covered_before_its_jury_reads_it_stays_so() -> None:
    world, dispute, _jurors = begin_waiting()
    exhibit = world.file_picture(dispute)
    answer(dispute, text="")
    world.release(dispute, exhibit)
    drawn = heard.draw_late(dispute, exhibit, None, boxes=[Box(2, 2, 10, 10)])
    with transaction(lock=dispute) as now:
        heard.cover_exhibit_late(
            dispute, exhibit, drawn=drawn, staff_id=world.staff_id, now=now
        )
    confirm(dispute)
    move_clock(minutes=16)
    assert not waits(dispute)
    with pytest.raises(NotNow):
        taken_back.draw_without(dispute, exhibit)
