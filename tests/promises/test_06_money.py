"""Money moves once, not before FINAL, and by no other amount than was decided."""

import threading
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from jury.domain.errors import DisputeError, NotNow
from jury.jobs import sweeps
from jury.services.money import ledger, remedy
from jury.storage.base import current_session
from jury.storage.disputes import get_dispute
from jury.storage.money.refunds import (
    Enforcement,
    LedgerTransaction,
    balances,
    get_refund_of,
)
from jury.storage.outside.outbox import Event
from jury.storage.transaction import transaction
from tests.played import step
from tests.world import World, move_clock


@step
def pronounced(world: World) -> str:
    dispute = world.hear()
    world.decide(dispute, (1, 1, 1, 2, 0))
    assert world.stage(dispute) == "pronounced"
    return dispute


def all_at_once(app: Flask, act: Callable[[], object], times: int = 8) -> None:
    together = threading.Barrier(times)

    def run() -> None:
        with app.app_context():
            together.wait()
            try:
                act()
            except DisputeError:
                return

    current_session().rollback()
    threads = [threading.Thread(target=run) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_held_money_stays_until_the_verdict_is_final(session: Session) -> None:
    world = World.begin()
    dispute = pronounced(world)
    assert balances(dispute) == {"marketplace_held": -19200, "escrow": 19200}
    with pytest.raises(NotNow), transaction(lock=dispute) as now:
        remedy.make_final(dispute, now=now)
    assert get_refund_of(dispute).state == "held"


def test_eight_sweepers_at_once_instruct_the_award_once(
    app: Flask, session: Session
) -> None:
    world = World.begin()
    dispute = pronounced(world)
    move_clock(sweep=lambda: None, hours=49)
    all_at_once(app, sweeps.advance_disputes)
    session.rollback()
    instructed = select(func.count(Event.id)).where(Event.type == "refund.instructed")
    assert session.scalar(instructed) == 1
    assert session.scalar(select(func.count()).select_from(Enforcement)) == 1
    posted = select(func.count(LedgerTransaction.id))
    assert session.scalar(posted) == 2
    assert balances(dispute) == {
        "marketplace_held": -19200,
        "escrow": 0,
        "buyer": 5400,
        "seller": 13800,
    }


def test_eight_answers_at_once_close_once(app: Flask, session: Session) -> None:
    world = World.begin()
    dispute = pronounced(world)
    move_clock(hours=49)

    def answer() -> None:
        with transaction(lock=dispute) as now:
            remedy.receive_answer(
                "RF-1", remedy.Answer(result="executed"), actor="key:1", now=now
            )

    all_at_once(app, answer)
    assert world.stage(dispute) == "closed"
    executed = select(func.count(Event.id)).where(Event.type == "refund.executed")
    assert session.scalar(executed) == 1


def test_the_database_itself_refuses_an_award_that_is_not_the_held_sum(
    session: Session,
) -> None:
    world = World.begin()
    dispute = pronounced(world)
    with pytest.raises(IntegrityError), transaction() as now:
        current_session().add(
            Enforcement(
                dispute_id=dispute,
                verdict_id=1,
                held_minor=19200,
                buyer_minor=19200,
                seller_minor=1,
                freight_minor=0,
                made_at=now,
            )
        )


def test_the_ledger_refuses_what_does_not_sum_to_zero(session: Session) -> None:
    world = World.begin()
    dispute = world.escalate()
    with pytest.raises(ValueError, match="zero"), transaction() as now:
        ledger.post(get_dispute(dispute), "x", {"escrow": -1, "buyer": 2}, now=now)


@pytest.mark.parametrize("answer", ["refused", "unknown"])
def test_what_was_not_paid_waits_for_a_person_and_is_paid_once_in_the_end(
    session: Session, answer: str
) -> None:
    world = World.begin()
    dispute = pronounced(world)
    move_clock(hours=49)
    code = "no_funds" if answer == "refused" else ""
    with transaction(lock=dispute) as now:
        remedy.receive_answer(
            "RF-1", remedy.Answer(result=answer, code=code), actor="key:1", now=now
        )
    if answer == "refused":
        with transaction(lock=dispute) as now:
            remedy.instruct_again(
                dispute, reason="funds are back", staff_id=world.staff_id, now=now
            )
    with transaction(lock=dispute) as now:
        remedy.receive_answer(
            "RF-1", remedy.Answer(result="executed"), actor="key:1", now=now
        )
    assert world.stage(dispute) == "closed"
    assert balances(dispute)["buyer"] == 5400
    assert ledger.check().faults == ()
