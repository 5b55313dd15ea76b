"""Square codes told by their grain, where no reader reads them: small, cut, blurred.

Fine and even patches of two tones on a plain ground: each row and each column of them
goes from dark to light and back many times. Words do so too, and are told by reading.
"""

from collections.abc import Iterator
from typing import Any, Final

import cv2
import numpy as np

from jury.redaction.seen.sights import Area
from jury.redaction.seen.tilted import (
    Tilted,
    around,
    at_sides,
    contrast,
    count_changes,
    cut_out,
)

_SIDES: Final = (1000, 500)
_NEAR: Final = 7
_STEEP: Final = 110.0
_SMALLEST, _LARGEST = 14, 420
_FILLED: Final = 0.74
_STRETCHED: Final = 1.8
_MOST_STRETCHED: Final = 5.0
_LEAST_SIDE: Final = 11
_CONTRAST: Final = 22.0
_CLEARLY: Final = 0.16
_PLAIN: Final = 0.4
_SHOWN: Final = (96, 160)
_LARGEST_SCALE: Final = 4.0
# The rim of what is found holds ground, and more of it where the code leans.
_INNER: Final = 0.16
_FEW: Final = 15


def find_grids(grey: Any) -> tuple[list[Area], list[Area]]:
    """The rectangles around what has the grain of a code: squares, and stretched ones.

    A stretched one may be a line of words as well.
    """
    squares: list[Area] = []
    stretched: list[Area] = []
    for shown, scale in at_sides(grey, _SIDES):
        for one in _grained(shown):
            part = one.times(1 / scale)
            if part.short >= _LEAST_SIDE and _is_code(grey, part):
                is_long = part.long > _STRETCHED * part.short
                (stretched if is_long else squares).append(part.area())
    return squares, stretched


def _grained(grey: Any) -> Iterator[Tilted]:
    """Filled rectangles in which tones change steeply both across and down."""
    slopes = [
        cv2.boxFilter(np.abs(cv2.Scharr(grey, cv2.CV_32F, *way)), -1, (_NEAR, _NEAR))
        for way in ((1, 0), (0, 1))
    ]
    mask = (np.minimum(*slopes) > _STEEP).astype(np.uint8)
    mask = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    mask = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((7, 7), np.uint8))
    _, labels, parts, _ = cv2.connectedComponentsWithStats(mask)
    for label, (x, y, wide, high, _) in enumerate(parts.tolist()):
        if not label or min(wide, high) < _SMALLEST or max(wide, high) > _LARGEST:
            continue
        own = labels[y : y + high, x : x + wide] == label
        part, filled = around(own.astype(np.uint8))
        if filled > _FILLED and part.long < _MOST_STRETCHED * part.short:
            # What is near a slope counts as steep: the part itself is smaller.
            less = _NEAR - 3
            yield Tilted(
                (part.centre[0] + x, part.centre[1] + y),
                max(1.0, part.across - less),
                max(1.0, part.down - less),
                part.angle,
            )


def _is_code(grey: Any, part: Tilted) -> bool:
    short = part.short
    least, most = _SHOWN
    scale = min(_LARGEST_SCALE, max(1.0, least / short), max(most / short, 0.01))
    rim = 0.22 * short + 3
    tones = cut_out(grey, part, scale, rim=rim)
    edge = round(rim * scale)
    inner = tones[edge:-edge, edge:-edge]
    depth = contrast(inner)
    if depth < _CONTRAST or not _stands_alone(tones, edge):
        return False
    high, wide = inner.shape
    ground = cv2.blur(inner, (max(5, wide // 3), max(5, high // 3)))
    if high > wide:
        inner, ground = inner.T, ground.T
    return _changes_all_over(inner - ground, _CLEARLY * depth, part)


def _stands_alone(tones: Any, edge: int) -> bool:
    """Whether the ground is plain at three sides, beside what is inside."""
    near, close = max(2, edge // 3), edge - edge // 6
    inner = slice(edge, -edge)
    sides = (
        np.diff(tones[near:close, inner], axis=1),
        np.diff(tones[-close:-near, inner], axis=1),
        np.diff(tones[inner, near:close], axis=0),
        np.diff(tones[inner, -close:-near], axis=0),
    )
    inside = [np.diff(tones[inner, inner], axis=axis) for axis in (0, 1)]
    rough = float(np.mean([np.abs(one).mean() for one in inside]))
    third = sorted(float(np.abs(one).mean()) if one.size else 0.0 for one in sides)[2]
    return third < _PLAIN * rough


def _changes_all_over(tones: Any, least: float, part: Tilted) -> bool:
    """Whether nearly each row, and each column, goes from dark to light and back."""
    high, wide = tones.shape
    is_long = part.long > _STRETCHED * part.short
    top, left = int(_INNER * high), int((0.1 if is_long else _INNER) * wide)
    inner = tones[top : high - top, left : wide - left]
    rows, columns = count_changes(inner, least), count_changes(inner.T, least)
    if not rows.size or not columns.size:
        return False
    usual = float(np.median(rows)), float(np.median(columns))
    few = float(np.percentile(rows, _FEW)), float(np.percentile(columns, _FEW))
    if is_long:
        return few[0] >= 5 and usual[0] >= 6 and usual[1] >= 1
    return min(few) >= 2 and min(usual) >= 3 and sum(usual) >= 7
