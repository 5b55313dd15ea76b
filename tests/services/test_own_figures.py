"""Whose outcome votes are compared with, what is credited, what a juror reads of it."""

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from jury.domain.lifecycle import Side
from jury.services.proof.audit import dispute_chain
from jury.services.verdict.reliability import count_everything_anew
from jury.storage.audit import list_entries
from jury.storage.draws import list_draws, list_summonses
from jury.storage.outside.outbox import Event
from jury.storage.roster import get_juror
from tests.appeals import appeal, begin_decided, decide_as, hear_again, pay
from tests.courts import begin_decided_by
from tests.money.acts import answer, reverse_to
from tests.played import played
from tests.services.test_reliability import begin_final, counted
from tests.web.people import as_user, shows
from tests.world import World, move_clock


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


def voters(dispute: str, draw_no: int = 0) -> list[str]:
    calls = list_summonses(list_draws(dispute)[draw_no].id)
    return sorted(get_juror(one.juror_id).ref for one in calls if one.state == "voted")


@played
def begin_overturned() -> tuple[World, str]:
    """Five jurors gave something, eleven others then gave nothing."""
    world, dispute = begin_decided(jurors=60)
    appeal(dispute, Side.SELLER)
    hear_again(world, dispute)
    world.decide(dispute, (0,) * 11)
    return world, dispute


def test_votes_are_compared_with_the_appeal_and_not_with_their_own_panel(
    session: Session,
) -> None:
    begin_overturned()
    move_clock(hours=49)
    assert counted() == {"gave_wrongly": 5, "kept_nothing": 11}


def test_votes_of_a_hung_jury_are_compared_with_what_staff_decide(
    session: Session,
) -> None:
    world, dispute = begin_decided_by((0, 0, 1, 1, None))
    decide_as(dispute, world.staff_id, 1)
    assert counted() == {}
    move_clock(hours=49)
    assert counted() == {"gave_nothing": 2, "gave_rightly": 2}


def test_whoever_voted_is_credited_once_it_is_closed_whatever_they_voted(
    session: Session,
) -> None:
    _world, dispute = begin_final((1, 1, 1, 2, 0))
    query = select(Event).where(Event.type == "juror.credited")
    assert list(session.scalars(query)) == []
    pay(dispute)
    session.rollback()
    told = list(session.scalars(query.order_by(Event.id)))
    credited = [{"user": ref, "votes": 1} for ref in voters(dispute)]
    assert [one.payload for one in told] == credited
    assert {one.dispute_id for one in told} == {None}
    (entry,) = list_entries(dispute_chain(dispute), "service.credited")
    assert entry.payload == {"jurors": 5}


def test_a_changed_award_credits_nobody_again_and_is_counted_by_night(
    session: Session,
) -> None:
    world, dispute = begin_final((1, 1, 1, 2, 0))
    pay(dispute)
    reverse_to(dispute, world.staff_id, 0)
    answer(dispute, kind="reversal:1")
    assert world.stage(dispute) == "closed"
    told = session.scalars(select(Event).where(Event.type == "juror.credited"))
    assert len(told.all()) == 5
    count_everything_anew()
    assert counted() == {"gave_wrongly": 4, "kept_nothing": 1}


def test_a_juror_reads_how_their_own_votes_stood(app: Flask, session: Session) -> None:
    _world, dispute = begin_final((1, 1, 1, 2, 0))
    page = as_user(app, voters(dispute)[0]).get("/jury/figures")
    assert shows(
        page,
        "You voted, and it is final by now 1",
        "Too few yet to say anything",
        "Votes you gave 1",
    )
    assert dispute not in page.text


def test_before_anything_is_final_nothing_is_said(app: Flask, session: Session) -> None:
    _world, dispute = begin_decided_by((1, 1, 1, 2, 0))
    page = as_user(app, voters(dispute)[0]).get("/jury/figures")
    assert shows(page, "Nothing is final yet")
    assert not shows(page, "It ended as you had voted")
