"""HEARING: a side asks that more be covered of what jurors read already."""

import pytest

from jury.domain.errors import Invalid, NotNow, TooMany
from jury.domain.lifecycle import Side
from jury.services.hearing import reporting
from jury.services.moderation.grounds import Ground
from jury.services.moderation.tasks import REPORTED
from jury.services.proof.log_check import verify_log
from jury.services.screening import heard
from jury.services.screening.reports import list_reports_of
from jury.services.screening.wishes import Spot, wish_of
from jury.storage.desk.tasks import Task, find_task
from jury.storage.exhibits import list_released
from jury.storage.transaction import transaction
from tests.courts import begin_hearing
from tests.played import played
from tests.services.screening_acts import entries, told
from tests.world import World

pytestmark = pytest.mark.usefixtures("session")
Keys = tuple[str, int]
FIRST, SECOND = "主板", "没有说"


@played
def begin() -> tuple[World, str, Keys]:
    """One juror reads."""
    world, dispute = begin_hearing()
    return world, dispute, world.seat(dispute, world.summonses(dispute)[0])


def ask(
    dispute: str, side: Side, target: str, passage: str, spot: Spot | None = None
) -> Task:
    with transaction(lock=dispute) as now:
        reporting.report_as_side(
            dispute, side, target=target, passage=passage, spot=spot, now=now
        )
    return list_reports_of(dispute, side)[-1]


def cover(world: World, dispute: str, passage: str) -> None:
    with transaction(lock=dispute) as now:
        heard.cover_words_late(
            dispute, "claim", passage=passage, staff_id=world.staff_id, now=now
        )


def dismiss(world: World, task: Task) -> None:
    ground, staff_id = Ground("not_personal", "只有品牌"), world.staff_id
    with transaction(lock=task.dispute_id) as now:
        heard.dismiss_report(task.id, ground=ground, staff_id=staff_id, now=now)


def test_what_a_side_asks_for_waits_for_staff_while_the_vote_goes_on() -> None:
    world, dispute, _juror = begin()
    closes_at = world.dispute(dispute).stage_closes_at
    task = ask(dispute, Side.SELLER, "claim", FIRST)
    assert ask(dispute, Side.SELLER, "claim", FIRST) is task
    assert ask(dispute, Side.BUYER, "claim", FIRST) is not task
    assert (task.kind, wish_of(task).passage) == (REPORTED, FIRST)
    after = world.dispute(dispute)
    assert (after.stage_closes_at, after.stands_since) == (closes_at, None)
    (sellers, _buyers) = entries(dispute, reporting.ASKED)
    assert FIRST not in str(sellers.payload)
    assert verify_log().faults == ()


def test_once_it_is_covered_those_are_answered_whose_words_are_gone() -> None:
    world, dispute, _juror = begin()
    first, second = (ask(dispute, Side.SELLER, "claim", one) for one in (FIRST, SECOND))
    cover(world, dispute, FIRST)
    assert (first.outcome, second.outcome) == (heard.COVERED, None)
    assert "file.covered_late" in told(dispute, Side.SELLER)


def test_a_side_is_told_that_it_stays_and_may_ask_for_something_else() -> None:
    world, dispute, _juror = begin()
    task = ask(dispute, Side.SELLER, "claim", FIRST)
    dismiss(world, task)
    assert task.outcome == heard.DISMISSED
    assert "cover.refused" in told(dispute, Side.SELLER)
    assert "cover.refused" not in told(dispute, Side.BUYER)
    assert ask(dispute, Side.SELLER, "claim", SECOND) is not task


def test_a_place_on_either_sides_picture_is_tapped() -> None:
    _world, dispute, _juror = begin()
    (picture,) = list_released(dispute)
    spot = Spot(500, 500)
    task = ask(dispute, Side.SELLER, picture.id, "", spot)
    assert wish_of(task).spot == spot
    with pytest.raises(Invalid):
        ask(dispute, Side.SELLER, picture.id, "", Spot(500, 5000))


@pytest.mark.parametrize(
    ("target", "passage"),
    [("claim", "这句话没有人写过"), ("claim", ""), ("claim", "⟦buyer⟧")],
)
def test_only_words_that_stand_there_can_be_asked_for(
    target: str, passage: str
) -> None:
    _world, dispute, _juror = begin()
    with pytest.raises(Invalid):
        ask(dispute, Side.SELLER, target, passage)


@pytest.mark.parametrize("target", ["caption:exh_none", "exh_none", "nothing"])
def test_what_jurors_do_not_read_cannot_be_asked_about(target: str) -> None:
    _world, dispute, _juror = begin()
    with pytest.raises(NotNow):
        ask(dispute, Side.SELLER, target, "x")


def test_a_side_asks_so_often_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    world, dispute, _juror = begin()
    monkeypatch.setattr(reporting, "MOST_OF_A_SIDE", 2)
    for one in (FIRST, SECOND):
        dismiss(world, ask(dispute, Side.SELLER, "claim", one))
    with pytest.raises(TooMany):
        ask(dispute, Side.SELLER, "claim", FIRST)
    ask(dispute, Side.BUYER, "claim", FIRST)


def test_it_is_asked_neither_before_the_hearing_nor_after() -> None:
    world = World.begin()
    dispute = world.escalate()
    with pytest.raises(NotNow):
        ask(dispute, Side.SELLER, "claim", FIRST)
    world.finish_submissions(dispute)
    world.confirm(dispute)
    world.give_nonce(dispute)
    task = ask(dispute, Side.SELLER, "claim", FIRST)
    world.decide(dispute, (1, 1, 1, 1, 1))
    with pytest.raises(NotNow):
        ask(dispute, Side.SELLER, "claim", SECOND)
    assert find_task(dispute, REPORTED, task.target) is task
