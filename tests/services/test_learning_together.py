"""Any number of sweepers learn what calls came to, and no poll counts twice."""

from flask import Flask
from sqlalchemy.orm import Session

from jury.services.drawing.learning import learn_answers
from jury.storage.base import current_session
from jury.storage.jurors.availability import get_turnout
from tests.courts import begin_hearing
from tests.side_by_side import side_by_side
from tests.world import move_clock


def test_a_poll_that_two_sweepers_find_is_counted_by_one(
    app: Flask, session: Session
) -> None:
    world, dispute = begin_hearing(jurors=12)
    world.decide(dispute, [1, 1, 1, 1, 1])
    move_clock(minutes=31)
    called = len(world.summonses(dispute))
    first, second = side_by_side(app, lambda _now: learn_answers())
    current_session().rollback()
    assert (first, second) == (1, 0)
    assert 5 <= get_turnout(0.5).known <= max(called, 12)
