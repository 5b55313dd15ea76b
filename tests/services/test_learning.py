"""What calls came to is learned at the close, and says who rests or has a break."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from jury.domain.calling.turnout import Said
from jury.domain.eligibility import Code
from jury.jobs.learning import learn_turnout
from jury.services.drawing import seats
from jury.services.drawing.waves import Wave
from jury.services.roster import own_time
from jury.services.roster.standing import standing_of
from jury.storage.base import current_session
from jury.storage.disputes import get_dispute
from jury.storage.draws import Summons, get_summons, list_summonses
from jury.storage.jurors.answers import list_answers
from jury.storage.jurors.availability import find_load, get_turnout
from jury.storage.roster import facts_of, get_juror
from jury.storage.transaction import transaction
from tests.played import played
from tests.roster_lines import present, zone_at
from tests.world import World, enrol, make_intake, move_clock


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


@played
def begin_decided() -> tuple[World, str]:
    """Five of the called voted, the others let the call pass until the close."""
    world = World.begin(jurors=0)
    enrol([f"juror-{number}" for number in range(30)])
    move_clock(seconds=1)
    dispute = world.hear()
    world.decide(dispute, (1, 1, 1, 1, 1))
    return world, dispute


@played
def begin_expired(hour: int = 12) -> tuple[World, str]:
    """Nobody came until more time than the first calls had was over.

    They came at this hour of everybody's day.
    """
    world = World.begin(jurors=0)
    enrol([f"juror-{number}" for number in range(60)], timezone=zone_at(hour))
    move_clock(seconds=1)
    dispute = world.hear()
    move_clock(minutes=61)
    world.decide(dispute, (1, 1, 1, 1, 1))
    return world, dispute


def calls_of(world: World, dispute: str) -> list[Summons]:
    current_session().rollback()
    return list_summonses(world.draw_of(dispute).id)


def test_nothing_is_learned_of_a_poll_that_is_open(session: Session) -> None:
    world = World.begin(jurors=30)
    dispute = world.hear()
    called = [one.juror_id for one in calls_of(world, dispute)]
    learn_turnout()
    assert get_turnout(0.5).known == 0
    assert list_answers(called, now=present()) == {}


def test_every_poll_is_counted_once(session: Session) -> None:
    world, dispute = begin_decided()
    for _again in range(2):
        learn_turnout()
    turnout = get_turnout(0.5)
    assert turnout.known == sum(
        one.state == "voted" for one in calls_of(world, dispute)
    )
    assert turnout.said[Said.NOTHING].willing == 5
    voter = next(one for one in calls_of(world, dispute) if one.state == "voted")
    (own,) = list_answers([voter.juror_id], now=present())[voter.juror_id].values()
    assert (own.called, own.willing) == (1, 1)


def test_a_call_let_pass_counts_and_one_that_found_no_seat_does_not(
    session: Session,
) -> None:
    world, dispute = begin_expired()
    missed = [one for one in calls_of(world, dispute) if one.state == "expired"]
    with transaction(lock=dispute) as now:
        seats.note_unseated(missed[0].id, missed[0].juror_id, now=now)
    learn_turnout()
    loads = [find_load(one.juror_id) for one in missed]
    assert [load and load.missed for load in loads] == [0] + [1] * (len(missed) - 1)
    facts = facts_of(get_juror(missed[1].juror_id), now=present())
    assert (facts.missed_in_a_row, facts.missed_at) == (1, missed[1].answered_at)


@pytest.mark.parametrize(
    ("hour", "named", "missed"),
    [(12, False, 1), (3, False, 0), (3, True, 1)],
)
def test_a_call_at_night_counts_only_for_those_who_named_their_hours(
    session: Session, hour: int, missed: int, *, named: bool
) -> None:
    world, dispute = begin_expired(hour)
    lost = next(one for one in calls_of(world, dispute) if one.state == "expired")
    if named:
        with transaction():
            get_summons(lost.id).said = Said.WITHIN.value
    learn_turnout()
    load = find_load(lost.juror_id)
    assert load is not None
    assert load.missed == missed


def test_a_hard_dispute_earns_those_who_voted_a_break(session: Session) -> None:
    world = World.begin(jurors=30)
    dispute = world.hear()
    world.decide(dispute, (1, 1, None, None, None))
    move_clock(hours=25)
    assert world.draw_of(dispute).is_hard is (world.stage(dispute) == "referred")
    with transaction():
        world.draw_of(dispute).is_hard = True
    learn_turnout()
    voted = {one.juror_id for one in calls_of(world, dispute) if one.state == "voted"}
    hard = {one for one in voted if (load := find_load(one)) and load.hard_at}
    assert voted
    assert hard == voted


def test_whoever_rests_is_skipped_with_that_code_and_may_end_it_once(
    app: Flask, session: Session
) -> None:
    world, dispute = begin_expired()
    learn_turnout()
    summons = next(one for one in calls_of(world, dispute) if one.state == "expired")
    juror = get_juror(summons.juror_id)
    with transaction():
        load = find_load(juror.id)
        assert load is not None
        load.missed = 3
    assert Code.RESTING in codes_of(juror.id)
    with transaction() as now:
        own_time.excuse(juror.id, now=now)
    assert Code.RESTING not in codes_of(juror.id)
    with transaction():
        load = find_load(juror.id)
        assert load is not None
        load.missed = 3
    with pytest.raises(own_time.ExcusedLately), transaction() as now:
        own_time.excuse(juror.id, now=now)


def codes_of(juror_id: int) -> set[Code]:
    found = standing_of(juror_id, now=present())
    return {*found.barred, *found.partly}


def test_how_many_are_called_follows_the_seats_and_the_order_the_lot(
    session: Session,
) -> None:
    world = World.begin(jurors=60)
    dispute = world.hear(make_intake(price_minor=90_000, held_minor=91_200))
    calls = calls_of(world, dispute)
    assert [one.rank for one in calls] == list(range(1, len(calls) + 1))
    assert all(one.likely and one.begins_at == one.sent_at for one in calls)
    draw = world.draw_of(dispute)
    wave = Wave(get_dispute(dispute), draw, calls, free=0, now=present())
    assert list(wave.call(iter(()))) == []
    assert get_summons(calls[0].id).reply_due_at > present() + timedelta(minutes=55)
