"""What a marketplace follows of offers and endings, and the withdrawal it relays."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from jury.domain.lifecycle import Side
from jury.jobs import sweeps
from jury.storage.disputes import get_dispute
from tests.api.program import Program, make_key
from tests.courts import begin_hearing
from tests.settlement import acts
from tests.world import move_clock


@pytest.fixture
def dispute(program: Program, session: Session) -> str:
    return program.escalate("1")


def told(program: Program, *kinds: str) -> list[dict[str, Any]]:
    sweeps.number_events()
    items = program.get("/events?limit=500").get_json()["items"]
    return [one for one in items if one["type"] in kinds]


def rebuilt(program: Program, dispute: str) -> dict[str, Any]:
    """The state of a dispute as a program has it that heard nothing but events."""
    state: dict[str, Any] = {"ended_by": None, "offer": None, "became": None}
    sweeps.number_events()
    items = program.get("/events?limit=500").get_json()["items"]
    for one in items:
        if one["dispute"] == dispute:
            state |= heard(one["type"], one["data"])
    return state


def heard(kind: str, data: dict[str, Any]) -> dict[str, Any]:
    """What one event changes."""
    news: dict[str, Any] = {"stage": data["to"]} if "to" in data else {}
    if kind == "dispute.offered":
        return news | {"offer": data["offer"], "became": "open"}
    if kind.startswith("dispute.offer_"):
        return news | {"offer": data["offer"], "became": kind.rpartition("_")[2]}
    if kind == "dispute.settled":
        news |= {"offer": data["offer"], "became": "accepted"}
    if kind in {"dispute.settled", "dispute.withdrawn"}:
        news |= {name: data[name] for name in ("ended_by", "buyer", "seller")}
    return news


def shown(program: Program, dispute: str) -> dict[str, Any]:
    answer: dict[str, Any] = program.get(f"/disputes/{dispute}").get_json()
    return answer


def test_the_newest_offer_stands_in_the_dispute(program: Program, dispute: str) -> None:
    assert shown(program, dispute)["offer"] is None
    acts.offer(dispute, Side.SELLER, to_buyer=4200)
    acts.offer(dispute, Side.BUYER, rung="share_30")
    offer = shown(program, dispute)["offer"]
    assert (offer["number"], offer["side"], offer["state"]) == (2, "buyer", "open")
    assert offer["rung"] == "share_30"
    sums = [offer[one]["minor"] for one in ("buyer", "seller", "freight")]
    assert sum(sums) == shown(program, dispute)["refund"]["held"]["minor"]


@pytest.mark.parametrize("end", ["settle", "decline", "take back", "lapse", "withdraw"])
def test_from_the_events_alone_the_same_state_is_rebuilt(
    program: Program, dispute: str, end: str
) -> None:
    acts.offer(dispute, Side.BUYER, to_buyer=9000)
    acts.offer(dispute, Side.SELLER, to_buyer=4200)
    {
        "settle": lambda: acts.accept(dispute, Side.BUYER),
        "decline": lambda: acts.decline(dispute, Side.BUYER),
        "take back": lambda: acts.take_back(dispute, Side.SELLER),
        "lapse": lambda: move_clock(hours=25),
        "withdraw": lambda: acts.give_up(dispute, Side.BUYER),
    }[end]()
    seen, state = shown(program, dispute), rebuilt(program, dispute)
    assert state["offer"] == seen["offer"]["id"]
    assert state["became"] == seen["offer"]["state"]
    assert state["ended_by"] == seen["ended_by"]
    if seen["verdict"] is not None:
        assert state["stage"] == seen["stage"] == "final"
        assert state["buyer"] == seen["verdict"]["buyer"]
        assert state["seller"] == seen["verdict"]["seller"]


def test_a_settlement_is_paid_like_a_verdict_and_shows_no_votes(
    program: Program, session: Session
) -> None:
    world, dispute = begin_hearing(jurors=12)
    juror = world.seat(dispute, world.summonses(dispute)[0])
    world.read(dispute, juror)
    world.vote(dispute, juror, 2)
    acts.offer(dispute, Side.SELLER, to_buyer=4200)
    acts.accept(dispute, Side.BUYER)
    (instructed,) = told(program, "refund.instructed")
    assert instructed["data"]["buyer"] == {"minor": 4200, "currency": "CNY"}
    seen = shown(program, dispute)
    assert (seen["ended_by"], seen["verdict"]["remedy"]) == ("settlement", "agreed_sum")
    assert (seen["verdict"]["split"], seen["verdict"]["reasons"]) == (None, [])
    assert "segments" in program.get(f"/disputes/{dispute}/transcript").get_json()
    answer = program.post("/refunds/RF-1/answers", {"result": "executed"})
    assert answer.get_json()["state"] == "acknowledged"
    assert shown(program, dispute)["stage"] == "closed"


def test_a_withdrawal_is_relayed_once(program: Program, dispute: str) -> None:
    place = f"/disputes/{dispute}/withdrawals"
    done = program.post(place, {"side": "buyer"}, key="w")
    assert done.status_code == 200
    assert (done.get_json()["stage"], done.get_json()["ended_by"]) == (
        "final",
        "withdrawal",
    )
    again = program.post(place, {"side": "buyer"}, key="w")
    assert again.data == done.data
    late = program.post(place, {"side": "buyer"})
    assert (late.status_code, late.get_json()["code"]) == (409, "too_late_to_withdraw")
    assert len(told(program, "dispute.withdrawn")) == 1


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"side": "seller"}, 403, "not_the_filer"),
        ({"side": "nobody"}, 422, "invalid"),
        ({}, 422, "invalid"),
    ],
)
def test_only_for_the_side_that_filed(
    program: Program, dispute: str, body: Any, status: int, code: str
) -> None:
    answer = program.post(f"/disputes/{dispute}/withdrawals", body)
    assert (answer.status_code, answer.get_json()["code"]) == (status, code)
    assert get_dispute(dispute).stage == "submissions"


def test_it_needs_the_scope_of_escalating(app: Flask, dispute: str) -> None:
    reader = Program(app.test_client(), make_key(app, "disputes:read"))
    answer = reader.post(f"/disputes/{dispute}/withdrawals", {"side": "buyer"})
    assert answer.status_code == 403
