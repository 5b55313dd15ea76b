"""A side looks its evidence over, as the jury that asked for it will see it."""

import pytest

from jury.domain.errors import NotNow
from jury.domain.lifecycle import Side
from jury.redaction.pictures import Box
from jury.services.hearing import inquiry_answer, inquiry_looking
from jury.services.hearing.inquiry_answer import Answer
from jury.services.hearing.inquiry_view import evidence_digest
from jury.services.moderation.tasks import COVER
from jury.services.proof.log_check import verify_log
from jury.services.reading.casefile import for_juror
from jury.services.screening import covering, disclose
from jury.services.submissions import prepare
from jury.storage.desk.tasks import list_tasks_of
from jury.storage.exhibits import get_exhibit
from jury.storage.transaction import transaction
from tests.played import played
from tests.services.asking_acts import (
    Keys,
    answer,
    begin_waiting,
    confirm,
    open_inquiry,
    waits,
)
from tests.services.screening_acts import ask, entries, told
from tests.world import World, move_clock

pytestmark = [
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
    pytest.mark.usefixtures("session"),
]


@played
def begin() -> tuple[World, str, list[Keys], str]:
    """The buyer has answered with a picture, which is covered."""
    world, dispute, jurors = begin_waiting()
    exhibit = world.file_picture(dispute)
    answer(dispute, text="")
    world.release(dispute, exhibit)
    return world, dispute, jurors, exhibit


def shown_to(juror: Keys) -> set[str]:
    return {one.id for one in for_juror(*juror, "en").exhibits}


def release_with_box(world: World, dispute: str, exhibit: str) -> None:
    covered = prepare.cover_picture(dispute, exhibit, [Box(1, 1, 9, 9)])
    with transaction(lock=dispute) as now:
        disclose.release_exhibit(
            dispute, exhibit, covered=covered, staff_id=world.staff_id, now=now
        )


def refuse(world: World, task: str) -> None:
    said = {"reason": "只有品牌", "code": "not_personal"}
    with transaction() as now:
        covering.refuse_cover(task, staff_id=world.staff_id, now=now, **said)


def test_jurors_read_evidence_once_its_side_has_looked_it_over() -> None:
    _world, dispute, jurors, exhibit = begin()
    assert told(dispute, Side.BUYER).count("evidence.to_look_over") == 1
    move_clock(minutes=31)
    assert waits(dispute)
    confirm(dispute)
    (entry,) = entries(dispute, inquiry_looking.CONFIRMED)
    move_clock(minutes=16)
    assert not waits(dispute)
    assert exhibit in shown_to(jurors[3])
    assert entry.payload["digest"]
    assert verify_log().faults == ()


def test_the_end_of_the_wait_replaces_the_word_of_its_side_alone() -> None:
    _world, dispute, jurors, exhibit = begin()
    move_clock(hours=12, minutes=16)
    assert not waits(dispute)
    assert exhibit in shown_to(jurors[3])
    assert verify_log().faults == ()


def test_what_was_seen_covered_before_it_was_sent_needs_no_second_word() -> None:
    world, dispute, jurors = begin_waiting()
    exhibit = world.file_picture(dispute)
    world.release(dispute, exhibit)
    row = open_inquiry(dispute)
    assert row is not None
    with transaction(lock=dispute) as now:
        seen, given = evidence_digest(row), Answer("", "zh-Hans")
        inquiry_answer.answer_jury(dispute, Side.BUYER, given, now=now, evidence=seen)
    move_clock(minutes=16)
    assert not waits(dispute)
    assert exhibit in shown_to(jurors[3])
    (entry,) = entries(dispute, inquiry_answer.ANSWERED)
    assert entry.payload["seen"] == seen


def test_while_more_is_to_be_covered_it_is_not_confirmed() -> None:
    world, dispute, jurors, exhibit = begin()
    ask(dispute, Side.BUYER, exhibit, "左上角的脸")
    with pytest.raises(NotNow):
        confirm(dispute)
    with transaction(lock=dispute) as now:
        disclose.reopen_exhibit(
            dispute, exhibit, reason="再盖一处", staff_id=world.staff_id, now=now
        )
    world.release(dispute, exhibit)
    (wish,) = list_tasks_of(dispute, COVER)
    assert wish.outcome == "released"
    confirm(dispute)
    move_clock(minutes=16)
    assert not waits(dispute)
    assert exhibit in shown_to(jurors[3])


def test_a_wish_that_is_refused_leaves_its_side_the_last_word() -> None:
    world, dispute, _jurors, exhibit = begin()
    refuse(world, ask(dispute, Side.BUYER, exhibit, "左上角的脸"))
    assert "cover.refused" in told(dispute, Side.BUYER)
    move_clock(minutes=31)
    assert waits(dispute)
    confirm(dispute)
    move_clock(minutes=16)
    assert not waits(dispute)


def test_a_wish_that_nobody_looked_at_in_time_keeps_the_picture_from_jurors() -> None:
    _world, dispute, jurors, exhibit = begin()
    ask(dispute, Side.BUYER, exhibit, "左上角的脸")
    ask(dispute, Side.BUYER, f"caption:{exhibit}", "维修")
    move_clock(hours=12, minutes=16)
    assert not waits(dispute)
    assert get_exhibit(dispute, exhibit).state == "withheld"
    (asked,) = for_juror(*jurors[3], "en").asked
    assert (asked.numbers, asked.withheld) == ((), 1)
    assert {one.outcome for one in list_tasks_of(dispute, COVER)} == {"lapsed"}
    assert verify_log().faults == ()


def test_words_of_its_caption_are_covered_as_its_side_asked() -> None:
    world, dispute, jurors, exhibit = begin()
    task = ask(dispute, Side.BUYER, f"caption:{exhibit}", "维修")
    with transaction(lock=dispute) as now:
        covering.cover_as_wished(task, passage="维修", staff_id=world.staff_id, now=now)
    assert all(one.confirmed_at for one in world.dispute(dispute).parties)
    confirm(dispute)
    move_clock(minutes=16)
    (view,) = [one for one in for_juror(*jurors[3], "en").exhibits if one.id == exhibit]
    assert "维修" not in view.caption.plain


def test_what_changed_since_it_was_looked_over_is_looked_over_again() -> None:
    world, dispute, _jurors, exhibit = begin()
    confirm(dispute)
    with transaction(lock=dispute) as now:
        disclose.reopen_exhibit(
            dispute, exhibit, reason="再盖一处", staff_id=world.staff_id, now=now
        )
    release_with_box(world, dispute, exhibit)
    move_clock(minutes=31)
    assert waits(dispute)
    confirm(dispute)
    move_clock(minutes=16)
    assert not waits(dispute)


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param({"side": Side.SELLER}, id="the other side"),
        pytest.param({"digest": "0" * 64}, id="something else was shown"),
        pytest.param({"digest": ""}, id="nothing was shown"),
    ],
)
def test_only_its_side_confirms_and_only_what_it_saw(wrong: dict[str, object]) -> None:
    _world, dispute, _jurors, _exhibit = begin()
    row = open_inquiry(dispute)
    assert row is not None
    given = {"side": Side.BUYER, "digest": evidence_digest(row), **wrong}
    with pytest.raises(NotNow), transaction(lock=dispute) as now:
        inquiry_looking.confirm_evidence(dispute, now=now, **given)  # type: ignore[arg-type]
    assert entries(dispute, inquiry_looking.CONFIRMED) == []


def test_after_the_wait_nothing_is_confirmed_and_no_cover_asked() -> None:
    _world, dispute, _jurors, exhibit = begin()
    confirm(dispute)
    with pytest.raises(NotNow):
        confirm(dispute)
    move_clock(minutes=16)
    assert not waits(dispute)
    with pytest.raises(NotNow):
        ask(dispute, Side.BUYER, exhibit, "脸")
