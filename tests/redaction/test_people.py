"""Chinese names that nothing announces, and what only looks like one."""

import pytest

from jury.redaction import NOTHING_KNOWN, Message, find, find_in_chats
from jury.redaction.tagger import read


def names(text: str) -> list[str]:
    return [text[f.start : f.end] for f in find(text, NOTHING_KNOWN)]


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("刘建国昨天把货取走了", ["刘建国"]),
        ("东西是欧阳美琪替我签的", ["欧阳美琪"]),
        ("后来张磊又问了一次，赵敏也看见了", ["张磊", "赵敏"]),
        ("王经理说可以", ["王经理"]),
        ("克里斯蒂安·施密特从德国寄来的", ["克里斯蒂安·施密特"]),
    ],
)
def test_a_name_is_found_without_a_cue(text: str, covered: list[str]) -> None:
    assert names(text) == covered


@pytest.mark.parametrize(
    "text",
    [
        "亲，这款羽绒服今天下单明天发货",
        "欧莱雅套装有货吗，资生堂的也要",
        "盛夏清凉价，金秋季节再买",
        "顺丰比中通快一点",
        "在",
        "???",
    ],
)
def test_goods_and_small_talk_stay_readable(text: str) -> None:
    assert names(text) == []


def test_texts_read_together_are_read_as_one_by_one() -> None:
    texts = ["", "刘建国昨天把货取走了", "好", "hello", "东西是欧阳美琪替我签的" * 9]
    chats = [([Message("a", text)], NOTHING_KNOWN) for text in texts]
    together = [found for (found,) in find_in_chats(chats)]
    assert together == [find(text, NOTHING_KNOWN) for text in texts]


def test_the_reader_weighs_every_character() -> None:
    (reading,) = read(["我是张小明，abc12"])
    assert len(reading.person) == len(reading.begins) == 11
    assert min(reading.person[2:5]) > 0.9
    assert max(reading.person[5:]) < 0.1
    assert reading.begins.argmax() == 2
