"""`redact-text`: a line in, a line out, whatever the line holds."""

import json
from typing import Any

import pytest
from click.testing import CliRunner

from jury.cli.redact import redact_text


def run(*lines: str | bytes, locale: str = "en") -> tuple[int, list[Any]]:
    given = b"".join(
        (line.encode() if isinstance(line, str) else line) + b"\n" for line in lines
    )
    result = CliRunner().invoke(redact_text, ["--locale", locale], input=given)
    return result.exit_code, [json.loads(line) for line in result.output.splitlines()]


def test_a_plain_line_is_a_text() -> None:
    code, answers = run("打13912345678找我")
    found = {"kind": "phone", "by": "structured", "start": 1, "end": 12}
    assert code == 0
    assert answers == [{"text": "打⟨Phone 1⟩找我", "findings": [found]}]


def test_a_file_that_begins_with_an_unseen_mark_is_read_like_any_other() -> None:
    known = {"text": "找王小明", "known": {"buyer": {"names": ["王小明"]}}}
    _, (answer,) = run(b"\xef\xbb\xbf" + json.dumps(known).encode())
    assert answer["text"] == "找⟨Buyer⟩"


@pytest.mark.parametrize(
    "line", ["a" * 100_001, json.dumps({"messages": [{"text": "a"}] * 300_000})]
)
def test_what_would_take_minutes_is_refused_and_the_others_go_on(line: str) -> None:
    code, answers = run("13912345678", line, "13912345678")
    assert code == 1
    assert "give it in parts" in answers[1]["error"]
    assert answers[0] == answers[2]


def test_what_is_known_has_the_highest_authority() -> None:
    known = {
        "buyer": {"names": ["张三"], "phones": ["13912345678"]},
        "seller": {"handles": ["shop_77"], "emails": ["a@b.cn"]},
        "couriers": [{"names": ["李四"]}],
        "numbers": ["SF1234567890123"],
    }
    text = "张三 13912345678 shop_77 a@b.cn 李四 SF1234567890123"
    _, (answer,) = run(json.dumps({"text": text, "known": known}), locale="zh-Hans")
    assert answer["text"] == "⟨买家⟩ ⟨电话1⟩ ⟨账号1⟩ ⟨邮箱1⟩ ⟨快递员1⟩ ⟨运单号1⟩"
    assert {finding["by"] for finding in answer["findings"]} == {"known"}


def test_findings_of_a_chat_name_their_message() -> None:
    messages = [
        {"sender": "b", "text": "打139"},
        {"sender": "s", "text": "好"},
        {"sender": "b", "text": "12345678"},
    ]
    _, (answer,) = run(json.dumps({"messages": messages}))
    assert answer["messages"] == ["打⟨Phone 1⟩", "好", "⟨Phone 1⟩"]
    assert answer["text"] == "打⟨Phone 1⟩\n好\n⟨Phone 1⟩"
    places = [(f["message"], f["start"], f["end"]) for f in answer["findings"]]
    assert places == [(0, 1, 4), (2, 0, 8)]


def test_labels_begin_anew_with_each_line() -> None:
    _, answers = run("13912345678", "13800001111")
    assert [answer["text"] for answer in answers] == ["⟨Phone 1⟩", "⟨Phone 1⟩"]


def test_offsets_count_code_points_of_the_line() -> None:
    _, (answer,) = run("😊１３９１２３４５６７８")
    assert [(f["start"], f["end"]) for f in answer["findings"]] == [(1, 12)]


@pytest.mark.parametrize("line", ["", "no {braces} first", "[1]", "a\r"])
def test_a_line_without_anything_personal_comes_back(line: str) -> None:
    _, (answer,) = run(line)
    assert answer == {"text": line.removesuffix("\r"), "findings": []}


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "{}",
        '{"text": 1}',
        '{"text": "a", "messages": []}',
        '{"text": "a", "konwn": {}}',
        '{"text": "a", "known": []}',
        '{"text": "a", "known": {"buyers": {}}}',
        '{"text": "a", "known": {"buyer": {"name": ["x"]}}}',
        '{"text": "a", "known": {"buyer": {"names": "x"}}}',
        '{"text": "a", "known": {"couriers": {}}}',
        '{"text": "a", "known": {"numbers": [1]}}',
        '{"messages": {}}',
        '{"messages": ["a"]}',
        '{"messages": [{"sender": "b"}]}',
        '{"text": "\\ud800"}',
        "{" * 3000 + '"a":1',
        b"\xff\xfe",
    ],
)
def test_a_bad_line_is_an_error_and_the_others_go_on(line: str | bytes) -> None:
    code, answers = run(line, "13912345678")
    assert code == 1
    assert list(answers[0]) == ["error"]
    assert answers[1]["text"] == "⟨Phone 1⟩"
