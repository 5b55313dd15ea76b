"""What is struck after the verdict holds it until staff say whether it stands."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from jury import clock
from jury.domain.appeals import IsFinal
from jury.domain.errors import AlreadyDone, NotNow
from jury.domain.lifecycle import Side
from jury.jobs import sweeps
from jury.services.drawing.hands import HadAHand, NeedsAnother, StruckIt
from jury.services.moderation.tasks import take_task
from jury.services.money import ledger
from jury.services.proof.log_check import verify_log
from jury.storage.base import current_session
from jury.storage.desk.tasks import find_open_task, list_open_tasks_of
from jury.storage.money.refunds import balances
from jury.storage.people import Staff
from jury.storage.transaction import transaction
from jury.storage.verdicts import list_verdicts
from tests import appeals
from tests.acts.doing import answer_doubt, strike_first
from tests.money.acts import colleague
from tests.played import played
from tests.settlement.acts import told
from tests.web.people import as_party, look_again, shows, sign_in, small_world
from tests.world import World, move_clock


@played
def doubted() -> tuple[World, str, int]:
    """A jury decided, then what it had before it is struck; and a second moderator."""
    world = World.begin()
    dispute = world.hear()
    world.decide(dispute, [1] * 5)
    strike_first(world, dispute)
    assert [one.kind for one in list_open_tasks_of(dispute)] == ["doubt"]
    assert len(told("verdict.doubted")) == 2
    return world, dispute, colleague()


def test_nothing_becomes_final_before_staff_have_answered(
    app: Flask, session: Session
) -> None:
    world, dispute, second = doubted()
    buyer = as_party(app, dispute, Side.BUYER)
    for page in ("", "/verdict"):
        told_there = buyer.get(f"/disputes/{dispute}{page}")
        assert shows(told_there, "whether the verdict stands without it")
    for _day in range(4):
        move_clock(hours=30)
    assert world.stage(dispute) == "pronounced"
    assert balances(dispute)["escrow"] > 0
    assert told("task.overdue")
    answer_doubt(dispute, second, stands=True)
    assert (world.dispute(dispute).stage_closes_at or clock.now()) > clock.now()
    move_clock(hours=49)
    assert world.stage(dispute) == "final"
    sweeps.link_heads()
    assert verify_log().faults == ()


def test_what_does_not_stand_is_decided_anew_and_stays_in_the_record(
    session: Session,
) -> None:
    world, dispute, second = doubted()
    answer_doubt(dispute, second, stands=False)
    assert world.stage(dispute) == "referred"
    task = find_open_task(dispute, "referred", dispute)
    assert task is not None
    assert task.detail == {"cause": "struck"}
    # Nobody has appealed: there is no verdict to appeal from, and nothing to join.
    with pytest.raises(NotNow):
        appeals.appeal(dispute, Side.SELLER)
    appeals.decide_as(dispute, world.staff_id)
    look_again()
    by = [(one.round_number, one.ended_by) for one in list_verdicts(dispute)]
    assert by == [(1, "verdict"), (2, "staff")]
    # Whoever decided it cannot say that it stands either.
    with pytest.raises(NeedsAnother):
        answer_doubt(dispute, world.staff_id, stands=True)
    move_clock(hours=49)
    assert world.stage(dispute) == "final"
    assert verify_log().faults == ()
    assert ledger.check().faults == ()


def test_what_was_decided_anew_is_appealed_once_when_nobody_had_appealed(
    app: Flask, session: Session
) -> None:
    world, dispute, second = doubted()
    answer_doubt(dispute, second, stands=False)
    for side in Side:
        # There is no appeal that one could join.
        with pytest.raises(NotNow):
            appeals.appeal(dispute, side)
    appeals.decide_as(dispute, world.staff_id)
    letter = as_party(app, dispute, Side.SELLER).get(f"/disputes/{dispute}/verdict")
    assert shows(letter, "Decided anew", "You can appeal once")
    assert not shows(letter, "on appeal")
    look_again()
    filed = appeals.appeal(dispute, Side.SELLER)
    row = world.dispute(dispute)
    assert (filed.round_number, row.round_number, row.stage) == (2, 3, "referred")
    joined = appeals.appeal(dispute, Side.BUYER)
    assert joined.round_number == 2
    with pytest.raises(HadAHand):
        appeals.decide_as(dispute, world.staff_id)
    appeals.decide_as(dispute, second, 0)
    for side in Side:
        with pytest.raises(AlreadyDone):
            appeals.appeal(dispute, side)
    letter = as_party(app, dispute, Side.SELLER).get(f"/disputes/{dispute}/verdict")
    assert shows(letter, "Decided on appeal", "there is no further appeal")
    move_clock(hours=49)
    assert world.stage(dispute) == "final"
    assert verify_log().faults == ()
    assert ledger.check().faults == ()


def test_an_appeal_that_was_used_is_used_in_every_later_round(session: Session) -> None:
    world = small_world()
    dispute = appeals.decided_by_staff(world)
    appeals.appeal(dispute, Side.SELLER)
    appeals.decide_as(dispute, colleague())
    with pytest.raises(IsFinal):
        appeals.appeal(dispute, Side.BUYER)


def test_whoever_struck_it_is_not_the_one_who_answers(
    app: Flask, session: Session
) -> None:
    world, dispute, second = doubted()
    task = list_open_tasks_of(dispute)[0].id
    for stands in (True, False):
        with pytest.raises(StruckIt):
            answer_doubt(dispute, world.staff_id, stands=stands)
    with pytest.raises(StruckIt), transaction(lock=dispute) as now:
        take_task(task, world.staff_id, now=now)
    assert world.stage(dispute) == "pronounced"
    striker = sign_in(app, current_session().get_one(Staff, world.staff_id).get_id())
    assert shows(striker.get(f"/desk/tasks/{task}"), "You struck the exhibit yourself")
    refused = striker.post(f"/desk/tasks/{task}/stands", data={"reason": "It does."})
    assert refused.status_code == 403
    assert shows(refused, "You struck the exhibit yourself. A colleague must say")
    with transaction(lock=dispute) as now:
        take_task(task, second, now=now)
    answer_doubt(dispute, second, stands=True)


def test_an_appeal_takes_the_question_to_other_jurors(session: Session) -> None:
    world, dispute, _second = doubted()
    appeals.appeal(dispute, Side.SELLER)
    assert world.stage(dispute) == "submissions"
    assert list_open_tasks_of(dispute) == []
