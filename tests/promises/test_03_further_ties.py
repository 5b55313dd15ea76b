"""Nobody judges who is tied to somebody tied to a side, where the policy says so."""

from sqlalchemy.orm import Session

from jury.domain.lifecycle import Side
from jury.domain.policy import from_json
from jury.services.admission import intake
from jury.storage.draws import list_lanes, list_summonses
from jury.storage.roster import get_juror
from tests.domain.builders import make_policy
from tests.world import World, enrol, make_intake, move_clock


def made() -> intake.Intake:
    return make_intake(
        parties={
            Side.BUYER: intake.IntakeParty(
                ref="buyer", display_name="李雷", tie_keys=("home-3",)
            ),
            Side.SELLER: intake.IntakeParty(ref="seller", display_name="王小明"),
        }
    )


def called(world: World, dispute: str) -> set[str]:
    summonses = list_summonses(world.draw_of(dispute).id)
    return {get_juror(one.juror_id).ref for one in summonses}


def test_a_neighbour_of_the_buyers_flatmate_is_never_called(session: Session) -> None:
    world = World.begin(jurors=8)
    enrol(["flatmate"], tie_keys=["home-3", "club-5"])
    enrol(["neighbour"], tie_keys=["club-5"])
    enrol(["stranger"], tie_keys=["club-6"])
    dispute = world.hear(made())
    for _wave in range(12):
        move_clock(minutes=121)
    people = {f"juror-{number}" for number in range(8)} | {"stranger"}
    assert called(world, dispute) == people
    codes = {one.outcome for one in list_lanes(world.draw_of(dispute).id)}
    assert codes <= {"summoned", "excluded", "repeat"}


def test_a_neighbour_found_after_the_draw_is_taken_off(session: Session) -> None:
    world = World.begin(jurors=24)
    enrol(["flatmate"], tie_keys=["home-3", "club-5"])
    dispute = world.hear(made())
    first = list_summonses(world.draw_of(dispute).id)[0]
    enrol([get_juror(first.juror_id).ref], tie_keys=["club-5"])
    move_clock(minutes=16)
    session.expire_all()
    assert first.state == "removed"


def test_a_dispute_admitted_before_ties_reached_further_keeps_the_one_hop() -> None:
    stored = make_policy(draw={"ties": 2}).to_json()
    assert from_json(stored).draw.ties == 2
    assert from_json({**stored, "draw": {"epoch_age_hours": 0}}).draw.ties == 1
