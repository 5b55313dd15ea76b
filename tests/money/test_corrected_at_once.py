"""A slip that several put right at once, and a correction in the last second."""

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from jury.domain.errors import AlreadyDone
from jury.jobs import sweeps
from jury.services.appeal import slips
from jury.services.money import reverse
from jury.storage.desk.tasks import get_task
from jury.storage.money.payments import list_payments, list_reversals
from jury.storage.money.refunds import Enforcement
from jury.storage.outside.outbox import Event
from jury.storage.transaction import transaction
from jury.storage.verdicts import VerdictVersion, find_verdict
from tests.appeals import waiting
from tests.jobs.test_appeal_race import at_once
from tests.money.acts import answer, colleague, pronounced, reverse_to
from tests.money.test_beside import NOTHING, TEN, a_fake, decided, money_of, sound
from tests.money.test_reversal import large
from tests.promises.test_06_money import all_at_once
from tests.web.people import small_world
from tests.world import World, move_clock

TRUE = slips.Sums(price_minor=16000, freight_minor=1200)


@pytest.fixture
def world(session: Session) -> World:
    return small_world()


def correct(
    world: World, dispute: str, sums: slips.Sums = TRUE, seen: int | None = None
) -> None:
    with transaction(lock=dispute) as now:
        slips.correct_sums(
            dispute,
            sums,
            reason="The order.",
            staff_id=world.staff_id,
            now=now,
            seen=seen,
        )


def counted(session: Session, type_: str) -> int:
    session.rollback()
    query = select(func.count(Event.id)).where(Event.type == type_)
    return session.scalar(query) or 0


def test_eight_who_correct_the_same_slip_correct_it_once(
    app: Flask, world: World, session: Session
) -> None:
    dispute = pronounced(world)
    all_at_once(app, lambda: correct(world, dispute))
    assert counted(session, "verdict.corrected") == 1
    assert session.scalar(select(func.count()).select_from(VerdictVersion)) == 1
    verdict = find_verdict(dispute)
    assert verdict is not None
    assert (verdict.version, verdict.buyer_minor) == (2, 4800)
    assert sound()


def test_of_several_who_read_the_same_version_only_the_first_corrects_it(
    app: Flask, world: World, session: Session
) -> None:
    dispute = pronounced(world)
    prices = range(16000, 16800, 100)
    refused = at_once(
        app,
        *(
            lambda price=price: correct(
                world, dispute, slips.Sums(price_minor=price, freight_minor=1200), 1
            )
            for price in prices
        ),
    )
    assert [type(one) for one in refused] == [AlreadyDone] * 7
    assert counted(session, "verdict.corrected") == 1
    assert sound()


@pytest.mark.parametrize("milliseconds", [-300, -60, 0, 60])
def test_what_is_paid_is_what_was_corrected_in_time_or_what_was_not(
    app: Flask, world: World, session: Session, milliseconds: int
) -> None:
    dispute = pronounced(world)
    move_clock(sweep=lambda: None, hours=48)
    move_clock(sweep=lambda: None, milliseconds=milliseconds)
    sweep = sweeps.advance_disputes
    refused = at_once(app, lambda: correct(world, dispute), sweep, sweep)
    move_clock(hours=25)
    enforcement, verdict = session.get(Enforcement, dispute), find_verdict(dispute)
    assert enforcement is not None
    assert verdict is not None
    assert enforcement.buyer_minor == verdict.buyer_minor == (5400 if refused else 4800)
    assert counted(session, "refund.instructed") == 1
    assert sound()


def test_eight_changes_at_once_take_a_compensation_back_once(
    app: Flask, world: World, session: Session
) -> None:
    dispute = decided(world, a_fake(), TEN)
    move_clock(hours=49)
    answer(dispute)
    answer(dispute, kind="compensation:1")
    all_at_once(app, lambda: reverse_to(dispute, world.staff_id, NOTHING))
    session.rollback()
    moved = [one.key.partition(":")[2] for one in list_payments(dispute)]
    assert sorted(moved) == ["compensation:1", "compensation:2", "reversal:1"]
    assert counted(session, "refund.compensation") == 2
    assert money_of(dispute) == {"marketplace_held": -19200, "seller": 19200}
    all_at_once(app, lambda: answer(dispute, kind="compensation:2"))
    all_at_once(app, lambda: answer(dispute, kind="reversal:1"))
    assert counted(session, "dispute.closed") == 2
    assert world.stage(dispute) == "closed"
    assert sound()


def test_eight_who_consent_at_once_change_the_award_once(
    app: Flask, world: World, session: Session
) -> None:
    second = colleague()
    dispute = large(world, second)
    assert reverse_to(dispute, world.staff_id, rung=2) is None
    (task,) = waiting(dispute, "money_consent")
    task_id = task.id

    def consent() -> None:
        with transaction(lock=dispute) as now:
            reverse.consent_reversal(get_task(task_id), staff_id=second, now=now)

    all_at_once(app, consent)
    session.rollback()
    assert [one.number for one in list_reversals(dispute)] == [1]
    assert counted(session, "refund.reversal") == 1
    assert sound()
