"""Names in lists of people, on profiles and bills; rests that no reader saw."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from jury.cli.demo.drawings.canvas import font
from jury.redaction.seen.lists import find_listed
from jury.redaction.seen.reading import Line
from jury.redaction.seen.rests import find_rests
from jury.redaction.seen.sights import Area, Seen, overlap

GREY, WHITE = (237, 237, 237), (255, 255, 255)
PORTRAITS = [Seen("portrait", (20, top, 60, 60), 0.9) for top in (100, 200)]


def is_covered(seen: list[Seen], box: Area) -> bool:
    return any(overlap(one.box, box) > 0.9 for one in seen)


def page(*, bubbles: bool, ground: tuple[int, int, int] = GREY) -> np.ndarray:
    """A page with room for portraits, and bubbles beside them or none."""
    picture = Image.new("RGB", (400, 700), ground)
    pen = ImageDraw.Draw(picture)
    for top in (100, 200) if bubbles else ():
        pen.rectangle((94, top, 360, top + 60), fill=WHITE)
    return np.asarray(picture)


@pytest.mark.parametrize("top", [106, 118, 128])
def test_a_name_in_a_list_stands_first_beside_its_portrait(top: int) -> None:
    name, said = (
        Line("小林家的猫", (110, top, 120, 20), 0.9),
        Line("什么时候发货呀", (110, top + 30, 140, 18), 0.9),
    )
    found = find_listed(page(bubbles=False), PORTRAITS, [name, said])
    assert is_covered(found, name.box)
    assert not is_covered(found, said.box)


@pytest.mark.parametrize("ground", [GREY, (246, 246, 246)])
def test_what_is_said_in_a_bubble_is_no_name(ground: tuple[int, int, int]) -> None:
    said = Line("什么时候发货呀", (110, 116, 140, 20), 0.9)
    shown = page(bubbles=True, ground=ground)
    assert find_listed(shown, PORTRAITS, [said]) == []


def test_what_touches_its_portrait_is_in_no_bubble() -> None:
    name = Line("小林家的猫", (84, 106, 120, 20), 0.9)
    assert is_covered(find_listed(page(bubbles=True), PORTRAITS, [name]), name.box)


def test_a_profile_is_covered_from_its_name_to_its_account() -> None:
    rows = [
        Line(text, (120, 100 + 34 * row, 150, 24), 0.9)
        for row, text in enumerate(("北极星", "昵称：晚风", "微信号：tb_8837"))
    ]
    beneath = Line("地区：浙江 杭州", (120, 220, 150, 24), 0.9)
    found = find_listed(page(bubbles=False), [], [*rows, beneath])
    assert all(is_covered(found, row.box) for row in rows)
    assert is_covered(found, (30, 105, 70, 70))
    assert not is_covered(found, beneath.box)


def test_whom_a_bill_paid_is_covered_and_the_sum_is_not() -> None:
    name = Line("深海鱼", (165, 180, 70, 20), 0.9)
    total = Line("-371.00", (140, 220, 120, 40), 0.9)
    found = find_listed(page(bubbles=False), [], [name, total])
    assert is_covered(found, name.box)
    assert not is_covered(found, total.box)


@pytest.mark.parametrize(
    ("over", "total"),
    [
        ("退款金额", "¥371.00"),
        ("交易成功", "-371.00"),
        ("iPhone 13 蓝色", "¥2899.00"),
    ],
)
def test_what_a_bill_or_a_listing_says_over_its_sum_stays(
    over: str, total: str
) -> None:
    lines = [
        Line(over, (150, 180, 100, 20), 0.9),
        Line(total, (140, 220, 120, 40), 0.9),
    ]
    assert find_listed(page(bubbles=False), [], lines) == []


@pytest.mark.parametrize(("rest", "covers"), [("7", True), ("", False)])
def test_a_sign_that_nobody_read_is_covered_beneath_a_number(
    rest: str, *, covers: bool
) -> None:
    picture = Image.new("RGB", (400, 200), WHITE)
    pen = ImageDraw.Draw(picture)
    pen.text((40, 40), "加我 tb_88371", font=font(24), fill="black")
    pen.text((40, 76), rest, font=font(24), fill="black")
    pen.line((0, 112, 400, 112), fill="grey", width=2)
    line = Line("加我 tb_88371", (38, 44, 170, 28), 0.9)
    told = Seen("handle", (100, 40, 112, 36), 0.9)
    found = find_rests(np.asarray(picture), [line], [told])
    assert is_covered(found, (42, 84, 8, 14)) is covers
    assert bool(found) is covers


def test_one_line_beside_a_portrait_is_no_name_where_two_sides_speak() -> None:
    picture = np.full((700, 600, 3), 250, np.uint8)
    portrait = Seen("portrait", (20, 200, 60, 60), 0.9)
    hers = Line("屏幕有一道划痕", (90, 218, 180, 24), 0.99)
    mine = [
        Line(text, (580 - 24 * len(text), top, 24 * len(text), 24), 0.99)
        for text, top in (("那我申请退款可以吗", 300), ("不然就找平台介入吧", 380))
    ]
    assert find_listed(picture, [portrait], [hers, *mine]) == []
    assert find_listed(picture, [portrait], [hers]) != []
