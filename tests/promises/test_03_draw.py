"""Nobody tied to a party, nobody twice, nobody out of the drawn order."""

from sqlalchemy.orm import Session

from jury.domain.lifecycle import Side
from jury.domain.sortition.verification import verify_transcript
from jury.services.admission import intake
from jury.services.drawing.transcripts import transcript
from jury.services.moderation.send_back import send_back
from jury.storage.draws import list_lanes, list_summonses
from jury.storage.roster import find_juror, get_juror
from jury.storage.transaction import transaction
from tests.courts import begin_decided_by
from tests.world import World, enrol, make_intake, move_clock


def make_tied_intake() -> intake.Intake:
    """Parties who share a device, an address and a person with people on the roster."""
    return make_intake(
        parties={
            Side.BUYER: intake.IntakeParty(
                ref="juror-0",
                display_name="李雷",
                person_key="somebody",
                tie_keys=("device-7", "home-3"),
            ),
            Side.SELLER: intake.IntakeParty(
                ref="seller", display_name="王小明", tie_keys=("pay-9",)
            ),
        }
    )


def test_no_party_no_double_and_nobody_tied_is_ever_summoned(session: Session) -> None:
    world = World.begin(jurors=9)
    enrol(["double"], person_key="somebody")
    enrol(["same-device"], tie_keys=["device-7"])
    enrol(["same-home"], tie_keys=["x", "home-3"])
    enrol(["same-purse"], tie_keys=["pay-9"])
    dispute = world.hear(make_tied_intake())
    for _wave in range(12):
        move_clock(minutes=121)
    called = {
        get_juror(one.juror_id).ref for one in list_summonses(world.draw_of(dispute).id)
    }
    assert called == {f"juror-{number}" for number in range(1, 9)}


def test_nobody_is_summoned_before_everybody_ahead_was_summoned_or_skipped(
    session: Session,
) -> None:
    world = World.begin(jurors=30)
    enrol(["idle"], last_active_at="2021-01-01T00:00:00+00:00")
    dispute = world.hear()
    move_clock(minutes=130)
    draw = world.draw_of(dispute)
    lanes = list_lanes(draw.id)
    assert [lane.lane_no for lane in lanes] == sorted(lane.lane_no for lane in lanes)
    ranked = [one.juror_id for one in list_summonses(draw.id)]
    assert ranked == [lane.juror_id for lane in lanes if lane.outcome == "summoned"]
    assert all(lane.outcome for lane in lanes)


def test_a_fresh_panel_shares_nobody_with_the_first(session: Session) -> None:
    # Just as many as two panels call: one that may be drawn again surely is.
    world, dispute = begin_decided_by((None,) * 5, jurors=12)
    move_clock(hours=24)
    assert world.stage(dispute) == "referred"
    first = {one.juror_id for one in list_summonses(world.draw_of(dispute).id)}
    with transaction(lock=dispute) as now:
        send_back(dispute, reason="hung", staff_id=world.staff_id, now=now)
    world.give_nonce(dispute)
    second = {one.juror_id for one in list_summonses(world.draw_of(dispute).id)}
    assert world.draw_of(dispute).draw_no == 2
    assert second
    assert not first & second


def test_the_transcript_of_a_draw_that_ran_out_of_lanes_still_verifies(
    session: Session,
) -> None:
    world = World.begin(jurors=0)
    # So many that hardly any lot meets the six before its lanes run out.
    enrol([f"idle-{n}" for n in range(3000)], trades_completed=0)
    enrol([f"good-{n}" for n in range(6)])
    dispute = world.hear()
    draw = world.draw_of(dispute)
    assert draw.strata[0].list_rows is not None
    for _day in range(13):
        move_clock(hours=3)
    found = transcript(dispute, 1, is_auditor=True)
    assert verify_transcript(found).problem is None
    assert verify_transcript(transcript(dispute, 1, is_auditor=False)).problem is None


def test_too_few_people_is_referred_and_not_a_smaller_panel(session: Session) -> None:
    world = World.begin(jurors=0)
    enrol([f"idle-{n}" for n in range(20)], trades_completed=0)
    enrol([f"good-{n}" for n in range(3)])
    dispute = world.hear()
    assert world.stage(dispute) == "referred"
    assert world.draw_of(dispute).closed_at is not None


def test_a_party_who_is_on_the_roster_keeps_their_place_there(session: Session) -> None:
    world = World.begin()
    world.hear(make_tied_intake())
    assert find_juror("juror-0") is not None
