"""SUBMISSIONS: the window is the limit, whether a sweep ran or not."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from jury.domain.errors import NotNow
from jury.domain.lifecycle import Side
from jury.services.keeping import vault
from jury.services.submissions import exhibits, submit
from jury.storage.disputes import list_statements
from jury.storage.exhibits import list_exhibits
from jury.storage.transaction import transaction
from tests.world import World, prepare_picture

Act = Callable[[str, datetime], object]


@pytest.fixture
def world(session: Session) -> World:
    return World.begin(jurors=0)


@pytest.fixture
def dispute(world: World) -> str:
    dispute_id = world.escalate()
    # As every upload does before it is filed.
    vault.key_of(dispute_id)
    return dispute_id


def write(dispute: str, now: datetime) -> None:
    writing = submit.Writing(kind="case", text="十二小时以后", language="zh-Hans")
    submit.write_statement(dispute, Side.BUYER, writing, now=now)


def file(dispute: str, now: datetime) -> None:
    upload = prepare_picture(dispute)
    filing = exhibits.Filing(upload=upload, caption="晚了", language="zh-Hans")
    exhibits.file_exhibit(dispute, Side.BUYER, filing, now=now)


def say_done(dispute: str, now: datetime) -> None:
    submit.say_done(dispute, Side.BUYER, now=now)


ACTS = {"a statement": write, "an exhibit": file, "the last word": say_done}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS.keys())
@pytest.mark.parametrize("late", [timedelta(), timedelta(hours=12)])
def test_nothing_is_taken_from_the_end_of_the_window_on(
    world: World, dispute: str, act: Act, late: timedelta
) -> None:
    closes_at = world.dispute(dispute).stage_closes_at
    assert closes_at is not None
    before = len(list_statements(dispute))
    with pytest.raises(NotNow), transaction(lock=dispute):
        act(dispute, closes_at + late)
    assert world.dispute(dispute).party(Side.BUYER).done_at is None
    assert (len(list_statements(dispute)), list_exhibits(dispute)) == (before, [])


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS.keys())
def test_everything_is_taken_up_to_the_last_moment(
    world: World, dispute: str, act: Act
) -> None:
    closes_at = world.dispute(dispute).stage_closes_at
    assert closes_at is not None
    with transaction(lock=dispute):
        act(dispute, closes_at - timedelta(microseconds=1))
