"""HEARING: what turns out to be personal is covered while the jury sits."""

import io

import pytest
from PIL import Image

from jury.domain.errors import Invalid, NotNow
from jury.domain.lifecycle import Side
from jury.redaction.pictures import Box
from jury.services.hearing import reporting
from jury.services.keeping import vault
from jury.services.moderation.grounds import Ground
from jury.services.moderation.tasks import REPORTED
from jury.services.proof.log_check import verify_log
from jury.services.reading.casefile import for_juror
from jury.services.screening import heard
from jury.storage.audit import list_entries
from jury.storage.desk.tasks import Task, find_open_task
from jury.storage.exhibits import Exhibit, list_released
from jury.storage.polls import list_ballots
from jury.storage.transaction import transaction
from tests.courts import begin_hearing
from tests.played import played
from tests.services.screening_acts import entries, told
from tests.world import World, move_clock

pytestmark = pytest.mark.usefixtures("session")

Keys = tuple[str, int]


@played
def begin() -> tuple[World, str, list[Keys]]:
    """Three jurors have read the file, and the first of them has voted."""
    world, dispute = begin_hearing()
    jurors = [world.seat(dispute, one) for one in world.summonses(dispute)[:3]]
    world.read(dispute, *jurors)
    world.vote(dispute, jurors[0], 1)
    return world, dispute, jurors


def cover(world: World, dispute: str, passage: str, source: str = "claim") -> None:
    with transaction(lock=dispute) as now:
        heard.cover_words_late(
            dispute, source, passage=passage, staff_id=world.staff_id, now=now
        )


def draw(world: World, dispute: str, *boxes: Box) -> heard.Drawn:
    exhibit = picture_of(dispute)
    drawn = heard.draw_late(dispute, exhibit.id, None, boxes=boxes)
    with transaction(lock=dispute) as now:
        heard.cover_exhibit_late(
            dispute, exhibit.id, drawn=drawn, staff_id=world.staff_id, now=now
        )
    return drawn


def picture_of(dispute: str) -> Exhibit:
    return list_released(dispute)[0]


def report(dispute: str, juror: Keys, target: str) -> Task | None:
    with transaction(lock=dispute) as now:
        reporting.report(*juror, target, now=now)
    return find_open_task(dispute, REPORTED, target)


def claim_of(juror: Keys) -> str:
    return for_juror(*juror, "zh-Hans").claim.plain


def test_who_opens_the_file_after_words_were_covered_reads_them_covered() -> None:
    world, dispute, jurors = begin()
    passage = claim_of(jurors[1])[:4]
    cover(world, dispute, passage)
    assert all(passage not in claim_of(juror) for juror in jurors)
    (entry,) = entries(dispute, heard.TEXT_COVERED)
    said = entry.payload
    assert said["before"] != said["digest"]
    assert set(said["confirmed"]) == set(said["shown"]) == set(Side)
    assert all(said["confirmed"][side] != said["shown"][side] for side in Side)
    assert passage not in str(said)
    for side in Side:
        assert told(dispute, side).count("file.covered_late") == 1


def test_no_reading_is_undone_and_no_ballot_lost_by_it() -> None:
    world, dispute, jurors = begin()
    cover(world, dispute, claim_of(jurors[1])[:4])
    draw(world, dispute, Box(2, 2, 10, 10))
    world.vote(dispute, jurors[1], 1)
    world.vote(dispute, jurors[2], 0)
    assert len(list_ballots(world.draw_of(dispute).id)) == 3
    assert all(one.confirmed_at for one in world.dispute(dispute).parties)
    move_clock(hours=30)
    assert world.stage(dispute) in {"pronounced", "referred"}
    assert verify_log().faults == ()


def test_a_box_that_is_drawn_late_lies_on_what_jurors_get_beside_the_others() -> None:
    world, dispute, _jurors = begin()
    old = picture_of(dispute).shown_blob
    draw(world, dispute, Box(2, 2, 10, 10))
    draw(world, dispute, Box(20, 20, 10, 10))
    exhibit = picture_of(dispute)
    assert exhibit.shown_blob not in {None, old}
    shown = Image.open(io.BytesIO(vault.read_of(exhibit, exhibit.shown_blob or "")))
    inside = [shown.convert("RGB").getpixel(at) for at in ((5, 5), (25, 25))]
    assert inside == [(0, 0, 0), (0, 0, 0)]
    assert len(entries(dispute, heard.EXHIBIT_COVERED)) == 2


def test_of_two_who_draw_at_once_the_second_is_asked_to_look_again() -> None:
    world, dispute, _jurors = begin()
    exhibit_id = picture_of(dispute).id
    slow = heard.draw_late(dispute, exhibit_id, None, boxes=[Box(40, 40, 5, 5)])
    draw(world, dispute, Box(2, 2, 10, 10))
    with pytest.raises(NotNow), transaction(lock=dispute) as now:
        heard.cover_exhibit_late(
            dispute, exhibit_id, drawn=slow, staff_id=world.staff_id, now=now
        )
    assert len(picture_of(dispute).boxes) == 1


def test_what_is_covered_after_the_vote_is_covered_for_those_who_voted_too() -> None:
    world, dispute, jurors = begin()
    for juror in jurors[1:]:
        world.vote(dispute, juror, 1)
    move_clock(hours=30)
    assert world.stage(dispute) == "pronounced"
    passage = claim_of(jurors[1])[:4]
    cover(world, dispute, passage)
    assert passage not in claim_of(jurors[1])


def test_nothing_is_covered_late_that_is_not_there() -> None:
    world, dispute, _jurors = begin()
    with pytest.raises(Invalid):
        cover(world, dispute, "这句话没有人写过")
    with pytest.raises(Invalid):
        cover(world, dispute, "x", source="nothing")
    with pytest.raises(Invalid):
        draw(world, dispute)
    assert world.draw_of(dispute).file_version == 0


def test_before_the_hearing_nothing_is_covered_late() -> None:
    world = World.begin(jurors=0)
    dispute = world.escalate()
    with pytest.raises(NotNow):
        cover(world, dispute, "x")


def test_what_a_juror_points_at_waits_for_staff_once_and_says_nothing_of_whom() -> None:
    _world, dispute, jurors = begin()
    task = report(dispute, jurors[1], "claim")
    assert report(dispute, jurors[2], "claim") is task is not None
    assert task.detail == {"is_text": True}
    exhibit = report(dispute, jurors[1], picture_of(dispute).id)
    assert exhibit is not None
    assert exhibit.detail == {"is_text": False}
    chain = list_entries(f"dispute:{dispute}")
    assert not [one for one in chain if one.action == reporting.PUT]
    assert verify_log().faults == ()


@pytest.mark.parametrize("target", ["nothing", "", "exh_1"])
def test_only_what_stands_in_the_file_can_be_pointed_at(target: str) -> None:
    _world, dispute, jurors = begin()
    with pytest.raises(Invalid):
        report(dispute, jurors[1], target)


def test_what_is_covered_answers_the_report_and_what_is_dismissed_stays_so() -> None:
    world, dispute, jurors = begin()
    task = report(dispute, jurors[1], "claim")
    assert task is not None
    cover(world, dispute, claim_of(jurors[1])[:4])
    assert task.outcome == heard.COVERED
    again = report(dispute, jurors[2], "claim")
    assert again is not None
    with transaction(lock=dispute) as now:
        heard.dismiss_report(
            again.id,
            ground=Ground("not_personal", "只有品牌"),
            staff_id=world.staff_id,
            now=now,
        )
    assert report(dispute, jurors[1], "claim") is None
    assert len(entries(dispute, "report.dismissed")) == 1


def test_a_report_that_nobody_answered_ends_with_the_dispute() -> None:
    world, dispute, jurors = begin()
    task = report(dispute, jurors[1], "claim")
    for juror in jurors[1:]:
        world.vote(dispute, juror, 1)
    move_clock(hours=30)
    assert world.stage(dispute) == "pronounced"
    assert find_open_task(dispute, REPORTED, "claim") is task is not None
    move_clock(hours=60)
    assert world.stage(dispute) == "final"
    assert task.outcome == "unneeded"
