"""Until the poll waits nobody learns that anybody asked; then only that jurors did."""

from collections.abc import Sequence

from flask import Flask
from structlog.testing import capture_logs

from jury.services.hearing.asking import put_question
from jury.storage.transaction import transaction
from tests.promises.test_02_secrecy import ToldWorld, differences, look_around
from tests.promises.twins import Twins, twins
from tests.services.asking_acts import ASKED, LARGER
from tests.world import World, make_intake, move_clock

__all__ = ["twins"]
ASKERS = ("first asker", "second asker")


def world_in_which(app: Flask, asked: Sequence[str]) -> ToldWorld:
    """Three of nine read, some ask, a sweep comes by, and everything is read."""
    world = World.begin(jurors=20)
    move_clock(seconds=1)
    dispute = world.hear(make_intake(**LARGER))
    calls = world.summonses(dispute)
    with capture_logs() as logged:
        seated = [world.seat(dispute, one) for one in calls[:3]]
        world.read(dispute, *seated)
        for juror, code in zip(seated, asked, strict=False):
            with transaction(lock=dispute) as now:
                put_question(*juror, code, now=now)
        move_clock(minutes=16)
    assert world.dispute(dispute).stands_for is None
    names = (*ASKERS, "a reading juror", "a called juror")
    told = look_around(app, dispute, dict(zip(names, calls, strict=False)))
    return {**told, "logs": {"lines": repr(logged).encode()}}


def test_questions_and_none_look_the_same_to_the_byte(twins: Twins) -> None:
    told = []
    for asked in ((), (ASKED, ASKED), (ASKED, "purchase_proof")):
        with twins() as app:
            told.append(world_in_which(app, asked))
    nobody, nearly_enough, of_both = told
    assert differences(nobody, nearly_enough, but=ASKERS) == {}
    assert differences(nearly_enough, of_both, but=ASKERS) == {}
