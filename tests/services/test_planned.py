"""An announced outage: people are told before, and windows are longer by it, once."""

from datetime import timedelta

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from jury import clock
from jury.domain.errors import AlreadyDone, Invalid
from jury.jobs import sweeps
from jury.services.proof.log_check import verify_log
from jury.services.standstill import planned
from jury.storage.outside.outbox import Event, Notice
from jury.storage.transaction import transaction
from tests.services.stop_acts import HOUR, announce, pause_it, resume_it, told
from tests.silence import fall_silent
from tests.world import World, make_intake, move_clock

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
LEAST = timedelta(minutes=1)


def lateness(world: World, dispute: str, acts: list[str]) -> timedelta:
    """By how much the window is longer after an outage from 1 h to 5 h hence."""
    before = world.dispute(dispute).stage_closes_at
    announce(hence=HOUR, long=4 * HOUR)
    for act in acts:
        if act == "pause":
            pause_it(world, dispute)
        elif act == "resume":
            resume_it(world, dispute)
        elif act.startswith("silent"):
            fall_silent(int(act.removeprefix("silent ")) * HOUR)
            sweeps.advance_disputes()
        else:
            # Silence moves no clock of the court: the sweeper sleeps meanwhile.
            sweep = (lambda: None) if act.endswith("asleep") else None
            move_clock(hours=int(act.split()[0]), sweep=sweep)
    after = world.dispute(dispute).stage_closes_at
    assert before is not None
    assert after is not None
    return after - before


@pytest.mark.parametrize(
    ("acts", "hours"),
    [
        (["2"], 4),
        (["2", "4"], 4),
        # The sweeper was away from 30 minutes before the end to three hours after it.
        (["2", "6 asleep", "silent 6"], 4 + 3),
        (["8 asleep", "silent 8"], 8),
        (["pause", "8", "resume"], 8),
        (["pause", "2", "resume"], 5),
        (["2", "pause", "1", "resume"], 4),
        (["2", "pause", "6", "resume"], 4 + 3),
    ],
)
def test_windows_are_longer_by_what_they_lost_and_once(
    session: Session, acts: list[str], hours: int
) -> None:
    world = World.begin(jurors=0)
    late = lateness(world, world.escalate(), acts)
    assert abs(late - hours * HOUR) < LEAST


def test_both_sides_and_jurors_are_told_once_and_nothing_is_swept_in_it(
    session: Session,
) -> None:
    world = World.begin()
    dispute = world.hear()
    reader = world.seat(dispute, world.summonses(dispute)[0])
    announce(hence=HOUR / 2, long=4 * HOUR)
    for _again in range(2):
        sweeps.keep_house()
    assert told(dispute, "outage.planned") == 2
    jurors = select(Notice).where(Notice.kind == "outage.planned_jury")
    called = [*world.summonses(dispute), *world.summonses(dispute, "accepted")]
    seen = {one.params["summons"] for one in session.scalars(jurors)}
    assert seen == {one.id for one in called}
    carried = session.scalars(select(Event.payload).where(Event.type == "notice.due"))
    assert "outage.planned_jury" not in {one["kind"] for one in carried}
    move_clock(minutes=40)
    move_clock(hours=2)
    assert {one.id for one in world.summonses(dispute, "accepted")} == {reader[0]}
    assert len(world.summonses(dispute)) == len(called) - 1
    assert told(dispute, "dispute.lengthened") == 2
    assert verify_log().faults == ()


def test_what_does_not_take_place_lengthens_nothing(session: Session) -> None:
    world = World.begin(jurors=0)
    dispute = world.escalate()
    closes_at = world.dispute(dispute).stage_closes_at
    number = announce(hence=HOUR, long=4 * HOUR).id

    def cancel() -> None:
        with transaction() as now:
            planned.cancel(number, staff_id=None, now=now)

    cancel()
    move_clock(hours=2)
    assert world.dispute(dispute).stage_closes_at == closes_at
    with pytest.raises(AlreadyDone):
        cancel()


@pytest.mark.parametrize(
    ("hence", "long", "field"),
    [(-HOUR, 4 * HOUR, "begins"), (HOUR, -HOUR, "ends"), (HOUR, 200 * HOUR, "ends")],
)
def test_what_cannot_be_announced_is_named(
    session: Session, hence: timedelta, long: timedelta, field: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        announce(hence=hence, long=long)
    assert set(refusal.value.fields) == {field}


def test_the_command_announces_lists_and_cancels(app: Flask, session: Session) -> None:
    def run(*arguments: str) -> Result:
        session.rollback()
        return app.test_cli_runner().invoke(args=["outages", *arguments])

    begins = (clock.now() + HOUR).isoformat()
    ends = (clock.now() + 2 * HOUR).isoformat()
    given = ("--from", begins, "--to", ends, "--reason", "new disks")
    assert run("announce", *given).exit_code == 0
    assert "new disks" in run("list").output
    assert run("cancel", "1").exit_code == 0
    assert run("list").output == ""
    refused = run("announce", "--from", "soon", "--to", ends, "--reason", "x")
    assert (refused.exit_code, "from: Write it like" in refused.output) == (1, True)


def test_whoever_was_told_is_told_that_it_does_not_take_place(session: Session) -> None:
    world = World.begin()
    heard, other = world.hear(), world.escalate(make_intake(number="2"))
    announce(hence=3 * HOUR, long=4 * HOUR)
    sweeps.keep_house()
    late = world.escalate(make_intake(number="3"))
    with transaction() as now:
        planned.cancel(1, staff_id=None, now=now)
    for _again in range(2):
        sweeps.keep_house()
    assert [told(one, "outage.called_off") for one in (heard, other, late)] == [2, 2, 0]
    jurors = select(Notice.params).where(Notice.kind == "outage.called_off_jury")
    seen = [one["summons"] for one in session.scalars(jurors)]
    assert sorted(seen) == sorted(one.id for one in world.summonses(heard))
    assert verify_log().faults == ()


def test_nobody_is_told_that_it_does_not_take_place_who_need_not_be(
    session: Session,
) -> None:
    world = World.begin(jurors=0)
    dispute = world.escalate()
    announce(hence=3 * HOUR, long=4 * HOUR)
    with transaction() as now:
        planned.cancel(1, staff_id=None, now=now)
    sweeps.keep_house()
    assert told(dispute, "outage.called_off") == 0


def test_whoever_was_told_is_told_that_it_is_over_sooner(session: Session) -> None:
    world = World.begin(jurors=0)
    dispute = world.escalate()
    announce(hence=3 * HOUR, long=4 * HOUR)
    sweeps.keep_house()
    move_clock(minutes=200)
    closes_at = world.dispute(dispute).stage_closes_at
    with transaction() as now:
        planned.cancel(1, staff_id=None, now=now)
    for _again in range(2):
        sweeps.keep_house()
    kinds = ("outage.called_off", "outage.over_sooner")
    assert [told(dispute, kind) for kind in kinds] == [0, 2]
    session.rollback()
    assert world.dispute(dispute).stage_closes_at == closes_at
