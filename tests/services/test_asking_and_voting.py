"""The whole story of a question of the jury, on both databases."""

import pytest

from jury.domain.errors import AlreadyDone
from jury.services.hearing import poll
from jury.services.proof.log_check import verify_log
from jury.storage.polls import list_ballots
from jury.storage.transaction import transaction
from tests.services.asking_acts import begin_confirming, read_again
from tests.world import move_clock

pytestmark = pytest.mark.usefixtures("session")


def test_whoever_had_voted_may_change_it_once_and_the_last_counts() -> None:
    world, dispute, jurors = begin_confirming()
    read_again(world, dispute, *jurors[:2])
    world.vote(dispute, jurors[0], 0)
    with pytest.raises(AlreadyDone):
        world.vote(dispute, jurors[0], 1)
    counted = {one.choice for one in list_ballots(world.draw_of(dispute).id)}
    assert counted == {0, 1}
    world.read(dispute, jurors[3])
    with transaction(lock=dispute) as now:
        poll.open_file(*jurors[3], now=now)
    world.read(dispute, jurors[3])
    world.vote(dispute, jurors[3], 1)
    with pytest.raises(AlreadyDone):
        world.vote(dispute, jurors[3], 0)
    move_clock(hours=40)
    assert verify_log().faults == ()
