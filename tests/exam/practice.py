"""Closed disputes that are made into mock disputes, through the services."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from jury import clock
from jury.domain.lifecycle import Side
from jury.services.admission import intake
from jury.services.exam import closed, sitting
from jury.services.exam.closed import Draft
from jury.services.exam.consent import say_consent
from jury.services.moderation.tasks import MOCK
from jury.services.people.accounts import ensure_user
from jury.services.proof.audit import dispute_chain
from jury.storage.audit import list_entries
from jury.storage.base import current_session
from jury.storage.desk.tasks import Task, find_task
from jury.storage.jurors.closed_mocks import (
    ClosedMock,
    find_open_mock,
    get_closed_mock,
    list_consents,
)
from jury.storage.jurors.exams import ExamFile, find_last_sitting, list_files
from jury.storage.transaction import transaction
from tests.appeals import pay
from tests.courts import begin_decided_by
from tests.exam import acts
from tests.money.acts import colleague
from tests.played import step
from tests.world import World, move_clock

DRAFT = Draft(
    item="二手手机，128G",
    listing="写的是没有拆修过。",
    shows=("维修店的单子：主板有维修痕迹。",),
    covered="",
    answer="share_30",
    defensible=("share_50",),
    why="单子和卖家自己的话对得上。",
)


@step
def closed_dispute(**changed: Any) -> tuple[World, str]:
    """A court, and a dispute in it that a jury decided and that is paid and closed."""
    world, dispute = begin_decided_by((1, 1, 1, 1, 1), **changed)
    move_clock(hours=49)
    pay(dispute)
    assert world.stage(dispute) == "closed"
    return world, dispute


def telling() -> dict[str, Any]:
    """An escalation whose texts repeat its order: a day, a sum, a city, the title."""
    at = clock.now() - timedelta(days=3)
    lines = (intake.OrderLine(title="蓝鲸牌X17手机", quantity=1, price_minor=18000),)
    chat = (
        intake.IntakeMessage(sender="buyer", text="蓝鲸牌X17拆修过吗？", sent_at=at),
        intake.IntakeMessage(sender="seller", text="杭州发货，180元不议价", sent_at=at),
    )
    return {
        "claim": "3月5日付了180元，主板修过，暗号是青石巷老周。",
        "lines": lines,
        "listing_text": "蓝鲸牌X17手机，自用两年，无拆无修，功能正常。",
        "chat": chat,
    }


def say(dispute: str, *sides: Side, is_given: bool = True) -> None:
    """Sides say yes, or no."""
    for side in sides or tuple(Side):
        with transaction(lock=dispute) as now:
            say_consent(dispute, side, is_given=is_given, now=now)


def propose(dispute: str, staff_id: int, **changed: object) -> str:
    """A moderator makes a mock dispute; its id."""
    draft = replace(DRAFT, **changed)  # type: ignore[arg-type]
    with transaction(lock=dispute) as now:
        return closed.propose_mock(dispute, draft, staff_id=staff_id, now=now).id


def review_of(dispute: str, mock: str) -> Task:
    """The task of whoever is to look at it."""
    task = find_task(dispute, MOCK, mock)
    assert task is not None
    return task


def approve(dispute: str, mock: str, staff_id: int) -> None:
    """A colleague agrees."""
    with transaction(lock=dispute) as now:
        task = review_of(dispute, mock)
        closed.approve_mock(task, staff_id=staff_id, now=now)


def serving(world: World, dispute: str, **changed: object) -> str:
    """A mock dispute that both sides and two moderators agreed to; its id."""
    say(dispute)
    mock = propose(dispute, world.staff_id, **changed)
    approve(dispute, mock, colleague())
    return mock


def kept(mock: str) -> ClosedMock:
    """The mock dispute, freshly read."""
    current_session().rollback()
    return get_closed_mock(mock)


def actions(dispute: str) -> list[str]:
    """What the log says of a dispute, in order."""
    return [one.action for one in list_entries(dispute_chain(dispute))]


class _First(random.Random):
    """A chance by which one mock dispute is always drawn first."""

    def __init__(self, code: str) -> None:
        super().__init__(1)
        self._code = code

    def sample(self, population: Sequence[str], k: int) -> list[str]:  # type: ignore[override]  # codes only
        return sorted(population, key=lambda one: one != self._code)[:k]


def volunteer(ref: str = "stranger") -> int:
    """A user of the marketplace who volunteers; the juror's id."""
    with transaction() as now:
        ensure_user(ref, locale="en", now=now)
    return acts.offer(ref)


def begin_with(juror_id: int, mock: str) -> None:
    """Begin a sitting whose first mock dispute is this one."""
    with transaction() as now:
        sitting.begin_exam(juror_id, chance=_First(mock), now=now)


def said(dispute: str) -> dict[Side, bool]:
    """What the sides said last, freshly read."""
    current_session().rollback()
    return {side: one.is_given for side, one in list_consents(dispute).items()}


def open_mock(dispute: str) -> ClosedMock | None:
    """What was made of a dispute and has not ended, freshly read."""
    current_session().rollback()
    return find_open_mock(dispute)


def row(juror_id: int, place: int) -> ExamFile:
    """What somebody answered in their newest sitting."""
    current_session().rollback()
    last = find_last_sitting(juror_id)
    assert last is not None
    return list_files(last.id)[place - 1]
