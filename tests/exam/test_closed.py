"""A mock dispute out of a closed one: who must agree to it, and what it may hold."""

import json

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from jury.domain.errors import AlreadyDone, Invalid, NotNow
from jury.domain.jurors.mocks import MockState
from jury.domain.lifecycle import Side
from jury.services.drawing.hands import NeedsAnother
from jury.services.exam import closed
from jury.services.exam.closed import NotAgreed
from jury.services.exam.consent import is_agreed, may_be_asked, may_be_made
from jury.services.exam.ending import take_out
from jury.services.exam.exercises import exercise_of
from jury.storage.base import current_session
from jury.storage.desk.tasks import find_open_task
from jury.storage.disputes import get_dispute
from jury.storage.jurors.closed_mocks import (
    ClosedMock,
    list_agreed,
    list_consents,
    list_serving,
)
from jury.storage.transaction import transaction
from tests.appeals import pay
from tests.exam import practice
from tests.money.acts import colleague, reverse_to
from tests.roster_lines import present
from tests.settlement.acts import accept, offer
from tests.world import World, make_intake, move_clock

BOTH = tuple(Side)


@pytest.mark.parametrize(
    ("yes", "taken_back"),
    [((), ()), ((Side.BUYER,), ()), ((Side.SELLER,), ()), (BOTH, (Side.BUYER,))],
    ids=str,
)
def test_nothing_is_made_of_it_before_both_sides_say_yes(
    session: Session, yes: tuple[Side, ...], taken_back: tuple[Side, ...]
) -> None:
    world, dispute = practice.closed_dispute()
    for side in yes:
        practice.say(dispute, side)
    for side in taken_back:
        practice.say(dispute, side, is_given=False)
    assert not is_agreed(get_dispute(dispute))
    assert list_agreed(9) == []
    with pytest.raises(NotAgreed):
        practice.propose(dispute, world.staff_id)


def test_a_yes_that_was_taken_back_meanwhile_stops_the_colleague(
    session: Session,
) -> None:
    world, dispute = practice.closed_dispute()
    practice.say(dispute)
    mock = practice.propose(dispute, world.staff_id)
    practice.say(dispute, Side.SELLER, is_given=False)
    with pytest.raises(AlreadyDone):
        practice.approve(dispute, mock, colleague())
    row = practice.kept(mock)
    assert (row.state, row.ended_by, row.content) == ("ended", "consent", {})
    assert find_open_task(dispute, "mock_review", mock) is None


def test_sides_are_asked_only_once_a_judged_dispute_is_closed(
    session: Session,
) -> None:
    world = World.begin(jurors=12)
    dispute = world.escalate(make_intake())
    with pytest.raises(NotNow):
        practice.say(dispute, Side.BUYER)
    offer(dispute, Side.BUYER)
    accept(dispute, Side.SELLER)
    move_clock(hours=25)
    pay(dispute)
    assert world.stage(dispute) == "closed"
    assert not may_be_asked(get_dispute(dispute))
    with pytest.raises(NotNow):
        practice.say(dispute, Side.BUYER)
    assert list_consents(dispute) == {}


def test_saying_the_same_twice_is_said_once(session: Session) -> None:
    _world, dispute = practice.closed_dispute()
    practice.say(dispute, Side.BUYER)
    practice.say(dispute, Side.BUYER)
    practice.say(dispute, Side.SELLER, is_given=False)
    said = [one for one in practice.actions(dispute) if one.startswith("practice.")]
    assert said == ["practice.allowed", "practice.not_allowed"]


def test_it_holds_nothing_by_which_the_order_could_be_found(
    session: Session,
) -> None:
    world, dispute = practice.closed_dispute(**practice.telling())
    practice.say(dispute)
    mock = practice.propose(dispute, world.staff_id, covered="青石巷\n老周")
    row = practice.kept(mock)
    whole = json.dumps(row.content, ensure_ascii=False)
    told = ("蓝鲸", "X17", "杭州", "180", "3月5日", "青石巷", "老周", "自用两年")
    assert [one for one in told if one in whole] == []
    ids = (dispute, "exh_", "sms_", "ORD-1", "RF-1", "buyer-1", "seller-1")
    assert [one for one in ids if one in whole] == []
    assert str(present().year) not in whole
    assert "主板修过" in whole
    case = exercise_of(row).files["en"]
    assert (case.currency, case.held_minor) == ("%", 100)
    assert [one.day for one in case.chat] == [6, 6]
    assert case.listing is not None
    assert (case.lines[0].plain, case.listing.plain) == (
        practice.DRAFT.item,
        practice.DRAFT.listing,
    )
    assert [one.kind for one in case.exhibits] == ["picture"]
    assert case.points[0].exhibit_ids == ("1",)


def test_what_a_moderator_writes_is_covered_too(session: Session) -> None:
    world, dispute = practice.closed_dispute()
    practice.say(dispute)
    named = "王小明的电话 13800138000"
    mock = practice.propose(
        dispute, world.staff_id, why=named, shows=(named,), item=named, listing=named
    )
    whole = json.dumps(practice.kept(mock).content, ensure_ascii=False)
    assert "王小明" not in whole
    assert "13800138000" not in whole


@pytest.mark.parametrize(
    ("covered", "word"),
    [("青石巷", "青石巷"), ("青石巷\u200b", "青石巷"), ("cafe\u0301", "Café")],
)
def test_listed_words_are_covered_wherever_they_stand(
    session: Session, covered: str, word: str
) -> None:
    world, dispute = practice.closed_dispute(claim=f"主板修过，暗号是{word}。")
    practice.say(dispute)
    said = f"王小明也提到{word}。"
    mock = practice.propose(
        dispute,
        world.staff_id,
        covered=f"{covered}\n买家",
        **dict.fromkeys(("item", "listing", "why"), said),
        shows=(said,),
    )
    whole = json.dumps(practice.kept(mock).content, ensure_ascii=False)
    assert word not in whole
    assert "王小明" not in whole


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"item": " "}, "item"),
        ({"item": "手" * 121}, "item"),
        ({"shows": ("",)}, "shows:1"),
        ({"shows": ()}, "shows"),
        ({"shows": ("a", "b")}, "shows"),
        ({"why": ""}, "why"),
        ({"answer": ""}, "answer"),
        ({"answer": "share_99"}, "answer"),
        ({"defensible": ("share_99",)}, "defensible"),
        ({"covered": "a\n" * 51}, "covered"),
    ],
)
def test_what_is_missing_is_named(
    session: Session, changed: dict[str, object], field: str
) -> None:
    world, dispute = practice.closed_dispute()
    practice.say(dispute)
    with pytest.raises(Invalid) as refused:
        practice.propose(dispute, world.staff_id, **changed)
    assert list(refused.value.fields) == [field]


def test_everything_that_is_missing_is_named_at_once(session: Session) -> None:
    world, dispute = practice.closed_dispute()
    practice.say(dispute)
    with pytest.raises(Invalid) as refused:
        practice.propose(dispute, world.staff_id, item="", why="", answer="")
    assert set(refused.value.fields) == {"item", "why", "answer"}


def test_two_people_make_it_and_the_database_says_so_too(session: Session) -> None:
    world, dispute = practice.closed_dispute()
    practice.say(dispute)
    mock = practice.propose(dispute, world.staff_id)
    assert list_serving("zh-Hans") == []
    with pytest.raises(NeedsAnother):
        practice.approve(dispute, mock, world.staff_id)
    for alone in (None, world.staff_id):
        row = update(ClosedMock).values(state="serving", decided_by=alone)
        with pytest.raises(IntegrityError), transaction():
            current_session().execute(row)
    practice.approve(dispute, mock, colleague())
    assert practice.kept(mock).state == MockState.SERVING.value


def test_one_dispute_gives_one_mock_dispute_at_a_time(session: Session) -> None:
    world, dispute = practice.closed_dispute()
    practice.say(dispute)
    mock = practice.propose(dispute, world.staff_id)
    with pytest.raises(AlreadyDone):
        practice.propose(dispute, world.staff_id)
    second = colleague()
    with transaction(lock=dispute) as now:
        task = practice.review_of(dispute, mock)
        closed.refuse_mock(task, reason="Too thin.", staff_id=second, now=now)
    assert [one.id for one in list_agreed(9)] == [dispute]
    again = practice.propose(dispute, world.staff_id)
    practice.approve(dispute, again, second)
    with transaction(lock=dispute) as now:
        take_out(again, reason="Somebody knew it.", staff_id=second, now=now)
    assert list_agreed(9) == []
    assert not may_be_made(get_dispute(dispute))
    with pytest.raises(AlreadyDone):
        practice.propose(dispute, world.staff_id)
    assert [practice.kept(one).content for one in (mock, again)] == [{}, {}]


def test_a_side_can_take_its_yes_back_while_the_award_is_changed(
    session: Session,
) -> None:
    world, dispute = practice.closed_dispute()
    practice.say(dispute)
    reverse_to(dispute, world.staff_id, 0)
    assert world.stage(dispute) == "final"
    practice.say(dispute, Side.SELLER, is_given=False)
    assert not list_consents(dispute)[Side.SELLER].is_given
    with pytest.raises(NotNow):
        practice.say(dispute, Side.SELLER)
