"""A day's list of payments as a file over HTTP: read line by line, or named by line."""

import pytest
from flask import Flask
from flask_babel import Babel

from jury.api.payment_lists import DayList, read_day_list
from jury.domain.errors import Invalid

HEADER = "reference,refund,state,currency,buyer,seller,platform\n"
GOOD = "dsp_1:award,RF-1,executed,CNY,5400,13800,\n"
BAD = "dsp_2:award,RF-2,paid,CNY,12.50,0,0\n"
OBJECT = (
    '{"reference": "dsp_1:award", "refund": "RF-1", "state": "executed", '
    '"currency": "CNY", "buyer": 5400, "seller": 13800}\n'
)


@pytest.fixture(scope="module")
def bare() -> Flask:
    """Enough to read a request; no court is needed for that."""
    made = Flask("bare")
    Babel(made)
    return made


def read(bare: Flask, kind: str, text: bytes, day: str = "2026-03-01") -> DayList:
    with bare.test_request_context(
        f"/?day={day}", method="POST", data=text, content_type=kind
    ):
        return read_day_list()


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("text/csv", HEADER + GOOD),
        ("text/csv; charset=utf-8", "\ufeff" + HEADER + GOOD.replace("\n", "\r\n")),
        ("application/x-ndjson", OBJECT + "\n"),
    ],
)
def test_a_file_is_read_as_the_same_list(bare: Flask, kind: str, text: str) -> None:
    found = read(bare, kind, text.encode())
    (line,) = found.lines
    assert (found.day.isoformat(), line.reference) == ("2026-03-01", "dsp_1:award")
    assert (line.buyer, line.seller, line.platform) == (5400, 13800, 0)


@pytest.mark.parametrize(
    ("kind", "text", "named"),
    [
        (
            "text/csv",
            (HEADER + GOOD + BAD + GOOD + BAD).encode(),
            {"/line/3/state", "/line/3/buyer", "/line/5/state", "/line/5/buyer"},
        ),
        ("text/csv", (HEADER + GOOD[:-1] + ",7\n").encode(), {"/line/2/more"}),
        ("text/csv", b"reference,refund\n\xb2\xe2,1\n", {"/line"}),
        ("application/x-ndjson", f"x\n{OBJECT}y\n".encode(), {"/line/1", "/line/3"}),
        ("application/x-ndjson", f"{OBJECT}\n[]\n".encode(), {"/line/3"}),
    ],
)
def test_every_bad_line_is_named_by_its_number_in_the_file(
    bare: Flask, kind: str, text: bytes, named: set[str]
) -> None:
    with pytest.raises(Invalid) as refusal:
        read(bare, kind, text)
    assert set(refusal.value.fields) == named


def test_a_file_without_its_day_is_refused(bare: Flask) -> None:
    with pytest.raises(Invalid) as refusal:
        read(bare, "text/csv", HEADER.encode(), day="someday")
    assert set(refusal.value.fields) == {"/day"}
