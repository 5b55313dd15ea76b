"""An offer's day stops with its dispute's time, whenever the offer was made."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from jury import clock
from jury.domain.lifecycle import Side
from jury.jobs import sweeps
from jury.storage.desk.stops import Stopped
from tests.acts.doing import strike_first
from tests.services.stop_acts import HOUR, lift, pause_it, resume_it, stop
from tests.settlement.acts import (
    accept,
    expiry,
    lengthen,
    offer,
    standing,
    states,
    told,
)
from tests.web.people import as_party, shows, text_of
from tests.world import World, move_clock

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
LEFT = "This does not run out while the dispute waits: 24 hours left once it goes on."


@pytest.fixture
def world(session: Session) -> World:
    return World.begin()


def waiting(world: World) -> str:
    """A hearing that waits, since draws are stopped."""
    dispute = world.hear()
    stop(Stopped.DRAWS)
    sweeps.advance_disputes()
    return dispute


def go_on() -> None:
    lift(Stopped.DRAWS)
    sweeps.advance_disputes()


def left(dispute: str) -> timedelta:
    return expiry(dispute) - clock.now()


def test_what_is_offered_while_draws_are_stopped_has_its_day_once_they_go_on(
    world: World,
) -> None:
    dispute = waiting(world)
    move_clock(hours=10)
    offer(dispute, Side.SELLER)
    move_clock(hours=30)
    assert states(dispute) == ["open"]
    go_on()
    assert DAY - MINUTE <= left(dispute) <= DAY
    (waited,) = told("offer.made_waiting")
    assert waited.expires_at == expiry(dispute)
    move_clock(hours=23)
    assert states(dispute) == ["open"]
    move_clock(hours=2)
    assert states(dispute) == ["lapsed"]


def test_what_was_offered_before_has_what_was_left_of_its_day(world: World) -> None:
    dispute = world.hear()
    offer(dispute, Side.SELLER)
    move_clock(hours=4)
    stop(Stopped.DRAWS)
    sweeps.advance_disputes()
    move_clock(hours=30)
    accepted = expiry(dispute)
    go_on()
    assert expiry(dispute) > accepted
    assert 20 * HOUR - MINUTE <= left(dispute) <= 20 * HOUR
    accept(dispute, Side.BUYER)
    assert world.stage(dispute) == "final"


def test_what_was_offered_in_an_outage_gets_back_what_it_lost_itself(
    world: World,
) -> None:
    dispute = world.escalate()
    offer(dispute, Side.SELLER)
    before = expiry(dispute)
    lengthen(dispute, by=2 * HOUR, since=clock.now() - HOUR)
    assert timedelta(0) <= expiry(dispute) - before - HOUR <= MINUTE


def test_nobody_is_reminded_of_an_offer_whose_time_stands_still(world: World) -> None:
    dispute = world.escalate()
    offer(dispute, Side.SELLER)
    (first,) = told("offer.ending")
    pause_it(world, dispute)
    assert told("offer.ending") == []
    move_clock(hours=30)
    resume_it(world, dispute)
    (reminder,) = told("offer.ending")
    assert reminder.user_id == first.user_id
    assert reminder.expires_at == expiry(dispute)
    assert reminder.made_at == expiry(dispute) - 6 * HOUR
    lengthen(dispute, by=2 * HOUR)
    (reminder,) = told("offer.ending")
    assert reminder.params["when"] == expiry(dispute).isoformat()


@pytest.mark.parametrize("is_lifted", [True, False])
def test_an_offer_outlives_a_vote_that_is_void_while_it_waits(
    world: World, *, is_lifted: bool
) -> None:
    dispute = world.hear()
    offer(dispute, Side.SELLER)
    stop(Stopped.DRAWS)
    sweeps.advance_disputes()
    move_clock(hours=30)
    if is_lifted:
        lift(Stopped.DRAWS)
    strike_first(world, dispute)
    if is_lifted:
        sweeps.advance_disputes()
    else:
        go_on()
    assert states(dispute) == ["open"]
    assert DAY - MINUTE <= left(dispute) <= DAY
    assert len(told("offer.ending")) == 1


def test_pages_say_that_an_offer_does_not_run_out_while_the_dispute_waits(
    app: Flask, world: World
) -> None:
    dispute = waiting(world)
    move_clock(hours=10)
    offer(dispute, Side.SELLER)
    (notice,) = told("offer.made_waiting")
    assert (notice.expires_at, told("offer.made")) == (None, [])
    # Longer than the day: the clock alone would say that it has expired.
    move_clock(hours=30)
    buyer, seller = (as_party(app, dispute, side) for side in Side)
    for place in ("", f"/{dispute}", f"/{dispute}/settlement"):
        assert shows(buyer.get(f"/disputes{place}"), LEFT), place
    sure = f"/disputes/{dispute}/settlement/accept?offer={standing(dispute)}"
    assert shows(buyer.get(sure), LEFT)
    page = seller.get(f"/disputes/{dispute}/settlement")
    assert shows(page, LEFT, "because this court calls no jurors for a while")
    assert "Decided at the latest" not in text_of(page)
