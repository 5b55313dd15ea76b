"""What the marketplace sees of rounds, appeals and corrections."""

from typing import Any

from sqlalchemy.orm import Session

from jury.domain.lifecycle import Side
from jury.jobs import sweeps
from jury.services.appeal import slips
from jury.storage.transaction import transaction
from tests.api.program import Program
from tests.appeals import (
    GROUND,
    appeal,
    begin_decided,
    decide_as,
    decided_by_staff,
)
from tests.web.people import small_world
from tests.world import move_clock


def shown(program: Program, dispute: str) -> dict[str, Any]:
    answer = program.get(f"/disputes/{dispute}")
    assert answer.status_code == 200
    return dict(answer.get_json())


def events(program: Program, *types: str) -> list[dict[str, Any]]:
    sweeps.number_events()
    page = program.get("/events?limit=500").get_json()
    return [one for one in page["items"] if one["type"] in types]


def test_a_dispute_shows_its_rounds_its_verdicts_and_who_appealed(
    program: Program, session: Session
) -> None:
    world = small_world()
    dispute = decided_by_staff(world, rung=1)
    seen = shown(program, dispute)
    assert (seen["round_number"], seen["appeal"]["filed"]) == (1, [])
    assert seen["appeal"]["until"] == seen["closes_at"]
    appeal(dispute, Side.SELLER)
    seen = shown(program, dispute)
    assert seen["appeal"]["until"] is None
    (filed,) = seen["appeal"]["filed"]
    assert (filed["side"], filed["ground"]) == ("seller", "overlooked")
    assert [one["standing"] for one in seen["verdicts"]] == ["appealed"]
    assert seen["ended_by"] is None
    decide_as(dispute, world.staff_id + 1000, 0)
    seen = shown(program, dispute)
    standings = [(one["round_number"], one["standing"]) for one in seen["verdicts"]]
    assert standings == [(1, "replaced"), (2, "stands")]
    assert seen["verdict"] == seen["verdicts"][-1]
    assert seen["appeal"]["until"] is None
    assert GROUND.text not in str(seen)


def test_an_appeal_and_the_stages_of_its_round_are_told(
    program: Program, session: Session
) -> None:
    _world, dispute = begin_decided(jurors=60)
    appeal(dispute, Side.SELLER)
    appeal(dispute, Side.BUYER)
    first, second = events(program, "verdict.appealed")
    assert first["data"]["side"] == "seller"
    assert (first["data"]["joined"], second["data"]["joined"]) == (False, True)
    assert first["data"]["decided_by"]
    moved = events(program, "dispute.submissions")
    assert [one["data"]["round_number"] for one in moved] == [2]
    assert GROUND.text not in str(events(program, "verdict.appealed"))
    # The first verdict is not paid, whatever the clock says.
    move_clock(hours=49)
    assert events(program, "refund.instructed") == []


def test_a_correction_is_told_with_its_version_and_its_sums(
    program: Program, session: Session
) -> None:
    world, dispute = begin_decided(rung=1)
    sums = slips.Sums(price_minor=16000, freight_minor=1200)
    with transaction(lock=dispute) as now:
        slips.correct_sums(
            dispute, sums, reason="The order.", staff_id=world.staff_id, now=now
        )
    (told,) = events(program, "verdict.corrected")
    assert told["data"]["version"] == 2
    assert told["data"]["buyer"] == {"minor": 4800, "currency": "CNY"}
    verdict = shown(program, dispute)["verdict"]
    assert (verdict["version"], verdict["buyer"]["minor"]) == (2, 4800)
    assert verdict["corrected_at"]


def test_the_transcript_of_either_round_is_there(
    program: Program, session: Session
) -> None:
    _world, dispute = begin_decided(jurors=60)
    appeal(dispute, Side.SELLER)
    place = f"/disputes/{dispute}/transcript"
    assert program.get(place).status_code == 404
    first = program.get(f"{place}?round_number=1")
    assert first.get_json()["commitment"]["round_number"] == 1
    assert program.get(f"{place}?round_number=3").status_code == 422
