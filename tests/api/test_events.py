"""Events by position, and what became of notices."""

import json

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from jury.jobs import sweeps
from jury.services.notices.relay import envelope
from jury.storage.outside.outbox import Notice, list_events_after
from tests.api.program import Program, wrong_fields


def a_notice(session: Session) -> Notice:
    query = select(Notice).where(Notice.user_id.is_not(None)).order_by(Notice.id)
    notice = session.scalars(query).first()
    assert notice is not None
    return notice


def test_what_is_replayed_is_what_the_webhook_carries(
    program: Program, session: Session
) -> None:
    program.escalate()
    sweeps.number_events()
    page = program.get("/events").get_json()
    told = [json.loads(envelope(event)) for event in list_events_after(0, limit=100)]
    assert page["items"] == told
    assert [one["type"] for one in told].count("dispute.admitted") == 1
    assert page["next"] == told[-1]["position"]


def test_pages_hold_every_event_once_and_in_order(
    program: Program, session: Session
) -> None:
    for number in "123":
        program.escalate(number)
    sweeps.number_events()
    whole = program.get("/events?limit=500").get_json()["items"]
    read, after = [], 0
    while items := (page := program.get(f"/events?after={after}&limit=2").get_json())[
        "items"
    ]:
        read += items
        after = page["next"]
    assert read == whole
    assert [one["position"] for one in read] == list(range(1, len(read) + 1))
    assert page["next"] == after


def test_what_has_no_position_yet_is_not_replayed(program: Program) -> None:
    program.escalate()
    assert program.get("/events").get_json() == {"items": [], "next": 0}


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("after=-1", "/after"),
        ("after=first", "/after"),
        ("after=99999999999999999999", "/after"),
        ("limit=0", "/limit"),
        ("limit=501", "/limit"),
        ("before=3", "/before"),
    ],
)
def test_a_wrong_query_is_refused(program: Program, query: str, named: str) -> None:
    answer = program.get(f"/events?{query}")
    assert (answer.status_code, wrong_fields(answer)) == (422, [named])


def test_a_receipt_is_kept_and_delivered_stays(
    program: Program, session: Session
) -> None:
    program.escalate()
    notice_id = a_notice(session).id
    path = f"/notices/{notice_id}/receipts"
    assert program.post(path, {"receipt": "failed"}).get_json()["receipt"] == "failed"
    assert program.post(path, {"receipt": "delivered"}).status_code == 200
    late = program.post(path, {"receipt": "failed"}).get_json()
    assert late["receipt"] == "delivered"
    session.rollback()
    assert a_notice(session).receipt == "delivered"


@pytest.mark.parametrize("body", [{"receipt": "seen"}, {}, {"receipt": None}])
def test_a_wrong_receipt_is_refused(
    program: Program, session: Session, body: dict[str, object]
) -> None:
    program.escalate()
    answer = program.post(f"/notices/{a_notice(session).id}/receipts", body)
    assert wrong_fields(answer) == ["/receipt"]


def test_a_receipt_for_no_notice_answers_404(program: Program) -> None:
    answer = program.post("/notices/ntc_x/receipts", {"receipt": "delivered"})
    assert answer.status_code == 404
