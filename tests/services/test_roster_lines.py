"""What a line of an import may say, and how it is told what is wrong with it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from jury.services.roster.lines import FAULTS, LONGEST_LINE, JurorLine, read_line
from tests.roster_lines import make_line

BAD = [
    ({"ref": None}, "ref", "not_text"),
    ({"ref": ""}, "ref", "missing"),
    ({"ref": "a b"}, "ref", "bad_format"),
    ({"ref": "a\u202eb"}, "ref", "bad_format"),
    ({"ref": "x" * 129}, "ref", "too_long"),
    ({"language": "fr"}, "language", "bad_format"),
    ({"adult": 1}, "adult", "not_boolean"),
    ({"verified": "yes"}, "verified", "not_boolean"),
    ({"account_opened_on": "2020-02-30"}, "account_opened_on", "bad_format"),
    ({"account_opened_on": "20200101"}, "account_opened_on", "bad_format"),
    ({"account_opened_on": "1577836800"}, "account_opened_on", "bad_format"),
    ({"account_opened_on": 1577836800}, "account_opened_on", "not_text"),
    ({"account_opened_on": "0001-01-01"}, "account_opened_on", "bad_format"),
    ({"trades_completed": -1}, "trades_completed", "out_of_range"),
    ({"trades_completed": 1.5}, "trades_completed", "not_number"),
    ({"trades_completed": 10**12}, "trades_completed", "out_of_range"),
    ({"credit": "7"}, "credit", "not_number"),
    ({"last_active_at": "2026-01-01T00:00:00"}, "last_active_at", "bad_format"),
    ({"last_active_at": "yesterday"}, "last_active_at", "bad_format"),
    ({"last_active_at": "1577836800"}, "last_active_at", "bad_format"),
    ({"last_active_at": 1577836800}, "last_active_at", "not_text"),
    ({"last_active_at": "2026-01-01T25:00:00Z"}, "last_active_at", "bad_format"),
    # Beyond what can be read again: every draw that met such a row would fail.
    ({"last_active_at": "9999-12-31T23:59:59-14:00"}, "last_active_at", "bad_format"),
    ({"last_active_at": "0001-01-01T00:00:00+14:00"}, "last_active_at", "bad_format"),
    ({"categories": ["Shoes|x"]}, "categories/0", "bad_format"),
    ({"tie_keys": ["k"] * 201}, "tie_keys", "too_long"),
    ({"tie_keys": [7]}, "tie_keys/0", "not_text"),
    ({"timezone": "Mars/Base"}, "timezone", "bad_format"),
    ({"quiet_from": "25:00", "quiet_until": "08:00"}, "quiet_from", "bad_format"),
    ({"quiet_from": "22:00"}, "", "bad_format"),
    ({"email": "nobody"}, "email", "bad_format"),
    ({"nickname": "x"}, "nickname", "unknown_field"),
    ({"a/b.c~": "x"}, "a~1b.c~0", "unknown_field"),
]


@pytest.mark.parametrize(("said", "field", "code"), BAD)
def test_a_bad_field_is_named(said: dict[str, Any], field: str, code: str) -> None:
    found = read_line(make_line(**said), 7)
    assert isinstance(found, list)
    assert [(one.line, one.field, one.code) for one in found] == [(7, field, code)]


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("2026-03-01T08:30:00Z", 0),
        ("2026-03-01T16:30:00+08:00", 0),
        ("2026-03-01T08:30:00.123456789Z", 0.123456),
        ("2026-03-01T08:31Z", 60),
        (None, None),
    ],
)
def test_a_time_may_name_any_zone(written: str | None, seconds: float | None) -> None:
    found = read_line(make_line(last_active_at=written), 1)
    assert isinstance(found, JurorLine)
    began = datetime(2026, 3, 1, 8, 30, tzinfo=UTC)
    at = None if seconds is None else began + timedelta(seconds=seconds)
    assert found.last_active_at == at


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"nonsense", "not_json"),
        (b"[1]", "not_json"),
        (b'{"ref": "a"', "not_json"),
        (b"\xff\xfe", "not_json"),
        (b" " * LONGEST_LINE + b"{}", "line_too_long"),
    ],
)
def test_what_is_no_line_is_said_to_be_none(line: bytes, code: str) -> None:
    found = read_line(line, 1)
    assert isinstance(found, list)
    assert [one.code for one in found] == [code]


def test_every_code_has_a_sentence() -> None:
    codes = {code for _, _, code in BAD} | {"duplicate", "line_too_long", "not_json"}
    assert codes <= set(FAULTS)


def test_a_good_line_may_say_everything() -> None:
    found = read_line(
        make_line(
            trades_as_buyer=5,
            trades_as_seller=7,
            strikes=1,
            categories=["phones"],
            person_key="p1",
            tie_keys=["device:1", "household:2"],
            email="someone@example.org",
            locale="en",
            timezone="Asia/Shanghai",
            quiet_from="22:30",
            quiet_until="08:00",
            enrolled=True,
        ),
        1,
    )
    assert isinstance(found, JurorLine)
