"""A struck exhibit is out; a vote that runs is void, and its turnout stays hidden."""

import re

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from jury.domain.errors import Invalid, NotNow
from jury.domain.lifecycle import Side
from jury.domain.lives.part_states import SummonsState
from jury.jobs import sweeps
from jury.services.drawing.transcripts import transcript
from jury.services.moderation.grounds import Ground
from jury.services.money import ledger
from jury.services.proof.log_check import verify_log
from jury.services.reading.record import record, splits
from jury.storage.audit import MasterEntry
from jury.storage.base import current_session
from jury.storage.disputes import get_dispute
from jury.storage.draws import list_draws, list_summonses
from jury.storage.exhibits import list_released
from jury.storage.outside.outbox import Event
from jury.storage.transaction import transaction
from jury.storage.verdicts import find_verdict
from tests.acts.doing import begin_voting, look_at_it, strike_first
from tests.promises.test_02_secrecy import (
    ToldWorld,
    differences,
    heard_world,
)
from tests.promises.twins import Twins, twins
from tests.settlement.acts import told
from tests.web.people import look_again
from tests.world import World, move_clock

__all__ = ["twins"]
DIGEST = re.compile(rb"\b[0-9a-f]{64}\b")


def voided(choices: tuple[int, ...] = (0, 3), jurors: int = 40) -> tuple[World, str]:
    """Some voted, one reads, others are called; then the evidence is struck."""
    world = World.begin(jurors=jurors)
    dispute = world.hear()
    begin_voting(world, dispute, choices)
    strike_first(world, dispute)
    return world, dispute


def test_before_the_hearing_it_is_simply_out(session: Session) -> None:
    world = World.begin()
    dispute = world.escalate()
    exhibit = world.file_picture(dispute)
    world.finish_submissions(dispute)
    world.release(dispute, exhibit)
    world.confirm(dispute, Side.SELLER)
    with pytest.raises(Invalid):
        strike_first(world, dispute, Ground("forged", " "))
    strike_first(world, dispute)
    assert list_released(dispute) == []
    assert [one.user_id for one in told("exhibit.struck")] == [
        get_dispute(dispute).party(Side.BUYER).user_id
    ]
    # Whoever had confirmed looks again; nothing is heard behind anybody's back.
    assert world.stage(dispute) == "screening"
    world.confirm(dispute)
    assert world.stage(dispute) == "hearing"
    assert told("hearing.voided") == []
    with pytest.raises(NotNow):
        strike_first(world, dispute)


def test_a_struck_exhibit_voids_the_vote_and_another_jury_sits(
    session: Session,
) -> None:
    world, dispute = voided()
    before, after = list_draws(dispute)
    assert (before.draw_no, after.draw_no) == (1, 2)
    assert (before.is_void, before.never_opened) == (True, True)
    assert after.window_ends_at > before.window_ends_at
    assert world.dispute(dispute).stage_closes_at == after.window_ends_at
    ended = [SummonsState(one.state) for one in list_summonses(before.id)]
    assert set(ended) == {SummonsState.VOTED, SummonsState.RELEASED}
    assert len(told("poll.voided")) == len(ended)
    assert len(told("hearing.voided")) == 2
    world.give_nonce(dispute)
    called = {one.juror_id for one in list_summonses(world.draw_of(dispute).id)}
    assert called
    assert not called & {one.juror_id for one in list_summonses(before.id)}
    assert list_released(dispute) == []


def test_its_ballots_are_never_counted(session: Session) -> None:
    world, dispute = voided((3, 3, 3))
    world.give_nonce(dispute)
    world.decide(dispute, [0] * 5)
    assert world.stage(dispute) == "pronounced"
    verdict = find_verdict(dispute)
    assert verdict is not None
    assert (verdict.rung, verdict.split["counts"][3]) == (0, 0)
    (split,) = splits(get_dispute(dispute), "en")
    assert split.draw_no == 2
    sweeps.link_heads()
    assert verify_log().faults == ()
    assert ledger.check().faults == ()


def test_with_too_few_others_it_goes_to_staff(session: Session) -> None:
    world, dispute = voided(jurors=10)
    world.give_nonce(dispute)
    move_clock(hours=1)
    assert world.stage(dispute) == "referred"
    assert verify_log().faults == ()


def test_how_far_a_void_vote_was_is_told_nowhere(session: Session) -> None:
    world, dispute = voided()
    world.give_nonce(dispute)
    sweeps.link_heads()
    sweeps.number_events()
    look_again()
    inside = select(Event).where(Event.type.like("summons.%"))
    assert {one.dispute_seq for one in session.scalars(inside)} == {None}
    assert not [
        one for one in session.scalars(select(MasterEntry.chain)) if "poll:" in one
    ]
    for said in (record(dispute), record(dispute, is_auditor=True)):
        assert not {one.subject for one in said} & {"summons", "ballot"}
        (void,) = [one for one in said if one.action == "poll.voided"]
        assert set(void.payload) == {
            "draw_no",
            "round_number",
            "outcome",
            "cause",
            "seal",
        }
    assert "segments" not in transcript(dispute, 1, is_auditor=True)


def world_in_which(app: Flask, choices: tuple[int, ...]) -> ToldWorld:
    """So many voted, the evidence was struck, and everybody looks around."""
    world, dispute = heard_world()
    begin_voting(world, dispute, choices)
    strike_first(world, dispute)
    move_clock(minutes=2)
    seen = look_at_it(app, dispute)
    # The seal binds what is secret, and so does every hash after it.
    return {
        who: {place: DIGEST.sub(b"#", page) for place, page in pages.items()}
        for who, pages in seen.items()
    }


@pytest.mark.parametrize("twins", ["sqlite"], indirect=True)
def test_a_void_vote_with_and_without_ballots_looks_the_same_to_the_byte(
    twins: Twins,
) -> None:
    told = []
    for choices in ((), (0, 3)):
        with twins() as app:
            told.append(world_in_which(app, choices))
    assert differences(*told) == {}


TAMPERED = (
    ("ballot SET choice = choice + 1", "ballot SET choice = choice - 1"),
    ("draw SET never_opened = (1 = 0)", "draw SET never_opened = (draw_no = 1)"),
    (
        "draw SET void_salt = '1' || void_salt",
        "draw SET void_salt = substr(void_salt, 2)",
    ),
)


def test_a_void_vote_changed_afterwards_is_noticed(session: Session) -> None:
    voided()
    for change, back in TAMPERED:
        for statement, is_whole in ((change, False), (back, True)):
            with transaction():
                current_session().execute(text(f"UPDATE {statement}"))
            assert (verify_log().faults == ()) is is_whole, statement
