"""A control dispute from being marked to being told of, contested and withdrawn."""

import random
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from jury.domain.errors import AlreadyDone, Invalid, NotFound, NotNow, TooEarly
from jury.domain.lives.part_states import SummonsState
from jury.domain.respites import Period
from jury.jobs.controls import end_controls, send_controls
from jury.services.control import answering, calling, contesting
from jury.services.control.afterwards import comparison_of
from jury.services.control.items import CHAIN, mark_control, withdraw_control
from jury.services.control.lengthening import lengthen_controls
from jury.services.moderation.tasks import CONTROL
from jury.services.verdict.reliability import figures_of
from jury.storage.audit import list_entries
from jury.storage.base import current_session
from jury.storage.desk.tasks import Task, find_task
from jury.storage.disputes import Dispute
from jury.storage.draws import Seat, Summons
from jury.storage.outside.outbox import Event, Notice
from jury.storage.polls import Ballot
from jury.storage.transaction import transaction
from tests.control import acts
from tests.world import World, move_clock


@pytest.fixture
def world(session: Session, monkeypatch: pytest.MonkeyPatch) -> World:
    """A court that uses controls, and one that is marked."""
    begun = World.begin(jurors=8)
    acts.use_controls(monkeypatch)
    acts.mark(begun)
    return begun


def somebody(number: int = 1) -> int:
    return acts.juror_id(f"juror-{number}")


def called(juror: int) -> str:
    found = acts.call(juror)
    assert found is not None
    return found


def contested(world: World, sentence: str = "放柜子不算签收") -> tuple[str, Task]:
    call_id = called(somebody())
    acts.answer(call_id, somebody(), 1)
    acts.tell()
    with transaction() as now:
        contesting.contest_control(call_id, somebody(), sentence, now=now)
    task = find_task(None, CONTROL, call_id)
    assert task is not None
    return call_id, task


def test_it_is_answered_as_any_call_and_told_when_the_window_has_ended(
    world: World,
) -> None:
    juror = somebody()
    call_id = called(juror)
    assert len(acts.answer(call_id, juror, 0)) == 20
    with pytest.raises(NotFound):
        comparison_of(call_id, juror, "en")
    assert acts.tell() == 1
    assert acts.tell() == 0
    found = comparison_of(call_id, juror, "en")
    assert (found.answer, found.chosen, found.is_right) == ("nothing", "nothing", True)
    assert found.why.startswith("The buyer chose the locker")
    notices = current_session().scalars(select(Notice.kind).order_by(Notice.made_at))
    assert notices.all()[-1] == "control.told"


def test_nothing_of_a_real_dispute_moves_and_no_event_names_one(world: World) -> None:
    acts.answer(called(somebody()), somebody(), 1)
    acts.tell()
    current_session().rollback()
    for table in (Dispute, Summons, Seat, Ballot):
        assert current_session().scalar(select(func.count()).select_from(table)) == 0
    kinds = set(current_session().scalars(select(Event.type)))
    assert not {one for one in kinds if one.startswith("control")}


def test_the_log_says_every_act_and_never_what_was_chosen(world: World) -> None:
    acts.answer(called(somebody()), somebody(), 1)
    acts.tell()
    entries = list_entries(CHAIN)
    assert [one.action.removeprefix("control.") for one in entries] == [
        "marked",
        "sent",
        "accepted",
        "answered",
        "told",
    ]
    answered = entries[3].payload
    assert set(answered) == {"call", "item", "juror"}


def test_nobody_gets_the_same_twice_nor_two_at_once(world: World) -> None:
    acts.mark(world, "neighbour")
    first = called(somebody())
    assert acts.call(somebody()) is None
    acts.answer(first, somebody(), None)
    acts.tell()
    second = called(somebody())
    mocks = {acts.kept(one, somebody()).mock for one in (first, second)}
    assert mocks == {"locker", "neighbour"}
    acts.answer(second, somebody(), None)
    acts.tell()
    assert acts.call(somebody()) is None


@pytest.mark.parametrize(("percent", "real", "is_called"), [(5, 19, 1), (5, 18, 0)])
def test_nobody_is_sent_more_than_the_share_of_what_they_read(
    world: World,
    monkeypatch: pytest.MonkeyPatch,
    percent: int,
    real: int,
    is_called: int,
) -> None:
    acts.use_controls(monkeypatch, percent=percent, real=real)
    assert (acts.call(somebody()) is not None) == bool(is_called)


def test_none_is_sent_to_whoever_is_called_to_a_real_dispute(world: World) -> None:
    dispute = world.hear()
    juror = world.summonses(dispute)[0].juror_id
    assert acts.call(juror) is None


def test_a_vote_needs_the_reading_time_and_counts_once(world: World) -> None:
    juror = somebody()
    call_id = called(juror)
    with transaction() as now:
        answering.accept_control(call_id, juror, now=now)
    with transaction() as now:
        opened = answering.open_control(call_id, juror, now=now)
    with pytest.raises(TooEarly), transaction() as now:
        answering.answer_control(call_id, juror, acts.vote(opened, 0), now=now)
    move_clock(minutes=10, sweep=lambda: None)
    with pytest.raises(Invalid), transaction() as now:
        answering.answer_control(call_id, juror, acts.vote(opened, 9), now=now)
    with transaction() as now:
        answering.answer_control(call_id, juror, acts.vote(opened, 0), now=now)
    with pytest.raises(AlreadyDone), transaction() as now:
        answering.answer_control(call_id, juror, acts.vote(opened, 1), now=now)


def test_another_juror_finds_nothing_of_it(world: World) -> None:
    call_id = called(somebody())
    with pytest.raises(NotFound), transaction() as now:
        answering.accept_control(call_id, somebody(2), now=now)
    with pytest.raises(NotFound):
        comparison_of(call_id, somebody(2), "en")


def test_calls_and_seats_end_by_themselves_and_without_being_told(world: World) -> None:
    silent, slow = somebody(), somebody(2)
    first, second = called(silent), called(slow)
    with transaction() as now:
        answering.accept_control(second, slow, now=now)
    move_clock(hours=3, sweep=end_controls)
    assert acts.state(first, silent) is SummonsState.EXPIRED
    assert acts.state(second, slow) is SummonsState.REVOKED
    assert acts.kept(second, slow).told_at is None


def test_known_answers_count_once_told_and_none_that_decides_nothing(
    world: World,
) -> None:
    for number, choice in ((1, 0), (2, 1), (3, None)):
        acts.answer(called(somebody(number)), somebody(number), choice)
    assert figures_of(somebody()).controls == 0
    acts.tell()
    found = [figures_of(somebody(number)) for number in (1, 2, 3)]
    assert [(one.controls, one.controls_right) for one in found] == [
        (1, 1),
        (1, 0),
        (0, 0),
    ]


def test_what_is_contested_and_withdrawn_is_struck_from_everybodys_figures(
    world: World,
) -> None:
    other = called(somebody(2))
    acts.answer(other, somebody(2), 0)
    call_id, task = contested(world)
    assert "juror" not in task.detail
    with transaction() as now:
        contesting.withdraw_contested(
            task, reason="they are right", staff_id=world.staff_id, now=now
        )
    assert [figures_of(somebody(no)).controls for no in (1, 2)] == [0, 0]
    told = comparison_of(call_id, somebody(), "en")
    assert not told.stands
    assert acts.call(somebody(3)) is None
    with pytest.raises(NotNow), transaction() as now:
        contesting.contest_control(other, somebody(2), "too late", now=now)


def test_what_is_contested_and_confirmed_goes_on_counting(world: World) -> None:
    call_id, task = contested(world)
    with transaction() as now:
        contesting.confirm_contested(
            task, reason="the rule says so", staff_id=world.staff_id, now=now
        )
    assert figures_of(somebody()).controls == 1
    with pytest.raises(AlreadyDone), transaction() as now:
        contesting.withdraw_contested(
            task, reason="after all", staff_id=world.staff_id, now=now
        )
    with pytest.raises(AlreadyDone), transaction() as now:
        contesting.contest_control(call_id, somebody(), "once more", now=now)


def test_nobody_learns_by_contesting_that_a_call_is_a_control(world: World) -> None:
    call_id = called(somebody())
    with pytest.raises(NotFound), transaction() as now:
        contesting.contest_control(call_id, somebody(), "is it?", now=now)


def test_one_is_marked_once_with_a_reason_and_may_come_back(world: World) -> None:
    staff_id = world.staff_id
    with pytest.raises(AlreadyDone):
        acts.mark(world)
    with pytest.raises(Invalid), transaction() as now:
        mark_control("neighbour", reason=" ", staff_id=staff_id, now=now)
    with pytest.raises(NotFound), transaction() as now:
        mark_control("jacket", reason="of the exam", staff_id=staff_id, now=now)
    item = acts.mark(world, "neighbour")
    with transaction() as now:
        withdraw_control(item, reason="a slip", staff_id=staff_id, now=now)
    assert acts.mark(world, "neighbour") != item


def test_an_outage_gives_back_as_much_as_of_a_real_call(world: World) -> None:
    open_one = called(somebody())
    kept = acts.kept(open_one, somebody())
    promised = (kept.begins_at, kept.reply_due_at, kept.window_ends_at)
    half = timedelta(minutes=30)
    period = Period(kept.sent_at - half, kept.sent_at + half)
    with transaction():
        lengthen_controls(period)
    kept = acts.kept(open_one, somebody())
    assert (kept.begins_at, kept.reply_due_at, kept.window_ends_at) == tuple(
        at + half for at in promised
    )
    notice = current_session().scalars(
        select(Notice).where(Notice.once_key.contains(open_one))
    )
    assert {one.expires_at for one in notice} == {kept.reply_due_at}


class _Always(random.Random):
    """A lot that falls on everybody."""

    def randrange(self, *_bounds: int) -> int:  # type: ignore[override]  # one bound
        return 0


def test_a_sweep_looks_only_at_those_who_have_read_enough(
    session: Session, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    dispute = world.hear()
    reader = world.seat(dispute, world.summonses(dispute)[0])
    world.read(dispute, reader)
    chosen = []
    for fewest in (1, 2):
        monkeypatch.setattr(calling, "fewest_between", lambda _most, few=fewest: few)
        chosen.append(calling.choose_for_control(chance=_Always()))
    assert chosen == [[reader[1]], []]


def test_a_sweep_tells_and_sends_in_transactions_of_its_own(world: World) -> None:
    call_id = called(somebody())
    acts.answer(call_id, somebody(), 0)
    move_clock(hours=25, sweep=end_controls)
    send_controls()
    assert acts.kept(call_id, somebody()).told_at is not None
