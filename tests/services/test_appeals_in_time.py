"""An appeal is possible after the verdict and at no other stage, by nobody else."""

import pytest
from sqlalchemy.orm import Session

from jury.domain.errors import DisputeError, NotAllowed, NotNow
from jury.domain.lifecycle import DISPUTE, Side, Stage, Who
from jury.storage.appeals import list_appeals
from tests.appeals import appeal, pay
from tests.played import step
from tests.world import World, move_clock

APPEALS = {"appeal": Who.PARTY, "appeal to staff": Who.PARTY, "correct": Who.MODERATOR}


@pytest.mark.parametrize("stage", list(Stage))
@pytest.mark.parametrize("act", list(APPEALS))
@pytest.mark.parametrize("who", list(Who))
def test_the_table_lets_nobody_else_do_it_and_at_no_other_stage(
    stage: Stage, act: str, who: Who
) -> None:
    if stage is Stage.PRONOUNCED and APPEALS[act] is who:
        assert DISPUTE.after(stage, act, who) in Stage
        return
    wanted = NotAllowed if stage is Stage.PRONOUNCED else NotNow
    with pytest.raises(wanted):
        DISPUTE.after(stage, act, who)


STAGES = ["submissions", "screening", "hearing", "final", "closed", "referred"]


@pytest.mark.parametrize("stage", STAGES)
def test_at_no_other_stage_a_side_can_appeal(session: Session, stage: str) -> None:
    world = World.begin(jurors=12)
    dispute = bring_to(world, stage)
    assert world.stage(dispute) == stage
    for side in Side:
        with pytest.raises(DisputeError):
            appeal(dispute, side)
    assert list_appeals(dispute) == []
    assert world.stage(dispute) == stage


@step
def bring_to(world: World, stage: str) -> str:
    dispute = world.escalate()
    if stage == "submissions":
        return dispute
    world.finish_submissions(dispute)
    if stage == "screening":
        return dispute
    world.confirm(dispute)
    if stage == "hearing":
        return dispute
    world.give_nonce(dispute)
    if stage == "referred":
        for _step in range(10):
            move_clock(hours=4)
        return dispute
    world.decide(dispute, (1,) * 5)
    move_clock(hours=49)
    if stage == "closed":
        pay(dispute)
    return dispute
