"""A dispute whose sweep fails keeps nobody waiting, and somebody looks at it."""

from datetime import timedelta
from functools import partial

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from jury.jobs import sweeps
from jury.services import sweep
from jury.services.law import rules
from jury.services.playing import sandbox
from jury.services.proof import audit
from jury.storage.audit import list_entries
from jury.storage.desk.tasks import find_open_task, find_task
from jury.storage.disputes import Dispute, get_dispute
from jury.storage.draws import Draw
from jury.storage.due import SweepFailure, find_failure
from jury.storage.people import Role
from jury.storage.transaction import transaction
from tests.silence import fall_silent
from tests.web.people import as_staff
from tests.world import World, make_intake, move_clock


@pytest.fixture
def world(session: Session) -> World:
    return World.begin(jurors=0)


def break_rules(*disputes: str) -> dict[str, object]:
    """Their frozen policy cannot be read any more; returns what it was."""
    whole = dict(get_dispute(disputes[0]).policy)
    with transaction():
        for dispute in disputes:
            get_dispute(dispute).policy = {"no": "policy"}
    rules._KNOWN.clear()
    return whole


def escalate(world: World, count: int) -> list[str]:
    return [world.escalate(make_intake(number=str(n))) for n in range(count)]


def hearing_soon(world: World) -> str:
    """A dispute whose next step reads its policy."""
    dispute = world.escalate()
    world.finish_submissions(dispute)
    return dispute


def fail(times: int) -> None:
    """Sweep until the broken dispute has failed so often."""
    move_clock(hours=13)
    for _again in range(times - 1):
        move_clock(minutes=11)


def test_disputes_that_fail_do_not_keep_the_others_from_moving(
    session: Session, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sweep, "list_due", partial(sweep.list_due, limit=4))
    monkeypatch.setattr(sweeps, "ROUNDS", 2)
    disputes = escalate(world, 12)
    # The longest overdue come first, and fill a whole batch.
    broken = sorted(disputes)[:5]
    with transaction():
        session.execute(update(Dispute).values(next_due_at=Dispute.admitted_at))
        for dispute in broken:
            row = get_dispute(dispute)
            row.next_due_at = row.admitted_at - timedelta(hours=1)
    break_rules(*broken)
    move_clock(hours=49)
    for _run in range(3):
        sweeps.advance_disputes()
    stages = {one: world.stage(one) for one in disputes}
    assert {one for one, stage in stages.items() if stage == "submissions"} == {*broken}


def test_the_pauses_grow_and_the_due_time_stays(world: World) -> None:
    dispute = hearing_soon(world)
    due_at = world.dispute(dispute).next_due_at
    break_rules(dispute)
    move_clock(hours=13)
    pauses = []
    for number in range(1, 12):
        failure = find_failure(dispute)
        assert failure is not None
        assert failure.failures == number
        with transaction() as now:
            pauses.append(round((failure.retry_due_at - now).total_seconds()))
        move_clock(seconds=pauses[-1] + 1)
    assert pauses == sorted(pauses)
    assert pauses[0] <= 5
    assert pauses[-1] == 600
    assert world.dispute(dispute).next_due_at == due_at


def test_a_person_is_asked_after_some_failures_and_only_once(world: World) -> None:
    dispute = hearing_soon(world)
    break_rules(dispute)
    fail(sweep.MANY_FAILURES - 1)
    assert find_task(dispute, "sweep_failed", dispute) is None
    for _again in range(3):
        move_clock(minutes=11)
    assert find_open_task(dispute, "sweep_failed", dispute) is not None
    logged = [one.action for one in list_entries(audit.dispute_chain(dispute))]
    assert logged.count("sweep.failed") == 1


def test_a_dispute_that_was_mended_moves_on_by_itself(
    session: Session, world: World
) -> None:
    dispute = hearing_soon(world)
    whole = break_rules(dispute)
    fail(sweep.MANY_FAILURES)
    with transaction():
        get_dispute(dispute).policy = whole
    move_clock(minutes=11)
    assert world.stage(dispute) == "referred"
    assert find_open_task(dispute, "sweep_failed", dispute) is None
    assert session.scalars(select(SweepFailure)).all() == []


def test_a_refusal_that_comes_again_and_again_is_put_off_too(
    session: Session,
) -> None:
    world = World.begin()
    dispute = hearing_soon(world)
    world.confirm(dispute)
    with transaction():
        draw = session.scalars(select(Draw)).one()
        draw.nonce_due_at += timedelta(days=2)
    move_clock(hours=1)
    failure = find_failure(dispute)
    assert failure is not None
    assert failure.defect == "NotNow"
    with transaction() as now:
        assert sandbox.is_caught_up(now)


@pytest.mark.parametrize("lang", ["en", "zh-Hans"])
def test_a_moderator_reads_what_is_known_of_it(
    app: Flask, world: World, lang: str
) -> None:
    dispute = hearing_soon(world)
    break_rules(dispute)
    fail(sweep.MANY_FAILURES)
    task = find_open_task(dispute, "sweep_failed", dispute)
    assert task is not None
    moderator, _staff_id = as_staff(app, "alice", Role.MODERATOR)
    with moderator.session_transaction() as kept:
        kept["lang"] = lang
    place = f"/desk/tasks/{task.id}"
    assert moderator.post(f"{place}/take").status_code == 303
    page = moderator.get(place)
    assert page.status_code == 200
    assert dispute in page.text
    assert str(task.detail["defect"]) in page.text
    assert moderator.get("/desk?kind=sweep_failed").status_code == 200


def test_a_dispute_that_cannot_be_lengthened_does_not_hold_the_court_up(
    session: Session, world: World
) -> None:
    disputes = sorted(escalate(world, 3))
    with transaction():
        # A head that names a line that exists: nothing more can be written after it.
        chain = audit.dispute_chain(disputes[0])
        head = audit.find_head(chain)
        assert head is not None
        head.seq = 0
    fall_silent(timedelta(hours=3))
    for _run in range(sweep.MANY_FAILURES):
        try:
            sweeps.advance_disputes()
        except Exception:
            session.rollback()
    moved = [world.dispute(one) for one in disputes]
    length = [
        one.stage_closes_at - one.admitted_at for one in moved if one.stage_closes_at
    ]
    assert [one > timedelta(hours=50) for one in length] == [False, True, True]
