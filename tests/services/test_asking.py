"""Jurors ask for evidence: the poll waits once, is answered once, and goes on."""

from datetime import timedelta

import pytest

from jury import clock
from jury.domain.errors import AlreadyDone, Invalid, NotNow, TooEarly
from jury.domain.lifecycle import Side
from jury.services.hearing import asking, inquiry, poll
from jury.services.hearing.asking import HasAsked
from jury.services.hearing.enough import why_of
from jury.services.hearing.poll import cast_ballot
from jury.services.hearing.revote import WaitsForEvidence
from jury.services.moderation.grounds import Ground
from jury.services.moderation.strike import strike_exhibit
from jury.services.proof.log_check import verify_log
from jury.services.reading.casefile import for_juror, for_practice
from jury.services.screening import disclose
from jury.storage.audit import list_entries
from jury.storage.base import current_session
from jury.storage.polls import list_ballots
from jury.storage.transaction import transaction
from tests.services.asking_acts import (
    ASKED,
    ENOUGH,
    answer,
    ask,
    begin_confirming,
    begin_reading,
    begin_waiting,
    confirm,
    inquiry_of,
    open_inquiry,
    read_again,
    waits,
)
from tests.services.screening_acts import replace
from tests.world import move_clock

pytestmark = [
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
    pytest.mark.usefixtures("session"),
]


def test_a_poll_waits_once_enough_jurors_ask_for_the_same() -> None:
    _world, dispute, jurors = begin_reading()
    for juror in jurors[: ENOUGH - 1]:
        ask(dispute, juror)
    ask(dispute, jurors[-1], "unpacking")
    move_clock(minutes=16)
    assert not waits(dispute)
    ask(dispute, jurors[ENOUGH - 1])
    assert not waits(dispute)  # the sweep alone sees it, on its grid
    move_clock(minutes=16)
    row = open_inquiry(dispute)
    assert waits(dispute)
    assert row is not None
    assert (row.code, row.side) == (ASKED, "buyer")


def test_nobody_votes_while_the_poll_waits() -> None:
    world, dispute, jurors = begin_waiting()
    with pytest.raises(WaitsForEvidence), transaction(lock=dispute) as now:
        cast_ballot(*jurors[3], world.make_vote(dispute, 1), now=now)


def test_a_juror_asks_once_and_only_after_reading() -> None:
    world, dispute, jurors = begin_reading(seated=1)
    ask(dispute, jurors[0])
    with pytest.raises(HasAsked):
        ask(dispute, jurors[0], "unpacking")
    fresh = world.seat(dispute, world.summonses(dispute)[0])
    with pytest.raises(TooEarly):
        ask(dispute, fresh)
    world.read(dispute, fresh)
    with pytest.raises(Invalid):
        ask(dispute, fresh, "something else")
    ask(dispute, fresh)
    world.vote(dispute, fresh, 1)
    with pytest.raises(AlreadyDone):
        ask(dispute, fresh)


def test_the_answer_is_in_the_file_once_the_poll_goes_on() -> None:
    world, dispute, jurors = begin_waiting()
    exhibit = world.file_picture(dispute)
    answer(dispute, text="检测报告，电话 13800138000")
    assert for_juror(*jurors[3], "en").asked == ()
    world.release(dispute, exhibit)
    shown = {one.id for one in for_juror(*jurors[3], "en").exhibits}
    assert exhibit not in shown
    confirm(dispute)
    move_clock(minutes=16)
    assert not waits(dispute)
    file = for_juror(*jurors[3], "en")
    (asked,) = file.asked
    assert asked.is_own
    assert asked.side == "buyer"
    assert asked.numbers == (2,)
    assert asked.words is not None
    assert "检测报告" in asked.words.plain
    assert "13800138000" not in asked.words.plain
    assert exhibit in {one.id for one in file.exhibits}


def test_who_practises_on_it_reads_that_a_jury_asked_in_vain() -> None:
    world, dispute, _jurors = begin_waiting()
    for _day in range(4):
        move_clock(hours=24)
        world.stage(dispute)
    assert world.draw_of(dispute).closed_at is not None
    (asked,) = for_practice(dispute, "en").asked
    assert (asked.side, asked.words, asked.numbers) == ("buyer", None, ())


def test_all_windows_move_by_the_wait_and_seats_have_their_whole_time() -> None:
    world, dispute, jurors = begin_waiting()
    before = world.draw_of(dispute).window_ends_at
    promised = world.dispute(dispute).decided_by_at
    answer(dispute)
    move_clock(minutes=16)
    draw, row = world.draw_of(dispute), inquiry_of(world, dispute)
    assert row.ended_at is not None
    waited = row.ended_at - row.asked_at
    assert waited >= timedelta(minutes=1)
    assert draw.window_ends_at == before + waited
    assert world.dispute(dispute).decided_by_at == promised + waited
    assert world.dispute(dispute).stage_closes_at == draw.window_ends_at
    seat = next(one for one in draw.seats if one.summons_id == jurors[3][0])
    assert seat.vote_due_at is not None
    assert seat.vote_due_at >= row.ended_at + timedelta(minutes=60)


def test_silence_lets_the_poll_go_on_and_jurors_are_told() -> None:
    world, dispute, jurors = begin_waiting()
    move_clock(hours=24, minutes=16)
    assert not waits(dispute)
    assert inquiry_of(world, dispute).state == "unanswered"
    (asked,) = for_juror(*jurors[3], "en").asked
    assert asked.is_unanswered
    with pytest.raises(NotNow):
        answer(dispute)


def test_what_is_not_covered_in_time_is_withheld() -> None:
    world, dispute, jurors = begin_waiting()
    world.file_picture(dispute)
    answer(dispute, text="")
    move_clock(hours=11)
    assert waits(dispute)
    move_clock(hours=1, minutes=16)
    assert not waits(dispute)
    (asked,) = for_juror(*jurors[3], "en").asked
    assert (asked.numbers, asked.withheld) == ((), 1)
    assert verify_log().faults == ()


@pytest.mark.parametrize("side", [Side.BUYER, Side.SELLER])
def test_only_the_side_that_was_asked_answers_and_only_once(side: Side) -> None:
    world, dispute, _jurors = begin_waiting()
    if side is Side.SELLER:
        with pytest.raises(NotNow):
            answer(dispute, side)
        with pytest.raises(NotNow):
            world.file_picture(dispute, side)
        return
    with pytest.raises(Invalid):
        answer(dispute, side, text=" ")
    answer(dispute, side)
    with pytest.raises(NotNow):
        answer(dispute, side, text="noch etwas")
    with pytest.raises(NotNow):
        world.file_picture(dispute, side)


def test_an_answer_replaces_nothing_that_jurors_read_already() -> None:
    world, dispute, jurors = begin_waiting()
    (heard,) = for_juror(*jurors[3], "en").exhibits
    with pytest.raises(Invalid, match="heard"):
        replace(dispute, heard.id)
    own = replace(dispute, world.file_picture(dispute))
    world.release(dispute, own)
    answer(dispute)
    confirm(dispute)
    move_clock(minutes=16)
    shown = [one.id for one in for_juror(*jurors[3], "en").exhibits]
    assert shown == [heard.id, own]


def test_a_vote_that_is_in_is_final_without_a_pause() -> None:
    world, dispute, jurors = begin_reading()
    world.vote(dispute, jurors[0], 1)
    move_clock(minutes=16)
    with pytest.raises(AlreadyDone):
        world.vote(dispute, jurors[0], 0)
    (kept,) = list_ballots(world.draw_of(dispute).id)
    assert (kept.ballot_no, kept.choice) == (1, 1)


def test_the_log_finds_a_vote_that_was_changed_without_a_pause(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world, dispute, jurors = begin_reading(seated=5)
    for juror in jurors:
        world.vote(dispute, juror, 1)
    monkeypatch.setattr(poll, "may_change", lambda *_given, **_named: True)
    world.vote(dispute, jurors[0], 1)
    monkeypatch.undo()
    move_clock(minutes=16)
    assert world.stage(dispute) == "pronounced"
    poll_id = world.draw_of(dispute).id
    assert verify_log().faults == (
        f"poll:{poll_id}: a vote was changed without a pause for evidence",
    )


def test_the_new_evidence_is_read_before_a_vote_is_changed() -> None:
    world, dispute, jurors = begin_waiting()
    exhibit = world.file_picture(dispute)
    answer(dispute, text="")
    world.release(dispute, exhibit)
    confirm(dispute)
    move_clock(minutes=16)
    with transaction(lock=dispute) as now:
        poll.open_file(*jurors[0], now=now)
    move_clock(minutes=5)
    with pytest.raises(TooEarly) as refused:
        world.vote(dispute, jurors[0], 0)
    assert refused.value.unopened == (exhibit,)
    world.open_everything(dispute, jurors[0])
    world.vote(dispute, jurors[0], 0)


def test_ballots_that_may_change_count_as_out_until_then() -> None:
    world, dispute, jurors = begin_confirming(voted=5, seated=5)
    draw, now = world.draw_of(dispute), clock.now()
    assert draw.confirm_until is not None
    assert why_of(world.dispute(dispute), draw, at=now) is None
    assert why_of(world.dispute(dispute), draw, at=draw.confirm_until) == "settled"
    current_session().rollback()
    read_again(world, dispute, *jurors)
    for juror in jurors:
        world.vote(dispute, juror, 1)
    move_clock(minutes=16)
    assert world.stage(dispute) == "pronounced"
    assert verify_log().faults == ()


def test_a_vote_that_nobody_confirms_counts_as_it_is() -> None:
    world, dispute, jurors = begin_confirming(voted=5, seated=5)
    move_clock(hours=12, minutes=16)
    assert world.stage(dispute) == "pronounced"
    with pytest.raises(AlreadyDone):
        world.vote(dispute, jurors[0], 0)
    assert verify_log().faults == ()


def test_a_poll_waits_only_once() -> None:
    world, dispute, _jurors = begin_confirming()
    called = world.summonses(dispute)[:3]
    assert called
    fresh = [world.seat(dispute, one) for one in called]
    world.read(dispute, *fresh)
    for juror in fresh:
        with pytest.raises(asking.NotAsked):
            ask(dispute, juror)


def test_the_log_says_that_it_was_asked_and_not_by_whom() -> None:
    world, dispute, _jurors = begin_waiting()
    (entry,) = list_entries(f"dispute:{dispute}", inquiry.ASKED)
    assert set(entry.payload) == {"draw_no", "round_number", "ask", "side", "due_at"}
    assert world.dispute(dispute).stands_for == "evidence"


def test_a_released_answer_can_be_struck_and_voids_the_vote() -> None:
    world, dispute, _jurors = begin_waiting()
    exhibit = world.file_picture(dispute)
    second = world.file_picture(dispute)
    world.release(dispute, exhibit)
    with transaction(lock=dispute) as now:
        strike_exhibit(
            dispute,
            exhibit,
            ground=Ground("forged", "It is another phone."),
            staff_id=world.staff_id,
            now=now,
        )
    assert open_inquiry(dispute) is None
    assert world.stage(dispute) == "hearing"
    with pytest.raises(NotNow), transaction():
        disclose.get_screenable(world.dispute(dispute), second)
    assert verify_log().faults == ()
