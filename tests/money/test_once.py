"""Acts on money and goods that eight people do at once are done once."""

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from jury.domain.lifecycle import Side
from jury.services.money import by_hand
from jury.storage.desk.tasks import get_task
from jury.storage.outside.outbox import Event
from jury.storage.transaction import transaction
from tests.acts.doing import take_back
from tests.appeals import waiting
from tests.money.acts import answer
from tests.money.test_advance_given_up import given_up
from tests.money.test_beside import ALL, money_of, sound
from tests.promises.test_06_money import all_at_once
from tests.returning import acts as returning
from tests.web.people import small_world
from tests.world import World, make_intake

pytestmark = pytest.mark.parametrize("database_url", ["postgres"], indirect=True)


@pytest.fixture
def world(session: Session) -> World:
    return small_world()


def emitted(session: Session, type_: str, dispute: str) -> int:
    session.rollback()
    told = select(func.count(Event.id)).where(
        Event.type == type_, Event.dispute_id == dispute
    )
    return session.scalar(told) or 0


def test_what_was_sent_again_is_accepted_once(
    app: Flask, world: World, session: Session
) -> None:
    dispute = returning.agreed(world, rung=returning.RESEND, reason="wrong_address")
    all_at_once(app, lambda: returning.send(dispute, Side.SELLER))
    returning.courier(dispute, "delivered")
    all_at_once(app, lambda: returning.accept(dispute, Side.BUYER))
    for type_ in ("resend.sent", "resend.accepted", "refund.instructed"):
        assert emitted(session, type_, dispute) == 1
    assert money_of(dispute) == {"marketplace_held": -19200, "seller": 19200}
    assert sound()


def test_what_is_given_up_is_given_up_once(
    app: Flask, world: World, session: Session
) -> None:
    dispute = given_up(world, ALL)
    key, second = f"{dispute}:advance:2", world.staff_id + 1
    answer(dispute)
    answer(dispute, "refused", kind="advance:2", code="account_closed")

    def propose() -> None:
        with transaction(lock=dispute) as now:
            by_hand.propose_write_off(
                dispute, key, reason="No.", staff_id=world.staff_id, now=now
            )

    all_at_once(app, propose)
    (task,) = waiting(dispute, "money_consent")
    task_id = task.id

    def consent() -> None:
        with transaction(lock=dispute) as now:
            by_hand.consent_write_off(get_task(task_id), staff_id=second, now=now)

    all_at_once(app, consent)
    assert money_of(dispute) == {"marketplace_held": -19200, "written_off": 19200}
    assert emitted(session, "dispute.closed", dispute) == 1
    assert sound()


def test_what_is_taken_back_is_taken_back_once(
    app: Flask, world: World, session: Session
) -> None:
    dispute = world.escalate(make_intake())
    exhibit = world.file_picture(dispute)
    world.release(dispute, exhibit)
    all_at_once(app, lambda: take_back(world, dispute))
    assert emitted(session, "dispute.act_undone", dispute) == 1
    assert len(waiting(dispute, "screen_exhibit")) == 1
    assert sound()
