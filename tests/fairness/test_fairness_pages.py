"""The desk's pages on fairness: figures, a verdict read again, an award put right."""

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from jury.jobs import sweeps
from jury.storage.desk.tasks import Task
from jury.storage.disputes import get_dispute
from jury.storage.figures.fairness import AuditPick
from jury.storage.people import Role
from tests.fairness.courts import begin_sampled
from tests.fairness.test_nightly import LEANS, keep
from tests.fairness.test_sampling import hire, read
from tests.web.people import as_staff, shows


def pick_of(session: Session) -> AuditPick:
    session.rollback()
    return session.scalars(select(AuditPick)).one()


def test_the_figures_of_the_last_day_stand_with_their_ranges(
    app: Flask, session: Session
) -> None:
    begin_sampled()
    sweeps.measure_fairness()
    desk, _staff = as_staff(app, "auditor", Role.AUDITOR)
    page = desk.get("/desk/fairness")
    for said in (
        "of 1 vote that is over",
        "Not known yet whether fewer than 5% of verdicts are wrong",
        "too few to say",
        "Panels of 5 · 1 dispute",
        "a lead of 2",
    ):
        assert shows(page, said)


def test_before_any_figures_it_says_when_they_come(
    app: Flask, session: Session
) -> None:
    desk, _staff = as_staff(app, "mod", Role.MODERATOR)
    said = "They are made once a day, of disputes that are over."
    assert shows(desk.get("/desk/fairness"), said)


def test_a_lean_stands_on_the_page_until_a_moderator_explains_it(
    app: Flask, session: Session
) -> None:
    keep("mostly_buy", LEANS)
    desk, _staff = as_staff(app, "mod", Role.MODERATOR)
    task = session.scalar(select(Task).where(Task.kind == "leaning"))
    assert task is not None
    task_id = task.id
    said = "Surely more than 2%"
    assert shows(desk.get(f"/desk/tasks/{task_id}", follow_redirects=True), said)
    refused = desk.post(f"/desk/fairness/{task_id}", data={"reason": ""})
    assert refused.status_code == 422
    done = desk.post(f"/desk/fairness/{task_id}", data={"reason": "Few sellers enrol."})
    assert done.status_code == 303
    assert not shows(desk.get("/desk/fairness"), said)


def test_no_other_task_is_closed_by_explaining_a_lean(
    app: Flask, session: Session
) -> None:
    begin_sampled()
    desk, _staff = as_staff(app, "mod", Role.MODERATOR)
    task = session.scalars(select(Task).where(Task.kind == "verdict_audit")).first()
    assert task is not None
    said = desk.post(f"/desk/fairness/{task.id}", data={"reason": "Gone."})
    assert said.status_code == 404
    session.refresh(task)
    assert task.done_at is None


def test_a_drawn_verdict_is_read_without_what_was_decided(
    app: Flask, session: Session
) -> None:
    _world, (dispute,) = begin_sampled()
    pick_id = pick_of(session).id
    desk, _staff = as_staff(app, "reader", Role.MODERATOR)
    place = f"/desk/audits/{pick_id}"
    before = desk.get(place)
    assert shows(before, "Take it")
    assert not shows(before, "九成新")
    assert desk.post(f"{place}/take").status_code == 303
    file = desk.get(place)
    assert shows(file, "九成新")
    for told in (dispute.join(("/desk/disputes/", '"')), "How the jury voted"):
        assert told not in file.get_data(as_text=True)
    said = f"{place}/read"
    assert desk.post(said, data={"rung": "", "reason": "x"}).status_code == 422
    assert desk.post(said, data={"rung": "1", "reason": "Seen."}).status_code == 303
    assert desk.get(place).status_code == 409


def test_a_queue_leads_to_the_reading(app: Flask, session: Session) -> None:
    begin_sampled()
    desk, _staff = as_staff(app, "reader", Role.MODERATOR)
    assert shows(desk.get("/desk"), "Read a verdict again")
    task = session.scalar(select(Task).where(Task.kind == "verdict_audit"))
    assert task is not None
    where = desk.get(f"/desk/tasks/{task.id}").headers["Location"]
    assert where == f"/desk/audits/{pick_of(session).id}"


@pytest.mark.parametrize("reason", ["", "The readers did not see the film."])
def test_an_award_that_readers_would_change_is_left_for_a_reason_only(
    app: Flask, session: Session, reason: str
) -> None:
    _world, (dispute,) = begin_sampled()
    pick = pick_of(session)
    far = 0 if pick.rung > 1 else pick.rungs - 1
    pick_id = pick.id
    for reader in hire("one", "two"):
        read(pick_id, reader, far)
    desk, _staff = as_staff(app, "mod", Role.MODERATOR)
    task = session.scalar(select(Task).where(Task.kind == "overturned"))
    assert task is not None
    task_id = task.id
    desk.post(f"/desk/tasks/{task_id}/take")
    said = "What those who read it again would have decided"
    assert shows(desk.get(f"/desk/tasks/{task_id}"), said)
    left = desk.post(f"/desk/tasks/{task_id}/leave-award", data={"reason": reason})
    assert left.status_code == (303 if reason else 422)
    session.rollback()
    task = session.get(Task, task_id)
    assert task is not None
    assert (task.done_at is not None) == bool(reason)
    assert get_dispute(dispute).stage == "closed"
