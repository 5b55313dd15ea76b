"""A vote that stops on evidence: what is weighed, sealed, said, and found changed."""

from dataclasses import replace
from fractions import Fraction

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from jury.domain.lifecycle import Side
from jury.domain.stopping import StoppingKind, StoppingRule
from jury.services.law.lawbook import lawbook
from jury.services.proof.poll_check import faults_of_polls
from jury.storage.base import current_session
from jury.storage.jurors.reliabilities import JurorReliability
from jury.storage.jurors.standings import SummonsStanding, list_standings
from jury.storage.roster import Juror
from jury.storage.transaction import transaction
from tests.played import played
from tests.web.people import as_party, shows
from tests.world import World, make_intake, move_clock

RULE = StoppingRule(
    StoppingKind.WEIGHTED, minimum=3, calibration=Fraction(1), audited=120
)


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


@played
def begin_weighed(hits: int) -> tuple[World, str]:
    """Everybody was right so often before, and three of five agree."""
    world = World.begin(jurors=30)
    with transaction():
        for juror_id in current_session().scalars(select(Juror.id)):
            counts = dict.fromkeys(("kept_nothing", "gave_rightly"), hits)
            rest = dict.fromkeys(("gave_wrongly", "gave_nothing", "gave_other"), 0)
            row = JurorReliability(juror_id=juror_id, **counts, **rest)
            current_session().add(row)
    law = lawbook()
    weighed = tuple(
        replace(one, stopping=RULE, seats=9) if one.name == "small" else one
        for one in law.policies
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "jury.services.admission.admit.lawbook",
            lambda: replace(law, policies=weighed),
        )
        dispute = world.hear(make_intake())
    world.decide(dispute, (1, 1, 1))
    return world, dispute


def test_few_votes_of_people_who_were_often_right_are_enough(
    app: Flask, session: Session
) -> None:
    world, dispute = begin_weighed(20)
    assert world.stage(dispute) == "pronounced"
    page = as_party(app, dispute, Side.BUYER).get(f"/disputes/{dispute}/verdict")
    assert shows(page, "given how these jurors' votes stood in earlier disputes")
    assert list(faults_of_polls()) == []


def test_of_people_nobody_knows_they_are_not(session: Session) -> None:
    world, dispute = begin_weighed(0)
    assert world.stage(dispute) == "hearing"


def test_what_was_learned_since_the_call_weighs_nothing(session: Session) -> None:
    world, dispute = begin_weighed(0)
    with transaction():
        for row in current_session().scalars(select(JurorReliability)):
            row.kept_nothing = row.gave_rightly = 50
    move_clock(minutes=16)
    assert world.stage(dispute) == "hearing"


def test_a_standing_that_was_changed_afterwards_is_found(session: Session) -> None:
    world, dispute = begin_weighed(20)
    call = next(iter(list_standings(world.draw_of(dispute).id)))
    with transaction():
        current_session().get_one(SummonsStanding, call).counts = [9, 9, 9, 9, 9]
    assert any("had stood is not" in fault for fault in faults_of_polls())
