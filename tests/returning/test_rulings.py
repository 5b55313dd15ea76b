"""A parcel that is empty, swapped or lost: both sides show, moderators decide."""

import pytest
from sqlalchemy.orm import Session

from jury.domain.errors import AlreadyDone, NotAllowed, NotFound, NotNow
from jury.domain.lifecycle import Side
from jury.services.drawing.hands import HadAHand, NeedsAnother
from jury.services.moderation.tasks import take_task
from jury.services.money import ledger
from jury.services.reading.casefile import for_moderator, for_party
from jury.services.returning import rulings
from jury.services.returning.returns import speak
from jury.services.returning.words import Words
from jury.services.submissions import exhibits
from jury.storage.desk.tasks import list_open_tasks_of
from jury.storage.disputes import list_redacted
from jury.storage.exhibits import list_return_exhibits
from jury.storage.money.refunds import balances
from jury.storage.money.returns import list_decisions
from jury.storage.transaction import transaction
from tests.played import step
from tests.returning import acts
from tests.returning.test_steps import BACK, HELD, KEPT
from tests.web.people import small_world
from tests.world import SELLER_NAME, World, move_clock, prepare_picture


@pytest.fixture
def world(session: Session) -> World:
    return small_world()


@pytest.fixture
def others(world: World) -> list[int]:
    """Colleagues of the first moderator."""
    names = ("second", "third", "fourth")
    return [acts.add_moderator(name) for name in names]


@step
def contested(world: World) -> str:
    """A dispute whose seller found the parcel empty."""
    dispute = acts.due(world)
    acts.deliver(dispute)
    acts.contest(dispute)
    return dispute


def show(dispute: str, side: Side, *, caption: str = "开箱") -> str:
    """A side files a picture about the return; its id."""
    filing = exhibits.Filing(
        upload=prepare_picture(dispute),
        caption=caption,
        language="zh-Hans",
        of_return=True,
    )
    with transaction(lock=dispute) as now:
        return exhibits.file_exhibit(dispute, side, filing, now=now).id


def waiting(dispute: str) -> list[str]:
    return sorted(one.kind for one in list_open_tasks_of(dispute))


def test_a_contested_return_is_decided_with_its_own_exhibits_and_words(
    world: World,
) -> None:
    dispute = contested(world)
    picture = show(dispute, Side.SELLER)
    with transaction(lock=dispute) as now:
        said = Words(f"I sent it to {SELLER_NAME} as agreed.", "en")
        speak(dispute, Side.BUYER, said, now=now)
    assert waiting(dispute) == ["return_decision", "screen_exhibit"]
    with pytest.raises(NotNow):
        acts.rule(dispute, world.staff_id)
    world.release(dispute, picture)
    assert [one.state for one in list_return_exhibits(dispute)] == ["released"]
    covered = list_redacted(dispute)["return:buyer"].template
    assert SELLER_NAME not in covered
    acts.rule(dispute, world.staff_id, Side.BUYER)
    assert acts.row_of(dispute).state == "decided"
    assert balances(dispute) == HELD
    move_clock(hours=49)
    assert acts.row_of(dispute).state == "accepted"
    assert balances(dispute) == BACK
    assert ledger.check().faults == ()


def test_what_is_shown_of_a_return_is_no_part_of_what_a_jury_heard(
    world: World,
) -> None:
    dispute = contested(world)
    show(dispute, Side.SELLER)
    assert for_moderator(dispute, "en").exhibits == ()
    assert for_party(dispute, Side.SELLER, "en").exhibits == ()
    assert "return" not in for_moderator(dispute, "en").statements["seller"]


def test_the_side_it_goes_against_appeals_once_and_another_moderator_decides(
    world: World, others: list[int]
) -> None:
    dispute = contested(world)
    acts.rule(dispute, world.staff_id, Side.SELLER)
    with pytest.raises(NotAllowed):
        acts.appeal(dispute, Side.SELLER)
    acts.appeal(dispute, Side.BUYER)
    with pytest.raises(HadAHand):
        acts.rule(dispute, world.staff_id, Side.BUYER)
    acts.rule(dispute, others[0], Side.SELLER)
    assert acts.row_of(dispute).state == "refused"
    assert balances(dispute) == KEPT
    with pytest.raises(NotNow):
        acts.appeal(dispute, Side.BUYER)
    acts.pay(dispute)
    assert world.stage(dispute) == "closed"
    assert ledger.check().faults == ()


def test_above_the_limit_a_colleague_must_consent(
    world: World, others: list[int]
) -> None:
    sums = {"price_minor": 230000, "held_minor": 231200, "asked_minor": 231200}
    dispute = acts.due(world, by=others[0], **sums)
    acts.deliver(dispute)
    acts.contest(dispute)
    acts.rule(dispute, others[1], Side.SELLER)
    assert waiting(dispute) == ["return_consent"]
    with pytest.raises(NeedsAnother):
        acts.consent(dispute, others[1])
    (task,) = list_open_tasks_of(dispute)
    with pytest.raises(NeedsAnother), transaction(lock=dispute) as now:
        take_task(task.id, others[1], now=now)
    with pytest.raises(AlreadyDone):
        acts.rule(dispute, others[2], Side.BUYER)
    acts.dissent(dispute, others[2])
    acts.rule(dispute, others[1], Side.BUYER)
    acts.consent(dispute, others[2])
    (decision,) = list_decisions(acts.row_of(dispute))
    assert (decision.decided_for, decision.consented_by) == ("buyer", others[2])
    assert acts.row_of(dispute).state == "decided"


def test_a_seller_who_gives_in_ends_it_and_frees_the_moderators(world: World) -> None:
    dispute = contested(world)
    show(dispute, Side.SELLER)
    acts.accept(dispute)
    assert waiting(dispute) == []
    assert balances(dispute) == BACK


def test_a_lost_parcel_is_decided_like_a_contested_one(world: World) -> None:
    dispute = acts.due(world)
    with pytest.raises(NotNow):
        show(dispute, Side.BUYER)
    acts.send(dispute)
    move_clock(hours=241)
    show(dispute, Side.BUYER)
    move_clock(hours=20)
    picture = list_return_exhibits(dispute)[0].id
    world.release(dispute, picture)
    acts.rule(dispute, world.staff_id, Side.BUYER)
    move_clock(hours=37)
    move_clock(hours=12)
    assert balances(dispute) == BACK


def test_a_dispute_without_a_return_has_none_to_decide(world: World) -> None:
    dispute = world.escalate()
    with pytest.raises(NotFound):
        acts.rule(dispute, world.staff_id)
    now = world.dispute(dispute).admitted_at
    assert not rulings.may_appeal_ruling(dispute, Side.BUYER, now=now)
