"""Each day's figures, from disputes that are over; and the back-test over them."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from jury import clock
from jury.cli.backtest import backtest_command
from jury.cli.policy_diff import policy_changes
from jury.domain.errors import Invalid
from jury.jobs import sweeps
from jury.services.fairness import meters
from jury.services.law.lawbook import SHIPPED, lawbook
from jury.services.proof.log_check import verify_log
from jury.storage.base import current_session
from jury.storage.desk.tasks import Task
from jury.storage.figures.fairness import FairnessReading
from jury.storage.people import Role
from jury.storage.transaction import transaction
from tests.fairness.courts import begin_closed
from tests.web.people import as_staff, shows
from tests.world import move_clock

LEANS: dict[str, Any] = {"value": 0.2, "low": 0.1, "high": 0.3, "count": 900}


def keep(name: str, found: dict[str, Any]) -> FairnessReading | None:
    with transaction() as now:
        figures = {"meters": {name: found}, "curve": [], "polls": 900}
        return meters.keep(figures, now=now)


def alarms() -> list[Task]:
    current_session().rollback()
    query = select(Task).where(Task.kind == meters.TASK, Task.done_at.is_(None))
    return list(current_session().scalars(query))


def test_figures_are_made_once_a_day(session: Session) -> None:
    begin_closed()
    for _time in range(2):
        sweeps.measure_fairness()
    move_clock(days=1)
    sweeps.measure_fairness()
    rows = session.scalars(select(FairnessReading)).all()
    assert len(rows) == 2
    figures = rows[0].figures
    assert figures["polls"] == 1
    assert figures["meters"]["for_buyers"]["value"] in {0, 1}
    assert "mostly_buy" not in figures["meters"]
    # With five seats a lead of three is settled.
    assert [row["rule"] for row in figures["curve"]] == ["margin:2", "settled", "fixed"]
    assert {row["seats"] for row in figures["curve"]} == {5}
    assert verify_log().faults == ()


def test_a_court_without_disputes_has_figures_of_none(session: Session) -> None:
    found = meters.measure(clock.now())
    assert (found["meters"], found["curve"], found["polls"]) == ({}, [], 0)


def test_a_lean_beyond_the_band_calls_a_moderator_until_it_is_explained(
    session: Session,
) -> None:
    assert keep("mostly_buy", LEANS) is not None
    (alarm,) = alarms()
    with pytest.raises(Invalid), transaction() as now:
        meters.explain_lean(alarm, reason=" ", staff_id=1, now=now)
    with transaction() as now:
        found = session.get_one(Task, alarm.id)
        meters.explain_lean(found, reason="few sellers enrol", staff_id=1, now=now)
    assert alarms() == []


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("mostly_buy", LEANS | {"low": 0.01}),
        ("for_buyers", LEANS),
    ],
)
def test_what_is_not_sure_or_not_comparable_calls_nobody(
    session: Session, name: str, found: dict[str, Any]
) -> None:
    keep(name, found)
    assert alarms() == []


@pytest.mark.parametrize(
    ("name", "found", "calls"),
    [
        ("by_filer", LEANS, 1),
        ("language:en", LEANS | {"low": -0.01}, 0),
        ("for_buyers", {"value": 0.6, "low": 0.56, "high": 0.64, "count": 900}, 1),
        ("for_buyers", {"value": 0.55, "low": 0.51, "high": 0.59, "count": 900}, 0),
        ("for_buyers", {"value": 0.4, "low": 0.36, "high": 0.44, "count": 900}, 1),
    ],
)
def test_outcomes_call_somebody_where_the_court_has_a_band_for_them(
    app: Flask,
    session: Session,
    monkeypatch: pytest.MonkeyPatch,
    *,
    name: str,
    found: dict[str, Any],
    calls: int,
) -> None:
    law = lawbook()
    own = replace(law.fairness, meters=replace(law.fairness.meters, outcome_percent=5))
    monkeypatch.setattr(meters, "lawbook", lambda: replace(law, fairness=own))
    keep(name, found)
    assert len(alarms()) == calls
    page = as_staff(app, "mod", Role.MODERATOR)[0].get("/desk/fairness")
    assert shows(page, "Surely more than 5%") == bool(calls)


def test_a_backtest_replays_what_was_stored(app: Flask, session: Session) -> None:
    begin_closed()
    said = CliRunner().invoke(
        backtest_command, ["--stop", "fixed", "--orders", "2", "--json"]
    )
    assert said.exit_code == 0, said.output
    found = json.loads(said.output)
    assert set(found) == {"all", "hidden_defect"}
    assert found["all"]["agree_final"]["value"] == 1
    table = CliRunner().invoke(backtest_command, ["--stop", "margin", "--lead", "2"])
    assert table.output.splitlines()[1].startswith("all")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--policy", "nobody"], "No such poll is over yet"),
        (["--least", "9", "--most", "3"], "a poll stops at the latest"),
    ],
)
def test_a_backtest_of_nothing_says_so(
    app: Flask, session: Session, arguments: list[str], says: str
) -> None:
    begin_closed()
    said = CliRunner().invoke(backtest_command, arguments)
    assert said.exit_code == 1
    assert says in said.output


def diff(*arguments: str) -> tuple[int, str]:
    said = CliRunner().invoke(policy_changes, ["diff", *arguments, "--orders", "2"])
    return said.exit_code, said.output


def test_a_changed_policy_is_replayed_beside_the_old_one(
    app: Flask, session: Session, tmp_path: Path
) -> None:
    begin_closed()
    changed = tmp_path / "small.toml"
    text = (SHIPPED / "small.toml").read_text("utf-8")
    changed.write_text(text + '\n[verdict]\nstop = "fixed"\n', "utf-8")
    status, said = diff("small", str(changed))
    assert status == 0
    assert "verdict.stop: settled -> fixed" in said
    old, new = said.splitlines()[-2:]
    assert (old.split()[0], new.split()[0]) == ("old", "new")
    assert diff("small", "small")[1].startswith("Nothing changes.")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "is neither a policy here nor a file"),
        ("seats = ", "this is not TOML"),
        ("seats = 4", "seats"),
    ],
)
def test_what_is_no_policy_is_refused(
    app: Flask, session: Session, tmp_path: Path, content: str | None, says: str
) -> None:
    path = tmp_path / "mine.toml"
    if content is not None:
        path.write_text(content, "utf-8")
    status, said = diff("small", str(path))
    assert status == 1
    assert says in said
