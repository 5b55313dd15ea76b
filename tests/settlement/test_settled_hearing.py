"""A settlement while the jury sits: thanked in full, and nothing is ever opened."""

import re
from collections.abc import Sequence
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from jury.domain.lifecycle import Side
from jury.domain.lives.part_states import SummonsState
from jury.domain.sortition.verification import verify_transcript
from jury.jobs import sweeps
from jury.services.drawing import seats
from jury.services.drawing.transcripts import transcript
from jury.services.money import ledger
from jury.services.proof.log_check import verify_log
from jury.services.reading.record import record, splits
from jury.services.verdict.letter import letter
from jury.storage.base import current_session
from jury.storage.disputes import get_dispute
from jury.storage.draws import list_summonses
from jury.storage.outside.outbox import Event
from jury.storage.polls import list_ballots, list_sentences
from jury.storage.transaction import transaction
from tests.courts import begin_hearing
from tests.played import step
from tests.promises.test_02_secrecy import (
    VOTERS,
    ToldWorld,
    differences,
    heard_world,
    look_around,
)
from tests.promises.twins import Twins, twins
from tests.settlement import acts
from tests.settlement.acts import told
from tests.world import World, move_clock

__all__ = ["twins"]

DIGEST = re.compile(rb"\b[0-9a-f]{64}\b")


@step
def voted(choices: Sequence[int | None] = (0, 3)) -> tuple[World, str]:
    """Some voted, one reads, the others are called."""
    world, dispute = begin_hearing()
    called = world.summonses(dispute)[: len(choices) + 1]
    seated = [world.seat(dispute, one) for one in called]
    world.read(dispute, *seated)
    for juror, choice in zip(seated, choices, strict=False):
        world.vote(dispute, juror, choice)
    return world, dispute


def settle(dispute: str) -> None:
    acts.offer(dispute, Side.SELLER, to_buyer=4200)
    acts.accept(dispute, Side.BUYER)


def withdraw(dispute: str) -> None:
    acts.give_up(dispute, Side.BUYER)


@pytest.mark.parametrize("end", [settle, withdraw])
def test_everybody_called_is_thanked_in_full(session: Session, end: object) -> None:
    world, dispute = voted()
    assert callable(end)
    end(dispute)
    draw = world.draw_of(dispute)
    assert draw.closed_at is not None
    ended = [SummonsState(one.state) for one in list_summonses(draw.id)]
    assert ended.count(SummonsState.VOTED) == 2
    assert set(ended) == {SummonsState.VOTED, SummonsState.RELEASED}
    assert len(told("poll.unopened")) == 2
    assert len(told("summons.unneeded")) == len(ended) - 2
    assert all(one.summons_id is None or one.vote_due_at for one in draw.seats)
    assert told("poll.closed") == told("summons.released") == []
    released = next(one for one in list_summonses(draw.id) if one.rank > 3)
    with pytest.raises(seats.CallEnded), transaction(lock=dispute) as now:
        seats.accept_summons(released.id, released.juror_id, now=now)


@pytest.mark.parametrize("end", [settle, withdraw])
def test_no_ballot_of_it_is_ever_opened(session: Session, end: object) -> None:
    world, dispute = voted((0, 0, 3))
    assert callable(end)
    end(dispute)
    move_clock(hours=30)
    assert len(list_ballots(world.draw_of(dispute).id)) == 3
    assert list_sentences(dispute) == []
    assert splits(get_dispute(dispute), "en") == ()
    found = letter(dispute, "en")
    assert found is not None
    assert (found.split, found.cannot_decide, found.reasons) == ((), 0, ())
    assert found.median_reading_seconds is None
    said = repr([one.payload for one in record(dispute, is_auditor=True)])
    assert "counts" not in said
    told = session.scalars(select(Event).where(Event.dispute_id == dispute))
    assert not [one for one in told if "counts" in repr(one.payload)]


def test_the_draw_can_still_be_checked(session: Session) -> None:
    _world, dispute = voted()
    settle(dispute)
    found = transcript(dispute, 1, is_auditor=True)
    assert "segments" in found
    assert verify_transcript(found).holds


def test_it_can_be_settled_before_the_lot_is_drawn(session: Session) -> None:
    world = World.begin()
    dispute = world.escalate()
    world.finish_submissions(dispute)
    world.confirm(dispute)
    assert world.stage(dispute) == "hearing"
    settle(dispute)
    move_clock(hours=1)
    assert world.stage(dispute) == "final"
    assert verify_log().faults == ()


@pytest.mark.parametrize("choices", [(), (0, 3), (1, 1, 1, 2)])
def test_the_log_and_the_ledger_hold_afterwards(
    session: Session, choices: Sequence[int]
) -> None:
    _world, dispute = voted(choices)
    settle(dispute)
    sweeps.link_heads()
    assert verify_log().faults == ()
    assert ledger.check().faults == ()


TAMPERED = {
    "a ballot": "UPDATE ballot SET choice = 2",
    "a ballot less": "DELETE FROM ballot WHERE id = (SELECT min(id) FROM ballot)",
    "the sums": (
        "UPDATE verdict SET buyer_minor = buyer_minor + 1,"
        " seller_minor = seller_minor - 1"
    ),
    "how it ended": "UPDATE verdict SET ended_by = 'verdict'",
    "no settlement": "UPDATE dispute SET stage = 'final'; DELETE FROM verdict",
    "that it was opened": "UPDATE draw SET never_opened = (1 = 0)",
    "the end of the vote": "UPDATE draw SET closed_at = NULL",
}


@pytest.mark.parametrize("statements", TAMPERED.values(), ids=TAMPERED)
def test_a_settlement_changed_afterwards_is_noticed(
    session: Session, statements: str
) -> None:
    _world, dispute = voted()
    settle(dispute)
    with transaction():
        current_session().execute(text("DELETE FROM enforcement"))
        for statement in statements.split(";"):
            current_session().execute(text(statement))
    assert verify_log().faults != ()


def test_another_sum_than_the_accepted_one_is_noticed_in_the_books(
    session: Session,
) -> None:
    _world, dispute = voted()
    settle(dispute)
    with transaction():
        change = "UPDATE offer SET buyer_minor = 1, seller_minor = held_minor - 1"
        current_session().execute(text(change))
    assert [one for one in ledger.check().faults if "accepted" in one]


def world_in_which(app: Flask, choices: Sequence[int]) -> ToldWorld:
    """Two vote so, the sides settle, time passes, and all is read."""
    world, dispute = heard_world()
    calls = world.summonses(dispute)
    seated = [world.seat(dispute, one) for one in calls[:3]]
    world.read(dispute, *seated)
    for juror, choice in zip(seated, choices, strict=False):
        world.vote(dispute, juror, choice)
    settle(dispute)
    move_clock(minutes=16)
    assert world.stage(dispute) == "final"
    names = (*VOTERS, "a reading juror", "a called juror")
    seen = look_around(app, dispute, dict(zip(names, calls, strict=False)))
    # What seals a ballot tells nothing of it, but is not the same for another one.
    return {
        who: {place: DIGEST.sub(b"#", page) for place, page in pages.items()}
        for who, pages in seen.items()
    }


def test_opposite_votes_of_a_settled_dispute_look_the_same_for_ever(
    twins: Twins,
) -> None:
    seen = []
    for choices in ((0, 0), (3, 3)):
        with twins() as app:
            seen.append(world_in_which(app, choices))
    assert differences(*seen) == {}


def test_an_outage_lengthens_an_offer_too(session: Session) -> None:
    world = World.begin(jurors=0)
    dispute = world.escalate()
    acts.offer(dispute, Side.SELLER)
    before = acts.expiry(dispute)
    acts.lengthen(dispute, by=timedelta(hours=2))
    assert acts.expiry(dispute) - before == timedelta(hours=2)
    (reminder,) = told("offer.ending")
    assert reminder.expires_at == acts.expiry(dispute)
