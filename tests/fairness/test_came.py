"""Who came for nothing, by month and policy: of closed polls alone."""

from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from jury.domain.lifecycle import Side
from jury.jobs import sweeps
from jury.services.drawing import seats
from jury.services.fairness.came import MONTHS, came_by_month
from jury.storage.draws import Summons
from jury.storage.jurors.came import Came, list_who_came
from jury.storage.people import Role
from jury.storage.transaction import transaction
from tests.appeals import decided
from tests.roster_lines import present
from tests.settlement.acts import accept, offer
from tests.web.people import as_staff, shows
from tests.world import World, make_intake


def at(year: int, month: int) -> datetime:
    return datetime(year, month, 15, tzinfo=UTC)


def came(month: int = 3, policy: str = "small/1", **changed: int) -> Came:
    counts = {"sat": 9, "unseated": 1, "voted": 8, "in_vain": 1} | changed
    return Came(at(2026, month), policy, **counts)


def find_no_seat(dispute: str, call: Summons) -> None:
    call_id, juror_id = call.id, call.juror_id
    with transaction(lock=dispute) as now:
        seats.note_unseated(call_id, juror_id, now=now)


def test_polls_of_a_month_are_told_together_by_their_policy() -> None:
    polls = [came(), came(policy="small/2"), came(4), came(4), came(policy="large/1")]
    polls += [came(policy="large/1"), came(policy="large/2")]
    once = {"sat": 9, "unseated": 1, "voted": 8, "in_vain": 1}
    twice, thrice = ({name: n * one for name, one in once.items()} for n in (2, 3))
    assert came_by_month(polls, zone=UTC) == [
        {"month": "2026-04", "policy": "small"} | twice,
        {"month": "2026-03", "policy": "large"} | thrice,
        {"month": "2026-03", "policy": "small"} | twice,
    ]


@pytest.mark.parametrize(
    ("polls", "lines"),
    [
        pytest.param([], 0, id="nothing"),
        pytest.param([came(sat=4), came(sat=3)], 0, id="nine people"),
        pytest.param([came(sat=4)] * 2, 1, id="ten people"),
        pytest.param([came(sat=17, unseated=3)], 0, id="one poll"),
    ],
)
def test_small_months_are_not_told(polls: list[Came], lines: int) -> None:
    assert len(came_by_month(polls, zone=UTC)) == lines


def test_a_year_is_told_and_no_more() -> None:
    months = [
        *((2025, month) for month in (11, 12)),
        *((2026, n) for n in range(1, 12)),
    ]
    polls = [came()._replace(closed_at=at(*one)) for one in months for _twice in "12"]
    told = [line["month"] for line in came_by_month(polls, zone=UTC)]
    assert len(told) == MONTHS
    assert (told[0], told[-1]) == ("2026-11", "2025-12")


def test_nothing_is_told_of_an_open_poll(app: Flask, session: Session) -> None:
    world = World.begin(jurors=60)
    for number in range(2):
        decided(world, number=str(number))
    dispute = world.hear(make_intake(number="9"))
    missed, reader = world.summonses(dispute)[:2]
    find_no_seat(dispute, missed)
    world.read(dispute, world.seat(dispute, reader))
    polls = list_who_came(newest=100)
    assert [(one.sat, one.unseated, one.voted, one.in_vain) for one in polls] == [
        (5, 0, 5, 0),
        (5, 0, 5, 0),
    ]
    sweeps.measure_fairness()
    desk, _staff = as_staff(app, "admin", Role.ADMINISTRATOR)
    page = desk.get("/desk/pool")
    assert shows(page, "Who came for nothing?", "0 of 10", "0.0 %")
    chinese = desk.get("/desk/pool?lang=zh-Hans")
    assert shows(chinese, "谁白来了一趟？", "10 人中 0 人", f"{present():%Y年%-m月}")


def test_who_reads_when_the_vote_is_decided_read_in_vain(session: Session) -> None:
    world = World.begin(jurors=60)
    dispute = world.hear()
    reader, missed = world.summonses(dispute)[:2]
    find_no_seat(dispute, missed)
    world.read(dispute, world.seat(dispute, reader))
    offer(dispute, Side.BUYER)
    accept(dispute, Side.SELLER)
    (poll,) = list_who_came(newest=10)
    assert (poll.sat, poll.unseated, poll.voted, poll.in_vain) == (1, 1, 0, 1)
