"""One dispute that cannot stand still, go on or be told keeps no other from it."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from jury.jobs import sweeps
from jury.services import sweep
from jury.services.law import rules
from jury.services.notices import telling
from jury.services.proof import audit
from jury.storage.desk.pauses import find_pause
from jury.storage.desk.stops import Stopped
from jury.storage.desk.tasks import find_open_task
from jury.storage.disputes import get_dispute
from jury.storage.due import find_failure
from jury.storage.transaction import transaction
from tests.jobs.test_failing_disputes import break_rules, escalate
from tests.services.stop_acts import HOUR, announce, lift, pause_it, stop, told
from tests.world import World, make_intake, move_clock

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def test_what_cannot_go_on_after_a_stop_holds_up_no_other_and_calls_a_person(
    session: Session,
) -> None:
    world = World.begin()
    disputes = sorted(world.hear(make_intake(number=str(n))) for n in range(2))
    stop(Stopped.DRAWS)
    sweeps.settle_stops()
    whole = break_rules(disputes[0])
    lift(Stopped.DRAWS)
    for _again in range(sweep.MANY_FAILURES):
        move_clock(minutes=11, sweep=sweeps.settle_stops)
    waits = [world.dispute(one).stands_for for one in disputes]
    assert waits == ["draws", None]
    assert find_open_task(disputes[0], "sweep_failed", disputes[0]) is not None
    with transaction():
        get_dispute(disputes[0]).policy = whole
    rules._KNOWN.clear()
    move_clock(minutes=11, sweep=sweeps.settle_stops)
    assert world.dispute(disputes[0]).stands_for is None
    assert find_failure(disputes[0]) is None
    assert find_open_task(disputes[0], "sweep_failed", disputes[0]) is None


def test_people_who_cannot_be_told_of_an_outage_keep_no_others_from_it(
    session: Session,
) -> None:
    world = World.begin(jurors=0)
    disputes = sorted(escalate(world, 3))
    number = announce(hence=HOUR, long=HOUR).id
    with transaction() as now:
        # They have a notice that the next would repeat, which the database refuses.
        telling.notify_parties(
            get_dispute(disputes[0]),
            "outage.planned",
            now=now,
            params={"begins": now.isoformat(), "ends": now.isoformat()},
            once=str(number),
        )
    sweeps.keep_house()
    assert [told(one, "outage.planned") for one in disputes] == [2, 2, 2]
    assert find_open_task(disputes[0], "sweep_failed", disputes[0]) is not None
    assert find_failure(disputes[1]) is None


def test_moderators_are_told_of_every_other_pause_that_nobody_looked_at(
    session: Session,
) -> None:
    world = World.begin(jurors=0)
    disputes = escalate(world, 2)
    for one in disputes:
        pause_it(world, one)
    with transaction():
        # A head that names a line that exists: nothing more can be written after it.
        head = audit.find_head(audit.dispute_chain(disputes[0]))
        assert head is not None
        head.seq = 0
    move_clock(hours=49, sweep=sweeps.look_after_stops)
    pauses = [find_pause(one) for one in disputes]
    with transaction() as now:
        due = [one.review_due_at - now for one in pauses if one is not None]
    assert due[0] <= timedelta()
    assert due[1] > 23 * HOUR
