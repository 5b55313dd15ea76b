"""A text that sends its reader to a picture or a profile is one for a person to see."""

import json

import pytest
from click.testing import CliRunner

from jury.cli.redact import redact_text
from jury.redaction import points_elsewhere


@pytest.mark.parametrize(
    "text",
    [
        "看图二右下角",
        "电联看头像介绍",
        "看主页背景墙",
        "看置顶",
        "看我的简介",
        "搜我昵称",
        "扫图三的码",
        "联系方式在头像上",
        "点我头像",
        "图三有微信",
        "see my profile",
        "my contact is in my bio",
        "look at the picture with my number",
        "scan the code",
    ],
)
def test_a_pointer_is_seen(text: str) -> None:
    assert points_elsewhere(text)


@pytest.mark.parametrize(
    "text",
    [
        "颜色和我想的不一样",
        "三份领卷减五元在首页领哦",
        "the item is not as in the picture",
        "屏幕有划痕，发货前没说",
        "",
    ],
)
def test_evidence_points_nowhere(text: str) -> None:
    assert not points_elsewhere(text)


def test_the_command_line_names_the_messages_to_review() -> None:
    chat = {"messages": [{"text": "在吗"}, {"text": "看主页背景墙"}]}
    result = CliRunner().invoke(redact_text, [], input=json.dumps(chat).encode())
    assert json.loads(result.output)["review"] == [
        {"code": "points_elsewhere", "message": 1}
    ]
