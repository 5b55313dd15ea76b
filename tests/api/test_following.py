"""What the marketplace sees of its disputes, and what it never sees."""

import json

import pytest
from flask import Flask
from sqlalchemy import event
from sqlalchemy.orm import Session

from jury.jobs import sweeps
from jury.services.drawing.empanel import receive_nonce
from jury.services.law import rules
from jury.storage.base import db
from jury.storage.transaction import transaction
from tests.api.program import Program
from tests.courts import begin_hearing
from tests.world import World, make_intake, move_clock


def test_pages_hold_every_dispute_once_in_the_order_of_admission(
    program: Program,
) -> None:
    made = [program.escalate(str(number)) for number in range(5)]
    read: list[str] = []
    after = ""
    while True:
        page = program.get(f"/disputes?limit=2{after}").get_json()
        read += [one["id"] for one in page["items"]]
        if page["next"] is None:
            break
        after = f"&after={page['next']}"
    assert read == made


@pytest.mark.parametrize("query", ["after=dsp_x", "limit=0", "limit=101", "page=2"])
def test_a_wrong_query_is_refused(program: Program, query: str) -> None:
    assert program.get(f"/disputes?{query}").status_code == 422


@pytest.mark.parametrize("path", ["/disputes/dsp_x", "/disputes/dsp_x/transcript"])
def test_an_unknown_dispute_answers_404(program: Program, path: str) -> None:
    answer = program.get(path)
    assert answer.status_code == 404
    assert answer.content_type == "application/problem+json"


def test_a_dispute_shows_where_it_stands(program: Program) -> None:
    dispute = program.get(f"/disputes/{program.escalate('7')}").get_json()
    assert dispute["order"] == "ORD-7"
    assert dispute["asked"] == {"minor": 60000, "currency": "CNY"}
    assert dispute["refund"]["state"] == "held"
    assert (dispute["draw"], dispute["verdict"]) == (None, None)
    assert dispute["closes_at"].endswith("Z")


def test_the_commitment_of_a_draw_is_answered_once_and_in_time(
    program: Program, session: Session
) -> None:
    World.begin(jurors=12)
    dispute = open_hearing()
    path = f"/disputes/{dispute}/draw-nonce"
    promised = program.get(f"/disputes/{dispute}").get_json()["draw"]
    assert (promised["seed"], promised["weak_randomness"]) == (None, True)
    drawn = program.post(path, {"nonce": "5a" * 16}).get_json()
    assert drawn["commitment_digest"] == promised["commitment_digest"]
    assert len(drawn["seed"]) == 64
    again = program.post(path, {"nonce": "6b" * 16})
    assert (again.status_code, again.get_json()["code"]) == (409, "already_done")


@pytest.mark.parametrize("nonce", ["", "5a", "5A" * 16, "zz" * 16, "5a" * 17, 7])
def test_a_nonce_has_32_hex_digits(program: Program, nonce: object) -> None:
    answer = program.post("/disputes/dsp_x/draw-nonce", {"nonce": nonce})
    # The address is looked at first: what it names must be there.
    assert answer.status_code in {404, 422}


def open_hearing() -> str:
    """A dispute whose draw was just committed."""
    world = World(staff_id=1)
    dispute = world.escalate(make_intake())
    exhibit = world.file_picture(dispute)
    world.finish_submissions(dispute)
    world.release(dispute, exhibit)
    world.confirm(dispute)
    return dispute


def two_vote(world: World, dispute: str) -> None:
    """Two sit, read and vote."""
    seated = [world.seat(dispute, one) for one in world.summonses(dispute)[:2]]
    world.read(dispute, *seated)
    for juror, choice in zip(seated, (0, 4), strict=True):
        world.vote(dispute, juror, choice)


def test_nothing_tells_of_the_turnout_before_the_close(
    program: Program, session: Session
) -> None:
    world = World.begin(jurors=30)
    dispute = open_hearing()
    with transaction(lock=dispute) as now:
        receive_nonce(dispute, "5a" * 16, actor="key:1", now=now)
    sweeps.number_events()
    before = everything(program, dispute)
    two_vote(world, dispute)
    assert everything(program, dispute) == before
    told = json.dumps(before)
    for word in ("summons", "ballot", "seat_no", "turnout", "votes"):
        assert word not in told


def everything(program: Program, dispute: str) -> list[object]:
    """All that the API says of one dispute, its events included."""
    events = [
        {**one, "audit_head": None}
        for one in program.get("/events?limit=500").get_json()["items"]
        if one["dispute"] == dispute
    ]
    seen = [
        program.get(f"/disputes/{dispute}").get_json(),
        program.get(f"/disputes/{dispute}/transcript").get_json(),
        program.get("/disputes").get_json(),
        program.get("/refunds/RF-1").get_json(),
    ]
    return [*seen, events]


def test_the_verdict_and_the_split_are_shown_once_pronounced(
    program: Program, session: Session
) -> None:
    world, dispute = begin_hearing(jurors=12)
    world.decide(dispute, [1, 1, 1])
    move_clock(minutes=31)
    seen = program.get(f"/disputes/{dispute}").get_json()
    assert seen["stage"] == "pronounced"
    verdict = seen["verdict"]
    assert sum(one["votes"] for one in verdict["split"]["rungs"]) == 3
    paid = sum(verdict[side]["minor"] for side in ("buyer", "seller", "freight"))
    assert paid == seen["refund"]["held"]["minor"]
    public = program.get(f"/disputes/{dispute}/transcript").get_json()
    assert "segments" in public


@pytest.mark.parametrize("path", ["/disputes", "/events"])
def test_a_page_costs_the_same_however_much_is_on_it(
    program: Program, app: Flask, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(6):
        program.escalate(str(number))
    with app.app_context():
        sweeps.number_events()
        engine = db.engine
    # As in a process that has just begun, and knows the rules of no dispute yet.
    monkeypatch.setattr(rules, "_KNOWN", {})
    said: list[str] = []

    def note(*args: object) -> None:
        said.append(str(args[2]))

    event.listen(engine, "before_cursor_execute", note)
    assert len(program.get(f"{path}?limit=1").get_json()["items"]) == 1
    few = len(said)
    assert len(program.get(f"{path}?limit=6").get_json()["items"]) == 6
    event.remove(engine, "before_cursor_execute", note)
    assert len(said) - few == few
