"""The simulated past of a demo: what it holds, where it shows, what it leaves alone."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import numpy as np
import pytest
from flask import Flask
from sqlalchemy.orm import Session

from config import Config
from jury.domain.errors import NotFound
from jury.jobs import sweeps
from jury.services.fairness.calibrated import find_calibration
from jury.services.fairness.meters import figures_of, own_figures
from jury.services.fairness.past import DISPUTES, SEED, begin_past, invent
from jury.services.fairness.record import Record
from jury.services.fairness.simulated import simulate_past
from jury.services.law.lawbook import lawbook
from jury.services.proof.log_check import verify_log
from jury.storage.base import current_session
from jury.storage.figures.fairness import find_last_reading
from jury.storage.people import Role
from jury.storage.transaction import transaction
from tests.fairness.courts import begin_sampled
from tests.fairness.test_nightly import alarms
from tests.web.people import as_staff, shows
from tests.world import move_clock

NOW = datetime(2026, 11, 27, tzinfo=UTC)


@pytest.fixture(scope="module")
def past() -> Record:
    return simulate_past(lawbook(), seed=SEED, disputes=DISPUTES, now=NOW)


@pytest.fixture(scope="module")
def figures() -> dict[str, Any]:
    return invent(disputes=DISPUTES, now=NOW)


def test_the_same_seed_gives_the_same_past() -> None:
    one, other = (
        simulate_past(lawbook(), seed=3, disputes=40, now=NOW) for _time in range(2)
    )
    assert (one.held, one.cast, one.readings) == (
        other.held,
        other.cast,
        other.readings,
    )


def test_it_is_judged_by_the_rules_of_the_court(past: Record) -> None:
    assert len({one.dispute_id for one in past.held}) == len(past.spent) == DISPUTES
    for poll, replayed in zip(past.held, past.polls(), strict=True):
        counts = (poll.split or {})["counts"]
        deciding = [
            one.choice for _at, one in replayed.ballots if one.choice is not None
        ]
        assert [deciding.count(rung) for rung in range(len(counts))] == counts
        assert len(replayed.ballots) <= poll.seats
        assert replayed.final is not None


def test_what_was_planted_is_found_and_nothing_else(figures: dict[str, Any]) -> None:
    found = figures["meters"]
    assert found["mostly_buy"]["low"] > 0.02
    assert 0.03 < found["mostly_buy"]["value"] < 0.07
    for name in ("buyer_first", "experienced"):
        assert found[name]["low"] <= 0 <= found[name]["high"]


def test_it_has_all_that_pages_show(figures: dict[str, Any], past: Record) -> None:
    assert {row["rule"] for row in figures["curve"]} >= {"settled", "fixed"}
    assert {row["seats"] for row in figures["curve"]} == {5, 9, 17}
    weighed = [row["seats"] for row in figures["curve"] if row["rule"] == "weighted"]
    assert weighed == [9, 17]
    assert figures["calibration"]["audited"] == len(past.audited)
    assert set(figures["costs"]) == {"", *(one.policy for one in past.spent)}
    assert figures["beside"]["agree"]["count"] > 100
    assert len(figures["readings"]) == len(past.audited) > 400
    json.dumps(figures)


def test_nothing_of_it_stands_in_the_records(
    session: Session, figures: dict[str, Any]
) -> None:
    sweeps.measure_fairness()
    for _time in range(2):
        with transaction() as now:
            begin_past(figures, now=now)
    reading = find_last_reading()
    assert reading is not None
    assert reading.figures["simulated"] == DISPUTES
    # No poll of people goes by what made-up ones did.
    assert find_calibration() is None
    assert [task.target for task in alarms()] == ["mostly_buy", "in_group"]
    move_clock(days=1)
    sweeps.measure_fairness()
    later = find_last_reading()
    assert later is not None
    assert later.day > reading.day
    # What its own people did stands beside it: nobody came yet.
    assert later.figures == {**figures, **own_figures()}
    assert verify_log().faults == ()


@pytest.fixture
def in_production(app: Flask, config: Config) -> Iterator[None]:
    app.extensions["jury_settings"] = replace(config, sandbox=False)
    yield
    app.extensions["jury_settings"] = config


def test_no_court_that_judges_people_is_given_one(
    session: Session, in_production: None, figures: dict[str, Any]
) -> None:
    with pytest.raises(NotFound), transaction() as now:
        begin_past(figures, now=now)
    current_session().rollback()


def test_pages_say_that_it_is_simulated(
    app: Flask, session: Session, figures: dict[str, Any]
) -> None:
    with transaction() as now:
        begin_past(figures, now=now)
    desk, _staff = as_staff(app, "auditor", Role.AUDITOR)
    said = {
        "/desk/fairness": ("Fewer than 5%", "What does a dispute cost?", "Small sums"),
        "/desk/audits": ("How the bounds narrowed", "530 "),
        "/desk/shadow": ("Do they decide alike?", "computing at less than CN¥0.01"),
    }
    for place, words in said.items():
        page = desk.get(place)
        assert shows(page, "disputes that were simulated for the demo")
        assert all(shows(page, one) for one in words[:2]), place


COMMANDS = {
    "cost": "medium",
    "cost --staff-minute 0 --computing-hour 0": " 0.00 (0.00 to",
    "shadow-report": "the same sum",
    "backtest --policy large --orders 1": "all",
    "backtest --policy large --orders 1 --stop weighted --together 1/8": "all",
    "policy diff medium large --orders 1": "new counterfeit",
}


def test_commands_read_it_when_they_are_told_to(
    app: Flask, session: Session, figures: dict[str, Any]
) -> None:
    run = app.test_cli_runner()
    refused = run.invoke(args=["cost", "--simulated"])
    assert "This court has no simulated past" in refused.output
    with transaction() as now:
        begin_past({**figures, "simulated": 300}, now=now)
    for command, says in COMMANDS.items():
        done = run.invoke(args=[*command.split(), "--simulated"])
        assert done.exit_code == 0, done.output
        assert says in done.output


def test_what_real_disputes_took_is_read_from_ballots_and_tasks(
    app: Flask, session: Session
) -> None:
    begin_sampled()
    run = app.test_cli_runner()
    told = json.loads(run.invoke(args=["cost", "--json"]).output)
    assert told["all"]["votes"]["value"] >= 3
    assert told["all"]["juror_minutes"]["value"] > 0
    assert told["small"] == told["all"]
    assert "Nothing to compare" in run.invoke(args=["shadow-report"]).output


def test_a_court_without_disputes_says_so(app: Flask, session: Session) -> None:
    assert "No dispute is over" in app.test_cli_runner().invoke(args=["cost"]).output
    desk, _staff = as_staff(app, "mod", Role.MODERATOR)
    assert shows(desk.get("/desk/audits"), "No verdict was drawn yet")
    assert shows(desk.get("/desk/shadow"), "Nothing to compare yet")
    found = figures_of(
        Record(held=[], cast=[], trades={}, audited={}, spent=[]),
        chance=np.random.default_rng(1),
        day="2026-11-27",
    )
    assert (found["costs"], found["beside"]) == ({}, None)
