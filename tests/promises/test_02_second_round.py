"""On appeal nobody learns a vote early, new jurors nothing of the first round."""

import json
from collections.abc import Sequence

from flask import Flask
from sqlalchemy import select
from structlog.testing import capture_logs

from jury.domain.lifecycle import Side
from jury.services.notices import relay
from jury.services.roster.importing import import_jurors
from jury.storage.base import current_session
from jury.storage.draws import Summons, list_draws, list_summonses
from jury.storage.outside.outbox import Notice
from jury.storage.people import find_user
from jury.storage.roster import ImportMode, get_juror
from jury.storage.transaction import transaction
from tests.acts.doing import begin_voting, look_at_it
from tests.appeals import appeal, decided, hear_again
from tests.promises import crawl
from tests.promises.crawl import Seen
from tests.promises.test_02_secrecy import ToldWorld, differences
from tests.promises.twins import Twins, twins
from tests.world import World, make_juror_line, move_clock

__all__ = ["twins"]

REFS = [f"juror-{number}" for number in range(24)]
# Of those called to the second round, in drawn order.
WATCHED = {"a voter": 0, "another voter": 1, "a reading juror": 2, "a called juror": 8}
VOTES = (0, 3)


def heard_again(rung: int = 0, by: Side = Side.BUYER) -> tuple[World, str]:
    """All of a first jury took one rung, one side appeals, others have been called."""
    world = World.begin(jurors=0)
    lines = [make_juror_line(ref, email=f"{ref}@example.org") for ref in REFS]
    import_jurors(lines, mode=ImportMode.UPDATE, actor="key:1")
    move_clock(seconds=1)
    dispute = decided(world, rung=rung)
    appeal(dispute, by)
    hear_again(world, dispute)
    return world, dispute


def ref_of(call: Summons) -> str:
    """How the marketplace calls somebody who was called."""
    return get_juror(call.juror_id).ref


def look_as(app: Flask, dispute: str, call: Summons) -> Seen:
    """All that somebody who was called can read of it: calls, seat, inbox, draws."""
    reader, user = crawl.juror(app, call.juror_id), find_user(ref_of(call))
    assert user is not None
    own = select(Notice.id).where(Notice.user_id == user.id)
    told = list(current_session().scalars(own.order_by(Notice.made_at, Notice.id)))
    assert told
    places = {**crawl.places_of(dispute, call.id), "notice_id": told}
    areas = ("/jury", "/inbox", "/draws")
    where = [one for area in areas for one in crawl.addresses(app, places, under=area)]
    return crawl.look(reader, where)


def world_in_which(app: Flask, choices: Sequence[int]) -> ToldWorld:
    """Of a second jury three read, two vote, a sweep comes by, and all is read."""
    world, dispute = heard_again()
    veteran = list_summonses(list_draws(dispute)[0].id)[0]
    calls = world.summonses(dispute)
    with capture_logs() as logged:
        begin_voting(world, dispute, tuple(choices))
        move_clock(minutes=16)
    assert world.stage(dispute) == "hearing"
    seller = crawl.party(app, dispute, Side.SELLER)
    where = crawl.addresses(app, crawl.places_of(dispute), under="/disputes")
    return {
        **{name: look_as(app, dispute, calls[no]) for name, no in WATCHED.items()},
        "a juror of the first round": look_as(app, dispute, veteran),
        "seller": crawl.look(seller, where),
        **look_at_it(app, dispute),
        "logs": {"lines": repr(logged).encode()},
    }


def test_opposite_votes_on_appeal_look_the_same_to_the_byte(twins: Twins) -> None:
    told = []
    for choices in ((0, 0), (3, 3)):
        with twins() as app:
            told.append(world_in_which(app, choices))
    for name, seen in told[0].items():
        if name not in {"outside", "logs"}:
            assert any(page.startswith(b"200") for page in seen.values()), name
    assert differences(*told) == {}


def sent_to(calls: Sequence[Summons]) -> Seen:
    """What goes out to these people: mails, and what the marketplace is to pass on."""
    refs = {ref_of(call) for call in calls}
    with transaction() as now:
        bodies = [one.body for one in iter(lambda: relay.claim_delivery(now=now), None)]
        mails = list(iter(lambda: relay.claim_mail(now=now), None))
    events = [json.loads(body) for body in bodies]
    passed_on = [
        (one["type"], one["timestamp"], one["dispute"], one["sequence"], one["data"])
        for one in events
        if one["data"].get("user") in refs
    ]
    mailed = [one for one in mails if one.to.removesuffix("@example.org") in refs]
    assert passed_on
    assert mailed
    return {"events": repr(passed_on).encode(), "mails": repr(mailed).encode()}


def second_jury_after(app: Flask, rung: int, by: Side) -> ToldWorld:
    """What the second jury gets to read and is sent, before and after it decided."""
    world, dispute = heard_again(rung, by)
    calls = world.summonses(dispute)
    begin_voting(world, dispute, VOTES)
    sent = sent_to(calls)
    told = {name: look_as(app, dispute, calls[no]) for name, no in WATCHED.items()}
    world.vote(dispute, (calls[2].id, calls[2].juror_id), 1)
    world.decide(dispute, (1, 1, 1, 1))
    assert world.stage(dispute) == "pronounced"
    told["a voter, later"] = look_as(app, dispute, calls[0])
    outcome = told["a voter, later"][f"/jury/seats/{calls[0].id}/outcome"]
    assert outcome.startswith(b"200")
    return {**told, "sent": sent, "sent later": sent_to(calls)}


def test_the_second_jury_cannot_tell_what_the_first_decided_or_who_appealed(
    twins: Twins,
) -> None:
    told = []
    for rung, by in ((0, Side.BUYER), (3, Side.SELLER)):
        with twins() as app:
            told.append(second_jury_after(app, rung, by))
    assert differences(*told) == {}
