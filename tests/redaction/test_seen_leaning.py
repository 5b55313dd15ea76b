"""What leans is covered along its slope, and told by where it would stand upright."""

from math import hypot
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jury.redaction.findings import NOTHING_KNOWN
from jury.redaction.seen.leaning import along
from jury.redaction.seen.look import find_people
from jury.redaction.seen.reading import Line
from jury.redaction.seen.sights import Area, Picture, tiles_of
from jury.redaction.seen.straight import straightened
from jury.redaction.seen.texts import find_texts

TALL = 30
WHITE = np.full((900, 700, 3), 240, np.uint8)


def leaning(text: str, x: int, y: int, slope: float, *, wide: int = 0) -> Line:
    """A line whose middle begins at a place, with the upright box around it."""
    wide = wide or 24 * len(text)
    drop, half = round(slope * wide), round(TALL * hypot(1, slope) / 2)
    top = min(y, y + drop) - half
    box = (x, top, wide, abs(drop) + 2 * half)
    return Line(text, box, 0.99, tall=TALL, slope=slope)


def cover_of(boxes: Any, size: tuple[int, int] = (900, 700)) -> Picture:
    cover = np.zeros(size, np.uint8)
    for x, y, wide, high in boxes:
        cover[max(0, y) : y + high, max(0, x) : x + wide] = 1
    return cover


def on_its_line(line: Line, slope: float) -> list[Area]:
    """Small places all along a line: its middle, and near its upper and lower rim."""
    x, y, wide, high = line.box
    middle = y + high / 2 - slope * wide / 2
    return [
        (x + step, round(middle + slope * step + aside), 1, 1)
        for step in range(2, wide - 2, 3)
        for aside in (-0.4 * TALL, 0, 0.4 * TALL)
    ]


@given(st.floats(-0.9, 0.9), st.integers(60, 500))
def test_the_steps_over_a_line_that_leans_cover_all_of_it(
    slope: float, wide: int
) -> None:
    line = leaning("", 100, 450, slope, wide=wide)
    cover = cover_of(along(line.box, line), (1000, 700))
    assert all(cover[y, x] for x, y, _, _ in on_its_line(line, slope))


def test_what_stands_above_and_beneath_a_line_that_leans_stays() -> None:
    told = leaning("收件人电话13812345678，杭州", 60, 300, 0.15)
    near = [leaning("屏幕有一道划痕要求退款", 60, y, 0.15) for y in (250, 350)]
    seen = find_texts([told, *near], NOTHING_KNOWN)
    cover = cover_of(one.box for one in seen)
    for other in near:
        places = on_its_line(other, 0.15)
        assert sum(cover[y, x] for x, y, _, _ in places) < 0.2 * len(places)


@pytest.mark.parametrize("slope", [0.0, 0.005, -0.01])
def test_a_line_that_hardly_leans_is_covered_by_one_box(slope: float) -> None:
    line = leaning("13812345678", 60, 300, slope)
    assert along(line.box, line) == [line.box]


@pytest.mark.parametrize("slope", [0.12, -0.12])
def test_whom_one_writes_to_is_covered_on_a_screen_that_leans(slope: float) -> None:
    def row(text: str, x: int, y: float) -> Line:
        return leaning(text, round(x - slope * y), round(y + slope * x), slope)

    name = row("海边的猫和她的朋友们", 220, 150)
    hers = [row("屏幕有一道划痕看图", 60, y) for y in (260, 420)]
    mine = [row("那我申请退款了可以吗", 640 - 240, y) for y in (340, 500)]
    seen = find_people(WHITE, [name, *hers, *mine])
    cover = cover_of(one.box for one in seen)
    assert all(cover[y, x] for x, y, _, _ in on_its_line(name, slope))
    for said in (*hers, *mine):
        assert not cover[said.box[1] + said.box[3] // 2, said.box[0] + 20]


def test_a_picture_whose_lines_lie_flat_is_looked_at_as_it_is() -> None:
    line = leaning("屏幕有一道划痕看图", 60, 300, 0.01)
    assert straightened(WHITE, [line]).picture is WHITE


@given(st.integers(1, 90), st.integers(1, 90))
def test_tiles_hold_every_pixel(high: int, wide: int) -> None:
    seen = np.zeros((high, wide), bool)
    for left, top, tile in tiles_of(np.zeros((high, wide, 3), np.uint8), 20, 6):
        seen[top : top + tile.shape[0], left : left + tile.shape[1]] = True
    assert seen.all()
