"""What moderators may no longer do to evidence about goods that came back."""

import pytest
from sqlalchemy.orm import Session

from jury.domain.lifecycle import Side
from jury.services.moderation.undo import TooLateToUndo, find_undoable
from jury.services.stages import Paused
from jury.storage.disputes import get_dispute
from jury.storage.exhibits import get_exhibit
from jury.storage.transaction import transaction
from tests.acts.doing import take_back
from tests.returning import acts
from tests.returning.test_rulings import show, waiting
from tests.services.stop_acts import pause_it, resume_it
from tests.web.people import small_world
from tests.world import World

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def world(session: Session) -> World:
    return small_world()


@pytest.fixture
def shown(world: World) -> tuple[str, str]:
    """A dispute whose goods came back, and a picture that its seller took."""
    dispute = acts.agreed(world)
    acts.deliver(dispute)
    return dispute, show(dispute, Side.SELLER)


def test_of_a_paused_return_nothing_is_shown(
    world: World, shown: tuple[str, str]
) -> None:
    dispute, exhibit = shown
    pause_it(world, dispute)
    with pytest.raises(Paused):
        world.release(dispute, exhibit)
    resume_it(world, dispute)
    world.release(dispute, exhibit)


def test_once_the_return_is_over_nothing_of_it_is_taken_back(
    world: World, shown: tuple[str, str]
) -> None:
    dispute, exhibit = shown
    world.release(dispute, exhibit)
    with transaction() as now:
        assert find_undoable(get_dispute(dispute), world.staff_id, now=now)
    acts.accept(dispute)
    with pytest.raises(TooLateToUndo):
        take_back(world, dispute)
    assert waiting(dispute) == []
    assert get_exhibit(dispute, exhibit).state == "released"
