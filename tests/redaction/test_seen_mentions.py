"""A name that was found by its place is covered wherever else it stands."""

from dataclasses import replace

import pytest

from jury.redaction.seen.bars import besides_status
from jury.redaction.seen.mentions import find_mentioned
from jury.redaction.seen.reading import Line
from jury.redaction.seen.sights import Seen, grown, overlap

TITLE = Line("一只柚子(3)", (250, 60, 150, 28), 0.99)
SAID = [
    Line(text, (90, top, 24 * len(text), 28), 0.99)
    for text, top in (("这个还在吗", 160), ("在的，九五新", 240), ("能便宜点吗", 320))
]
NAMED = Seen("name", grown(TITLE.box, 8, 4), 0.99)


def covered_in(text: str, *, high: int = 20) -> bool:
    line = Line(text, (120, 400, 20 * len(text), high), 0.99)
    seen = find_mentioned([TITLE, *SAID, line], [NAMED])
    return any(overlap(one.box, line.box) > 0.5 for one in seen)


@pytest.mark.parametrize(
    ("text", "high"),
    [
        ("一只柚子：在的，九五新", 20),
        ("“一只柚子”撤回了一条消息", 20),
        ("@一只柚子 你看一下", 28),
        ("“大橘为重”撤回了一条消息", 20),
        ("你已添加了小熊软糖，现在可以开始聊天了。", 20),
        ("“阿狸”邀请“小熊软糖”加入了群聊", 20),
        ("小熊软糖 拍了拍我", 20),
        ("Liam Thompson joined using this group’s invite link", 20),
        ("Sofi replied to you", 20),
        ("Forwarded from Hannah Fischer", 20),
    ],
)
def test_names_in_answers_and_in_rows_of_the_program_are_covered(
    text: str, high: int
) -> None:
    assert covered_in(text, high=high)


@pytest.mark.parametrize(
    ("text", "high"),
    [
        ("你撤回了一条消息", 20),
        ("柚子一只两块", 28),
        ("我邀请他来看货的", 28),
        ("Only two left", 28),
        ("You left", 20),
        ("对方已收货", 20),
    ],
)
def test_what_names_nobody_stays(text: str, high: int) -> None:
    assert not covered_in(text, high=high)


def test_the_row_of_the_clock_at_the_top_is_no_part_of_a_chat() -> None:
    clock = Line("17:44", (40, 12, 60, 20), 0.99)
    network = Line("LTE 34", (520, 10, 90, 22), 0.99)
    assert besides_status([clock, network, TITLE, *SAID]) == [TITLE, *SAID]
    assert besides_status([network, TITLE, *SAID]) == [network, TITLE, *SAID]


def test_what_stands_above_the_row_of_the_clock_is_not_on_the_screen() -> None:
    sign = Line("04-10 12:02:31", (10, 2, 300, 30), 0.99)
    clock = Line("17:44", (40, 42, 60, 20), 0.99)
    network = Line("LTE 34", (520, 40, 90, 22), 0.99)
    low = [replace(x, box=(x.box[0], x.box[1] + 60, *x.box[2:])) for x in SAID]
    assert besides_status([sign, clock, network, *low]) == low


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        (("tb5512 2026-10-28 12:15:40", "晨光数码:小月 2026-10-28 12:16:02"), 2),
        (("From: Sofi M_65 To: chloe_d403", "From: chloe_d403 To: Sofi M_65"), 4),
        (("打印时间 2026-10-28 12:15", "已签收 2026-10-28 12:16"), 0),
        (("From: the airport", "We left at 12:15"), 0),
    ],
)
def test_who_wrote_is_covered_at_the_heads_of_what_was_written(
    texts: tuple[str, ...], told: int
) -> None:
    lines = [
        Line(text, (40, 60 + 50 * place, 14 * len(text), 20), 0.99)
        for place, text in enumerate(texts)
    ]
    assert len(find_mentioned(lines, [])) == told
