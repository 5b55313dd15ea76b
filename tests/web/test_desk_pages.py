"""A moderator at the desk: the queue, leases, every kind of task; without script."""

from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from jury.domain.errors import NotNow
from jury.domain.lifecycle import Side
from jury.services.hearing.poll import cast_ballot
from jury.services.money.remedy import Answer, instruct_again, receive_answer
from jury.services.screening.covering import ask_cover
from jury.storage.audit import list_entries
from jury.storage.desk.tasks import Task, list_open_tasks_of
from jury.storage.disputes import get_dispute, list_redacted
from jury.storage.exhibits import get_exhibit
from jury.storage.money.refunds import balances, get_refund_of
from jury.storage.people import Role
from jury.storage.polls import list_sentences
from jury.storage.transaction import transaction
from jury.storage.verdicts import find_verdict
from tests.courts import begin_decided_by, begin_hearing
from tests.web.people import as_party, as_staff, look_again, shows
from tests.world import World, make_intake, move_clock

BOXES = {"boxes": "[[0,0,40,30]]", "code": "nothing_left"}
COVER = {"passage": "主板", "code": "asked"}


def only_task(dispute: str, kind: str) -> Task:
    look_again()
    (task,) = [one for one in list_open_tasks_of(dispute) if one.kind == kind]
    return task


def take(desk: FlaskClient, task: Task) -> str:
    """Take a task; its address."""
    place = f"/desk/tasks/{task.id}"
    assert desk.post(f"{place}/take").status_code == 303
    return place


def ask(dispute: str, target: str, passage: str) -> None:
    with transaction(lock=dispute) as now:
        ask_cover(dispute, Side.BUYER, target=target, passage=passage, now=now)


def test_the_queue_says_what_why_and_until_when(
    desk: FlaskClient, world: World, dispute: str
) -> None:
    world.file_picture(dispute)
    world.file_picture(dispute, Side.SELLER)
    ask(dispute, "claim", "主板")
    page = desk.get("/desk")
    assert shows(page, "Cover a picture × 2", "Only a person can weigh")
    assert shows(page, "No picture is shown before somebody has looked at it.")
    assert shows(page, "3 came in within a day", "0 payments are stuck")
    assert shows(desk.get("/desk?kind=cover"), "Only a person can weigh")
    assert not shows(desk.get("/desk?kind=cover"), "× 2")


def test_an_empty_queue_says_so(desk: FlaskClient) -> None:
    assert shows(desk.get("/desk"), "Nothing waits for a person")


def test_a_task_is_one_persons_at_a_time(
    app: Flask, desk: FlaskClient, dispute: str
) -> None:
    ask(dispute, "claim", "主板")
    place = take(desk, only_task(dispute, "cover"))
    ada, _ = as_staff(app, "ada", Role.MODERATOR)
    assert shows(ada.get(place), "lin is working on this until")
    assert ada.post(f"{place}/take").status_code == 409
    assert ada.post(f"{place}/cover", data=COVER).status_code == 409
    assert shows(desk.get("/desk?holder=mine"), "Only a person can weigh")
    desk.post(f"{place}/leave")
    assert ada.post(f"{place}/take").status_code == 303


def test_words_are_covered_as_asked(
    app: Flask, desk: FlaskClient, dispute: str
) -> None:
    ask(dispute, "claim", "主板")
    place = take(desk, only_task(dispute, "cover"))
    assert shows(desk.get(place), "主板修过", "The wish")
    assert desk.post(f"{place}/cover", data=COVER).status_code == 303
    look_again()
    assert "主板" not in list_redacted(dispute)["claim"].template
    seen = as_party(app, dispute, Side.SELLER).get(f"/disputes/{dispute}/preview")
    assert "主板" not in seen.text


def test_a_wish_is_refused_with_a_reason(desk: FlaskClient, dispute: str) -> None:
    ask(dispute, "claim", "主板")
    place = take(desk, only_task(dispute, "cover"))
    for wrong in ({"code": "needed", "reason": ""}, {"code": "dull", "reason": "x"}):
        assert desk.post(f"{place}/refuse", data=wrong).status_code == 422
    told = {"code": "needed", "reason": "The jury has to know which part it was."}
    assert desk.post(f"{place}/refuse", data=told).status_code == 303
    record = desk.get(f"/desk/disputes/{dispute}")
    assert shows(record, "leaves it as it is", told["reason"])
    assert shows(record, "Why: the jury needs it to decide")


def test_a_moderator_covers_words_unasked(desk: FlaskClient, dispute: str) -> None:
    place = f"/desk/disputes/{dispute}/cover"
    assert shows(desk.get(f"{place}?source=claim"), "主板修过")
    given = {"source": "claim", "passage": "主板", "code": "personal"}
    assert desk.post(place, data=given).status_code == 303
    again = desk.post(place, data=given)
    assert again.status_code == 422
    assert shows(again, "These words do not stand in the text.")


def refer(world: World) -> str:
    dispute = world.escalate()
    world.finish_submissions(dispute)
    world.confirm(dispute)
    assert world.stage(dispute) == "referred"
    return dispute


def test_a_referred_dispute_is_decided_with_a_reason(
    app: Flask, desk: FlaskClient, world: World
) -> None:
    dispute = refer(world)
    place = take(desk, only_task(dispute, "referred"))
    assert shows(desk.get(place), "There are too few people who may judge it.")
    for given, field in (({"rung": "1", "reason": " "}, "write"), ({}, "outcome")):
        refused = desk.post(f"{place}/pronounce", data=given)
        assert refused.status_code == 422
        assert field in refused.text
    told = {"rung": "1", "reason": "The listing called it unopened."}
    assert desk.post(f"{place}/pronounce", data=told).status_code == 303
    look_again()
    verdict = find_verdict(dispute)
    assert verdict is not None
    assert (verdict.rung, verdict.ended_by) == (1, "staff")
    letter = as_party(app, dispute, Side.BUYER).get(f"/disputes/{dispute}/verdict")
    assert shows(letter, told["reason"], "so a moderator did")


def test_a_referred_dispute_goes_back_to_other_jurors(
    app: Flask, session: Session
) -> None:
    _world, dispute = begin_decided_by((None, None, None, None, None), jurors=60)
    move_clock(hours=25)
    desk, _ = as_staff(app, "lin", Role.MODERATOR)
    place = take(desk, only_task(dispute, "referred"))
    back = desk.post(
        f"{place}/send-back", data={"to": "hearing", "reason": "Others may know more."}
    )
    assert back.status_code == 303
    look_again()
    assert get_dispute(dispute).stage == "hearing"


@pytest.fixture
def decided(session: Session) -> str:
    """A dispute with a verdict, in which a juror has left a sentence."""
    world, dispute = begin_hearing()
    called = world.summonses(dispute)[:5]
    seated = [world.seat(dispute, one) for one in called]
    world.read(dispute, *seated)
    for number, juror in enumerate(seated):
        said = "One half is fair." if number == 0 else ""
        vote = replace(world.make_vote(dispute, 1), sentence=said, language="en")
        with transaction(lock=dispute) as now:
            cast_ballot(*juror, vote, now=now)
    move_clock(minutes=16)
    return dispute


def test_a_jurors_sentence_is_released_into_the_letter(
    app: Flask, decided: str
) -> None:
    desk, _ = as_staff(app, "lin", Role.MODERATOR)
    place = take(desk, only_task(decided, "sentence"))
    assert shows(desk.get(place), "One half is fair.")
    party = as_party(app, decided, Side.BUYER)
    letter = f"/disputes/{decided}/verdict"
    assert not shows(party.get(letter), "One half is fair.")
    for wrong in ({}, {"act": "keep", "code": "fit"}, {"act": "release", "code": "x"}):
        assert desk.post(f"{place}/sentence", data=wrong).status_code == 422
    page = desk.post(f"{place}/sentence", data={"act": "publish", "code": "fit"})
    assert shows(page, "Please release the sentence or keep it back.")
    look_again()
    assert list_sentences(decided)[0].withheld_at is None
    desk.post(f"{place}/sentence", data={"act": "release", "code": "fit"})
    look_again()
    assert list_sentences(decided)[0].released_at is not None
    assert shows(party.get(letter), "One half is fair.")


def test_a_refused_payment_is_told_again(app: Flask, decided: str) -> None:
    move_clock(hours=49)
    with transaction(lock=decided) as now:
        receive_answer(
            "RF-1", Answer(result="refused", code="E7"), actor="key:1", now=now
        )
    desk, _ = as_staff(app, "lin", Role.MODERATOR)
    place = take(desk, only_task(decided, "refund_answer"))
    assert shows(desk.get(place), "The marketplace refused to pay.", "E7")
    assert shows(desk.get("/desk"), "1 payment is stuck")
    assert desk.post(f"{place}/instruct", data={"reason": ""}).status_code == 422
    done = desk.post(f"{place}/instruct", data={"reason": "The account is open."})
    assert done.status_code == 303
    look_again()
    record = get_refund_of(decided)
    assert (record.state, record.attempt) == ("instructed", 2)


def test_a_payment_that_nobody_answers_is_told_again_after_a_day(
    app: Flask, decided: str
) -> None:
    move_clock(hours=49)
    with transaction(lock=decided) as now, pytest.raises(NotNow):
        instruct_again(decided, reason="too early", staff_id=1, now=now)
    move_clock(hours=24)
    desk, _ = as_staff(app, "lin", Role.MODERATOR)
    place = take(desk, only_task(decided, "refund_answer"))
    assert shows(desk.get(place), "has not answered for a day", "Tell them again")
    told = {"reason": "Their queue was stuck."}
    assert desk.post(f"{place}/instruct", data=told).status_code == 303
    look_again()
    record = get_refund_of(decided)
    assert (record.state, record.attempt) == ("instructed", 2)
    sent = list_entries(f"dispute:{decided}", "refund.instructed")
    assert [one.payload["attempt"] for one in sent] == [1, 2]
    assert len({one.payload["enforcement"] for one in sent}) == 1
    assert balances(decided)["escrow"] == 0
    with transaction(lock=decided) as now, pytest.raises(NotNow):
        instruct_again(decided, reason="twice", staff_id=1, now=now)


def test_whoever_does_not_know_is_told_again_only_after_a_day(
    app: Flask, decided: str
) -> None:
    move_clock(hours=49)
    with transaction(lock=decided) as now:
        receive_answer("RF-1", Answer(result="unknown"), actor="key:1", now=now)
    desk, _ = as_staff(app, "lin", Role.MODERATOR)
    place = take(desk, only_task(decided, "refund_answer"))
    assert not shows(desk.get(place), "Tell them again")
    early = desk.post(f"{place}/instruct", data={"reason": "At once."})
    assert early.status_code == 409
    move_clock(hours=24)
    take(desk, only_task(decided, "refund_answer"))
    assert shows(desk.get(place), "Tell them again")


def test_after_a_picture_the_next_one_opens_at_once(
    desk: FlaskClient, world: World, dispute: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "jury.services.screening.overtaking.has_detectors", lambda: False
    )
    other = world.escalate(make_intake(number="2"))
    first, second = world.file_picture(dispute), world.file_picture(other)
    place = f"/desk/disputes/{dispute}/exhibits/{first}"
    done = desk.post(f"{place}/release", data=BOXES)
    assert done.location == f"/desk/tasks/{only_task(other, 'screen_exhibit').id}"
    page = desk.get(done.location, follow_redirects=True)
    assert page.request.path.endswith(second)
    assert shows(page, "You are working on this until")
    assert get_exhibit(dispute, first).boxes == [
        {"x": 0, "y": 0, "width": 40, "height": 30}
    ]
