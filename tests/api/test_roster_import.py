"""The roster in one request: whole or not at all, and once."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from jury.storage.audit import list_entries
from jury.storage.roster import find_juror
from tests.api.program import Program, wrong_fields
from tests.world import make_juror_line

NDJSON = "application/x-ndjson"


def send(
    program: Program, *lines: bytes, key: str = "raw", mode: str = ""
) -> TestResponse:
    query = f"?mode={mode}" if mode else ""
    return program.post_raw(
        f"/jurors:import{query}", b"".join(lines), media_type=NDJSON, key=key
    )


def test_lines_become_jurors(program: Program, session: Session) -> None:
    answer = send(program, make_juror_line("a"), b"\n", make_juror_line("b"))
    assert answer.status_code == 200, answer.text
    done = answer.get_json()
    assert (done["lines"], done["added"], done["mode"]) == (2, 2, "update")
    assert find_juror("a") is not None


def test_a_repeat_imports_nothing_and_gets_the_first_answer(
    program: Program, session: Session
) -> None:
    line = make_juror_line("a")
    first, again = send(program, line), send(program, line)
    assert again.data == first.data
    assert again.headers["Idempotency-Replayed"] == "true"
    assert len(list_entries("roster")) <= 2


@pytest.mark.parametrize("other", ["body", "mode"])
def test_the_key_of_another_import_is_refused(program: Program, other: str) -> None:
    send(program, make_juror_line("a"))
    answer = (
        send(program, make_juror_line("b"))
        if other == "body"
        else send(program, make_juror_line("a"), mode="replace")
    )
    assert answer.get_json()["code"] == "idempotency_key_reused"


def test_wrong_lines_are_named_and_nothing_is_imported(
    program: Program, session: Session
) -> None:
    wrong = make_juror_line("b", credit=-1, colour="red")
    answer = send(program, make_juror_line("a"), wrong, b"not json\n")
    assert (answer.status_code, answer.get_json()["code"]) == (422, "bad_lines")
    assert wrong_fields(answer) == ["/2/colour", "/2/credit", "/3"]
    assert find_juror("a") is None
    assert send(program, make_juror_line("a")).status_code == 200


def test_only_lines_of_json_are_taken(program: Program) -> None:
    for media_type in ("text/csv", "application/x-www-form-urlencoded"):
        answer = program.post_raw("/jurors:import", b"", media_type=media_type)
        assert answer.status_code == 415
        assert "application/x-ndjson" in answer.get_json()["detail"]


def test_another_mode_is_refused(program: Program, app: Flask) -> None:
    answer = send(program, make_juror_line("a"), mode="merge")
    assert (answer.status_code, wrong_fields(answer)) == (422, ["/mode"])
