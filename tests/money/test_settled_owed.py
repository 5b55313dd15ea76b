"""What is asked of staff about an advance is still asked once the sides settle."""

import pytest
from sqlalchemy.orm import Session

from jury.domain.lifecycle import Side
from tests.appeals import waiting
from tests.money.acts import answer
from tests.money.test_beside import GOOD, a_fake
from tests.money.test_ends import propose
from tests.money.test_reconciliation import compared
from tests.settlement import acts
from tests.web.people import small_world
from tests.world import World, move_clock

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def world(session: Session) -> World:
    return small_world()


def settle(dispute: str) -> None:
    acts.offer(dispute, Side.SELLER)
    acts.accept(dispute, Side.BUYER)


def test_why_the_marketplaces_list_does_not_name_it(world: World) -> None:
    dispute = world.escalate(a_fake(GOOD))
    answer(dispute, kind="advance:1")
    assert compared() == ["missing_there"]
    settle(dispute)
    assert [one.kind for one in waiting(dispute)] == ["difference"]


def test_whether_to_give_it_up(world: World) -> None:
    dispute = world.escalate(a_fake(GOOD))
    move_clock(hours=25)
    propose(dispute, f"{dispute}:advance:1", world.staff_id)
    settle(dispute)
    kinds = {one.kind for one in waiting(dispute)}
    assert kinds == {"refund_answer", "money_consent"}
