"""A mock dispute out of a closed one: who must agree to it, and what it may hold."""

import json
import random

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from jury.domain.errors import AlreadyDone, Invalid, NotFound, NotNow, TooEarly
from jury.domain.lifecycle import Side
from jury.domain.mocks import MockEnd, MockState
from jury.services.exam import closed, sitting
from jury.services.exam.closed import NotAgreed
from jury.services.exam.consent import is_agreed, may_be_asked
from jury.services.exam.ending import take_out
from jury.services.exam.exercises import codes_for, exercise_of
from jury.services.hands import NeedsAnother
from jury.services.log_check import verify_log
from jury.storage.base import current_session
from jury.storage.closed_mocks import ClosedMock, list_agreed, list_consents
from jury.storage.disputes import get_dispute
from jury.storage.draws import list_summonses
from jury.storage.roster import find_juror
from jury.storage.tasks import find_open_task
from jury.storage.transaction import transaction
from tests.appeals import pay
from tests.exam import acts, practice
from tests.money.acts import colleague, reverse_to
from tests.roster_lines import present
from tests.settlement.acts import accept, offer
from tests.world import World, make_intake, move_clock

BOTH = tuple(Side)


def offered(ref: str, language: str = "zh-Hans") -> list[str]:
    """What of closed disputes somebody may have in a sitting."""
    current_session().rollback()
    juror = find_juror(ref)
    assert juror is not None
    codes = codes_for(juror, language, now=present())
    return [one for one in codes if one.startswith("mck_")]


@pytest.mark.parametrize(
    "said",
    [(), (Side.BUYER,), (Side.SELLER,), (*BOTH, "buyer takes it back")],
    ids=str,
)
def test_nothing_is_made_of_it_before_both_sides_say_yes(
    session: Session, said: tuple[object, ...]
) -> None:
    world, dispute = practice.closed_dispute()
    for one in said:
        is_given = isinstance(one, Side)
        practice.say(dispute, one if is_given else Side.BUYER, is_given=is_given)
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


def test_two_people_make_it_and_the_database_says_so_too(session: Session) -> None:
    world, dispute = practice.closed_dispute()
    practice.say(dispute)
    mock = practice.propose(dispute, world.staff_id)
    assert offered("juror-0") == []
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
    assert [practice.kept(one).content for one in (mock, again)] == [{}, {}]


def test_it_is_read_in_its_language_by_whoever_does_not_know_it(
    session: Session,
) -> None:
    world, dispute = practice.closed_dispute()
    mock = practice.serving(world, dispute)
    called = {one.juror_id for one in list_summonses(world.draw_of(dispute).id)}
    refs = [f"juror-{number}" for number in range(40)]
    ids = {ref: acts.juror(ref).id for ref in refs}
    assert called
    for ref in refs:
        assert offered(ref) == ([] if ids[ref] in called else [mock]), ref
    fresh = next(ref for ref in refs if ids[ref] not in called)
    assert offered(fresh, "en") == []
    for ref in ("buyer-1", "seller-1", "stranger"):
        acts.offer(ref)
    assert [offered(ref) for ref in ("buyer-1", "seller-1", "stranger")] == [
        [],
        [],
        [mock],
    ]


def test_somebody_sits_the_exam_with_it(session: Session) -> None:
    world, dispute = practice.closed_dispute()
    mock = practice.serving(world, dispute)
    juror_id = acts.offer("stranger")
    practice.begin_with(juror_id, mock)
    with pytest.raises(TooEarly), transaction() as now:
        sitting.answer_mock(juror_id, 1, "share_30", now=now)
    own = acts.read(juror_id, 1)
    assert own.mock.code == mock
    assert 20 < own.seconds <= 180
    with transaction() as now:
        sitting.answer_mock(juror_id, 1, "share_50", now=now)
    answered = sitting.own_file(juror_id, 1)
    assert answered.row.is_right
    assert answered.mock.why["en"].plain == practice.DRAFT.why


@pytest.mark.parametrize("why", sorted({*MockEnd} - {MockEnd.REFUSED}))
def test_what_is_taken_out_is_replaced_where_it_was_not_answered(
    session: Session, why: MockEnd
) -> None:
    world, dispute = practice.closed_dispute()
    mock = practice.serving(world, dispute)
    juror_id, other_id = acts.offer("stranger"), acts.offer("another")
    for one in (juror_id, other_id):
        practice.begin_with(one, mock)
        acts.read(one, 1)
    acts.answer(other_id, 1, right=True)
    _end(world, dispute, mock, why)
    assert practice.kept(mock).content == {}
    assert practice.kept(mock).ended_by == why.value
    with pytest.raises(sitting.TakenOut):
        sitting.own_file(juror_id, 1)
    with pytest.raises(sitting.TakenOut), transaction() as now:
        sitting.answer_mock(juror_id, 1, "share_30", now=now)
    with transaction() as now:
        own = sitting.take_another(juror_id, 1, chance=random.Random(1), now=now)
        assert own.mock.code != mock
        assert (own.row.opened_at, own.row.opened) == (None, [])
        same = sitting.take_another(juror_id, 1, chance=random.Random(2), now=now)
        assert same.mock.code == own.mock.code
    with pytest.raises(NotFound):
        sitting.own_file(other_id, 1)
    assert practice.row(other_id, 1).is_right
    for rest in range(1, 5):
        acts.answer(juror_id, rest, right=True)
    assert acts.juror("stranger").passed_at is not None
    assert verify_log().faults == ()


def _end(world: World, dispute: str, mock: str, why: MockEnd) -> None:
    if why is MockEnd.CONSENT:
        practice.say(dispute, Side.BUYER, is_given=False)
    elif why is MockEnd.AWARD:
        reverse_to(dispute, world.staff_id, 0)
    else:
        with transaction(lock=dispute) as now:
            take_out(mock, reason="Known.", staff_id=world.staff_id, now=now)


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
