"""Jurors of the demo who have read a control dispute, while its court goes on."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import pytest
from sqlalchemy.orm import Session

from jury import clock
from jury.cli.demo import controls
from jury.services.control.afterwards import end_due_controls
from jury.storage.jurors.controls import get_control_call
from jury.storage.transaction import transaction
from tests.control import acts
from tests.world import World, move_clock


@contextmanager
def swept_after() -> Iterator[datetime]:
    """A transaction behind which a sweeper comes at once."""
    with transaction() as now:
        yield now
    with transaction() as now:
        end_due_controls(now=now)


def test_a_sweep_between_any_two_transactions_ends_no_reading(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World.begin(jurors=8)
    acts.mark(world)
    move_clock(hours=48)
    monkeypatch.setattr(controls, "transaction", swept_after)
    juror = acts.juror_id("juror-1")
    played = controls.play_reader(juror, 0, clock.now() - controls.BEFORE)
    assert played is not None
    call = get_control_call(played[0], juror)
    assert (call.choice, call.told_at is not None) == (0, True)
