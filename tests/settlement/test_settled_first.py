"""Of the close of the vote and an acceptance exactly one comes first, and holds."""

import threading
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from jury.domain.errors import DisputeError
from jury.domain.lifecycle import Side
from jury.jobs import sweeps
from jury.services import sweep
from jury.services.money import ledger
from jury.services.proof.log_check import verify_log
from jury.services.settlement import settle
from jury.services.settlement.offers import OfferGone, TooLateToSettle
from jury.storage.base import current_session
from jury.storage.disputes import get_dispute
from jury.storage.money.refunds import Enforcement
from jury.storage.transaction import transaction
from jury.storage.verdicts import find_verdict
from tests.courts import begin_hearing
from tests.played import step
from tests.settlement import acts
from tests.world import World, move_clock

FIRST = {
    "pronounced": ("verdict", ["lapsed"], 0),
    "final": ("settlement", ["accepted"], 1),
}


@step
def about_to_close() -> tuple[World, str, str]:
    """A vote that the next sweep closes, and an offer that waits for an answer."""
    world, dispute = begin_hearing(jurors=12)
    offer = acts.offer(dispute, Side.SELLER, to_buyer=4200)
    seated = [world.seat(dispute, one) for one in world.summonses(dispute)[:5]]
    world.read(dispute, *seated)
    for juror in seated:
        world.vote(dispute, juror, 1)
    move_clock(sweep=lambda: None, minutes=16)
    return world, dispute, offer


def close(dispute: str) -> None:
    with transaction(lock=dispute) as now:
        sweep.advance(dispute, now=now)


def is_one_or_the_other(dispute: str) -> str:
    """Which came first; that nothing of the other is there."""
    current_session().rollback()
    row = get_dispute(dispute)
    ended_by, states, paid = FIRST[row.stage]
    assert row.ended_by == ended_by
    assert acts.states(dispute) == states
    verdict = find_verdict(dispute)
    assert verdict is not None
    assert verdict.ended_by == ended_by
    session = current_session()
    assert session.scalar(select(func.count()).select_from(Enforcement)) == paid
    sweeps.link_heads()
    assert verify_log().faults == ()
    assert ledger.check().faults == ()
    return row.stage


def in_threads(app: Flask, *tries: Callable[[], object]) -> None:
    """All at once, each on a connection of its own; refusals are expected."""
    together = threading.Barrier(len(tries))

    def run(act: Callable[[], object]) -> None:
        with app.app_context():
            together.wait()
            try:
                act()
            except DisputeError:
                return

    current_session().rollback()
    threads = [threading.Thread(target=run, args=(act,)) for act in tries]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.mark.parametrize("order", [1, -1])
def test_a_close_and_an_acceptance_at_once_leave_one_of_them(
    app: Flask, session: Session, order: int
) -> None:
    _world, dispute, offer = about_to_close()
    tries = [
        lambda: close(dispute),
        lambda: acts.accept(dispute, Side.BUYER, offer),
        lambda: close(dispute),
        lambda: acts.accept(dispute, Side.BUYER, offer),
    ]
    in_threads(app, *tries[::order])
    assert is_one_or_the_other(dispute) in FIRST


def test_whoever_holds_the_lock_is_first(app: Flask, session: Session) -> None:
    _world, dispute, offer = about_to_close()
    other = threading.Thread(target=in_context, args=(app, lambda: close(dispute)))
    with transaction(lock=dispute) as now:
        settle.accept_offer(dispute, Side.BUYER, offer, now=now)
        current_session().flush()
        other.start()
        other.join(timeout=0.7)
    other.join()
    assert is_one_or_the_other(dispute) == "final"


def test_after_the_close_the_acceptance_comes_too_late(
    app: Flask, session: Session
) -> None:
    _world, dispute, offer = about_to_close()
    got: list[Exception] = []

    def accept() -> None:
        try:
            acts.accept(dispute, Side.BUYER, offer)
        except DisputeError as refusal:
            got.append(refusal)

    other = threading.Thread(target=in_context, args=(app, accept))
    with transaction(lock=dispute) as now:
        sweep.advance(dispute, now=now)
        current_session().flush()
        other.start()
        other.join(timeout=0.7)
    other.join()
    assert [type(one) for one in got] == [TooLateToSettle]
    assert is_one_or_the_other(dispute) == "pronounced"


def in_context(app: Flask, act: Callable[[], object]) -> None:
    with app.app_context():
        act()


def test_of_an_acceptance_and_a_counter_offer_at_once_one_holds(
    app: Flask, session: Session
) -> None:
    world = World.begin(jurors=0)
    dispute = world.escalate()
    seen = acts.offer(dispute, Side.SELLER, to_buyer=4200)
    in_threads(
        app,
        lambda: acts.accept(dispute, Side.BUYER, seen),
        lambda: acts.offer(dispute, Side.SELLER, to_buyer=1),
    )
    if acts.states(dispute) == ["accepted"]:
        assert world.stage(dispute) == "final"
        return
    assert acts.states(dispute) == ["replaced", "open"]
    with pytest.raises(OfferGone):
        acts.accept(dispute, Side.BUYER, seen)
