"""Who speaks in a chat is covered: portraits however lit, names over and beside."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from jury.redaction.seen.bars import find_bar
from jury.redaction.seen.chats import find_names, find_portraits
from jury.redaction.seen.look import find_people
from jury.redaction.seen.panels import find_panels
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
    (bar,) = find_bar(blank, [CLOCK, TITLE, *HERS, *MINE])
    assert overlap(bar.box, TITLE.box) == 1
    assert overlap(bar.box, CLOCK.box) == 0


def test_the_picture_beside_a_name_is_covered_with_it() -> None:
    blank = np.zeros((900, 600, 3), np.uint8)
    title = Line("James Okafor", (90, 60, 160, 30), 0.99)
    (bar,) = find_bar(blank, [title, *HERS, *MINE])
    assert overlap(bar.box, (30, 55, 45, 45)) > 0.9


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
