"""More time once a side; what the facts or the law decide needs no jury."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from jury import clock
from jury.domain.errors import AlreadyDone, NotNow
from jury.domain.lifecycle import Side
from jury.services.law.rules import ladder_of
from jury.services.proof.log_check import verify_log
from jury.services.submissions.extend import extend_submissions, extended_until
from jury.storage.disputes import get_dispute
from jury.storage.transaction import transaction
from jury.storage.verdicts import find_verdict
from tests.appeals import appeal, told
from tests.silent.acts import claim
from tests.web.people import as_party
from tests.world import World, make_intake, move_clock


@pytest.fixture
def world(session: Session) -> World:
    return World.begin()


def extend(dispute: str, side: Side) -> None:
    with transaction(lock=dispute) as now:
        extend_submissions(dispute, side, now=now)


def test_each_side_gets_a_day_once_and_both_are_told(world: World) -> None:
    dispute = world.escalate()
    before = world.dispute(dispute).stage_closes_at
    promised = world.dispute(dispute).decided_by_at
    assert before is not None
    for count, side in enumerate(Side, start=1):
        extend(dispute, side)
        row, day = world.dispute(dispute), timedelta(days=count)
        assert row.stage_closes_at == before + day
        assert row.decided_by_at == promised + day
        assert told(dispute, side)[0] == "submissions.extended"
        assert told(dispute, side.other)[0] == "submissions.extended_other"
        with pytest.raises(AlreadyDone):
            extend(dispute, side)
    assert verify_log().faults == ()


def test_no_time_is_given_after_the_close(world: World) -> None:
    dispute = world.escalate()
    move_clock(sweep=lambda: None, hours=49)
    row = world.dispute(dispute)
    assert extended_until(row, Side.BUYER, now=clock.now()) is None
    with pytest.raises(NotNow):
        extend(dispute, Side.BUYER)


def test_no_proof_of_delivery_is_decided_by_rule_and_goes_to_a_jury(
    world: World,
) -> None:
    dispute = claim(world, pictures=0, reason="not_received")
    world.finish_submissions(dispute)
    verdict = find_verdict(dispute)
    assert verdict is not None
    assert (verdict.ended_by, verdict.basis) == ("rule", "no_delivery_proof")
    assert verdict.buyer_minor == 18000
    assert verify_log().faults == ()
    appeal(dispute, Side.SELLER)
    world.finish_submissions(dispute)
    assert world.stage(dispute) == "screening"


def test_what_no_rule_decides_is_heard(world: World) -> None:
    dispute = claim(world, reason="not_received", received_at=clock.now())
    world.finish_submissions(dispute)
    assert world.stage(dispute) == "screening"


def test_nothing_below_the_floor_is_offered(world: World) -> None:
    dispute = claim(world, pictures=0, reason="counterfeit")
    offered = ladder_of(world.dispute(dispute))
    assert [rung.buyer_minor for rung in offered] == [18000]
    world.finish_submissions(dispute)
    verdict = find_verdict(dispute)
    assert verdict is not None
    assert (verdict.basis, verdict.buyer_minor) == ("fake_goods", 18000)


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("invoice", "A dispute of this kind goes to a moderator"),
        ("not_as_described", "The jury could not decide this"),
    ],
)
def test_a_side_reads_why_a_moderator_decides(
    app: Flask, world: World, reason: str, said: str
) -> None:
    dispute = world.escalate(make_intake(reason=reason))
    with transaction(lock=dispute):
        row = get_dispute(dispute)
        row.stage, row.stage_closes_at = "referred", row.decided_by_at
    page = as_party(app, dispute, Side.BUYER, lang="en").get(f"/disputes/{dispute}")
    assert said in page.get_data(as_text=True)
