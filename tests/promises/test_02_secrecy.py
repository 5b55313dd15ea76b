"""Before the close nobody learns a vote, the tally, or who has voted at all."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from structlog.testing import capture_logs

from jury import clock
from jury.domain.lifecycle import Side
from jury.jobs import sweeps
from jury.services.notices import relay
from jury.services.proof import audit
from jury.services.reading.record import record
from jury.storage.audit import MasterEntry, list_entries
from jury.storage.base import current_session, current_settings
from jury.storage.disputes import get_dispute
from jury.storage.draws import Summons, list_summonses
from jury.storage.outside.outbox import Event
from jury.storage.people import Role
from jury.storage.transaction import transaction
from tests.courts import begin_hearing
from tests.played import step
from tests.promises import crawl
from tests.promises.crawl import Reader, Seen
from tests.promises.twins import Twins, twins
from tests.world import World, move_clock

__all__ = ["twins"]

VOTERS = ("first voter", "second voter")
ToldWorld = Mapping[str, Seen]


def crowd(app: Flask, dispute: str) -> dict[str, Reader]:
    """Everybody who might want to know, but for the jurors."""
    return {
        **{side.value: crawl.party(app, dispute, side) for side in Side},
        "moderator": crawl.staff(app, Role.MODERATOR),
        "auditor": crawl.staff(app, Role.AUDITOR),
        "a stranger": crawl.person(app),
        "the marketplace": crawl.program(app),
    }


def closed_to(app: Flask, name: str) -> set[str]:
    """What one of the crowd is refused for what they are; to strangers all is open."""
    if name in {side.value for side in Side}:
        return crawl.closed_to(app, crawl.USERS)
    is_staff = name in {"moderator", "auditor"}
    return crawl.closed_to(app, crawl.STAFF) if is_staff else set()


def outgoing() -> Seen:
    """What leaves the house: webhooks, mails, and the head that is kept outside."""
    sweeps.link_heads()
    kept = current_settings().data_dir / "audit-heads.log"
    with transaction() as now:
        webhooks = list(iter(lambda: relay.claim_delivery(now=now), None))
        mails = list(iter(lambda: relay.claim_mail(now=now), None))
    return {
        "webhooks": repr([one.body for one in webhooks]).encode(),
        "mails": repr(sorted(map(repr, mails))).encode(),
        "heads": kept.read_bytes(),
    }


def look_around(
    app: Flask, dispute: str, jurors: Mapping[str, Summons] | None = None
) -> ToldWorld:
    """Everything that anybody can read, and everything that is sent."""
    places = crawl.places_of(dispute)
    told = {
        name: crawl.look(reader, crawl.addresses(app, places, but=closed_to(app, name)))
        for name, reader in crowd(app, dispute).items()
    }
    closed = crawl.closed_to(app, crawl.USERS)
    for name, call in (jurors or {}).items():
        where = crawl.addresses(app, crawl.places_of(dispute, call.id), but=closed)
        told[name] = crawl.look(crawl.juror(app, call.juror_id), where)
    return {**told, "outside": outgoing()}


def heard_world(jurors: int = 12) -> tuple[World, str]:
    """A court whose roster was committed a moment before the dispute came in."""
    world = World.begin(jurors=jurors)
    move_clock(seconds=1)
    return world, world.hear()


def world_in_which(app: Flask, choices: Sequence[int]) -> ToldWorld:
    """Three read, as many as there are choices vote, a sweep comes by, all is read."""
    world, dispute = heard_world()
    calls = world.summonses(dispute)
    with capture_logs() as logged:
        seated = [world.seat(dispute, one) for one in calls[:3]]
        world.read(dispute, *seated)
        for juror, choice in zip(seated, choices, strict=False):
            world.vote(dispute, juror, choice)
        move_clock(minutes=16)
    assert world.stage(dispute) == "hearing"
    names = (*VOTERS, "a reading juror", "a called juror")
    told = look_around(app, dispute, dict(zip(names, calls, strict=False)))
    return {**told, "logs": {"lines": repr(logged).encode()}}


def differences(one: ToldWorld, other: ToldWorld, *, but: Sequence[str] = ()) -> object:
    """Who could tell the worlds apart, and where."""
    assert one.keys() == other.keys()
    return {
        name: [place for place in seen if seen[place] != other[name].get(place)]
        for name, seen in one.items()
        if name not in but and seen != other[name]
    }


def test_opposite_votes_and_no_votes_look_the_same_to_the_byte(twins: Twins) -> None:
    told = []
    for choices in ((), (0, 0), (3, 3)):
        with twins() as app:
            told.append(world_in_which(app, choices))
    nobody_voted, for_the_seller, for_the_buyer = told
    assert any(b"200" in page for page in for_the_buyer["moderator"].values())
    assert differences(for_the_seller, for_the_buyer) == {}
    assert differences(nobody_voted, for_the_buyer, but=VOTERS) == {}


def test_who_has_taken_a_seat_looks_the_same_to_the_byte(twins: Twins) -> None:
    told = []
    for seats in (0, 4):
        with twins() as app:
            world, dispute = heard_world()
            *calls, last = world.summonses(dispute)
            for summons in calls[:seats]:
                world.seat(dispute, summons)
            # Their seats end now before the poll is tested for the next time.
            move_clock(minutes=51)
            told.append(look_around(app, dispute, {"a called juror": last}))
    assert differences(*told) == {}


def calls_after(
    minutes: int, *, seats: slice, choices: Sequence[int] = ()
) -> list[tuple[datetime, str]]:
    """Who has been called by then, and when: some take seats, and some of them vote."""
    world, dispute = heard_world(jurors=40)
    seated = [world.seat(dispute, one) for one in world.summonses(dispute)[seats]]
    # All worlds take the same time, whoever reads.
    world.open_everything(dispute, *seated)
    move_clock(seconds=world.draw_of(dispute).reading_seconds + 1)
    for juror, choice in zip(seated, choices, strict=False):
        world.vote(dispute, juror, choice)
    for _grid in range(minutes // 15):
        move_clock(minutes=15)
    move_clock(minutes=minutes % 15)
    assert world.stage(dispute) == "hearing"
    called = list_summonses(world.draw_of(dispute).id)
    return [
        (one.sent_at, f"{one.rank} {one.juror_id} {one.begins_at} {one.reply_due_at}")
        for one in called
    ]


def test_until_calls_end_none_goes_out_whoever_sits_or_votes(twins: Twins) -> None:
    worlds: tuple[tuple[slice, Sequence[int]], ...] = (
        (slice(0), ()),
        (slice(1), (0,)),
        (slice(4), ()),
        (slice(2, 5), (0, 3)),
    )
    found = []
    for seats, choices in worlds:
        with twins():
            found.append(calls_after(54, seats=seats, choices=choices))
    assert found == [found[0]] * len(worlds)


def test_which_of_the_called_sit_and_how_they_vote_times_no_call(twins: Twins) -> None:
    """Calls that ended in silence bring others: as many, and at the same moments."""
    found = []
    for seats, choices in ((slice(2), (0, 3)), (slice(3, 5), (3, 3))):
        with twins():
            found.append(calls_after(200, seats=seats, choices=choices))
    assert found[0] == found[1]
    assert len({sent_at for sent_at, _call in found[0]}) > 1


@step
def hearing_with_votes(choices: Sequence[int | None]) -> tuple[World, str]:
    world, dispute = begin_hearing(jurors=12)
    called = world.summonses(dispute)[: len(choices)]
    seated = [world.seat(dispute, one) for one in called]
    world.read(dispute, *seated)
    for juror, choice in zip(seated, choices, strict=True):
        world.vote(dispute, juror, choice)
    sweeps.number_events()
    return world, dispute


def events_of(dispute: str) -> list[Event]:
    """What was told about a dispute, in the order of its sequence."""
    current_session().rollback()
    query = select(Event).where(
        Event.dispute_id == dispute, Event.dispute_seq.is_not(None)
    )
    return list(current_session().scalars(query.order_by(Event.dispute_seq)))


def test_what_happens_inside_the_poll_is_numbered_only_at_the_close(
    session: Session,
) -> None:
    world, dispute = hearing_with_votes((1, 1, 2, 2))
    before = events_of(dispute)
    assert [one.type for one in before][-1] == "panel.drawn"
    assert get_dispute(dispute).event_seq == len(before)
    inside = select(Event).where(Event.type.like("summons.%"))
    assert {one.position for one in session.scalars(inside)} == {None}
    move_clock(hours=25)
    assert world.stage(dispute) == "pronounced"
    after = [one.type for one in events_of(dispute)][len(before) :]
    assert after[0] == "summons.sent"
    assert after.count("summons.accepted") == 4
    assert "verdict.pronounced" in after


def test_a_jurors_notice_names_no_dispute(session: Session) -> None:
    _world, dispute = hearing_with_votes((0,))
    query = select(Event).where(Event.type == "notice.due")
    told = [one for one in session.scalars(query) if "/jury/" in one.payload["link"]]
    assert told
    for one in told:
        assert (one.dispute_id, one.dispute_seq) == (None, None)
        assert dispute not in repr(one.payload)


def test_the_log_tells_nothing_of_ballots_before_the_close(session: Session) -> None:
    _world, dispute = hearing_with_votes((0, 3))
    said = {one.subject for one in record(dispute, is_auditor=True)}
    assert said >= {one.subject for one in record(dispute)}
    assert not said & {"ballot", "summons", "seat", "poll"}
    sweeps.link_heads()
    linked = set(session.scalars(select(MasterEntry.chain)))
    assert linked
    assert not [chain for chain in linked if chain.startswith("poll:")]


def test_at_the_close_ballots_join_the_log_in_an_order_that_tells_no_seat(
    session: Session,
) -> None:
    world, dispute = hearing_with_votes((0, 3, 1, 2, None))
    sealed = audit.ballot_chain(world.draw_of(dispute).id)
    cast = [one.payload["ballot"] for one in list_entries(sealed)]
    move_clock(minutes=16)
    closed = [one for one in record(dispute) if one.action == "poll.closed"]
    assert closed[0].payload["receipts"] == sorted(cast)


def test_a_ballot_keeps_neither_juror_nor_exact_time(session: Session) -> None:
    world, dispute = hearing_with_votes((0, 3))
    draw = world.draw_of(dispute)
    kept = list_entries(audit.ballot_chain(draw.id))
    jurors = {one.juror_id for one in world.summonses(dispute, "voted")}
    assert jurors
    for entry in kept:
        assert (entry.at.minute % 15, entry.at.second, entry.at.microsecond) == (
            0,
            0,
            0,
        )
        assert (entry.actor, set(entry.payload)) == ("juror", {"ballot"})
    assert clock.now() > kept[-1].at
