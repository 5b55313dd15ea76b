"""Whoever may not judge is taken off, voted or not; nobody else can tell which."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.orm import Session

from jury import clock
from jury.domain.errors import AlreadyDone, Invalid, NotFound
from jury.jobs import sweeps
from jury.services.drawing import bar
from jury.services.moderation.grounds import Ground
from jury.services.proof.log_check import verify_log
from jury.services.reading import casefile
from jury.services.reading.record import record
from jury.storage.base import current_session
from jury.storage.draws import Summons, get_summons, list_summonses
from jury.storage.polls import list_ballots
from jury.storage.roster import get_juror
from jury.storage.transaction import transaction
from jury.storage.verdicts import find_verdict
from tests.acts.doing import COUSIN, bar_from, begin_voting, look_at_it
from tests.promises.test_02_secrecy import (
    ToldWorld,
    differences,
    heard_world,
)
from tests.promises.twins import Twins, twins
from tests.settlement.acts import told
from tests.web.people import look_again
from tests.world import World, enrol, make_intake, move_clock

__all__ = ["twins"]

SELLER_TIE = "bank-account-of-the-seller"


def heard(choices: tuple[int, ...] = (3, 3)) -> tuple[World, str, list[Summons]]:
    """Three sit, some of them voted, others are called."""
    world = World.begin()
    dispute = world.hear()
    called = world.summonses(dispute)
    begin_voting(world, dispute, choices)
    return world, dispute, called


def counted(world: World, dispute: str) -> list[int | None]:
    look_again()
    return [one.choice for one in list_ballots(world.draw_of(dispute).id)]


def test_a_voter_who_is_barred_is_replaced_and_the_ballot_does_not_count(
    session: Session,
) -> None:
    world, dispute, called = heard()
    bar_from(world, dispute, called[0].juror_id)
    assert counted(world, dispute) == [3]
    look_again()
    assert get_summons(called[0].id).state == "removed"
    assert [one.kind for one in told("summons.removed")] == ["summons.removed"]
    with pytest.raises(NotFound):
        casefile.for_juror(called[0].id, called[0].juror_id, "en")
    # The freed place is taken, and the vote comes to its end with all its seats.
    ready = [world.seat(dispute, one) for one in world.summonses(dispute)[:3]]
    world.read(dispute, *ready)
    for juror in ready:
        world.vote(dispute, juror, 0)
    move_clock(hours=25)
    verdict = find_verdict(dispute)
    assert verdict is not None
    assert (verdict.rung, verdict.split["counts"][3]) == (0, 1)
    (closed,) = [one for one in record(dispute) if one.action == "poll.closed"]
    assert (len(closed.payload["receipts"]), len(closed.payload["set_aside"])) == (4, 1)
    sweeps.link_heads()
    assert verify_log().faults == ()


def test_whoever_waits_or_reads_is_taken_off_and_the_next_are_called(
    session: Session,
) -> None:
    world, dispute, _called = heard()
    going = [*world.summonses(dispute), *world.summonses(dispute, "accepted")]
    before = len(list_summonses(world.draw_of(dispute).id))
    for one in going:
        bar_from(world, dispute, one.juror_id)
    with pytest.raises(AlreadyDone):
        bar_from(world, dispute, going[0].juror_id)
    look_again()
    assert {get_summons(one.id).state for one in going} == {"removed"}
    move_clock(seconds=2)
    assert len(list_summonses(world.draw_of(dispute).id)) > before
    assert counted(world, dispute) == [3, 3]
    assert verify_log().faults == ()


def test_whoever_is_barred_before_the_lot_names_them_is_never_called(
    session: Session,
) -> None:
    world = World.begin(jurors=9)
    dispute = world.hear()
    called = {one.juror_id for one in world.summonses(dispute)}
    for juror_id in set(range(1, 10)) - called:
        bar_from(world, dispute, juror_id, Ground("strike", "Sold votes before."))
    move_clock(hours=3)
    look_again()
    names = {one.juror_id for one in list_summonses(world.draw_of(dispute).id)}
    assert names == called
    assert told("summons.removed") == []


def test_a_reference_that_nobody_has_is_said_to_be_wrong(session: Session) -> None:
    world, dispute, _called = heard(())
    with pytest.raises(Invalid), transaction(lock=dispute) as now:
        bar.bar_juror(
            dispute, "juror-x", ground=COUSIN, staff_id=world.staff_id, now=now
        )


def test_a_tie_that_an_import_brings_takes_the_juror_off_before_any_count(
    session: Session,
) -> None:
    world = World.begin()
    case = make_intake()
    parties = {
        side: one.__class__(**{**vars(one), "tie_keys": (SELLER_TIE,)})
        for side, one in case.parties.items()
    }
    dispute = world.hear(make_intake(parties=parties))
    called = world.summonses(dispute)
    begin_voting(world, dispute, (3, 3))
    enrol([get_juror(called[0].juror_id).ref], tie_keys=[SELLER_TIE])
    assert counted(world, dispute) == [3, 3]
    due = world.draw_of(dispute).next_test_at - clock.now()
    move_clock(seconds=int((due + timedelta(seconds=2)).total_seconds()))
    assert counted(world, dispute) == [3]
    assert [one.action for one in record(dispute)][-1] == "panel.drawn"
    assert verify_log().faults == ()


def test_a_seat_that_is_removed_behind_the_logs_back_is_noticed(
    session: Session,
) -> None:
    heard()
    assert verify_log().faults == ()
    with transaction():
        removed = "UPDATE seat SET removed_at = vote_due_at WHERE seat_no = 1"
        current_session().execute(text(removed))
    assert verify_log().faults != ()


def world_in_which(app: Flask, voters: int) -> ToldWorld:
    """So many of three vote; then the first of them is barred, and all is read."""
    world, dispute = heard_world()
    first = world.summonses(dispute)[0]
    begin_voting(world, dispute, (3,) * voters)
    bar_from(world, dispute, first.juror_id)
    move_clock(minutes=2)
    return look_at_it(app, dispute)


@pytest.mark.parametrize("twins", ["sqlite"], indirect=True)
def test_barring_somebody_who_voted_looks_the_same_as_barring_who_did_not(
    twins: Twins,
) -> None:
    seen = []
    for voters in (0, 1):
        with twins() as app:
            seen.append(world_in_which(app, voters))
    assert differences(*seen) == {}
