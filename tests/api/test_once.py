"""A repeated POST changes nothing and gets the first answer again."""

import threading
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from jury.storage.disputes import Dispute
from jury.storage.people import IdempotentAnswer, LoginLink, User
from tests.api.program import Program, make_dispute, make_key, put


def count(session: Session, table: type) -> int:
    session.rollback()
    return session.scalar(select(func.count()).select_from(table)) or 0


def at_once(*calls: Callable[[], TestResponse]) -> list[TestResponse]:
    """Everybody begins at the same moment; the answers in the order of the calls."""
    gate = threading.Barrier(len(calls))
    answers: dict[int, TestResponse] = {}

    def run(number: int) -> None:
        gate.wait()
        answers[number] = calls[number]()

    threads = [threading.Thread(target=run, args=(n,)) for n in range(len(calls))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [answers[number] for number in range(len(calls))]


def test_a_repeat_gets_the_first_answer_byte_for_byte(
    program: Program, session: Session
) -> None:
    first = program.post("/disputes", make_dispute(), key="once")
    again = program.post("/disputes", make_dispute(), key="once")
    assert (again.status_code, again.data) == (first.status_code, first.data)
    assert first.headers["Idempotency-Replayed"] == "false"
    assert again.headers["Idempotency-Replayed"] == "true"
    assert count(session, Dispute) == 1


def test_the_order_of_fields_makes_no_other_request(program: Program) -> None:
    body = make_dispute()
    first = program.post("/disputes", body, key="once")
    turned = dict(reversed(body.items()))
    assert program.post("/disputes", turned, key="once").data == first.data


@pytest.mark.parametrize("other", ["body", "address"])
def test_a_key_names_one_request_only(
    program: Program, session: Session, other: str
) -> None:
    dispute = program.escalate("1")
    program.post("/sandbox/clock:advance", {"seconds": 1}, key="once")
    if other == "body":
        answer = program.post("/sandbox/clock:advance", {"seconds": 2}, key="once")
    else:
        path = f"/disputes/{dispute}/draw-nonce"
        answer = program.post(path, {"nonce": "5a" * 16}, key="once")
    assert answer.status_code == 422
    assert answer.get_json()["code"] == "idempotency_key_reused"


def test_keys_of_two_programs_do_not_meet(app: Flask, program: Program) -> None:
    other = Program(app.test_client(), make_key(app))
    answers = [
        one.post("/sandbox/clock:advance", {"seconds": 5}, key="once")
        for one in (program, other)
    ]
    assert [one.headers["Idempotency-Replayed"] for one in answers] == ["false"] * 2


def test_what_was_refused_may_be_mended_under_the_same_key(
    program: Program, session: Session
) -> None:
    wrong = put(make_dispute(), "/refund/state", "settled")
    assert program.post("/disputes", wrong, key="once").status_code == 409
    assert count(session, IdempotentAnswer) == 0
    mended = program.post("/disputes", make_dispute(), key="once")
    assert mended.status_code == 201


@pytest.mark.parametrize("key", ["", "x" * 256, "schlüssel", "two\tparts", "two parts"])
def test_every_post_needs_a_key(program: Program, session: Session, key: str) -> None:
    answer = program.post("/disputes", make_dispute(), headers={"Idempotency-Key": key})
    assert answer.status_code == 400
    wrong = "too_long" if len(key) > 255 else "missing"
    assert answer.get_json()["code"] == f"idempotency_key_{wrong}"
    assert count(session, Dispute) == 0


def test_of_eight_at_once_one_acts_and_all_get_its_answer(
    app: Flask, program: Program, session: Session
) -> None:
    others = [Program(app.test_client(), program.secret) for _ in range(8)]
    answers = at_once(
        *(
            lambda one=one: one.post("/disputes", make_dispute(), key="once")
            for one in others
        )
    )
    assert {one.status_code for one in answers} == {201}
    assert len({one.data for one in answers}) == 1
    replays = [one.headers["Idempotency-Replayed"] for one in answers]
    assert sorted(replays) == ["false"] + ["true"] * 7
    assert count(session, Dispute) == 1


def test_two_escalations_of_one_refund_at_once_make_one_dispute(
    app: Flask, program: Program, session: Session
) -> None:
    other = Program(app.test_client(), program.secret)
    answers = at_once(
        lambda: program.post("/disputes", make_dispute(), key="one"),
        lambda: other.post("/disputes", make_dispute(), key="other"),
    )
    assert sorted(one.status_code for one in answers) == [201, 409]
    assert count(session, Dispute) == 1


def test_two_disputes_of_the_same_new_users_at_once_are_both_taken(
    app: Flask, program: Program, session: Session
) -> None:
    other = Program(app.test_client(), program.secret)
    swapped = make_dispute("2")
    swapped["parties"]["buyer"]["ref"] = "u-2718"
    swapped["parties"]["seller"]["ref"] = "u-3141"
    answers = at_once(
        lambda: program.post("/disputes", make_dispute("1"), key="one"),
        lambda: other.post("/disputes", swapped, key="other"),
    )
    assert [one.status_code for one in answers] == [201, 201]
    assert count(session, User) == 2


def test_a_repeated_login_link_never_shows_its_secret_again(
    program: Program, session: Session
) -> None:
    program.escalate()
    asked = {"user": "u-3141", "purpose": "party"}
    first = program.post("/login-links", asked, key="once").get_json()
    again = program.post("/login-links", asked, key="once")
    assert again.status_code == 201
    assert again.get_json() == {"url": None, "expires_at": first["expires_at"]}
    secret = first["url"].rpartition("/")[2]
    kept = list(session.scalars(select(IdempotentAnswer.body)))
    assert not any(secret in body for body in kept)
    assert count(session, LoginLink) == 1
