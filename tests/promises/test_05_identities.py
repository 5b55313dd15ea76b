"""No party learns who a juror is, no juror who a party is, and nobody has an alias."""

import json
from collections.abc import Iterable

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from jury.domain.lifecycle import Side
from jury.domain.sortition.rows import row_key
from jury.services.drawing.transcripts import transcript
from jury.services.money import remedy
from jury.services.notices import relay
from jury.services.roster.importing import import_jurors
from jury.storage.base import current_session
from jury.storage.draws import Summons
from jury.storage.outside.outbox import Event
from jury.storage.roster import ImportMode
from jury.storage.transaction import transaction
from tests.played import played, step
from tests.promises import canaries, crawl
from tests.world import World, make_intake, make_juror_line, move_clock

REFS = [f"juror-opaque-{number:02}" for number in range(12)]
ORDER, REFUND = "ORD-of-them-77", "RFD-of-them-77"


def juror_secrets() -> list[str]:
    """By what a juror could be found: refs, mails, keys, their places on the roster."""
    current_session().rollback()
    calls = current_session().scalars(select(Summons.id))
    return [
        *REFS,
        *(f"mail-of-{ref}" for ref in REFS),
        *(f"person-of-{ref}" for ref in REFS),
        *(row_key(ref).hex() for ref in REFS),
        *calls,
    ]


def party_secrets() -> list[str]:
    """By what a party could be found, also by those who know the marketplace."""
    people = [name for side in Side for name in canaries.names_of(side)]
    refs = [f"{side}-opaque-1" for side in Side]
    return [*people, *refs, ORDER, REFUND, "person-of-a-party", "tie-of-a-party"]


@played
def court_with_known_people() -> tuple[World, str]:
    """A hearing in which everybody's every mark is known to the test."""
    world = World.begin(jurors=0)
    lines = [
        make_juror_line(
            ref, email=f"mail-of-{ref}@example.org", person_key=f"person-of-{ref}"
        )
        for ref in REFS
    ]
    import_jurors(lines, mode=ImportMode.UPDATE, actor="key:1")
    marks: dict[Side, dict[str, object]] = {
        Side.BUYER: {"person_key": "person-of-a-party"},
        Side.SELLER: {"tie_keys": ("tie-of-a-party",)},
    }
    parties = {side: canaries.make_party(side, **more) for side, more in marks.items()}
    asked = make_intake(
        order_ref=ORDER, refund_ref=REFUND, parties=parties, claim="It was opened."
    )
    return world, world.hear(asked)


@step
def finish(world: World, dispute: str) -> None:
    """The jury decides, the verdict binds, the marketplace pays."""
    world.decide(dispute, (1, 1, 1, 2, 0))
    move_clock(hours=49)
    with transaction(lock=dispute) as now:
        remedy.receive_answer(
            REFUND, remedy.Answer(result="executed"), actor="key:1", now=now
        )
    assert world.stage(dispute) == "closed"


def seen_by_parties(app: Flask, dispute: str) -> crawl.Seen:
    """All that both sides can read, in one heap."""
    where = crawl.addresses(app, crawl.places_of(dispute))
    return {
        f"{side} {address}": content
        for side in Side
        for address, content in crawl.look(
            crawl.party(app, dispute, side), where
        ).items()
    }


def without_echo(seen: crawl.Seen) -> crawl.Seen:
    """Pages alone: an address that was asked for is nothing that was told."""
    return {place: page for place, page in seen.items() if page.startswith(b"200")}


def test_no_page_of_a_party_tells_who_a_juror_is(app: Flask, session: Session) -> None:
    world, dispute = court_with_known_people()
    during = seen_by_parties(app, dispute)
    assert crawl.traces(without_echo(during), juror_secrets()) == []
    finish(world, dispute)
    after = without_echo(seen_by_parties(app, dispute))
    assert any("/draws/" in place for place in after)
    assert crawl.traces(after, juror_secrets()) == []


def seen_by_jurors(app: Flask, dispute: str, calls: Iterable[Summons]) -> crawl.Seen:
    """All that these jurors can read of their own call and everywhere else."""
    seen: crawl.Seen = {}
    for call in calls:
        reader = crawl.juror(app, call.juror_id)
        where = crawl.addresses(app, crawl.places_of(dispute, call.id))
        seen |= {
            f"{call.rank} {address}": content
            for address, content in crawl.look(reader, where).items()
        }
    return without_echo(seen)


def test_no_page_of_a_juror_tells_who_a_party_is(app: Flask, session: Session) -> None:
    world, dispute = court_with_known_people()
    calls = world.summonses(dispute)
    seated = [world.seat(dispute, one) for one in calls[:5]]
    during = seen_by_jurors(app, dispute, (calls[0], calls[-1]))
    assert f"1 /jury/seats/{calls[0].id}" in during
    assert crawl.traces(during, party_secrets()) == []
    # The promise of the draw carries the id; no page leads there before the close.
    pages = {place: page for place, page in during.items() if "/draws/" not in place}
    assert crawl.traces(pages, [dispute]) == []
    assert crawl.traces(during, set(REFS)) == []
    world.read(dispute, *seated)
    for juror, choice in zip(seated, (1, 1, 1, 2, 0), strict=True):
        world.vote(dispute, juror, choice)
    move_clock(minutes=16)
    after = seen_by_jurors(app, dispute, calls[:1])
    assert crawl.traces(after, party_secrets()) == []


def test_what_the_marketplace_is_told_of_a_dispute_names_no_juror(
    app: Flask, session: Session
) -> None:
    world, dispute = court_with_known_people()
    finish(world, dispute)
    where = crawl.addresses(app, crawl.places_of(dispute), under="/api/")
    answers = crawl.look(crawl.program(app), where)
    events = answers.pop("/api/v1/events?limit=500")
    assert all(answer.startswith(b"200") for answer in answers.values())
    assert crawl.traces(answers, juror_secrets()) == []
    told = json.loads(events.partition(b"\n")[2])["items"]
    about = {one["id"]: json.dumps(one).encode() for one in told if one["dispute"]}
    people = [*REFS, *(f"mail-of-{ref}" for ref in REFS)]
    assert any("summons.accepted" in one["type"] for one in told)
    assert crawl.traces(about, people) == []
    mails = {one["id"]: json.dumps(one).encode() for one in told}
    assert crawl.traces(mails, people[len(REFS) :]) == []


def test_webhooks_to_jurors_and_about_disputes_have_nothing_in_common(
    app: Flask, session: Session
) -> None:
    world, dispute = court_with_known_people()
    world.seat(dispute, world.summonses(dispute)[0])
    move_clock(minutes=1)
    for event in current_session().scalars(select(Event).where(Event.position > 0)):
        body = relay.envelope(event)
        assert not (dispute in body and any(ref in body for ref in REFS)), event.type


def test_nobody_keeps_a_name_from_one_dispute_to_the_next(session: Session) -> None:
    world = World.begin(jurors=5)
    tokens = []
    for number in ("1", "2"):
        dispute = world.hear(make_intake(number=number))
        world.decide(dispute, (1, 1, 1, 1, 1))
        found = transcript(dispute, 1, is_auditor=False)
        entries = [one for part in found["segments"] for one in part["entries"]]
        assert not any("key" in one or "row" in one for one in entries)
        tokens.append({one["token"] for one in entries})
    first, second = tokens
    assert first
    assert not first & second
