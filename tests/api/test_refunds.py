"""The marketplace answers what became of an instructed refund."""

import pytest
from sqlalchemy.orm import Session

from jury.storage.desk.tasks import list_open_tasks_of
from jury.storage.money.refunds import balances
from tests.api.program import Program, make_dispute, wrong_fields
from tests.courts import begin_hearing
from tests.world import move_clock

ANSWERS = "/refunds/RF-1/answers"


@pytest.fixture
def final(session: Session, program: Program) -> str:
    """A dispute whose refund has just been instructed."""
    world, dispute = begin_hearing(jurors=12)
    world.decide(dispute, [1, 1, 1])
    move_clock(hours=49)
    assert program.get("/refunds/RF-1").get_json()["state"] == "instructed"
    return dispute


def test_executed_closes_the_dispute(
    final: str, program: Program, session: Session
) -> None:
    answer = program.post(ANSWERS, {"result": "executed"})
    assert answer.status_code == 200
    assert answer.get_json()["state"] == "acknowledged"
    seen = program.get(f"/disputes/{final}").get_json()
    assert (seen["stage"], seen["ended_by"]) == ("closed", "verdict")
    session.rollback()
    assert balances(final)["escrow"] == 0


def test_saying_it_twice_changes_nothing(
    final: str, program: Program, session: Session
) -> None:
    first = program.post(ANSWERS, {"result": "executed"}).get_json()
    again = program.post(ANSWERS, {"result": "executed"})
    assert (again.status_code, again.get_json()) == (200, first)
    assert program.post(ANSWERS, {"result": "refused", "code": "x"}).status_code == 409


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        ({"result": "refused", "code": "account_closed"}, "refused"),
        ({"result": "unknown"}, "instructed"),
    ],
)
def test_what_was_not_executed_opens_a_task(
    final: str,
    program: Program,
    session: Session,
    answer: dict[str, str],
    state: str,
) -> None:
    said = program.post(ANSWERS, answer)
    assert said.status_code == 200, said.text
    assert said.get_json()["state"] == state
    assert program.get(f"/disputes/{final}").get_json()["stage"] == "final"
    session.rollback()
    kinds = [task.kind for task in list_open_tasks_of(final)]
    assert "refund_answer" in kinds


@pytest.mark.parametrize(
    ("answer", "named"),
    [
        ({"result": "perhaps"}, "/result"),
        ({}, "/result"),
        ({"result": "refused"}, "/code"),
        ({"result": "refused", "code": "two words"}, "/code"),
        ({"result": "refused", "code": "x" * 61}, "/code"),
        ({"result": "executed", "paid": 5}, "/paid"),
    ],
)
def test_a_wrong_answer_is_refused(
    program: Program, answer: dict[str, object], named: str
) -> None:
    program.post("/disputes", make_dispute("1"))
    assert wrong_fields(program.post(ANSWERS, answer)) == [named]


def test_before_it_is_instructed_there_is_nothing_to_answer(program: Program) -> None:
    program.escalate("1")
    answer = program.post(ANSWERS, {"result": "executed"})
    assert (answer.status_code, answer.get_json()["code"]) == (409, "not_now")
    assert program.get("/refunds/RF-1").get_json()["state"] == "held"


def test_an_unknown_refund_record_answers_404(program: Program) -> None:
    assert program.get("/refunds/RF-404").status_code == 404
    answer = program.post("/refunds/RF-404/answers", {"result": "executed"})
    assert answer.status_code == 404
    assert answer.get_json()["detail"].startswith("There is nothing at this address: ")
