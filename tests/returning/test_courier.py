"""The marketplace passes on what the courier says, and sees where the goods are."""

from flask import Flask
from sqlalchemy.orm import Session

from tests.api.program import Program, make_key
from tests.returning import acts
from tests.web.people import small_world


def test_the_courier_is_passed_on_once_and_seen_with_its_times(
    app: Flask, session: Session
) -> None:
    dispute = acts.agreed(small_world())
    program = Program(app.test_client(), make_key(app))
    events, shown = f"/disputes/{dispute}/return-events", f"/disputes/{dispute}"
    assert program.get(shown).get_json()["goods_return"]["state"] == "due"
    told = {"event": "delivered", "courier": "SF", "number": acts.NUMBER}
    first = program.post(events, told)
    assert (first.status_code, first.get_json()["state"]) == (200, "received")
    assert program.post(events, told).get_json() == first.get_json()
    session.rollback()
    acts.accept(dispute)
    acts.pay(dispute)
    seen = program.get(shown).get_json()["goods_return"]
    assert (seen["state"], seen["courier_number"]) == ("accepted", acts.NUMBER)
    assert all(seconds is not None for seconds in seen["segments"].values())
    assert program.post(events, told).status_code == 409


def test_where_no_goods_go_back_there_is_nothing_to_tell(
    app: Flask, session: Session
) -> None:
    dispute = small_world().escalate()
    program = Program(app.test_client(), make_key(app))
    assert program.get(f"/disputes/{dispute}").get_json()["goods_return"] is None
    events = f"/disputes/{dispute}/return-events"
    assert program.post(events, {"event": "delivered"}).status_code == 404
