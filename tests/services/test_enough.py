"""A vote that may stop for a lead: who is called, when it closes, what is said."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from jury.domain.lifecycle import Side
from jury.domain.sortition.verification import verify_transcript
from jury.domain.stopping import Enough
from jury.services.drawing import seats
from jury.services.drawing.transcripts import transcript
from jury.services.hearing.closing import close_unopened
from jury.services.hearing.early import Early
from jury.services.proof.draw_check import faults_of_lots
from jury.services.proof.poll_check import faults_of_polls
from jury.services.verdict.letter import letter
from jury.storage.disputes import get_dispute
from jury.storage.draws import Summons, list_lanes
from jury.storage.polls import list_ballots
from jury.storage.transaction import transaction
from tests.balanced import begin_with_both, kind_of, of_kind
from tests.played import played
from tests.web.people import as_party, shows
from tests.world import World, make_intake, move_clock

# Seventeen seats, and a lead of five is enough.
LARGE = {"price_minor": 250_000, "held_minor": 251_200, "asked_minor": 250_000}


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


@played
def begin_large() -> tuple[World, str]:
    """A dispute over a large sum, whose first jurors have just been called."""
    world = begin_with_both(30, 30)
    return world, world.hear(make_intake(**LARGE))


@played
def begin_voted(choices: Sequence[int | None], reading: int) -> tuple[World, str]:
    """The first five seats voted like this or are still being read for."""
    world, dispute = begin_large()
    calls = world.summonses(dispute)[: len(choices) + reading]
    seated = [world.seat(dispute, one) for one in calls]
    world.read(dispute, *seated)
    for juror, choice in zip(seated, choices, strict=False):
        world.vote(dispute, juror, choice)
    return world, dispute


def test_with_a_clear_lead_five_jurors_are_enough(app: Flask, session: Session) -> None:
    world, dispute = begin_voted((1,) * 5, reading=0)
    move_clock(minutes=16)
    assert world.stage(dispute) == "pronounced"
    told = letter(dispute, "en")
    assert told is not None
    assert told.closed_early == Early(Enough.LEAD, 5)
    assert_both_transcripts_hold(world, dispute)
    page = as_party(app, dispute, Side.SELLER, lang="en")
    path = f"/disputes/{dispute}/verdict"
    assert shows(page.get(path), "the outcome had a lead of at least 5.")


def assert_both_transcripts_hold(world: World, dispute: str) -> None:
    """Although fewer were called than the panel has seats."""
    for is_auditor in (True, False):
        found = transcript(dispute, 1, is_auditor=is_auditor)
        segments = found["segments"]
        assert sum(one["summoned"] for one in segments) < 17
        assert all(one["open"] <= one["summoned"] for one in segments)
        assert sum(one["open"] for one in segments) >= 5
        assert verify_transcript(found).problem is None
    assert list(faults_of_polls()) == []


def test_a_vote_that_ends_before_more_are_called_has_a_transcript_that_holds(
    session: Session,
) -> None:
    world, dispute = begin_large()
    with transaction(lock=dispute) as now:
        # Seats have opened since the last call, and the sides were quicker.
        close_unopened(
            get_dispute(dispute),
            cause="settlement",
            actor="sweep",
            now=now + timedelta(hours=3),
        )
    assert_both_transcripts_hold(world, dispute)


def test_too_few_calls_for_the_seats_that_were_open_are_found(
    session: Session,
) -> None:
    world, dispute = begin_voted((1,) * 5, reading=0)
    move_clock(minutes=16)
    draw = world.draw_of(dispute)
    with transaction():
        called = [one for one in list_lanes(draw.id) if one.outcome == "summoned"]
        for lane in called[4:]:
            lane.outcome = "not.active"
    assert any("seats open" in one for one in faults_of_lots(dispute, [draw]))


def test_without_one_more_seats_open_by_the_clock(session: Session) -> None:
    world, dispute = begin_voted((1, 1, 1, 1, 0), reading=0)
    before = len(world.summonses(dispute))
    move_clock(minutes=16)
    assert len(world.summonses(dispute)) == before
    move_clock(minutes=46)
    assert world.stage(dispute) == "hearing"
    assert len(world.summonses(dispute)) > before


def test_who_is_called_tells_nothing_of_the_votes(session: Session) -> None:
    world = begin_with_both(30, 30)
    polls = {
        world.hear(make_intake(number=str(number), **LARGE)): choices
        for number, choices in enumerate([(0,) * 4, (0, 0, 1, 1), (None,) * 4])
    }
    seated = {
        dispute: [world.seat(dispute, one) for one in two_of_each(world, dispute)]
        for dispute in polls
    }
    for dispute, jurors in seated.items():
        world.open_everything(dispute, *jurors)
    move_clock(seconds=max(world.draw_of(one).reading_seconds for one in polls) + 1)
    for dispute, choices in polls.items():
        for juror, choice in zip(seated[dispute], choices, strict=True):
            world.vote(dispute, juror, choice)
    seen = [calls_by_kind(world, polls)]
    for minutes in (30, 50, 60):
        move_clock(minutes=minutes)
        seen.append(calls_by_kind(world, polls))
    # The lot says only which kind has the odd seat.
    assert all(one == other == third for one, other, third in seen)
    # Somebody is out while the votes are cast, and more as seats open by the clock.
    counts = [sum(one) for one, *_others in seen]
    assert 0 < counts[0] < counts[2] < counts[3]


def two_of_each(world: World, dispute: str) -> list[Summons]:
    both = (of_kind(world, dispute, kind) for kind in ("buys", "sells"))
    return [call for calls in both for call in calls[:2]]


def calls_by_kind(world: World, polls: Iterable[str]) -> list[list[int]]:
    """How many calls are out in each poll, by kind; fewest first."""
    return [
        sorted(Counter(map(kind_of, world.summonses(one))).values()) for one in polls
    ]


def test_nobody_takes_a_seat_that_is_not_open_yet(session: Session) -> None:
    world, dispute = begin_large()
    # So many say no that more are called than the five seats would hold.
    for _time in range(3):
        for call in world.summonses(dispute):
            with transaction(lock=dispute) as now:
                seats.decline_summons(call.id, call.juror_id, now=now)
        move_clock(minutes=1)
    strata = sorted(world.draw_of(dispute).strata, key=lambda one: -one.seats)
    kinds = (one.segment.rsplit("/", 1)[1] for one in strata)
    more, fewer = (of_kind(world, dispute, kind) for kind in kinds)
    for call in (*more[:3], *fewer[:2]):
        world.seat(dispute, call)
    late = more[3]
    with pytest.raises(seats.NoSeatFree), transaction(lock=dispute) as now:
        seats.accept_summons(late.id, late.juror_id, now=now)
    move_clock(minutes=58)
    world.seat(dispute, late)


@pytest.mark.parametrize(("last", "stage"), [(1, "pronounced"), (0, "hearing")])
def test_whoever_was_reading_may_still_take_the_lead_away(
    session: Session, last: int, stage: str
) -> None:
    world, dispute = begin_voted((1, 1, 1, 1, None), reading=0)
    move_clock(minutes=61)
    calls = world.summonses(dispute)[:2]
    first, late = (world.seat(dispute, one) for one in calls)
    world.read(dispute, first, late)
    world.vote(dispute, first, 1)
    move_clock(minutes=16)
    assert world.draw_of(dispute).poll_closes_at is not None
    world.vote(dispute, late, last)
    move_clock(minutes=31)
    assert world.stage(dispute) == stage
    assert (world.draw_of(dispute).poll_closes_at is None) is (stage == "hearing")


def test_a_vote_that_no_rule_allowed_to_close_is_found(session: Session) -> None:
    world, dispute = begin_voted((1,) * 5, reading=0)
    move_clock(minutes=16)
    assert list(faults_of_polls()) == []
    with transaction():
        ballot = list_ballots(world.draw_of(dispute).id)[0]
        ballot.choice = 0
    assert any("before its time" in fault for fault in faults_of_polls())
