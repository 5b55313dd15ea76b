"""A bar that was a mistake is lifted: the lot may name them again from then on."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from jury.domain.errors import Invalid
from jury.services.drawing.bar import lift_bar
from jury.services.proof.log_check import verify_log
from jury.services.reading.record import record
from jury.storage.draws import get_summons, list_summonses
from jury.storage.jurors.barred import list_barred, list_barred_refs
from jury.storage.people import Role
from jury.storage.roster import get_juror
from jury.storage.transaction import transaction
from tests.acts.doing import bar_from
from tests.courts import begin_hearing
from tests.web.people import as_staff, look_again, shows
from tests.world import World, move_clock

MISTAKE = "Another person of the same name."


def lift(world: World, dispute: str, juror_id: int, reason: str = MISTAKE) -> None:
    look_again()
    ref = get_juror(juror_id).ref
    with transaction(lock=dispute) as now:
        lift_bar(dispute, ref, reason=reason, staff_id=world.staff_id, now=now)


def test_whom_the_lot_had_not_named_yet_it_may_name_again(session: Session) -> None:
    world, dispute = begin_hearing(jurors=11)
    called = {one.juror_id for one in world.summonses(dispute)}
    rest = sorted(set(range(1, 12)) - called)
    for juror_id in rest:
        bar_from(world, dispute, juror_id)
    lift(world, dispute, rest[0])
    assert list_barred(dispute) == set(rest[1:])
    with pytest.raises(Invalid):
        lift(world, dispute, rest[0])
    move_clock(hours=3)
    look_again()
    named = {one.juror_id for one in list_summonses(world.draw_of(dispute).id)}
    assert named == {*called, rest[0]}
    assert verify_log().faults == ()


def test_whoever_was_taken_off_a_panel_stays_off_it(session: Session) -> None:
    world, dispute = begin_hearing()
    first = world.summonses(dispute)[0]
    bar_from(world, dispute, first.juror_id)
    lift(world, dispute, first.juror_id)
    move_clock(minutes=20)
    look_again()
    assert get_summons(first.id).state == "removed"
    names = [one.juror_id for one in list_summonses(world.draw_of(dispute).id)]
    assert names.count(first.juror_id) == 1
    lifted = [one for one in record(dispute) if one.action == "juror.bar_lifted"]
    assert [one.note for one in lifted] == [MISTAKE]
    assert verify_log().faults == ()


def test_the_page_lifts_it_with_a_reason_and_the_record_says_so(
    app: Flask, session: Session
) -> None:
    world, dispute = begin_hearing()
    juror_id = world.summonses(dispute)[0].juror_id
    desk, _ = as_staff(app, "lin", Role.MODERATOR)
    page = f"/desk/disputes/{dispute}/bar"
    assert "Lift a bar" not in desk.get(page).text
    bar_from(world, dispute, juror_id)
    ref = get_juror(juror_id).ref
    assert shows(desk.get(page), "Lift a bar", ref)
    refused = desk.post(f"{page}/lift", data={"who": ref, "reason": " "})
    assert refused.status_code == 422
    assert list_barred_refs(dispute) == [ref]
    given = {"who": ref, "reason": MISTAKE}
    done = desk.post(f"{page}/lift", data=given, follow_redirects=True)
    assert shows(done, "Lifted.", "somebody may judge this dispute after all", MISTAKE)
    look_again()
    assert list_barred_refs(dispute) == []
