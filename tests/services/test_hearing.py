"""A hearing as jurors live it: calls, quiet hours, the close, what they are told."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from jury import clock
from jury.domain.lifecycle import Side
from jury.jobs import sweeps
from jury.services.drawing import seats
from jury.services.roster.importing import import_jurors
from jury.storage.base import current_session
from jury.storage.draws import Summons
from jury.storage.outside.inbox import list_inbox
from jury.storage.outside.outbox import Event, Notice
from jury.storage.people import find_user
from jury.storage.roster import ImportMode, get_juror
from jury.storage.transaction import transaction
from tests.courts import begin_hearing
from tests.roster_lines import quiet_now
from tests.world import World, enrol, make_intake, make_juror_line, move_clock

# Nine seats: five equal votes settle it, one short of the quorum of six.
NINE = {
    "price_minor": 100_000,
    "held_minor": 100_000,
    "asked_minor": 90_000,
    "freight_minor": 0,
}


def move_to(at: datetime, *, sweeping: bool = True) -> None:
    """The moment `at` has come."""
    left = int((at - clock.now()).total_seconds()) + 1
    if sweeping:
        move_clock(seconds=left)
    else:
        move_clock(sweep=lambda: None, seconds=left)


def told(kind: str) -> list[Notice]:
    """All notices of a kind, whoever got them."""
    current_session().rollback()
    query = select(Notice).where(Notice.kind == kind)
    return list(current_session().scalars(query))


def pushed() -> list[str]:
    """The kinds of notice that the marketplace was asked to carry by now."""
    current_session().rollback()
    query = select(Event).where(Event.type == "notice.due", Event.position > 0)
    return [str(event.payload["kind"]) for event in current_session().scalars(query)]


def vote_all(world: World, dispute: str, choices: Sequence[int | None]) -> None:
    """As many jurors as there are choices sit, read and vote; no sweep comes by."""
    called = world.summonses(dispute)[: len(choices)]
    seated = [world.seat(dispute, one) for one in called]
    released = world.draw_of(dispute).reading_seconds + 1
    world.open_everything(dispute, *seated)
    move_clock(sweep=lambda: None, seconds=released)
    for juror, choice in zip(seated, choices, strict=True):
        world.vote(dispute, juror, choice)


@pytest.mark.parametrize("late", [timedelta(0), timedelta(hours=30)])
def test_a_settled_poll_is_pronounced_however_late_the_sweep_comes(
    session: Session, late: timedelta
) -> None:
    world = World.begin(jurors=80)
    dispute = world.hear(make_intake(**NINE))
    vote_all(world, dispute, [1] * 5)
    world.seat(dispute, world.summonses(dispute)[0])
    move_to(world.draw_of(dispute).next_test_at)
    closes_at = world.draw_of(dispute).poll_closes_at
    assert closes_at is not None
    move_to(closes_at + late)
    assert world.stage(dispute) == "pronounced"
    assert told("hearing.extended") == []
    assert told("summons.released")


def test_more_time_gives_whoever_is_reading_the_whole_time_of_a_seat(
    session: Session,
) -> None:
    world, dispute = begin_hearing(jurors=80)
    ends_at = world.draw_of(dispute).window_ends_at
    move_to(ends_at - timedelta(minutes=20))
    sid, juror_id = world.seat(dispute, world.summonses(dispute)[0])
    move_to(ends_at)
    draw = world.draw_of(dispute)
    assert draw.extended_at is not None
    (seat,) = [one for one in draw.seats if one.summons_id == sid]
    assert seat.vote_due_at is not None
    assert seat.vote_due_at > ends_at + timedelta(minutes=35)
    world.read(dispute, (sid, juror_id))
    world.vote(dispute, (sid, juror_id), 1)


def test_jurors_of_a_hung_poll_are_not_told_that_it_was_decided(
    session: Session,
) -> None:
    world, dispute = begin_hearing()
    vote_all(world, dispute, [None] * 5)
    move_clock(minutes=16)
    assert world.stage(dispute) == "referred"
    assert len(told("poll.hung")) == 5
    assert told("poll.closed") == []


def test_with_too_few_people_nobody_is_disturbed(session: Session) -> None:
    world = World.begin(jurors=5)
    enrol(["juror-0"], credit=1, strikes=9)
    dispute = world.hear(make_intake(number="9"))
    assert world.stage(dispute) == "referred"
    assert told("summons.sent") == told("summons.released") == []
    sweeps.number_events()
    assert "summons.sent" not in pushed()


@pytest.mark.usefixtures("session")
class TestQuietHours:
    def heard(self, *, hours: int, jurors: int = 40) -> tuple[World, str]:
        world = World.begin(jurors=0)
        names = [f"sleeper-{number}" for number in range(jurors)]
        enrol(names, **quiet_now(hours=hours))
        return world, world.hear()

    def test_the_call_waits_for_the_morning_and_so_does_the_time_to_reply(self) -> None:
        world, dispute = self.heard(hours=8)
        called = world.summonses(dispute)
        assert "summons.sent" not in pushed()
        morning = clock.now() + timedelta(hours=8)
        assert all(one.reply_due_at >= morning for one in called)
        move_to(morning)
        assert pushed().count("summons.sent") == len(called)

    def test_a_night_does_not_call_everybody(self) -> None:
        world, dispute = self.heard(hours=8)
        called = len(world.summonses(dispute))
        move_clock(minutes=1)
        for _ in range(4):
            move_clock(minutes=15)
        assert 5 <= called == len(world.summonses(dispute)) < 20

    def test_while_some_sleep_later_ranks_go_on(self) -> None:
        # However the lot falls: no more sleep than may be called at once.
        world = World.begin(jurors=5)
        enrol([f"sleeper-{number}" for number in range(5)], **quiet_now(hours=8))
        move_clock(seconds=1)
        dispute = world.hear()
        asleep = [
            one.begins_at is not None and one.begins_at > one.sent_at
            for one in world.summonses(dispute)
        ]
        assert any(asleep)
        assert asleep.count(False) == 5

    def test_whoever_wakes_when_all_is_decided_was_never_called(self) -> None:
        world, dispute = self.heard(hours=8)
        asleep = {one.id for one in world.summonses(dispute)}
        vote_all(world, dispute, [1] * 5)
        move_clock(minutes=16)
        assert world.stage(dispute) == "pronounced"
        move_clock(hours=9)
        kinds = pushed()
        assert "summons.sent" not in kinds
        assert "summons.released" not in kinds
        # Those who came by themselves hear of the outcome in the morning.
        assert kinds.count("poll.closed") == 5
        assert len(asleep) >= 5

    def test_nobody_is_woken_for_a_file_that_can_no_longer_be_read(self) -> None:
        world, dispute = self.heard(hours=21)
        ends_at = world.draw_of(dispute).window_ends_at
        move_to(ends_at - timedelta(hours=4))
        enrol([f"late-{number}" for number in range(20)], **quiet_now(hours=20))
        move_to(ends_at - timedelta(minutes=1))
        due = {notice.params["when"] for notice in told("summons.sent")}
        assert all(datetime.fromisoformat(when) <= ends_at for when in due)
        assert all(one.made_at < ends_at for one in told("summons.sent"))


@pytest.mark.usefixtures("session")
class TestReminders:
    @pytest.fixture
    def heard(self) -> tuple[World, str, Summons]:
        world, dispute = begin_hearing()
        sweeps.number_events()
        return world, dispute, world.summonses(dispute)[0]

    def inbox(self, summons: Summons) -> list[str]:
        current_session().rollback()
        juror = get_juror(summons.juror_id)
        user = find_user(juror.ref)
        assert user is not None
        return [one.kind for one in list_inbox(user, now=clock.now())]

    def test_before_the_time_to_answer_is_over_a_juror_is_reminded(
        self, heard: tuple[World, str, Summons]
    ) -> None:
        _world, _dispute, call = heard
        assert self.inbox(call) == ["summons.sent"]
        move_to(call.reply_due_at - timedelta(minutes=10))
        assert "summons.ending" in self.inbox(call)

    def test_before_a_seat_ends_its_juror_is_reminded(
        self, heard: tuple[World, str, Summons]
    ) -> None:
        world, dispute, call = heard
        world.seat(dispute, call)
        assert self.inbox(call) == ["summons.sent"]
        move_clock(minutes=50)
        assert "seat.ending" in self.inbox(call)

    def test_whoever_has_voted_is_not_reminded(
        self, heard: tuple[World, str, Summons]
    ) -> None:
        world, dispute, call = heard
        juror = world.seat(dispute, call)
        world.read(dispute, juror)
        world.vote(dispute, juror, 1)
        move_clock(minutes=50)
        assert self.inbox(call) == ["summons.sent"]

    def test_the_marketplace_learns_of_no_reminder(
        self, heard: tuple[World, str, Summons]
    ) -> None:
        world, dispute, call = heard
        world.seat(dispute, call)
        move_clock(minutes=119)
        assert not {"summons.ending", "seat.ending"} & set(pushed())


@pytest.mark.parametrize(
    "known", [{"tie_keys": ["device-7"]}, {"strikes": 3}], ids=["a tie", "a strike"]
)
def test_what_became_known_since_the_call_keeps_a_juror_from_the_seat(
    session: Session, known: dict[str, object]
) -> None:
    world = World.begin()
    case = make_intake()
    buyer = replace(case.parties[Side.BUYER], tie_keys=("device-7",))
    parties = {**case.parties, Side.BUYER: buyer}
    dispute = world.hear(make_intake(parties=parties))
    call = world.summonses(dispute)[0]
    ref = get_juror(call.juror_id).ref
    line = make_juror_line(ref, **known)
    import_jurors([line], mode=ImportMode.UPDATE, actor="key:1")
    with pytest.raises(seats.MayNotSit), transaction(lock=dispute) as now:
        seats.accept_summons(call.id, call.juror_id, now=now)
    assert all(one.summons_id is None for one in world.draw_of(dispute).seats)
