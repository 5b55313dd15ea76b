"""Who speaks in a chat is covered: portraits however lit, names over and beside."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from jury.redaction.seen.bars import find_bar
from jury.redaction.seen.chats import find_head, find_names, find_portraits
from jury.redaction.seen.look import find_people
from jury.redaction.seen.panels import find_panels
from jury.redaction.seen.quotes import find_quoted, find_signed
from jury.redaction.seen.reading import Line
from jury.redaction.seen.sights import Area, Picture, Seen, overlap

PORTRAITS = (160, 300, 440)
TITLE = Line("海边的猫", (260, 60, 130, 30), 0.99)
CLOCK = Line("17:44", (40, 10, 60, 20), 0.99)


def said(text: str, *, left: int = 0, right: int = 0, top: int) -> Line:
    wide = 24 * len(text)
    return Line(text, (left or right - wide, top, wide, 26), 0.99)


HERS = [said("屏幕有一道划痕", left=30, top=top) for top in (180, 320)]
MINE = [said("那我申请退款吧", right=570, top=top) for top in (240, 400)]


def photographed() -> Picture:
    """A screen so unevenly lit that its ground has no one colour, with portraits."""
    screen = Image.new("RGB", (640, 900), (100, 100, 104))
    pen = ImageDraw.Draw(screen)
    for top in PORTRAITS:
        pen.ellipse((60, top, 116, top + 56), fill=(170, 70, 60))
    light = np.linspace(0.4, 1.9, 640)[None, :, None]
    lit = np.asarray(screen) * light + np.random.default_rng(3).normal(
        0, 2, (900, 1, 1)
    )
    return np.clip(lit, 0, 255).astype(np.uint8)


def are_covered(seen: list[Seen], *boxes: Area) -> bool:
    return all(any(overlap(one.box, box) > 0.9 for one in seen) for box in boxes)


def test_portraits_on_a_photographed_screen_are_found_beside_what_was_said() -> None:
    lines = [said("屏幕有一道划痕", left=140, top=top + 15) for top in PORTRAITS]
    found = find_portraits(photographed(), lines)
    assert are_covered(found, *((60, top, 56, 56) for top in PORTRAITS))
    assert len(found) == len(PORTRAITS)


def test_rounds_beside_which_nobody_speaks_are_no_portraits() -> None:
    assert find_portraits(photographed(), []) == []


def test_the_portrait_beside_a_photo_that_touches_the_margin_is_found() -> None:
    picture = screen(ground=238)
    picture[340:384, 14:58] = (40, 120, 60)
    picture[340:460, 64:260] = np.random.default_rng(2).integers(
        0, 255, (120, 196, 3), dtype=np.uint8
    )
    picture[520:524, 14:58] = 90
    found = find_portraits(picture, [])
    assert are_covered(found, *SQUARES, (14, 340, 44, 44))
    assert len(found) == 3


def screen(*, ground: int) -> Picture:
    """Two portraits at the left margin of a phone's screen."""
    picture = np.full((720, 400, 3), ground, dtype=np.uint8)
    for left, top, wide, high in SQUARES:
        picture[top : top + high, left : left + wide] = (150, 60, 60)
    return picture


SQUARES = ((14, 140, 44, 44), (14, 240, 44, 44))


@pytest.mark.parametrize("ground", [238, 17])
@pytest.mark.parametrize("bars", [(0, 440), (440, 440), (440, 0)])
def test_a_screen_between_bars_is_a_screen(bars: tuple[int, int], ground: int) -> None:
    beside = [np.full((720, wide, 3), 90, dtype=np.uint8) for wide in bars]
    picture = np.concatenate([beside[0], screen(ground=ground), beside[1]], axis=1)
    moved = [(x + bars[0], y, wide, high) for x, y, wide, high in SQUARES]
    assert are_covered(find_people(picture, []), *moved)


def test_each_of_two_screens_beside_each_other_is_a_screen() -> None:
    picture = np.concatenate([screen(ground=238), screen(ground=17)], axis=1)
    moved = [(x + 400, y, wide, high) for x, y, wide, high in SQUARES]
    assert are_covered(find_people(picture, []), *SQUARES, *moved)


def test_a_picture_without_seams_has_no_panels() -> None:
    assert find_panels(screen(ground=238)) == []
    assert find_panels(photographed()) == []


def test_names_stand_on_top_and_small_beside_portraits_and_words_do_not() -> None:
    portraits = [Seen("portrait", (60, top, 56, 56), 0.9) for top in PORTRAITS]
    nick = Line("清欢", (126, 298, 40, 18), 0.99)
    words = Line("不退不换", (140, 460, 160, 24), 0.99)
    found = find_names(portraits, [CLOCK, TITLE, nick, words])
    assert are_covered(found, TITLE.box, nick.box)
    assert len(found) == 2


@pytest.mark.parametrize(
    "day", ["9月12日 15:10", "昨天 20:31", "Yesterday 9:05 PM", "Mon, 12 Sep 7:10"]
)
def test_the_day_over_a_chat_is_no_name_and_a_name_like_a_day_is(day: str) -> None:
    portraits = [Seen("portrait", (60, 160, 56, 56), 0.9)]
    when = Line(day, (250, 90, 120, 18), 0.99)
    assert find_names(portraits, [when]) == []
    for name in ("Monica", "Sunny Liu", "周杰", "5Gfan"):
        called = Line(name, (250, 90, 120, 18), 0.99)
        assert are_covered(find_names(portraits, [called]), called.box)


@pytest.mark.parametrize(
    ("filled", "count"), [((40, 90, 160), 1), ((246, 246, 246), 0)]
)
def test_the_small_portrait_in_the_bar_is_covered(
    filled: tuple[int, int, int], count: int
) -> None:
    bar = Image.new("RGB", (640, 900), (246, 246, 246))
    pen = ImageDraw.Draw(bar)
    pen.line((20, 66, 28, 74), fill=(20, 20, 20), width=2)
    pen.ellipse((46, 50, 94, 98), fill=filled)
    portraits = [Seen("portrait", (60, 300, 56, 56), 0.9)]
    name = Line("小鱼", (106, 56, 60, 26), 0.99)
    found = find_head(np.asarray(bar), portraits, [name])
    assert len(found) == count
    assert are_covered(found, *[(46, 50, 48, 48)] * count)


def test_whom_a_chat_quotes_is_covered_and_what_a_shop_says_is_not() -> None:
    words = [said("屏幕有一道划痕", left=30, top=top) for top in (180, 320, 400)]
    quote = Line("一只柚子：还在吗", (40, 220, 160, 20), 0.99)
    shop = [Line(text, (40, 260, 160, 20), 0.99) for text in ("运费：12元", "10:20:11")]
    (name,) = find_quoted([*words, quote, *shop])
    assert overlap(name.box, (42, 222, 70, 16)) > 0.9
    assert name.box[0] + name.box[2] < 160
    large = Line("一只柚子：还在吗", (40, 220, 210, 26), 0.99)
    assert find_quoted([*words, large]) == []


@pytest.mark.parametrize(("ink", "text"), [((200, 40, 60), "Sofi"), ((40, 40, 40), "")])
def test_a_name_in_colour_over_words_is_covered(
    ink: tuple[int, int, int], text: str
) -> None:
    picture = np.full((300, 400, 3), 255, np.uint8)
    for top, colour in ((104, ink), (134, (20, 20, 20))):
        picture[top : top + 14, 44:100:4] = colour
    head = Line("Sofi", (40, 100, 64, 22), 0.99)
    words = Line("still there?", (40, 130, 140, 22), 0.99)
    found = find_signed(picture, [head, words])
    assert are_covered(found, *([head.box] if text else []))
    assert len(found) == bool(text)
    price = Line("¥ 120.00", head.box, 0.99)
    assert find_signed(picture, [price, words]) == []


def test_a_small_name_over_words_is_covered_where_its_portrait_was_missed() -> None:
    portraits = [Seen("portrait", (60, 160, 56, 56), 0.9)]
    nick = Line("半糖主义", (128, 600, 60, 16), 0.99)
    words = [said("屏幕有一道划痕", left=140, top=top) for top in (170, 260, 630)]
    again = Line("，查一下", (140, 660, 60, 26), 0.99)
    found = find_names(portraits, [nick, *words, again])
    assert are_covered(found, nick.box)
    assert len(found) == 1


def test_who_a_chat_without_portraits_is_with_is_covered() -> None:
    blank = np.zeros((900, 600, 3), np.uint8)
    arrow = Line("V", (26, 40, 20, 30), 0.98)
    (bar,) = find_bar(blank, [CLOCK, arrow, TITLE, *HERS, *MINE])
    assert overlap(bar.box, TITLE.box) == 1
    assert overlap(bar.box, CLOCK.box) == 0


def test_the_picture_beside_a_name_is_covered_with_it() -> None:
    blank = np.zeros((900, 600, 3), np.uint8)
    title = Line("James Okafor", (90, 60, 160, 30), 0.99)
    (bar,) = find_bar(blank, [title, *HERS, *MINE])
    assert overlap(bar.box, (30, 55, 45, 45)) > 0.9


def test_a_number_in_the_place_of_a_name_is_covered_with_the_picture_beside_it() -> (
    None
):
    blank = np.zeros((900, 600, 3), np.uint8)
    number = Line("07201191036", (120, 60, 170, 30), 0.99)
    found = find_bar(blank, [CLOCK, number, *HERS, *MINE])
    assert are_covered(found, number.box, (62, 48, 50, 50))


def test_sides_that_speak_one_after_the_other_on_a_day_make_a_chat() -> None:
    blank = np.zeros((900, 600, 3), np.uint8)
    later = [said("那我申请退款吧", right=570, top=top) for top in (400, 460)]
    day = Line("昨天 13:13", (250, 120, 90, 18), 0.99)
    found = find_bar(blank, [CLOCK, TITLE, day, *HERS, *later])
    assert are_covered(found, TITLE.box)
    assert find_bar(blank, [CLOCK, TITLE, *HERS, *later]) == []


def test_words_that_wrap_at_the_right_make_a_chat() -> None:
    blank = np.zeros((900, 600, 3), np.uint8)
    wrapped = [
        Line(text, (200, top, wide, 26), 0.99)
        for text, top, wide in (
            ("Can you send a photo of the", 240, 330),
            ("charger?", 270, 90),
            ("Ship it to the same place", 400, 312),
            ("please", 430, 70),
            ("The box arrived crushed", 520, 370),
        )
    ]
    letter = Line("王", (200, 58, 30, 32), 0.99)
    found = find_bar(blank, [CLOCK, letter, TITLE, *HERS, *wrapped])
    assert are_covered(found, letter.box, TITLE.box)


def test_words_that_end_with_the_time_they_were_said_make_a_chat() -> None:
    blank = np.zeros((900, 600, 3), np.uint8)
    title = Line("chloe_d", (90, 60, 90, 30), 0.99)
    members = Line("Ollie, Marc W", (92, 92, 120, 20), 0.99)
    mine = [
        line
        for place, top in enumerate((180, 240, 300))
        for line in (
            said("退款吧" * (1 + place % 2), right=480, top=top),
            Line("22:24√√", (500, top + 6, 70, 18), 0.95),
        )
    ]
    hers = Line("好的 12:55", (30, 270, 120, 26), 0.95)
    found = find_bar(blank, [title, members, *mine, hers])
    assert are_covered(found, title.box, members.box)


@pytest.mark.parametrize(
    "lines",
    [
        HERS,
        [said("下单时间", left=30, top=180), said("2026年3月", right=570, top=180)] * 2,
        [*HERS, said("合计", right=570, top=600), said("元", right=570, top=640)],
    ],
    ids=["one side", "a form", "a bill"],
)
def test_what_is_no_chat_has_no_bar(lines: list[Line]) -> None:
    assert find_bar(np.zeros((900, 600, 3), np.uint8), [TITLE, *lines]) == []
