"""Afterwards: a juror is told, credited, may contest it, and staff answer."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from jury import clock
from jury.domain.lives.part_states import SummonsState
from jury.jobs.controls import end_controls
from jury.services.control import answering
from jury.services.people.accounts import ensure_user
from jury.storage.base import current_session
from jury.storage.jurors.availability import find_load
from jury.storage.jurors.controls import get_control_call
from jury.storage.jurors.service_records import count_by_state
from jury.storage.outside.outbox import Event, Notice
from jury.storage.people import Staff
from jury.storage.roster import facts_of, get_juror, list_experienced
from jury.storage.transaction import transaction
from tests.control import acts
from tests.web.juror_acts import make_sign_in, shows
from tests.web.juror_world import Called
from tests.world import World, move_clock

WRONG, RIGHT = 1, 0


@pytest.fixture
def world(session: Session, monkeypatch: pytest.MonkeyPatch) -> World:
    begun = World.begin(jurors=4)
    acts.use_controls(monkeypatch)
    acts.mark(begun)
    return begun


@pytest.fixture
def juror(world: World) -> int:
    return acts.juror_id("juror-1")


@pytest.fixture
def call_id(juror: int) -> str:
    made = acts.call(juror)
    assert made is not None
    return made


@pytest.fixture
def client(app: Flask, juror: int, call_id: str) -> FlaskClient:
    with transaction() as now:
        user = ensure_user("juror-1", locale="en", now=now)
        called = Called(user.get_id(), juror, call_id, user.ref)
    return make_sign_in(app)(called)


@pytest.fixture
def desk(app: Flask, world: World, client: FlaskClient) -> FlaskClient:
    signed_in = app.test_client()
    with signed_in.session_transaction() as cookie:
        staff = current_session().get_one(Staff, world.staff_id)
        cookie["_user_id"], cookie["lang"] = staff.get_id(), "en"
    return signed_in


def events(type_: str) -> list[dict[str, object]]:
    current_session().rollback()
    query = select(Event.payload).where(Event.type == type_).order_by(Event.id)
    return list(current_session().scalars(query))


def test_a_call_fills_the_day_and_is_the_one_that_is_open(
    juror: int, call_id: str
) -> None:
    known = facts_of(get_juror(juror), now=clock.now())
    assert (known.open_summonses, known.summonses_today) == (1, 1)
    assert count_by_state(juror) == {SummonsState.SENT: 1}
    with transaction() as now:
        answering.decline_control(call_id, juror, now=now)
    known = facts_of(get_juror(juror), now=clock.now())
    assert (known.open_summonses, known.summonses_today) == (0, 1)


def test_a_call_let_pass_counts_once_its_window_is_over(
    juror: int, call_id: str
) -> None:
    with transaction():
        get_control_call(call_id, juror).hour = 12
    move_clock(hours=3, sweep=end_controls)
    assert find_load(juror) is None
    move_clock(hours=25, sweep=end_controls)
    load = find_load(juror)
    assert load is not None
    assert load.missed == 1


@pytest.mark.parametrize("choice", [RIGHT, WRONG, None])
def test_service_is_credited_whatever_was_answered_and_once(
    juror: int, call_id: str, choice: int | None
) -> None:
    acts.answer(call_id, juror, choice)
    assert events("juror.credited") == []
    acts.tell()
    acts.tell()
    assert events("juror.credited") == [{"user": "juror-1", "votes": 1}]


def test_it_counts_as_a_jury_served_once_it_was_told(juror: int, call_id: str) -> None:
    acts.answer(call_id, juror, WRONG)
    served = []
    for _time in range(2):
        known = facts_of(get_juror(juror), now=clock.now(), with_service=True)
        served.append((known.juries_served, juror in list_experienced(1)))
        acts.tell()
    assert served == [(0, False), (1, True)]


def test_no_service_is_credited_without_a_vote(juror: int, call_id: str) -> None:
    with transaction() as now:
        answering.accept_control(call_id, juror, now=now)
    with transaction() as now:
        answering.open_control(call_id, juror, now=now)
    acts.tell()
    assert events("juror.credited") == []
    assert acts.kept(call_id, juror).told_at is not None


def test_the_marketplace_hears_of_it_what_it_hears_of_any_call(
    juror: int, call_id: str
) -> None:
    acts.answer(call_id, juror, RIGHT)
    (due,) = events("notice.due")
    assert due["kind"] == "summons.sent"
    kinds = set(current_session().scalars(select(Event.type)))
    assert {one for one in kinds if one.startswith(("control", "summons"))} == set()


def test_a_juror_reads_afterwards_what_it_was_and_why_and_contests_it_once(
    client: FlaskClient, desk: FlaskClient, juror: int, call_id: str
) -> None:
    place = f"/jury/seats/{call_id}"
    acts.answer(call_id, juror, WRONG)
    assert client.post(f"{place}/contest", data={"sentence": "No."}).status_code == 404
    acts.tell()
    page = client.get(f"{place}/outcome")
    assert shows(page, "This was a control dispute", "The buyer chose the locker")
    assert shows(page, "You saw it differently. Only you read that")
    assert client.post(f"{place}/contest", data={"sentence": " "}).status_code == 409
    assert client.post(f"{place}/contest", data={"sentence": "No."}).status_code == 303
    assert client.post(f"{place}/contest", data={"sentence": "No."}).status_code == 409
    listed = desk.get("/desk/controls")
    assert shows(listed, "Contested by a juror", "No.", "The outcome stands")
    task = listed.get_data(as_text=True).partition("/desk/controls/contests/")[2][:36]
    address = f"/desk/controls/contests/{task.partition(chr(34))[0]}"
    assert desk.post(address, data={"stands": "1", "reason": ""}).status_code == 422
    said = {"stands": "1", "reason": "They had chosen it."}
    assert desk.post(address, data=said).status_code == 303
    assert shows(client.get(f"{place}/outcome"), "A moderator answers", "had chosen it")
    told = current_session().scalars(select(Notice.kind).order_by(Notice.made_at))
    assert told.all()[-1] == "control.replied"


def test_staff_read_use_and_withdraw_one(
    client: FlaskClient, desk: FlaskClient, juror: int, call_id: str
) -> None:
    acts.answer(call_id, juror, RIGHT)
    acts.tell()
    file = "/desk/controls/files/lens"
    assert shows(desk.get(file), "The answer, and why", "Nothing is wrong")
    assert desk.post(f"{file}/mark", data={"reason": ""}).status_code == 422
    assert desk.post(f"{file}/mark", data={"reason": "Read."}).status_code == 303
    assert desk.get("/desk/controls/files/none").status_code == 404
    item = acts.kept(call_id, juror).item_id
    address = f"/desk/controls/{item}/withdraw"
    assert desk.post(address, data={"reason": ""}).status_code == 422
    assert desk.post(address, data={"reason": "Unclear."}).status_code == 303
    page = client.get(f"/jury/seats/{call_id}/outcome")
    assert shows(page, "A moderator has withdrawn it since")
