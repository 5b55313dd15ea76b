"""A moderator's decision that is appealed goes to somebody who had no hand in it."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from jury.domain.appeals import IsFinal
from jury.domain.lifecycle import Side
from jury.services.drawing.hands import HadAHand
from jury.services.moderation import referred
from jury.services.moderation import send_back as returning
from jury.services.moderation.tasks import take_task
from jury.services.proof.log_check import verify_log
from jury.storage.appeals import list_appeals
from jury.storage.money.refunds import balances
from jury.storage.transaction import transaction
from jury.storage.verdicts import find_verdict
from tests.appeals import appeal, decide_as, decided_by_staff, pay, told, waiting
from tests.web.people import small_world
from tests.world import make_intake, move_clock


def test_a_moderators_decision_goes_to_a_second_moderator(session: Session) -> None:
    world = small_world()
    first, second = world.staff_id, world.staff_id + 1000
    dispute = decided_by_staff(world, rung=1)
    appeal(dispute, Side.SELLER)
    assert world.stage(dispute) == "referred"
    (task,) = waiting(dispute)
    assert task.detail == {"cause": "appeal"}
    acts: list[Callable[[], object]] = [
        lambda: decide_as(dispute, first, 0),
        lambda: send_back(dispute, first),
        lambda: take(task.id, dispute, first),
    ]
    for act in acts:
        with pytest.raises(HadAHand):
            act()
    decide_as(dispute, second, 0)
    verdict = find_verdict(dispute)
    assert verdict is not None
    assert (verdict.rung, verdict.round_number) == (0, 2)
    assert verdict.pronounced_by == f"staff:{second}"
    with pytest.raises(IsFinal):
        appeal(dispute, Side.BUYER)
    move_clock(hours=49)
    pay(dispute)
    assert balances(dispute)["seller"] == 19200
    assert verify_log().faults == ()


def take(task_id: str, dispute: str, staff_id: int) -> None:
    with transaction(lock=dispute) as now:
        take_task(task_id, staff_id, now=now)


def send_back(dispute: str, staff_id: int) -> None:
    with transaction(lock=dispute) as now:
        returning.send_back(dispute, reason="others", staff_id=staff_id, now=now)


def test_whoever_consented_had_a_hand_in_it_too(session: Session) -> None:
    world = small_world()
    sums = {"price_minor": 230000, "held_minor": 231200, "asked_minor": 230000}
    dispute = world.escalate(make_intake(**sums))
    world.finish_submissions(dispute)
    world.confirm(dispute)
    first, second, third, fourth = (world.staff_id + n for n in (0, 100, 200, 300))
    decide_as(dispute, first)
    agree(dispute, second)
    appeal(dispute, Side.BUYER)
    for barred in (first, second):
        with pytest.raises(HadAHand):
            decide_as(dispute, barred)
    decide_as(dispute, third, 0)
    for barred in (first, second):
        with pytest.raises(HadAHand):
            agree(dispute, barred)
    agree(dispute, fourth)
    assert world.stage(dispute) == "pronounced"


def agree(dispute: str, staff_id: int) -> None:
    with transaction(lock=dispute) as now:
        referred.consent(dispute, staff_id=staff_id, now=now)


def test_the_other_side_may_join_while_a_second_moderator_has_not_decided(
    session: Session,
) -> None:
    world = small_world()
    dispute = decided_by_staff(world)
    appeal(dispute, Side.SELLER)
    appeal(dispute, Side.BUYER)
    assert [one.side for one in list_appeals(dispute)] == ["seller", "buyer"]
    assert world.stage(dispute) == "referred"
    assert told(dispute, Side.BUYER)[0] == "appeal.referred"
