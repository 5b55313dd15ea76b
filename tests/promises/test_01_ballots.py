"""An acknowledged ballot is never lost, counted twice, for another seat, or late."""

import threading
from collections.abc import Callable, Sequence

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from jury.domain.errors import (
    AlreadyDone,
    DisputeError,
    Invalid,
    NotFound,
    PollClosed,
    TooEarly,
)
from jury.jobs import sweeps
from jury.services.hearing import poll
from jury.services.proof import audit
from jury.services.proof.log_check import verify_log
from jury.services.verdict.letter import letter
from jury.storage.audit import list_entries
from jury.storage.base import current_session
from jury.storage.polls import Ballot, list_ballots
from jury.storage.transaction import transaction
from tests.courts import begin_hearing
from tests.played import step
from tests.world import World, move_clock


@step
def seated(world: World, count: int = 1) -> tuple[str, list[tuple[str, int]]]:
    dispute = world.hear()
    jurors = [world.seat(dispute, one) for one in world.summonses(dispute)[:count]]
    world.read(dispute, *jurors)
    return dispute, jurors


def count_ballots() -> int:
    current_session().rollback()
    return current_session().scalar(select(func.count(Ballot.id))) or 0


def test_every_acknowledged_ballot_is_in_the_verdict(session: Session) -> None:
    world = World.begin()
    dispute, jurors = seated(world, 5)
    receipts = {
        world.vote(dispute, juror, choice).code
        for juror, choice in zip(jurors, (2, 2, 1, None, 2), strict=True)
    }
    move_clock(minutes=16)
    found = letter(dispute, "en")
    assert found is not None
    assert [votes.count for votes in found.split][:3] == [0, 1, 3]
    assert found.cannot_decide == 1
    closed = [
        entry
        for entry in list_entries(audit.dispute_chain(dispute))
        if entry.action == "poll.closed"
    ]
    listed = [seal.partition(":")[0] for seal in closed[0].payload["receipts"]]
    assert sorted(listed) == sorted(receipts)


def test_the_same_ballot_sent_at_once_from_many_windows_counts_once(
    app: Flask, session: Session
) -> None:
    world = World.begin()
    dispute, (juror,) = seated(world)
    vote = world.make_vote(dispute, 1)
    session.rollback()
    answers = at_once(app, [cast_as(juror, dispute, vote)] * 8)
    assert sum(isinstance(one, poll.Receipt) for one in answers) == 1
    assert sum(isinstance(one, AlreadyDone) for one in answers) == 7
    assert count_ballots() == 1


def test_the_first_ballots_of_a_poll_come_at_once_and_all_count(
    app: Flask, session: Session
) -> None:
    world = World.begin()
    dispute, jurors = seated(world, 4)
    vote = world.make_vote(dispute, 1)
    session.rollback()
    answers = at_once(app, [cast_as(juror, dispute, vote) for juror in jurors])
    assert sum(isinstance(one, poll.Receipt) for one in answers) == 4
    assert count_ballots() == 4
    assert verify_log().faults == ()


def cast_as(
    keys: tuple[str, int], dispute: str, vote: poll.Vote
) -> Callable[[], object]:
    """Cast as the page does: beside other jurors, and not beside a close."""

    def cast() -> object:
        with transaction(lock=dispute, beside=keys[0]) as now:
            return poll.cast_ballot(*keys, vote, now=now)

    return cast


def at_once(app: Flask, acts: Sequence[Callable[[], object]]) -> list[object]:
    """What every act gave, or was refused with, when all begin at one moment."""
    answers: list[object] = []
    together = threading.Barrier(len(acts))

    def meet(act: Callable[[], object]) -> None:
        with app.app_context():
            together.wait()
            try:
                answers.append(act())
            except DisputeError as refusal:
                answers.append(refusal)

    threads = [threading.Thread(target=meet, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_nobody_votes_on_another_jurors_seat(session: Session) -> None:
    world = World.begin()
    dispute, (mine, other) = seated(world, 2)
    with pytest.raises(NotFound):
        cast_as((mine[0], other[1]), dispute, world.make_vote(dispute, 1))()
    assert count_ballots() == 0


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"choice": 9}, "choice"),
        ({"choice": -1}, "choice"),
        ({"reasons": ("no_such_chip",)}, "chips"),
        ({"sentence": "x" * 500}, "sentence"),
        ({"language": "xx"}, "language"),
    ],
)
def test_a_ballot_that_is_not_on_the_ladder_is_refused(
    session: Session, changed: dict[str, object], field: str
) -> None:
    world = World.begin()
    dispute, (juror,) = seated(world)
    good = world.make_vote(dispute, 1)
    given = {"choice": good.choice, "reasons": good.reasons} | changed
    with pytest.raises(Invalid) as refused:
        cast_as(juror, dispute, poll.Vote(**given))()  # type: ignore[arg-type]  # wrong on purpose
    assert field in refused.value.fields
    assert count_ballots() == 0


def test_a_ballot_before_everything_was_read_is_refused_with_what_is_missing(
    session: Session,
) -> None:
    world, dispute = begin_hearing()
    juror = world.seat(dispute, world.summonses(dispute)[0])
    with pytest.raises(TooEarly) as refused:
        cast_as(juror, dispute, world.make_vote(dispute, 1))()
    assert refused.value.seconds_left > 0
    assert len(refused.value.unopened) == 1
    assert count_ballots() == 0


def test_a_ballot_after_the_window_is_refused_even_before_the_sweep(
    session: Session,
) -> None:
    world = World.begin()
    dispute, (juror,) = seated(world)
    move_clock(sweep=lambda: None, hours=25)
    with pytest.raises(PollClosed):
        cast_as(juror, dispute, world.make_vote(dispute, 1))()
    assert count_ballots() == 0


def test_whoever_lost_the_seat_to_the_next_juror_cannot_vote_for_it(
    session: Session,
) -> None:
    world = World.begin()
    dispute, (juror,) = seated(world)
    move_clock(minutes=125)
    with pytest.raises(PollClosed):
        cast_as(juror, dispute, world.make_vote(dispute, 1))()


def test_ballots_never_exceed_seats(session: Session) -> None:
    world, dispute = begin_hearing()
    draw = world.draw_of(dispute)
    votes = 0
    for _wave in range(4):
        for summons in world.summonses(dispute):
            try:
                juror = world.seat(dispute, summons)
            except DisputeError:
                continue
            if votes < 2:
                world.read(dispute, juror)
                world.vote(dispute, juror, votes)
                votes += 1
        move_clock(minutes=61)
    assert len(list_ballots(draw.id)) == 2
    held = {seat.summons_id for seat in world.draw_of(dispute).seats} - {None}
    assert len(held) <= draw.seats_wanted


def settled(world: World) -> tuple[str, tuple[str, int]]:
    """Three of five agree, and one more juror is reading while the poll runs out."""
    dispute = world.hear()
    *voters, reader = [world.seat(dispute, one) for one in world.summonses(dispute)[:4]]
    world.read(dispute, *voters, reader)
    for juror in voters:
        world.vote(dispute, juror, 1)
    return dispute, reader


def test_whoever_reads_while_a_settled_poll_runs_out_still_counts(
    session: Session,
) -> None:
    world = World.begin()
    dispute, reader = settled(world)
    move_clock(minutes=16)
    assert world.draw_of(dispute).poll_closes_at is not None
    world.vote(dispute, reader, 2)
    move_clock(minutes=31)
    found = letter(dispute, "en")
    assert found is not None
    assert [votes.count for votes in found.split][1:3] == [3, 1]


def test_a_settled_poll_takes_no_ballot_after_its_last_moment(session: Session) -> None:
    world = World.begin()
    dispute, reader = settled(world)
    move_clock(minutes=16)
    move_clock(sweep=lambda: None, minutes=31)
    with pytest.raises(PollClosed):
        cast_as(reader, dispute, world.make_vote(dispute, 2))()
    assert count_ballots() == 3


def test_a_ballot_that_meets_the_close_is_counted_or_refused_and_never_both(
    app: Flask, session: Session
) -> None:
    world = World.begin()
    dispute, reader = settled(world)
    cast = cast_as(reader, dispute, world.make_vote(dispute, 2))
    move_clock(sweep=lambda: None, minutes=61)
    session.rollback()
    receipts = at_once(app, [cast, sweeps.advance_disputes])
    found = letter(dispute, "en")
    assert found is not None
    acknowledged = 3 + sum(isinstance(one, poll.Receipt) for one in receipts)
    assert sum(votes.count for votes in found.split) == acknowledged == count_ballots()
