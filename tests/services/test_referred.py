"""What staff decide: alone below the policy's limit, by two above it."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from jury.domain.errors import AlreadyDone, Invalid, NotFound, NotNow
from jury.services.drawing.hands import NeedsAnother
from jury.services.moderation.referred import (
    consent,
    pronounce_by_staff,
    refuse_consent,
)
from jury.services.moderation.send_back import send_back
from jury.storage.audit import list_entries
from jury.storage.desk.tasks import find_open_task, list_open_tasks_of
from jury.storage.money.refunds import balances, get_refund_of
from jury.storage.transaction import transaction
from jury.storage.verdicts import Verdict, find_verdict
from tests.web.people import small_world
from tests.world import World, make_intake

REASON = "The listing called it unopened."
HELD = 231200
SUMS = {
    "price_minor": 230000,
    "held_minor": HELD,
    "asked_minor": 230000,
}


@pytest.fixture
def world(session: Session) -> World:
    return small_world()


@pytest.fixture
def dispute(world: World) -> str:
    """A dispute of more than one moderator may decide, referred."""
    return referred(world, **SUMS)


def referred(world: World, **sums: int) -> str:
    dispute = world.escalate(make_intake(**sums))
    world.finish_submissions(dispute)
    world.confirm(dispute)
    assert world.stage(dispute) == "referred"
    return dispute


def decide(dispute: str, by: int, *, rung: int = 1) -> Verdict | None:
    with transaction(lock=dispute) as now:
        return pronounce_by_staff(
            dispute, rung=rung, reason=REASON, staff_id=by, now=now
        )


def agree(dispute: str, by: int) -> Verdict:
    with transaction(lock=dispute) as now:
        return consent(dispute, staff_id=by, now=now)


def disagree(dispute: str, by: int, reason: str = "The repair bill is dated.") -> None:
    with transaction(lock=dispute) as now:
        refuse_consent(dispute, reason=reason, staff_id=by, now=now)


def call_others(dispute: str, by: int) -> None:
    with transaction(lock=dispute) as now:
        send_back(dispute, reason="Others may know more.", staff_id=by, now=now)


def waiting(dispute: str) -> list[str]:
    return [one.kind for one in list_open_tasks_of(dispute)]


def logged(dispute: str) -> list[tuple[str, str]]:
    """What staff did, by the log."""
    return [
        (one.action, one.actor)
        for one in list_entries(f"dispute:{dispute}")
        if one.actor.startswith("staff:")
    ]


def assert_held(dispute: str, minor: int = HELD) -> None:
    assert get_refund_of(dispute).state == "held"
    assert balances(dispute)["escrow"] == minor


def colleagues(world: World) -> tuple[int, int]:
    """The first moderator, and one who was not asked before."""
    return world.staff_id, world.staff_id + 1000


def test_above_the_limit_one_moderators_decision_is_only_proposed(
    world: World, dispute: str
) -> None:
    first, _ = colleagues(world)
    assert decide(dispute, first) is None
    assert find_verdict(dispute) is None
    assert world.stage(dispute) == "referred"
    assert waiting(dispute) == ["consent"]
    assert logged(dispute) == [("pronouncement.proposed", f"staff:{first}")]
    assert_held(dispute)


def test_nobody_consents_to_their_own_decision_or_refuses_it(
    world: World, dispute: str
) -> None:
    first, _ = colleagues(world)
    decide(dispute, first)
    for act in (agree, disagree):
        with pytest.raises(NeedsAnother):
            act(dispute, first)
    assert waiting(dispute) == ["consent"]
    assert len(logged(dispute)) == 1
    assert_held(dispute)


def test_a_second_moderator_consents_and_the_first_ones_reason_is_pronounced(
    world: World, dispute: str
) -> None:
    first, second = colleagues(world)
    decide(dispute, first)
    agree(dispute, second)
    assert world.stage(dispute) == "pronounced"
    verdict = find_verdict(dispute)
    assert verdict is not None
    assert (verdict.rung, verdict.staff_reason) == (1, REASON)
    assert verdict.pronounced_by == f"staff:{first}"
    assert waiting(dispute) == []
    assert logged(dispute)[1:] == [("dispute.pronounced", f"staff:{second}")]
    assert_held(dispute)


def test_a_refusal_opens_the_decision_again(world: World, dispute: str) -> None:
    first, second = colleagues(world)
    decide(dispute, first)
    with pytest.raises(Invalid):
        disagree(dispute, second, reason=" ")
    disagree(dispute, second)
    assert (world.stage(dispute), waiting(dispute)) == ("referred", ["referred"])
    task = find_open_task(dispute, "referred", dispute)
    assert task is not None
    assert task.detail == {"cause": "no_consent"}
    assert logged(dispute)[1:] == [("consent.refused", f"staff:{second}")]
    assert_held(dispute)
    assert decide(dispute, second, rung=0) is None
    agree(dispute, first)
    verdict = find_verdict(dispute)
    assert verdict is not None
    assert (verdict.rung, verdict.pronounced_by) == (0, f"staff:{second}")


def test_a_second_decision_does_not_replace_the_one_that_waits(
    world: World, dispute: str
) -> None:
    first, second = colleagues(world)
    decide(dispute, first)
    with pytest.raises(AlreadyDone):
        decide(dispute, second, rung=0)
    task = find_open_task(dispute, "consent", dispute)
    assert task is not None
    assert task.detail["rung"] == 1


def test_sending_it_back_ends_the_proposal(session: Session) -> None:
    world = World.begin(jurors=60)
    dispute = world.hear(make_intake(**SUMS, category="plain-court"))
    hang(world, dispute)
    first, second = colleagues(world)
    decide(dispute, first)
    call_others(dispute, second)
    assert (world.stage(dispute), waiting(dispute)) == ("hearing", [])
    moved = [("dispute.sent_back", second), ("dispute.hearing", second)]
    assert logged(dispute)[-2:] == [(act, f"staff:{by}") for act, by in moved]
    with pytest.raises(NotNow):
        agree(dispute, first)
    assert_held(dispute)


def hang(world: World, dispute: str) -> None:
    """Everybody who sits cannot decide."""
    seats = world.draw_of(dispute).seats_wanted
    world.decide(dispute, [None] * seats)
    assert world.stage(dispute) == "referred"


def test_below_the_limit_one_moderator_decides_alone(world: World) -> None:
    dispute, (first, second) = referred(world), colleagues(world)
    assert decide(dispute, first) is not None
    assert world.stage(dispute) == "pronounced"
    assert waiting(dispute) == []
    assert logged(dispute) == [("dispute.pronounced", f"staff:{first}")]
    assert_held(dispute, 19200)
    acts: list[Callable[[str, int], object]] = [agree, disagree, decide]
    for act in acts:
        with pytest.raises(NotNow):
            act(dispute, second)


def test_without_a_proposal_there_is_nothing_to_consent_to(
    world: World, dispute: str
) -> None:
    for act in (agree, disagree):
        with pytest.raises(NotFound):
            act(dispute, world.staff_id)
    assert logged(dispute) == []
