"""What is struck after the verdict holds it until staff say whether it stands."""

import pytest
from sqlalchemy.orm import Session

from jury import clock
from jury.domain.errors import NotNow
from jury.domain.lifecycle import Side
from jury.jobs import sweeps
from jury.services import ledger
from jury.services.hands import NeedsAnother
from jury.services.log_check import verify_log
from jury.storage.money import balances
from jury.storage.tasks import find_open_task, list_open_tasks_of
from jury.storage.verdicts import list_verdicts
from tests import appeals
from tests.acts.doing import answer_doubt, strike_first
from tests.settlement.acts import told
from tests.web.people import look_again
from tests.world import World, move_clock


def doubted() -> tuple[World, str]:
    """A jury decided; then what it had before it is struck."""
    world = World.begin()
    dispute = world.hear()
    world.decide(dispute, [1] * 5)
    strike_first(world, dispute)
    assert [one.kind for one in list_open_tasks_of(dispute)] == ["doubt"]
    assert len(told("verdict.doubted")) == 2
    return world, dispute


def test_nothing_becomes_final_before_staff_have_answered(session: Session) -> None:
    world, dispute = doubted()
    for _day in range(4):
        move_clock(hours=30)
    assert world.stage(dispute) == "pronounced"
    assert balances(dispute)["escrow"] > 0
    assert told("task.overdue")
    answer_doubt(dispute, world.staff_id, stands=True)
    assert (world.dispute(dispute).stage_closes_at or clock.now()) > clock.now()
    move_clock(hours=49)
    assert world.stage(dispute) == "final"
    sweeps.link_heads()
    assert verify_log().faults == ()


def test_what_does_not_stand_is_decided_anew_and_stays_in_the_record(
    session: Session,
) -> None:
    world, dispute = doubted()
    answer_doubt(dispute, world.staff_id, stands=False)
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
        strike_and_judge(world, dispute)
    move_clock(hours=49)
    assert world.stage(dispute) == "final"
    assert verify_log().faults == ()
    assert ledger.check().faults == ()


def strike_and_judge(world: World, dispute: str) -> None:
    answer_doubt(dispute, world.staff_id, stands=True)


def test_an_appeal_takes_the_question_to_other_jurors(session: Session) -> None:
    world, dispute = doubted()
    appeals.appeal(dispute, Side.SELLER)
    assert world.stage(dispute) == "submissions"
    assert list_open_tasks_of(dispute) == []
