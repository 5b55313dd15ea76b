"""A moderator names the stage that runs anew, and both sides read why."""

from flask import Flask
from sqlalchemy.orm import Session

from jury.domain.lifecycle import Side
from jury.storage.disputes import get_dispute
from jury.storage.people import Role
from tests.services.test_send_back import REASON, begin_referred
from tests.web.people import as_party, as_staff, look_again, shows
from tests.web.test_desk_pages import only_task, take


def test_a_moderator_names_the_stage_and_both_sides_read_why(
    app: Flask, session: Session
) -> None:
    _world, dispute, _exhibit = begin_referred()
    desk, _ = as_staff(app, "lin", Role.MODERATOR)
    place = take(desk, only_task(dispute, "referred"))
    assert shows(desk.get(place), "Send it back", "Where to?", "Covering")
    refused = desk.post(f"{place}/send-back", data={"reason": REASON, "back": "1"})
    assert refused.status_code == 422
    assert shows(refused, "Please say where it goes.", REASON)
    given = {"to": "submissions", "reason": REASON}
    assert desk.post(f"{place}/send-back", data=given).status_code == 303
    look_again()
    assert get_dispute(dispute).stage == "submissions"
    record = desk.get(f"/desk/disputes/{dispute}")
    assert shows(record, "sends it back", "who may add to what stands")
    for side in Side:
        page = as_party(app, dispute, side).get(f"/disputes/{dispute}")
        assert shows(page, "A moderator sent your dispute back", REASON)
