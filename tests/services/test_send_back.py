"""A referred dispute goes back to the stage in which something was missing."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from jury.domain.errors import Invalid, NotNow
from jury.domain.lifecycle import Side
from jury.services.appeal.rehear import may_appeal
from jury.services.moderation.send_back import send_back, why_sent_back
from jury.services.proof.log_check import verify_log
from jury.storage.disputes import get_dispute, list_statements
from jury.storage.exhibits import list_exhibits
from jury.storage.transaction import transaction
from tests.appeals import add, appeal, decided_by_staff, told, waiting
from tests.played import played
from tests.web.people import small_world
from tests.world import World, move_clock

REASON = "The bill was never shown."


@played
def begin_referred() -> tuple[World, str, str]:
    """A court, and a dispute that nobody may judge; its picture ran out of time."""
    world = small_world()
    dispute = world.escalate()
    exhibit = world.file_picture(dispute)
    world.finish_submissions(dispute)
    move_clock(hours=13)
    assert world.stage(dispute) == "referred"
    return world, dispute, exhibit


def back(dispute: str, to: str, by: int = 1, reason: str = REASON) -> None:
    with transaction(lock=dispute) as now:
        send_back(dispute, to=to, reason=reason, staff_id=by, now=now)


@pytest.mark.parametrize(
    ("to", "kind", "hours"),
    [
        ("submissions", "submissions.returned", 24),
        ("screening", "screening.returned", 12),
    ],
)
def test_a_stage_runs_anew_in_a_short_window_and_both_sides_read_why(
    session: Session, to: str, kind: str, hours: int
) -> None:
    world, dispute, exhibit = begin_referred()
    promised, written = get_dispute(dispute).decided_by_at, list_statements(dispute)
    session.rollback()
    back(dispute, to, world.staff_id)
    row = get_dispute(dispute)
    assert (row.stage, row.round_number) == (to, 1)
    assert row.stage_closes_at is not None
    with transaction() as now:
        left = row.stage_closes_at - now
    assert timedelta(hours=hours - 1) < left <= timedelta(hours=hours)
    # The later stages, and the time for staff, still fit in before the promise.
    assert row.decided_by_at >= max(
        promised, row.stage_closes_at + timedelta(hours=24 + 12 + 72)
    )
    assert [told(dispute, side)[0] for side in Side] == [kind, kind]
    assert why_sent_back(row) == REASON
    assert [party.done_at is None for party in row.parties] == [to != "screening"] * 2
    assert [party.confirmed_at for party in row.parties] == [None, None]
    assert len(list_statements(dispute)) == len(written)
    (shown,) = list_exhibits(dispute)
    assert (shown.id, shown.state) == (exhibit, "filed")
    assert [one.target for one in waiting(dispute, "screen_exhibit")] == [exhibit]
    assert verify_log().faults == ()


def test_what_follows_is_as_if_the_stage_had_run_for_the_first_time(
    session: Session,
) -> None:
    world, dispute, exhibit = begin_referred()
    back(dispute, "submissions", world.staff_id)
    add(dispute, Side.SELLER, "I have the bill after all.", kind="case")
    world.finish_submissions(dispute)
    assert world.stage(dispute) == "screening"
    world.release(dispute, exhibit)
    world.confirm(dispute)
    assert (world.stage(dispute), why_sent_back(get_dispute(dispute))) == (
        "referred",
        "",
    )
    assert [one.detail["cause"] for one in waiting(dispute, "referred")] == [
        "too_few_eligible"
    ]


def test_silence_in_the_stage_that_runs_anew_stops_nothing(session: Session) -> None:
    world, dispute, _exhibit = begin_referred()
    back(dispute, "submissions", world.staff_id)
    move_clock(hours=25)
    assert world.stage(dispute) == "screening"
    move_clock(hours=13)
    assert world.stage(dispute) == "referred"


@pytest.mark.parametrize(
    ("to", "reason", "field"),
    [("final", REASON, "to"), ("", REASON, "to"), ("screening", " ", "reason")],
)
def test_it_goes_to_one_of_three_stages_and_never_without_a_reason(
    session: Session, to: str, reason: str, field: str
) -> None:
    world, dispute, _exhibit = begin_referred()
    with pytest.raises(Invalid) as refused:
        back(dispute, to, world.staff_id, reason)
    assert set(refused.value.fields) == {field}
    assert (world.stage(dispute), len(waiting(dispute))) == ("referred", 1)
    back(dispute, "screening", world.staff_id)
    with pytest.raises(NotNow):
        back(dispute, "submissions", world.staff_id)


def test_an_appeal_that_is_sent_back_can_be_joined_and_adds_only_what_is_new(
    session: Session,
) -> None:
    world = small_world()
    dispute = decided_by_staff(world)
    appeal(dispute, Side.SELLER)
    back(dispute, "submissions", world.staff_id + 1)
    row = get_dispute(dispute)
    assert (row.stage, row.round_number) == ("submissions", 2)
    with transaction() as now:
        assert may_appeal(get_dispute(dispute), Side.BUYER, now=now)
    with pytest.raises(Invalid):
        add(dispute, Side.BUYER, "It was new.", kind="case")
    add(dispute, Side.BUYER, "The shop has closed since.")
