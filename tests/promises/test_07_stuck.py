"""No dispute is ever stuck: something is always due, and it happens by itself."""

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from jury.domain.lifecycle import Stage
from jury.storage.desk.tasks import list_open_tasks_of
from jury.storage.disputes import get_dispute
from jury.storage.transaction import transaction
from tests.courts import begin_decided_by
from tests.world import World, move_clock


def test_a_dispute_in_which_nobody_does_anything_reaches_a_person(
    session: Session,
) -> None:
    world = World.begin()
    dispute = world.escalate()
    world.file_picture(dispute)
    seen = [world.stage(dispute)]
    for _step in range(60):
        move_clock(hours=2)
        due = world.dispute(dispute).next_due_at
        assert due is not None
        if world.stage(dispute) != seen[-1]:
            seen.append(world.stage(dispute))
    assert seen == ["submissions", "screening", "hearing", "referred"]
    assert [task.kind for task in list_open_tasks_of(dispute)] == ["referred"]


def test_a_dispute_that_waits_for_staff_reminds_them_again(session: Session) -> None:
    world = World.begin(jurors=0)
    dispute = world.escalate()
    for _step in range(80):
        move_clock(hours=2)
    assert world.stage(dispute) == "referred"
    before = world.dispute(dispute).next_due_at
    move_clock(hours=100)
    after = world.dispute(dispute).next_due_at
    assert before is not None
    assert after is not None
    assert after > before


def test_a_marketplace_that_never_answers_leaves_a_task_that_comes_due(
    session: Session,
) -> None:
    world, dispute = begin_decided_by((1, 1, 1, 1, 1))
    move_clock(hours=49)
    move_clock(hours=25)
    assert world.stage(dispute) == "final"
    assert [task.kind for task in list_open_tasks_of(dispute)] == ["refund_answer"]
    assert world.dispute(dispute).next_due_at is not None


def empty_due_time(dispute: str, stage: Stage) -> None:
    with transaction():
        row = get_dispute(dispute)
        row.stage, row.next_due_at = stage.value, None


@pytest.mark.parametrize("stage", [one for one in Stage if one is not Stage.CLOSED])
def test_the_database_refuses_an_open_stage_without_a_due_time(
    session: Session, stage: Stage
) -> None:
    world = World.begin(jurors=0)
    dispute = world.escalate()
    with pytest.raises(IntegrityError):
        empty_due_time(dispute, stage)
