"""Default: who was reached twice and says nothing at all loses; nobody else does."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from jury.domain.errors import AlreadyDone, NotAllowed, NotNow
from jury.domain.lifecycle import Side
from jury.services.appeal import reopen
from jury.services.appeal.slips import slips_close_at
from jury.services.proof.log_check import verify_log
from jury.storage.desk.set_aside import SetAside, find_set_aside
from jury.storage.money.refunds import balances
from jury.storage.transaction import transaction
from jury.storage.verdicts import find_verdict
from tests.appeals import add, appeal, pay, told, waiting
from tests.silent.acts import by_default, claim, deliver, pass_window
from tests.world import World, move_clock

WHY = "I was in hospital; the discharge letter says from when."


@pytest.fixture
def world(session: Session) -> World:
    return World.begin()


def ask(dispute: str, side: Side = Side.SELLER) -> None:
    with transaction(lock=dispute) as now:
        reopen.ask_reopening(dispute, side, text=WHY, now=now)


def grant(world: World, dispute: str) -> None:
    with transaction(lock=dispute) as now:
        reopen.reopen(dispute, reason="A letter.", staff_id=world.staff_id, now=now)


def test_whoever_is_reached_twice_and_silent_loses_as_asked(world: World) -> None:
    dispute = by_default(world)
    verdict, row = find_verdict(dispute), world.dispute(dispute)
    assert verdict is not None
    assert (verdict.ended_by, verdict.buyer_minor) == ("default", 18000)
    assert row.stage_closes_at is not None
    assert row.stage_closes_at - verdict.pronounced_at == timedelta(hours=72)
    assert slips_close_at(row) == verdict.pronounced_at + timedelta(hours=48)
    seller = told(dispute, Side.SELLER)
    assert seller[0] == "verdict.default"
    assert seller.count("submissions.default_reminder") == 2
    assert seller[-1] == "dispute.admitted_default"
    assert told(dispute, Side.BUYER)[0] == "verdict.appealable"
    move_clock(hours=73)
    pay(dispute)
    assert world.stage(dispute) == "closed"
    assert balances(dispute)["buyer"] == 18000
    assert waiting(dispute) == []
    assert verify_log().faults == ()


@pytest.mark.parametrize("reached", [0, 1])
def test_a_side_that_was_not_reached_twice_is_heard(world: World, reached: int) -> None:
    dispute = claim(world)
    pass_window(dispute, reached=reached)
    assert world.stage(dispute) == "screening"


def test_a_claim_without_its_evidence_is_heard(world: World) -> None:
    dispute = claim(world, pictures=2)
    pass_window(dispute)
    assert world.stage(dispute) == "screening"


@pytest.mark.parametrize("kind", ["case", "point:1"])
def test_one_word_is_enough_to_be_heard(world: World, kind: str) -> None:
    dispute = claim(world)
    add(dispute, Side.SELLER, "No.", kind=kind)
    pass_window(dispute)
    assert world.stage(dispute) == "screening"


def test_a_silent_buyer_loses_to_a_seller_who_asks(world: World) -> None:
    dispute = claim(world, pictures=0, filed_by=Side.SELLER)
    for _ in range(2):
        world.file_picture(dispute, Side.SELLER)
    move_clock(hours=24)
    deliver(dispute, Side.BUYER)
    move_clock(hours=12)
    deliver(dispute, Side.BUYER)
    move_clock(hours=13)
    verdict = find_verdict(dispute)
    assert verdict is not None
    assert (verdict.ended_by, verdict.buyer_minor) == ("default", 0)


def test_good_cause_reopens_it_and_a_jury_hears_it(world: World) -> None:
    dispute = by_default(world)
    ask(dispute)
    assert told(dispute, Side.BUYER)[0] == "reopening.asked"
    grant(world, dispute)
    assert world.stage(dispute) == "submissions"
    assert find_verdict(dispute) is None
    kept = find_set_aside(dispute)
    assert kept is not None
    assert kept.buyer_minor == 18000
    assert verify_log().faults == ()
    pass_window(dispute)
    assert world.stage(dispute) == "screening"
    world.confirm(dispute)
    move_clock(hours=13)
    world.give_nonce(dispute)
    world.decide(dispute, (0,) * 5)
    verdict = find_verdict(dispute)
    assert verdict is not None
    assert (verdict.ended_by, verdict.round_number) == ("verdict", 1)
    assert verify_log().faults == ()


def test_who_filed_cannot_ask_and_nobody_asks_twice_or_late(world: World) -> None:
    dispute = by_default(world)
    with pytest.raises(NotAllowed):
        ask(dispute, Side.BUYER)
    ask(dispute)
    with pytest.raises(AlreadyDone):
        ask(dispute)
    move_clock(hours=73)
    assert "reopening.lapsed" in told(dispute, Side.SELLER)
    with pytest.raises(NotNow):
        grant(world, dispute)


def test_without_good_cause_it_stands_and_can_be_appealed(world: World) -> None:
    dispute = by_default(world)
    ask(dispute)
    with transaction(lock=dispute) as now:
        reopen.refuse_reopening(
            dispute, reason="No letter.", staff_id=world.staff_id, now=now
        )
    assert told(dispute, Side.SELLER)[0] == "reopening.refused"
    appeal(dispute, Side.SELLER)
    assert world.stage(dispute) == "submissions"
    assert verify_log().faults == ()


def test_an_appeal_from_it_goes_to_a_jury(world: World) -> None:
    dispute = by_default(world)
    ask(dispute)
    appeal(dispute, Side.SELLER)
    assert waiting(dispute, "reopen") == []
    world.finish_submissions(dispute)
    assert world.stage(dispute) == "screening"


def test_what_was_set_aside_cannot_be_changed_or_removed(
    world: World, session: Session
) -> None:
    dispute = by_default(world)
    ask(dispute)
    grant(world, dispute)
    with transaction():
        session.get_one(SetAside, dispute).buyer_minor = 1
    (fault,) = verify_log().faults
    assert "what was set aside is not what was said" in fault
    with transaction():
        session.delete(session.get_one(SetAside, dispute))
    assert verify_log().faults
