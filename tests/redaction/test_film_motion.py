"""Where the picture goes between two frames, and whether another shot begins."""

import cv2
import numpy as np
import numpy.typing as npt
import pytest

from jury.redaction.film.comparing import Comparer
from jury.redaction.film.motion import Rect, carried

WIDE, HIGH = 1280, 720
Luma = npt.NDArray[np.uint8]


def grained(seed: int, low: int = 40, high: int = 220) -> Luma:
    dice = np.random.default_rng(seed)
    grain = dice.integers(low, high, (18, 32)).astype(np.uint8)
    return np.asarray(cv2.resize(grain, (WIDE, HIGH), interpolation=cv2.INTER_CUBIC))


def warped(luma: Luma, scale: float, dx: float, dy: float) -> Luma:
    way = np.array(((scale, 0, dx), (0, scale, dy)), dtype=np.float32)
    moved = cv2.warpAffine(luma, way, (WIDE, HIGH), borderMode=cv2.BORDER_REFLECT)
    return np.asarray(moved, dtype=np.uint8)


@pytest.mark.parametrize(
    ("scale", "dx", "dy"), [(1, 0, 0), (1, 20, -8), (1, -14, 3), (1.02, 0, 0)]
)
def test_a_box_goes_where_its_content_goes_and_back(
    scale: float, dx: float, dy: float
) -> None:
    comparer = Comparer(WIDE, HIGH)
    before = grained(1)
    after = warped(before, scale, dx, dy)
    grid = comparer.flow(comparer.small(before), comparer.small(after))
    box = Rect(500, 300, 200, 100)
    there = carried(box, grid, (WIDE, HIGH), back=False)
    expected = (500 * scale + dx, 300 * scale + dy, 200 * scale, 100 * scale)
    got = (there.x, there.y, there.width, there.height)
    assert got == pytest.approx(expected, abs=4)
    back = carried(there, grid, (WIDE, HIGH), back=True)
    assert (back.x, back.y) == pytest.approx((box.x, box.y), abs=4)


def test_a_moving_picture_is_one_shot_and_another_picture_is_another() -> None:
    comparer = Comparer(WIDE, HIGH)
    bright, dark = grained(1), grained(2, 10, 90)
    moved = warped(bright, 1, 60, 30)
    assert not comparer.is_cut(comparer.small(bright), comparer.small(moved))
    assert comparer.is_cut(comparer.small(bright), comparer.small(dark))
