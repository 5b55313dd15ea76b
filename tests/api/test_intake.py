"""Escalation: what is taken in, and every way in which it is refused."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from jury.api.intake import MOST_MESSAGES
from jury.domain.lifecycle import Side
from jury.storage.disputes import Dispute, get_dispute, list_chat
from jury.storage.money.refunds import balances
from tests.api.program import Program, make_dispute, put, wrong_fields

YUAN = {"minor": 100, "currency": "CNY"}

# A place in the body, what stands there, and what the refusal names.
WRONG: list[tuple[str, Any, str]] = [
    ("/colour", "red", "/colour"),
    ("/order/colour", "red", "/order/colour"),
    ("/parties/buyer/passport", "E1", "/parties/buyer/passport"),
    ("/parties/umpire", {}, "/parties/umpire"),
    ("/asked/minor", -1, "/asked/minor"),
    ("/asked/minor", 0, "/asked/minor"),
    ("/asked/minor", 12.5, "/asked/minor"),
    ("/asked/minor", 12.0, "/asked/minor"),
    ("/asked/minor", "100", "/asked/minor"),
    ("/asked/minor", True, "/asked/minor"),
    ("/asked/minor", None, "/asked/minor"),
    ("/asked/minor", 129_201, "/asked/minor"),
    ("/asked/minor", 10**30, "/asked/minor"),
    ("/asked/minor", 10**15 + 1, "/asked/minor"),
    ("/asked/currency", "USD", "/asked/currency"),
    ("/order/price/currency", "HKD", "/order/price/currency"),
    ("/order/freight/currency", "EUR", "/order/freight/currency"),
    ("/order/lines/0/price/currency", "USD", "/order/lines/0/price/currency"),
    ("/asked", 60000, "/asked"),
    ("/order/price/minor", -5, "/order/price/minor"),
    ("/order/freight/minor", -5, "/order/freight/minor"),
    ("/order/lines/0/quantity", 0, "/order/lines/0/quantity"),
    ("/order/lines/0/title", "", "/order/lines/0/title"),
    ("/order/lines/0/title", "字" * 301, "/order/lines/0/title"),
    ("/order/lines", [], "/order/lines"),
    ("/order/lines", "a phone", "/order/lines"),
    ("/order/ref", "two words", "/order/ref"),
    ("/order/ref", "", "/order/ref"),
    ("/order/category", "Phones!", "/order/category"),
    ("/order/language", "fr", "/order/language"),
    ("/order/condition_grade", "shiny", "/order/condition_grade"),
    ("/order/listing_text", "x" * 5001, "/order/listing_text"),
    ("/order/paid_at", "2026-03-01 08:30", "/order/paid_at"),
    ("/order/paid_at", "2026-03-01T08:30:00", "/order/paid_at"),
    ("/order/paid_at", "2026-03-01T16:30:00+08:00", "/order/paid_at"),
    ("/order/paid_at", "2026-02-30T08:30:00Z", "/order/paid_at"),
    ("/order/paid_at", 1772353800, "/order/paid_at"),
    ("/order/paid_at", "2999-03-01T08:30:00Z", "/order/paid_at"),
    ("/order/received_at", "2026-03-01T17:59:59Z", "/order/received_at"),
    ("/order/courier/0/at", "yesterday", "/order/courier/0/at"),
    ("/order/courier/0/text", " ", "/order/courier/0/text"),
    ("/order/parcel_numbers/0", "\u202e1", "/order/parcel_numbers/0"),
    ("/parties/buyer/ref", "", "/parties/buyer/ref"),
    ("/parties/buyer/ref", "x" * 129, "/parties/buyer/ref"),
    ("/parties/buyer/display_name", "\u200b", "/parties/buyer/display_name"),
    ("/parties/buyer/email", "nowhere", "/parties/buyer/email"),
    ("/parties/buyer/email", "a\x00b@c.de", "/parties/buyer/email"),
    ("/parties/buyer/email", "a\u202eb@c.de", "/parties/buyer/email"),
    ("/parties/buyer/email", "a@c.de,d@e.de", "/parties/buyer/email"),
    ("/parties/buyer/locale", "de", "/parties/buyer/locale"),
    ("/parties/buyer/tie_keys", ["a b"], "/parties/buyer/tie_keys/0"),
    ("/parties/buyer/trades/as_buyer", -1, "/parties/buyer/trades/as_buyer"),
    ("/parties/seller/ref", "u-3141", "/parties"),
    ("/parties/seller/person_key", "p-9a1c", "/parties"),
    ("/filed_by", "platform", "/filed_by"),
    ("/reason", "bad_mood", "/reason"),
    ("/claim", "", "/claim"),
    ("/claim", "\u200b\u2060", "/claim"),
    ("/claim", "x" * 5001, "/claim"),
    ("/answers/0/number", 7, "/answers/0/number"),
    ("/answers/0/number", 8, "/answers/0/number"),
    ("/answers/0/stance", "yes", "/answers/0/stance"),
    ("/chat/0/sender", "moderator", "/chat/0/sender"),
    ("/chat/1/text", "x" * 2001, "/chat/1/text"),
    ("/chat/1/sent_at", "", "/chat/1/sent_at"),
    ("/refund/ref", "RF/1", "/refund/ref"),
    ("/refund/held/minor", 0, "/refund/held/minor"),
    ("/refund/held/currency", "yuan", "/refund/held/currency"),
    ("/refund/held/currency", "QQQ", "/refund/held/currency"),
    ("/refund/state", "gone", "/refund/state"),
]


def count_disputes(session: Session) -> int:
    session.rollback()
    return session.scalar(select(func.count(Dispute.id))) or 0


def test_a_dispute_is_taken_in(program: Program, session: Session) -> None:
    answer = program.post("/disputes", make_dispute())
    assert answer.status_code == 201
    admitted = answer.get_json()
    assert admitted["id"].startswith("dsp_")
    assert len(admitted["id"]) == 36
    assert admitted["stage"] == "submissions"
    assert admitted["decided_by"].endswith("Z")
    assert admitted["links"]["page"].endswith(f"/disputes/{admitted['id']}")
    dispute = get_dispute(admitted["id"])
    assert (dispute.held_minor, dispute.asked_minor) == (129200, 60000)
    assert dispute.party(Side.SELLER).display_name == "王小明"
    assert balances(dispute.id) == {"marketplace_held": -129200, "escrow": 129200}


def test_every_wrong_field_is_named_and_nothing_changes(
    program: Program, session: Session
) -> None:
    for place, value, named in WRONG:
        answer = program.post("/disputes", put(make_dispute(), place, value))
        assert answer.status_code == 422, (place, value, answer.text)
        assert answer.content_type == "application/problem+json"
        assert named in wrong_fields(answer), (place, value, answer.text)
    assert count_disputes(session) == 0


def test_all_wrong_fields_are_named_at_once(program: Program) -> None:
    body = put(make_dispute(), "/claim", "")
    body = put(body, "/asked", {"minor": 999_999, "currency": "USD"})
    body = put(body, "/order/paid_at", "soon")
    body["colour"] = "red"
    del body["filed_by"]
    assert wrong_fields(program.post("/disputes", body)) == [
        "/asked/currency",
        "/asked/minor",
        "/claim",
        "/colour",
        "/filed_by",
        "/order/paid_at",
    ]


def test_a_field_of_another_form_is_told_the_form(program: Program) -> None:
    body = put(make_dispute(), "/asked/currency", "yuan")
    body = put(body, "/order/lines", [])
    assert program.post("/disputes", body).get_json()["errors"] == [
        {"field": "/order/lines", "detail": "This list needs at least 1."},
        {
            "field": "/asked/currency",
            "detail": "Write a currency as three capital letters: CNY.",
        },
    ]


def test_wrong_fields_are_explained_in_chinese(program: Program) -> None:
    program.language = "zh-Hans"
    answer = program.post("/disputes", put(make_dispute(), "/asked/minor", 12.5))
    assert answer.get_json()["errors"] == [
        {"field": "/asked/minor", "detail": "这里应当是整数。"}
    ]
    assert answer.headers["Content-Language"] == "zh-Hans"


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"", 400, "not_json"),
        (b"{", 400, "not_json"),
        (b'{"asked": NaN}', 400, "not_json"),
        (b'"\xff\xfe"', 400, "not_json"),
        (b'{"claim": "\\ud800"}', 400, "not_json"),
        (b"[" * 100_000, 400, "not_json"),
        (b"[]", 422, "invalid"),
        (b"null", 422, "invalid"),
        (b"7", 422, "invalid"),
    ],
)
def test_what_is_not_a_json_object_is_refused(
    program: Program, content: bytes, status: int, code: str
) -> None:
    answer = program.post_raw("/disputes", content, media_type="application/json")
    assert (answer.status_code, answer.get_json()["code"]) == (status, code)


def test_another_media_type_is_refused(program: Program) -> None:
    answer = program.post_raw("/disputes", b"a=1", media_type="text/plain")
    assert answer.status_code == 415


def test_a_body_beyond_the_limit_is_refused(program: Program) -> None:
    body = b'{"claim": "' + b"x" * 21_000_001 + b'"}'
    answer = program.post_raw("/disputes", body, media_type="application/json")
    assert answer.status_code == 413
    assert answer.get_json()["detail"] == "The request is too large."


def test_markup_and_control_characters_arrive_harmless(
    program: Program, session: Session
) -> None:
    text = "<script>alert(1)</script>\u202e\x00\x07 e\u0301"
    body = put(make_dispute(), "/claim", text)
    body = put(body, "/parties/buyer/display_name", text)
    body = put(body, "/chat/0/text", text)
    dispute = get_dispute(program.post("/disputes", body).get_json()["id"])
    kept = "<script>alert(1)</script> \u00e9"
    assert dispute.claim == kept
    assert dispute.party(Side.BUYER).display_name == kept
    assert list_chat(dispute.id)[0].text == kept


@pytest.mark.parametrize("minor", [1_500_000_000, 10**15])
def test_a_sum_beyond_32_bits_is_taken_in_whole(
    program: Program, session: Session, minor: int
) -> None:
    large = {"minor": minor, "currency": "CNY"}
    body = make_dispute(asked=large)
    body["refund"]["held"] = body["order"]["price"] = large
    dispute = get_dispute(program.post("/disputes", body).get_json()["id"])
    assert (dispute.held_minor, dispute.asked_minor) == (minor, minor)
    assert balances(dispute.id) == {"marketplace_held": -minor, "escrow": minor}


def test_a_refund_record_has_one_dispute(program: Program, session: Session) -> None:
    program.escalate("1")
    again = program.post("/disputes", make_dispute("1"))
    assert (again.status_code, again.get_json()["code"]) == (409, "refund_has_dispute")
    assert count_disputes(session) == 1


def test_a_settled_refund_record_is_refused(program: Program, session: Session) -> None:
    answer = program.post("/disputes", put(make_dispute(), "/refund/state", "settled"))
    assert (answer.status_code, answer.get_json()["code"]) == (409, "refund_settled")
    assert count_disputes(session) == 0


def test_a_long_chat_log_is_taken_in_up_to_its_limit(
    program: Program, session: Session
) -> None:
    message = make_dispute()["chat"][0]
    most = program.escalate("1", chat=[message] * MOST_MESSAGES)
    assert len(list_chat(most)) == MOST_MESSAGES
    answer = program.post(
        "/disputes", make_dispute("2", chat=[message] * (MOST_MESSAGES + 1))
    )
    assert wrong_fields(answer) == ["/chat"]


def test_either_side_may_file(program: Program, app: Flask, session: Session) -> None:
    dispute = program.escalate("1", filed_by="seller", reason="damage_after_receipt")
    assert get_dispute(dispute).filed_by == "seller"
