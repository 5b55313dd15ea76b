"""What told a control call from a real one once, and does no more."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from jury.domain.lives.part_states import SummonsState
from jury.domain.policy import Effect, Route
from jury.jobs.controls import end_controls
from jury.services.control import answering
from jury.services.drawing.seats import MayNotSit
from jury.services.drawing.summon import first_side_of
from jury.storage.roster import get_juror
from jury.storage.transaction import transaction
from tests.control import acts
from tests.world import World, move_clock


@pytest.fixture
def world(session: Session, monkeypatch: pytest.MonkeyPatch) -> World:
    begun = World.begin(jurors=30)
    acts.use_controls(monkeypatch)
    acts.mark(begun)
    return begun


def called(number: int = 1) -> tuple[str, int]:
    juror = acts.juror_id(f"juror-{number}")
    call_id = acts.call(juror)
    assert call_id is not None
    return call_id, juror


def test_whose_words_come_first_is_read_from_the_address_of_either(
    world: World,
) -> None:
    for number in range(6):
        call_id, juror = called(number)
        assert acts.kept(call_id, juror).first_side == first_side_of(call_id)


def test_whoever_takes_a_break_after_the_call_is_refused_the_seat(
    world: World,
) -> None:
    call_id, juror = called()
    with transaction() as now:
        get_juror(juror).paused_at = now
    with pytest.raises(MayNotSit), transaction() as now:
        answering.accept_control(call_id, juror, now=now)


def test_as_much_of_the_window_is_left_as_at_some_real_call(world: World) -> None:
    dispute = world.hear()
    real = world.summonses(dispute)[0]
    left = real.draw.window_ends_at - real.sent_at
    busy = {one.juror_id for one in world.summonses(dispute)}
    number = next(n for n in range(30) if acts.juror_id(f"juror-{n}") not in busy)
    call = acts.kept(*called(number))
    assert call.window_ends_at - call.sent_at == left


def test_a_seat_is_kept_to_the_end_where_nobody_else_could_read(world: World) -> None:
    call_id, juror = called()
    with transaction() as now:
        call = answering.accept_control(call_id, juror, now=now)
        call.window_ends_at = call.vote_due_at = now + timedelta(minutes=1)
        call.vote_due_at = now + timedelta(seconds=1)
    move_clock(seconds=5, sweep=end_controls)
    assert acts.state(call_id, juror) is SummonsState.ACCEPTED
    move_clock(minutes=2, sweep=end_controls)
    assert acts.state(call_id, juror) is SummonsState.RELEASED


@pytest.mark.parametrize(
    "changes",
    [{"effect": Effect.SHADOW}, {"route": Route.STAFF}],
    ids=["shadow", "staff"],
)
def test_none_is_sent_where_a_real_file_would_look_otherwise(
    world: World, changes: dict[str, object]
) -> None:
    with acts.under_policies(**changes):
        assert acts.call(acts.juror_id("juror-1")) is None


def test_a_control_that_is_open_keeps_a_second_one_away(world: World) -> None:
    acts.mark(world, "neighbour")
    _call, juror = called()
    assert acts.call(juror) is None
