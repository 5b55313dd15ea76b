"""Every try to deliver an event is kept with its answer, and can be repeated."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from config import Config
from jury.jobs import sweeps
from jury.services.notices import relay
from jury.storage.audit import list_entries
from jury.storage.transaction import transaction
from tests import databases
from tests.api.program import Program
from tests.promises.receivers import Hook
from tests.world import move_clock

SECRET = "whsec_" + "b2xkZXI=" * 3


@pytest.fixture
def hook() -> Iterator[Hook]:
    with Hook(answer=500).listening() as hook:
        yield hook


@pytest.fixture
def config(database_url: str, tmp_path: Path, hook: Hook) -> Config:
    made = databases.make_config(database_url, tmp_path)
    return replace(made, webhook_url=hook.url, webhook_secrets=(SECRET,))


def listed(program: Program, query: str = "") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = program.get(f"/deliveries{query}").get_json()["items"]
    return found


def test_a_delivery_is_kept_with_its_answer_and_can_be_repeated(
    program: Program, session: Session, hook: Hook
) -> None:
    dispute = program.escalate()
    sweeps.number_events()
    sweeps.deliver_webhooks()
    (failed,) = listed(program, f"?dispute={dispute}")
    assert (failed["answer"], failed["arrived"]) == ("500", False)
    assert failed["said"].startswith("not what anybody asked for")
    assert len(failed["said"]) <= 200
    hook.answer = 204
    again = f"/deliveries/{failed['id']}:replay"
    assert program.post(again, {}).status_code == 200
    sweeps.deliver_webhooks()
    arrived, before = listed(program, f"?dispute={dispute}")
    assert before == failed
    assert (arrived["arrived"], arrived["attempt"]) == (True, 2)
    assert listed(program, f"?dispute={dispute}&failed=true") == [failed]
    assert program.post(again, {}).status_code == 200
    sweeps.deliver_webhooks()
    bodies = [
        one.body for one in hook.got if one.headers["webhook-id"] == arrived["event"]
    ]
    assert len(bodies) == 3
    assert list_entries("deliveries")[-1].payload["event"] == arrived["event"]
    assert program.post("/deliveries/dlv_x:replay", {}).status_code == 404


def test_deliveries_are_read_page_by_page_and_forgotten_in_the_end(
    program: Program, session: Session
) -> None:
    program.escalate()
    sweeps.number_events()
    sweeps.deliver_webhooks()
    whole = [one["id"] for one in listed(program)]
    first = program.get("/deliveries?limit=1").get_json()
    rest = listed(program, f"?after={first['next']}")
    assert [first["next"], *(one["id"] for one in rest)] == whole
    assert program.get("/deliveries?after=dlv_x").status_code == 404
    move_clock(sweep=lambda: None, days=60)
    move_clock(sweep=lambda: None, days=31)
    with transaction() as now:
        relay.forget_old_deliveries(now=now)
    assert listed(program) == []
