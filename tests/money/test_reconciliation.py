"""A day's list against the ledger: each difference once, a task each, in words."""

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from config import Config
from jury import clock
from jury.domain.errors import Invalid
from jury.domain.money.reconciling import Kind
from jury.services.money import reconcile
from jury.services.money.reconciliation_lines import PaymentLine
from jury.services.proof.log_check import verify_log
from jury.storage.base import current_session
from jury.storage.desk.tasks import Holder, Task, Wanted, list_open_tasks
from jury.storage.money.reconciliations import DifferenceRow, list_open_differences
from jury.storage.people import Role
from jury.storage.transaction import transaction
from tests.api.program import Program, make_key
from tests.appeals import decided_by_staff, pay
from tests.promises.test_06_money import all_at_once
from tests.web.people import as_staff, look_again, shows, small_world
from tests.world import move_clock


@pytest.fixture
def dispute(session: Session) -> str:
    """A dispute whose award was paid today."""
    found = decided_by_staff(small_world())
    move_clock(hours=49)
    pay(found)
    return found


def today() -> date:
    return clock.now().astimezone(reconcile.court_zone()).date()


def line(dispute: str, **changed: Any) -> dict[str, Any]:
    return {
        "reference": f"{dispute}:award",
        "refund": "RF-1",
        "state": "executed",
        "currency": "CNY",
        "buyer": 5400,
        "seller": 13800,
        **changed,
    }


def compared(*lines: dict[str, Any]) -> list[Kind]:
    listed = [PaymentLine(**one).listed() for one in lines]
    with transaction() as now:
        _run, found = reconcile.reconcile(today(), listed, actor="key:1", now=now)
    return [one.kind for one in found]


def tasks(kind: str) -> list[Task]:
    current_session().rollback()
    wanted = Wanted(kind, Holder.ANYBODY, 0, clock.now())
    return list(list_open_tasks(wanted).rows)


def test_a_list_that_agrees_leaves_nothing_to_do(dispute: str) -> None:
    assert compared(line(dispute)) == []
    assert tasks("difference") == []
    assert verify_log().faults == ()


def test_each_difference_is_kept_once_and_a_better_list_closes_it(
    dispute: str,
) -> None:
    wrong = [line(dispute, seller=1), line("dsp_other", refund="RF-9")]
    for _time in range(2):
        assert compared(*wrong) == [Kind.AMOUNT, Kind.MISSING_HERE]
    opened = tasks("difference")
    assert sorted(one.dispute_id or "" for one in opened) == ["", dispute]
    assert all(one.due_at > clock.now() for one in opened)
    assert compared(line(dispute)) == []
    assert (tasks("difference"), list_open_differences()) == ([], [])
    assert verify_log().faults == ()


def test_what_was_paid_and_is_not_listed_is_missing_on_its_day_alone(
    dispute: str,
) -> None:
    assert compared() == [Kind.MISSING_THERE]
    move_clock(hours=24)
    assert compared() == []
    with pytest.raises(Invalid), transaction() as now:
        reconcile.reconcile(today() + timedelta(1), [], actor="key:1", now=now)


def test_eight_lists_at_once_open_one_task(
    app: Flask, dispute: str, session: Session
) -> None:
    all_at_once(app, lambda: compared(line(dispute, state="refused")))
    session.rollback()
    assert session.scalar(select(func.count(DifferenceRow.id))) == 1
    assert len(tasks("difference")) == 1


def test_the_marketplace_sends_its_list_and_reads_what_differs(
    dispute: str, app: Flask, session: Session
) -> None:
    program = Program(app.test_client(), make_key(app))
    given = {"day": today().isoformat(), "lines": [line(dispute, currency="USD")]}
    answer = program.post("/reconciliations", given)
    assert answer.status_code == 200, answer.text
    (found,) = answer.get_json()["found"]
    assert found["kind"] == "currency"
    assert found["detail"] == "The currencies differ: here CNY, there USD."
    wrong = program.post("/reconciliations", {**given, "lines": [{"buyer": 1}]})
    assert wrong.status_code == 422
    place = f"/reconciliations?day={given['day']}"
    wrong = program.post_raw(place, b"reference,buyer\nx,1.5\n", media_type="text/csv")
    assert (wrong.status_code, "/line/2/buyer" in wrong.text) == (422, True)
    (kept,) = program.get("/reconciliations").get_json()["items"]
    assert (kept["day"], kept["differences"]) == (given["day"], 1)


def test_an_operator_compares_a_file(app: Flask, dispute: str) -> None:
    runner = app.test_cli_runner()
    asked = ["reconcile", "-", "--day", today().isoformat()]
    same = runner.invoke(args=asked, input=json.dumps(line(dispute)))
    assert (same.exit_code, same.output) == (0, "1 payments compared, 0 differences.\n")
    twice = json.dumps([line(dispute), line(dispute)])
    differs = runner.invoke(args=asked, input=twice)
    assert differs.exit_code == 1
    assert f"{dispute}:award (RF-1): The list has this payment 2 times." in (
        differs.output
    )
    for wrong in ("{", '{"buyer": 1}'):
        assert runner.invoke(args=asked, input=wrong).exit_code == 1


def test_a_person_explains_a_difference_at_the_desk(app: Flask, dispute: str) -> None:
    compared(line(dispute, seller=1))
    desk, _id = as_staff(app, "lin", Role.MODERATOR)
    (task,) = tasks("difference")
    page = desk.get(f"/desk/tasks/{task.id}", follow_redirects=True)
    assert shows(page, "The sums differ: here buyer 5400, seller 13800", "RF-1")
    assert shows(desk.get("/desk"), "A payment differs from the list")
    (row,) = list_open_differences()
    place = f"/desk/reconciliations/{row.id}"
    assert desk.post(place, data={"reason": ""}).status_code == 422
    desk.post(place, data={"reason": "A typing mistake of theirs."})
    look_again()
    assert (tasks("difference"), list_open_differences()) == ([], [])
    assert compared(line(dispute, seller=1)) == [Kind.AMOUNT]
    assert tasks("difference") == []


def test_a_list_that_does_not_come_is_asked_for_once(
    app: Flask, session: Session, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    small_world()
    with transaction() as now:
        reconcile.remind_reconciliation(now=now)
    assert tasks("reconciliation_due") == []
    due = replace(config, reconciliation_due="00:00")
    monkeypatch.setitem(app.extensions, "jury_settings", due)
    for _time in range(2):
        with transaction() as now:
            reconcile.remind_reconciliation(now=now)
    assert len(tasks("reconciliation_due")) == 1
    with transaction() as now:
        day = now.astimezone(reconcile.court_zone()).date() - timedelta(1)
        reconcile.reconcile(day, [], actor="key:1", now=now)
    assert tasks("reconciliation_due") == []
