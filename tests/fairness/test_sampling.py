"""Verdicts of a week drawn by lot, and read again by people who do not know them."""

import hashlib

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from jury.domain.errors import AlreadyDone, Invalid, NotAllowed, NotNow
from jury.domain.fairness.auditing import Finding
from jury.services.fairness import sampling
from jury.services.moderation.tasks import leave_task, take_task
from jury.services.people.accounts import add_staff
from jury.services.proof.log_check import verify_log
from jury.storage.base import current_session
from jury.storage.desk.tasks import Task, list_open_tasks_of
from jury.storage.figures.fairness import AuditPick, AuditSample, audited_rungs
from jury.storage.outside.outbox import Notice
from jury.storage.people import Role
from jury.storage.transaction import transaction
from jury.storage.verdicts import find_verdict
from tests.fairness.courts import begin_closed, begin_sampled
from tests.money.acts import answer, reverse_to
from tests.world import move_clock


def draw() -> AuditSample | None:
    with transaction() as now:
        return sampling.draw_sample(now=now)


def picks() -> list[AuditPick]:
    current_session().rollback()
    return list(current_session().scalars(select(AuditPick).order_by(AuditPick.id)))


def hire(*names: str) -> list[int]:
    found = []
    for name in names:
        with transaction() as now:
            member = add_staff(
                name, "a long password", [Role.MODERATOR], is_demo=False, now=now
            )
            found.append(member.id)
    return found


def take(pick_id: int, staff_id: int) -> Task:
    with transaction() as now:
        task = sampling.open_to(pick_id, staff_id, now=now)
        return take_task(task.id, staff_id, now=now)


def read(pick_id: int, staff_id: int, rung: int) -> None:
    take(pick_id, staff_id)
    with transaction() as now:
        sampling.read_verdict(
            pick_id, rung, reason="the photo of the box", staff_id=staff_id, now=now
        )


def test_a_week_is_drawn_once_by_a_lot_that_the_log_fixes(session: Session) -> None:
    _world, made = begin_closed(2)
    sample = draw()
    assert sample is not None
    assert (sample.population, draw()) == (2, None)
    assert sample.digest == hashlib.sha256("\n".join(sorted(made)).encode()).hexdigest()
    drawn = [one.dispute_id for one in picks()]
    assert drawn == sampling.lot(sorted(made), seed=sample.seed, size=10)
    assert verify_log().faults == ()


def test_moderators_are_told_of_a_week_once_and_not_of_each_reading(
    session: Session,
) -> None:
    begin_sampled(2)
    told = session.scalars(
        select(Notice).where(Notice.kind == "task.verdict_audit")
    ).all()
    waiting = session.scalars(select(Task).where(Task.kind == sampling.TASK)).all()
    assert (len(told), len(waiting)) == (1, 4)
    assert all(one.dispute_id is None for one in waiting)


def test_two_who_agree_with_the_jury_end_it(session: Session) -> None:
    _world, (dispute,) = begin_sampled()
    (pick,) = picks()
    for reader in hire("one", "two"):
        read(pick.id, reader, 1)
    (pick,) = picks()
    assert (pick.audited_rung, pick.is_wrong) == (1, False)
    assert audited_rungs() == {dispute: 1}
    found, agreement = sampling.standing()
    assert (found.read, found.wrong, found.finding) == (1, 0, Finding.OPEN)
    assert agreement is not None
    assert agreement.value == 1


def test_a_third_decides_what_two_split_and_a_wrong_award_is_looked_at(
    session: Session,
) -> None:
    world, (dispute,) = begin_sampled()
    (pick,) = picks()
    top = pick.rungs - 1
    verdict = find_verdict(dispute)
    assert verdict is not None
    far = 0 if verdict.rung and verdict.rung > 1 else top
    one, two, three = hire("one", "two", "three")
    read(pick.id, one, pick.rung)
    read(pick.id, two, far)
    assert picks()[0].decided_at is None
    read(pick.id, three, far)
    (pick,) = picks()
    assert (pick.audited_rung, pick.is_wrong) == (far, True)
    assert [task.kind for task in list_open_tasks_of(dispute)] == ["overturned"]
    reverse_to(dispute, world.staff_id, far)
    assert list_open_tasks_of(dispute) == []
    assert verify_log().faults == ()


def test_who_has_read_once_reads_no_more_of_it(session: Session) -> None:
    begin_sampled()
    (pick,) = picks()
    (reader,) = hire("one")
    read(pick.id, reader, 1)
    with pytest.raises(AlreadyDone), transaction() as now:
        sampling.open_to(pick.id, reader, now=now)


def test_whoever_decided_it_does_not_read_it(session: Session) -> None:
    world, (dispute,) = begin_sampled()
    with transaction():
        verdict = find_verdict(dispute)
        assert verdict is not None
        verdict.pronounced_by = f"staff:{world.staff_id}"
    (pick,) = picks()
    with pytest.raises(NotAllowed), transaction() as now:
        sampling.open_to(pick.id, world.staff_id, now=now)


@pytest.mark.parametrize(("rung", "reason"), [(99, "sure"), (-1, "sure"), (0, " ")])
def test_a_reading_names_an_outcome_and_a_reason(
    session: Session, rung: int, reason: str
) -> None:
    begin_sampled()
    (pick,) = picks()
    (reader,) = hire("one")
    take(pick.id, reader)
    with pytest.raises(Invalid), transaction() as now:
        sampling.read_verdict(pick.id, rung, reason=reason, staff_id=reader, now=now)
    assert picks()[0].decided_at is None


def test_two_read_two_copies_and_never_the_same(session: Session) -> None:
    begin_sampled()
    (pick,) = picks()
    one, two, three = hire("one", "two", "three")
    first, second = take(pick.id, one).id, take(pick.id, two).id
    assert first != second
    with pytest.raises(NotNow):
        take(pick.id, three)
    with transaction() as now:
        leave_task(first, one, now=now)
    assert take(pick.id, three).id == first


def test_a_finished_reading_cannot_be_opened_again(session: Session) -> None:
    begin_sampled()
    (pick,) = picks()
    one, two, three = hire("one", "two", "three")
    read(pick.id, one, 1)
    read(pick.id, two, 1)
    with pytest.raises(AlreadyDone), transaction() as now:
        sampling.open_to(pick.id, three, now=now)


def test_a_dispute_whose_award_was_put_right_is_not_drawn_again(
    session: Session,
) -> None:
    world, (dispute,) = begin_sampled()
    (pick,) = picks()
    reverse_to(dispute, world.staff_id, 0 if pick.rung else 1)
    answer(dispute, kind="reversal:1")
    assert world.stage(dispute) == "closed"
    move_clock(days=7)
    sample = draw()
    assert sample is not None
    assert (sample.population, len(picks())) == (0, 1)


def test_a_week_without_verdicts_is_drawn_empty(session: Session) -> None:
    begin_closed()
    move_clock(days=14)
    sample = draw()
    assert sample is not None
    assert (sample.population, picks()) == (0, [])
