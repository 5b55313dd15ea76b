"""Of a paused dispute nobody writes anything, however far it is from its money."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from jury.domain.lifecycle import Side
from jury.services.appeal import slips
from jury.services.hearing import poll
from jury.services.money import by_hand, consent
from jury.services.stages import Paused
from jury.services.verdict import pronounce
from jury.storage.desk.tasks import get_task
from jury.storage.transaction import transaction
from tests.appeals import waiting
from tests.courts import begin_hearing
from tests.money.acts import answer, colleague, final, pronounced
from tests.returning import acts as returning
from tests.services.stop_acts import pause_it, resume_it
from tests.web.people import small_world
from tests.world import World, move_clock

Act = Callable[[], object]
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def courier_told() -> tuple[World, str, Act]:
    world = small_world()
    dispute = returning.agreed(world)
    told = {"courier": "SF", "number": returning.NUMBER}
    return world, dispute, lambda: returning.courier(dispute, "picked_up", **told)


def slip_refused() -> tuple[World, str, Act]:
    world = small_world()
    dispute = pronounced(world)
    with transaction(lock=dispute) as now:
        slips.ask_correction(
            dispute, Side.BUYER, kind="sum", text="The freight is wrong.", now=now
        )

    def act() -> None:
        (task,) = waiting(dispute, "slip")
        with transaction(lock=dispute) as now:
            slips.refuse_correction(
                task.id, reason="It is right.", staff_id=world.staff_id, now=now
            )

    return world, dispute, act


def write_off_refused() -> tuple[World, str, Act]:
    world = small_world()
    second, dispute = colleague(), final(world)
    answer(dispute, "refused", code="account_closed")
    with transaction(lock=dispute) as now:
        by_hand.propose_write_off(
            dispute, "RF-1", reason="No way.", staff_id=world.staff_id, now=now
        )

    def act() -> None:
        (task,) = waiting(dispute, "money_consent")
        with transaction(lock=dispute) as now:
            consent.refuse(
                get_task(task.id), reason="Try again.", staff_id=second, now=now
            )

    return world, dispute, act


def sentence_screened() -> tuple[World, str, Act]:
    world, dispute = begin_hearing()
    seated = [world.seat(dispute, one) for one in world.summonses(dispute)[:3]]
    world.read(dispute, *seated)
    code = world.make_vote(dispute, 1).reasons
    vote = poll.Vote(choice=1, reasons=code, sentence="The bill.", language="en")
    for juror in seated:
        with transaction(lock=dispute) as now:
            poll.cast_ballot(*juror, vote, now=now)
    move_clock(minutes=16)

    def act() -> None:
        ballot = waiting(dispute, "sentence")[0].target
        with transaction(lock=dispute) as now:
            pronounce.screen_sentence(
                ballot, release=True, staff_id=world.staff_id, now=now
            )

    return world, dispute, act


@pytest.mark.parametrize(
    "play", [courier_told, slip_refused, write_off_refused, sentence_screened]
)
def test_it_is_refused_until_it_goes_on(
    session: Session, play: Callable[[], tuple[World, str, Act]]
) -> None:
    world, dispute, act = play()
    pause_it(world, dispute)
    with pytest.raises(Paused):
        act()
    resume_it(world, dispute)
    act()
