"""Hearings that call the same people at once do not stand in each other's way."""

from concurrent.futures import ThreadPoolExecutor

from flask import Flask
from sqlalchemy.orm import Session

from jury.domain.lifecycle import Side
from jury.services.drawing import empanel
from jury.storage.transaction import transaction
from tests.world import World, make_intake

HEARINGS = 6


def wait_for_nonce(world: World, number: int) -> str:
    """A dispute whose draw has been committed and not made."""
    dispute_id = world.escalate(make_intake(number=str(number)))
    world.finish_submissions(dispute_id)
    world.confirm(dispute_id, *Side)
    return dispute_id


def test_the_same_few_people_are_called_by_many_hearings_at_once(
    app: Flask, session: Session
) -> None:
    world = World.begin(jurors=12)
    waiting = [wait_for_nonce(world, number) for number in range(HEARINGS)]
    session.rollback()

    def draw(dispute_id: str) -> None:
        with app.app_context(), transaction(lock=dispute_id) as now:
            empanel.receive_nonce(dispute_id, "5a" * 16, actor="key:1", now=now)

    with ThreadPoolExecutor(HEARINGS) as pool:
        list(pool.map(draw, waiting))
    called = [len(world.summonses(dispute_id)) for dispute_id in waiting]
    # Six or so are called by each, and nobody by more than two: however the lots fall,
    # the first three find people, and whoever does finds enough for five seats.
    assert sum(count > 0 for count in called) >= 3
    assert all(count == 0 or count >= 5 for count in called)
