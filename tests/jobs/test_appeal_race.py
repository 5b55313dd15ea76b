"""An appeal in the last second and the sweep that makes the verdict final: one wins."""

import threading
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from jury.domain.errors import DisputeError
from jury.domain.lifecycle import Side
from jury.jobs import sweeps
from jury.storage.appeals import list_appeals
from jury.storage.base import current_session
from jury.storage.disputes import get_dispute
from jury.storage.money.refunds import Enforcement, balances
from tests.appeals import appeal, begin_decided, decided_by_staff
from tests.web.people import small_world
from tests.world import move_clock


def at_once(app: Flask, *acts: Callable[[], object]) -> list[Exception]:
    """Do all acts at the same moment; what was refused, or failed."""
    together, refused = threading.Barrier(len(acts)), list[Exception]()

    def run(act: Callable[[], object]) -> None:
        with app.app_context():
            together.wait()
            try:
                act()
            except Exception as refusal:
                refused.append(refusal)

    current_session().rollback()
    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    current_session().rollback()
    return refused


@pytest.mark.parametrize("milliseconds", [-900, -300, -60, 0, 60])
def test_either_the_appeal_or_the_end_of_its_window_wins(
    app: Flask, session: Session, milliseconds: int
) -> None:
    world = small_world()
    dispute = decided_by_staff(world)
    closes_at = world.dispute(dispute).stage_closes_at
    assert closes_at is not None
    move_clock(sweep=lambda: None, hours=48)
    move_clock(sweep=lambda: None, milliseconds=milliseconds)

    def sweep_until_moved() -> None:
        for _time in range(40):
            sweeps.advance_disputes()
            if get_dispute(dispute).stage != "pronounced":
                return

    refused = at_once(
        app, lambda: appeal(dispute, Side.BUYER), sweep_until_moved, sweep_until_moved
    )
    row, filed = get_dispute(dispute), list_appeals(dispute)
    assert all(isinstance(one, DisputeError) for one in refused)
    paid = session.get(Enforcement, dispute)
    if filed:
        assert (row.stage, row.round_number, refused) == ("referred", 2, [])
        assert paid is None
        assert filed[0].filed_at < closes_at
        assert balances(dispute)["escrow"] == 19200
    else:
        assert len(refused) == 1
        assert row.round_number == 1
        assert balances(dispute).get("escrow") in {0, 19200}


def test_both_sides_at_the_same_moment_open_one_second_round(
    app: Flask, session: Session
) -> None:
    _world, dispute = begin_decided(jurors=60)
    refused = at_once(
        app,
        lambda: appeal(dispute, Side.BUYER),
        lambda: appeal(dispute, Side.SELLER),
        lambda: appeal(dispute, Side.BUYER),
    )
    assert len(refused) == 1
    assert isinstance(refused[0], DisputeError)
    row = get_dispute(dispute)
    assert (row.stage, row.round_number) == ("submissions", 2)
    assert {one.side for one in list_appeals(dispute)} == {"buyer", "seller"}
