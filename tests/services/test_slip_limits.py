"""A corrected sum: how much one moderator moves by it, and who can still object."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from jury import clock
from jury.domain.errors import NotNow
from jury.domain.lifecycle import Side
from jury.jobs import sweeps
from jury.services.appeal import slips
from jury.services.appeal.slip_limits import TakesTwo
from jury.services.moderation import referred
from jury.storage.audit import list_entries
from jury.storage.base import current_session
from jury.storage.disputes import get_dispute
from jury.storage.transaction import transaction
from jury.storage.verdicts import find_verdict
from tests.appeals import appeal, begin_decided, decide_as
from tests.money.acts import colleague
from tests.money.test_beside import TEN, a_fake, decided
from tests.silence import fall_silent
from tests.web.people import small_world
from tests.world import World, make_intake, move_clock

SILENT = timedelta(hours=5)


def correct(world: World, dispute: str, price: int) -> None:
    sums = slips.Sums(price_minor=price, freight_minor=1200)
    with transaction(lock=dispute) as now:
        slips.correct_sums(
            dispute, sums, reason="The order.", staff_id=world.staff_id, now=now
        )


def closes_at_of(dispute: str) -> datetime:
    current_session().rollback()
    verdict = find_verdict(dispute)
    assert verdict is not None
    assert verdict.correction_closes_at is not None
    return verdict.correction_closes_at


def test_sums_that_are_corrected_late_leave_a_day_to_appeal_from_them(
    session: Session,
) -> None:
    world, dispute = begin_decided(rung=1)
    move_clock(hours=47)
    before = get_dispute(dispute).stage_closes_at
    name = slips.Name(place="item", wrong="二手", right="全新")
    with transaction(lock=dispute) as now:
        slips.correct_name(dispute, name, staff_id=world.staff_id, now=now)
    assert get_dispute(dispute).stage_closes_at == before
    correct(world, dispute, 16000)
    (told_last, *_) = list_entries(f"dispute:{dispute}", "verdict.corrected")[::-1]
    closes_at = world.dispute(dispute).stage_closes_at
    assert closes_at is not None
    assert told_last.payload["final_at"] == closes_at.isoformat()
    move_clock(hours=23)
    appeal(dispute, Side.BUYER)
    assert world.stage(dispute) == "submissions"


def test_a_late_correction_lengthens_no_time_for_another(session: Session) -> None:
    world, dispute = begin_decided(rung=1)
    move_clock(hours=47)
    correct(world, dispute, 16000)
    move_clock(hours=2)
    assert world.stage(dispute) == "pronounced"
    with pytest.raises(NotNow):
        correct(world, dispute, 18000)
    assert not slips.may_correct(get_dispute(dispute), now=clock.now())
    move_clock(hours=23)
    assert world.stage(dispute) == "final"


@pytest.mark.parametrize(
    ("hours", "given_back"), [(0, timedelta()), (2, timedelta(hours=2)), (9, SILENT)]
)
def test_an_outage_gives_back_what_was_lost_since_the_verdict(
    session: Session, hours: int, given_back: timedelta
) -> None:
    _, dispute = begin_decided(rung=1)
    before = closes_at_of(dispute)
    move_clock(sweep=lambda: None, hours=hours)
    fall_silent(SILENT)
    sweeps.advance_disputes()
    assert abs(closes_at_of(dispute) - before - given_back) < timedelta(minutes=5)


def test_what_moves_more_than_one_may_decide_is_no_slip_for_one(
    session: Session,
) -> None:
    world, second = small_world(), colleague()
    sums = {"price_minor": 400000, "held_minor": 401200, "asked_minor": 400000}
    dispute = world.escalate(make_intake(language="en", **sums))
    world.finish_submissions(dispute)
    world.confirm(dispute)
    decide_as(dispute, world.staff_id, rung=3)
    with transaction(lock=dispute) as now:
        referred.consent(dispute, staff_id=second, now=now)
    with pytest.raises(TakesTwo):
        correct(world, dispute, 20000)
    verdict = find_verdict(dispute)
    assert verdict is not None
    assert verdict.version == 1
    # What one side loses the other gains: it moves once.
    correct(world, dispute, 200000)


def test_what_goes_back_to_a_deposit_moves_too(session: Session) -> None:
    case = a_fake(
        price_minor=40_000,
        held_minor=41_200,
        asked_minor=41_200,
        deposit_minor=400_000,
        compensation_minor=360_000,
    )
    world = small_world()
    dispute = decided(world, case, TEN)
    with pytest.raises(TakesTwo):
        correct(world, dispute, 10000)
    correct(world, dispute, 30000)
