"""Every text field of every request: what shows no glyph is cleaned away or refused."""

import json
from collections.abc import Iterator
from typing import Any

from flask import Flask
from pydantic import BaseModel
from sqlalchemy.orm import Session

from jury.api.examples import EXAMPLES
from jury.api.openapi import ATTRIBUTE, JSON, Operation
from jury.storage.base import Base
from jury.storage.roster import find_juror
from tests.api.program import Program, make_dispute, put, wrong_fields
from tests.world import make_juror_line

HIDDEN = {
    "nul": "a\0b@c.de",
    "bidi": "a\u202eb@c.de",
    "zero-width": "a\u200bb@c.de",
    "control": "a\x07b@c.de",
    "long": "a" * 70_000,
}
DAY_LINE = {"reference": "a", "refund": "RF-1", "state": "open", "currency": "CNY"}
BODIES: dict[str, Any] = {
    "NewDispute": make_dispute(),
    "LinkAsked": {"user": "u-3141", "purpose": "juror", "next": "/x", "locale": "en"},
    "RefundAnswer": {"result": "refused", "code": "c", "attempt": 1},
    "Receipt": {"receipt": "failed"},
    "Nonce": {"nonce": "0" * 32},
    "Withdrawal": {"side": "buyer"},
    "StaffDecisionMade": {
        "buyer": {"minor": 1, "currency": "CNY"},
        "decided_at": "2026-03-06T09:00:00Z",
        "code": "c",
    },
    "ReturnEvent": {"event": "picked_up", "courier": "c", "number": "1"},
    "Replay": {},
    "Robots": {
        "dispute": "d",
        "buyer": [{"do": "write", "text": "so"}],
        "moderator": [{"do": "pronounce", "text": "so"}],
    },
    "DayList": {"day": "2026-03-06", "lines": [DAY_LINE]},
    "Step": {"seconds": 1},
    "Choice": {"rung": 0},
    "PoolFigures": {"users": 1000},
}


def texts(body: Any, place: str = "") -> Iterator[str]:
    """Where a text stands in a body."""
    parts = body.items() if isinstance(body, dict) else enumerate(body)
    for name, value in parts:
        if isinstance(value, dict | list):
            yield from texts(value, f"{place}/{name}")
        elif isinstance(value, str):
            yield f"{place}/{name}"


def operations(app: Flask) -> Iterator[tuple[str, type[BaseModel]]]:
    """Every address that takes JSON, and what it takes."""
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        declared: Operation | None = getattr(view, ATTRIBUTE, None)
        if declared and declared.takes and declared.media_type == JSON:
            yield rule.rule.removeprefix("/api/v1"), declared.takes


def whole(body: dict[str, Any]) -> dict[str, Any]:
    """The body of an escalation with every text that it may hold."""
    party = EXAMPLES["NewDispute"]["parties"]["buyer"]
    more = {
        "email": "a@b.de",
        "names": ["Li"],
        "nicknames": ["L"],
        "handles": ["li"],
        "address": "here",
        "person_key": "p",
        "tie_keys": ["t"],
    }
    body = put(body, "/parties/buyer", {**party, **more})
    body = put(body, "/answers", [{"number": 1, "stance": True, "text": "so"}])
    return body | {"order": body["order"] | {"parcel_numbers": ["P1"]}}


def kept(session: Session) -> str:
    session.rollback()
    rows = [
        str(session.execute(table.select()).all())
        for table in Base.metadata.tables.values()
    ]
    return "\n".join(rows)


def escalation(body: Any, number: int) -> Any:
    """The same with a refund record of its own, if it is one that names its own."""
    is_plain = body.get("refund", {}).get("ref") == "RF-1"
    return put(body, "/refund/ref", f"RF-{number}") if is_plain else body


def test_no_text_breaks_anything_or_is_kept_with_what_hides(
    app: Flask, program: Program, session: Session
) -> None:
    number = 100
    bodies = BODIES | {"NewDispute": whole(BODIES["NewDispute"])}
    for rule, model in operations(app):
        path = rule.replace("<dispute_id>", "d").replace("<refund_ref>", "r")
        path = path.replace("<notice_id>", "n").replace("<event_id>", "e")
        body = bodies[model.__name__]
        for place in texts(body):
            for name, hidden in HIDDEN.items():
                number += 1
                asked = escalation(put(body, place, hidden), number)
                answer = program.post(path, asked)
                assert answer.status_code in {201, 404, 422}, (path, place, name)
                if answer.status_code == 422:
                    assert wrong_fields(answer), (path, place, name)
                    assert all(one["detail"] for one in answer.get_json()["errors"])
    found = kept(session)
    for hidden in ("\0", "\\x00", "\u202e", "\\u202e", "\u200b", "\\u200b", "\\x07"):
        assert hidden not in found


def test_a_lone_surrogate_is_no_json(app: Flask, program: Program) -> None:
    for rule, model in operations(app):
        path = rule.replace("<dispute_id>", "d").replace("<refund_ref>", "r")
        path = path.replace("<notice_id>", "n").replace("<event_id>", "e")
        body = BODIES[model.__name__]
        for place in texts(body):
            content = json.dumps(put(body, place, "\ud800")).encode()
            answer = program.post_raw(path, content, media_type="application/json")
            assert (answer.status_code, answer.get_json()["code"]) == (400, "not_json")


def test_a_hidden_character_in_a_jurors_mail_address_names_the_line(
    program: Program, session: Session
) -> None:
    for name, hidden in HIDDEN.items():
        lines = make_juror_line("j-1", email="a@b.de") + make_juror_line(
            "j-2", email=hidden
        )
        answer = program.post_raw(
            "/jurors:import", lines, media_type="application/x-ndjson", key=name
        )
        assert answer.status_code == 422, (name, answer.text)
        assert wrong_fields(answer)[0] in {"/2/email", "/2"}
        session.rollback()
        assert find_juror("j-1") is None
