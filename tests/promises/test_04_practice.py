"""Who practises on a closed dispute sees less than its jurors, and moves nothing."""

import json

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from jury.domain.lifecycle import Side
from jury.services.money import ledger
from jury.services.proof.log_check import verify_log
from jury.storage.base import current_session
from jury.storage.disputes import Dispute
from jury.storage.money.refunds import LedgerEntry
from jury.storage.outside.outbox import Event, Notice
from jury.storage.people import find_user
from jury.storage.polls import Ballot
from jury.storage.verdicts import Verdict
from tests.appeals import pay
from tests.exam import acts, practice
from tests.money.acts import colleague
from tests.played import step
from tests.promises import canaries, crawl
from tests.promises.canaries import Revealing
from tests.world import move_clock

LANGUAGES = ("en", "zh-Hans")
# Of a title and a listing not even what was covered for jurors is taken; what other
# texts repeat of them is covered, and "mark" stands in both.
NEVER = canaries.MARKS
PAGES = ("/jury/exam", "/jury/exam/1", "/jury/exam/1/ballot")


@step
def closed() -> Revealing:
    """A closed dispute in which everything names somebody."""
    told = canaries.make_revealing()
    canaries.screen(told)
    move_clock(hours=13)
    told.world.give_nonce(told.dispute)
    told.world.decide(told.dispute, (1, 1, 1, 1, 1))
    move_clock(hours=49)
    pay(told.dispute)
    assert told.world.stage(told.dispute) == "closed"
    return told


def practised(told: Revealing) -> str:
    """A practice dispute of it, whose makers repeat both people's names; its id."""
    named = canaries.said(Side.BUYER, "x") + canaries.said(Side.SELLER, "y")
    practice.say(told.dispute)
    mock = practice.propose(
        told.dispute,
        told.world.staff_id,
        item=canaries.NAMED[Side.BUYER]["name"],
        listing=named,
        shows=(named, named),
        why=named,
        answer="undecided",
        defensible=(),
    )
    practice.approve(told.dispute, mock, colleague())
    return mock


def volunteer(app: Flask, mock: str, lang: str) -> crawl.Reader:
    """A stranger with a sitting whose first dispute this is."""
    juror_id = practice.volunteer(f"stranger-{lang}")
    practice.begin_with(juror_id, mock)
    user = find_user(f"stranger-{lang}")
    assert user is not None
    return crawl.person(app, user.get_id(), lang)


def test_no_page_of_the_exam_tells_who_it_was_about(
    app: Flask, session: Session
) -> None:
    told = closed()
    mock = practised(told)
    whole = json.dumps(practice.kept(mock).content, ensure_ascii=False)
    kept = {"kept": whole.encode()}
    assert [one for one in NEVER if one in whole] == []
    assert crawl.traces(kept, [*canaries.everybody(), told.dispute]) == []
    for lang in LANGUAGES:
        reader = volunteer(app, mock, lang)
        exhibits = [f"/jury/exam/1/exhibits/{number}" for number in (1, 2)]
        seen = crawl.look(reader, (*PAGES, *exhibits))
        assert all(one.startswith(b"200") for one in seen.values())
        ids = (told.dispute, *told.exhibits.values())
        assert crawl.traces(seen, [*canaries.everybody(), *ids]) == []
        assert b"<img" not in b"".join(seen.values())


def world_of_the_dispute() -> dict[str, object]:
    """Whatever the court tells, owes or counts."""
    session = current_session()
    session.rollback()
    counted = (Ballot, Verdict, LedgerEntry, Event)
    counts = {
        one.__name__: session.scalar(select(func.count()).select_from(one))
        for one in counted
    }
    rows = session.execute(select(*Dispute.__table__.c).order_by(Dispute.id)).all()
    told = select(Notice.kind).where(Notice.kind.not_like("task.%"))
    return counts | {
        "disputes": [tuple(map(str, one)) for one in rows],
        "notices": sorted(session.scalars(told)),
    }


def test_a_practice_dispute_moves_nothing_of_the_one_it_came_from(
    app: Flask, session: Session
) -> None:
    told = closed()
    before = world_of_the_dispute()
    mock = practised(told)
    juror_id = practice.volunteer()
    practice.begin_with(juror_id, mock)
    for place in range(1, 5):
        acts.answer(juror_id, place, right=True)
    practice.say(told.dispute, Side.SELLER, is_given=False)
    assert world_of_the_dispute() == before
    assert ledger.check().faults == ()
    assert verify_log().faults == ()


@pytest.mark.parametrize("side", list(Side))
def test_neither_side_learns_what_the_other_said(
    app: Flask, session: Session, side: Side
) -> None:
    told = closed()
    reader = crawl.party(app, told.dispute, side)
    place = f"/disputes/{told.dispute}"
    before = reader.get(place)
    for is_given in (True, False):
        practice.say(told.dispute, side.other, is_given=is_given)
        assert reader.get(place) == before
