"""An exhibit is struck before a jury whose draw an administrator stopped."""

import pytest
from sqlalchemy.orm import Session

from jury.domain.lifecycle import Side
from jury.jobs import sweeps
from jury.storage.desk.stops import Stopped
from jury.storage.draws import find_open_draw
from jury.storage.exhibits import get_exhibit, list_released
from tests.acts.doing import strike_first
from tests.appeals import told
from tests.services.stop_acts import lift, stop
from tests.web.people import look_again
from tests.world import World

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def test_what_no_jury_has_seen_yet_is_simply_out(session: Session) -> None:
    world = World.begin()
    dispute = world.escalate()
    exhibit = world.file_picture(dispute)
    world.finish_submissions(dispute)
    world.release(dispute, exhibit)
    stop(Stopped.DRAWS)
    world.confirm(dispute)
    assert world.dispute(dispute).stands_for == "draws"
    strike_first(world, dispute)
    assert get_exhibit(dispute, exhibit).state == "struck"
    assert told(dispute, Side.BUYER)[0] == "exhibit.struck"
    assert told(dispute, Side.SELLER)[0] == "exhibit.struck_other"
    lift(Stopped.DRAWS)
    sweeps.advance_disputes()
    look_again()
    assert find_open_draw(dispute) is not None
    assert list_released(dispute) == []
