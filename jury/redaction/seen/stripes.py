"""Bar codes told by their stripes, where no reader reads them: turned, bent or blurred.

A reader needs one line across all bars. Their look needs none: many bars side by side,
of several widths, each alike from one end to the other. Letters are not alike from top
to bottom, and cloth, blinds and grilles repeat one width.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final

import cv2
import numpy as np

from jury.redaction.seen.sights import Area
from jury.redaction.seen.tilted import (
    Tilted,
    around,
    at_sides,
    changes,
    contrast,
    cut_out,
)

# A small code is seen in the picture as it is, bars as wide as a finger in a small one.
_SIDES: Final = (1000, 500)
_NEAR: Final = 13
_STEEP: Final = 150.0**2
_ONE_WAY: Final = 0.8
# Directions are counted in degrees of half a turn: up and down are one.
_HALF_TURN: Final = 180
_STEP, _ASKEW = 30, 22
_LEAST_PIXELS: Final = 250
_LEAST_SIDES: Final = (12, 28)
_FILLED: Final = 0.55
_LONGEST: Final = 1200
_ROWS: Final = (0.22, 0.34, 0.46, 0.58, 0.70)
_ROW: Final = 0.08
_ALIKE: Final = 0.75
_CONTRAST: Final = 20.0
_CHANGES: Final = (22, 260)
_SEVERAL_WIDTHS: Final = 0.3
_CLEARLY: Final = 0.12


def _near(way: int) -> Any:
    """One for the directions around one, as a table."""
    off = np.abs(np.arange(256) % _HALF_TURN - way)
    return (np.minimum(off, _HALF_TURN - off) < _ASKEW).astype(np.uint8)


_ONE_WAYS: Final = tuple(map(_near, range(0, _HALF_TURN, _STEP)))


def find_stripes(grey: Any) -> list[Area]:
    """The rectangles around what has the bars of a bar code, at any angle."""
    return [
        part.area()
        for shown, scale in at_sides(grey, _SIDES)
        for one in _striped(shown)
        if _has_bars(grey, part := one.times(1 / scale))
    ]


def _striped(grey: Any) -> Iterator[Tilted]:
    """Parts in which tones change in one direction only, across that direction."""
    steep, way = _directions(grey)
    # A single edge is as broad as what is near it: no bars.
    broad = np.ones((_NEAR + 2, _NEAR + 2), np.uint8)
    steep = cv2.morphologyEx(steep, cv2.MORPH_OPEN, broad)
    for x, y, own in _parts(steep):
        ways = way[y : y + own.shape[0], x : x + own.shape[1]]
        for one_way in _ONE_WAYS:
            for left, top, alike in _parts(own & cv2.LUT(ways, one_way)):
                part, filled = around(alike)
                if filled > _FILLED and part.short > _LEAST_SIDES[0]:
                    high, wide = alike.shape
                    near = ways[top : top + high, left : left + wide]
                    angle = _mean_way(near[alike > 0] * (np.pi / _HALF_TURN))
                    yield _along(part, angle, (x + left, y + top))


def _parts(mask: Any) -> Iterator[tuple[int, int, Any]]:
    """What hangs together in a mask and is large enough: where, and as a mask."""
    _, labels, parts, _ = cv2.connectedComponentsWithStats(mask)
    for label, (x, y, wide, high, pixels) in enumerate(parts.tolist()):
        if label and pixels >= _LEAST_PIXELS and max(wide, high) >= _LEAST_SIDES[1]:
            own = labels[y : y + high, x : x + wide] == label
            yield x, y, own.astype(np.uint8)


def _directions(grey: Any) -> tuple[Any, Any]:
    """Where tones change steeply in one direction only, and that direction.

    The direction of the structure tensor (Bigün and Granlund 1987), and its coherence.
    """
    across = cv2.Scharr(grey, cv2.CV_32F, 1, 0)
    down = cv2.Scharr(grey, cv2.CV_32F, 0, 1)
    xx, yy, xy = (
        cv2.boxFilter(one, -1, (_NEAR, _NEAR))
        for one in (across * across, down * down, across * down)
    )
    whole, apart = xx + yy, cv2.magnitude(xx - yy, 2 * xy)
    steep = (whole > _STEEP) & (apart > _ONE_WAY * whole)
    way = cv2.phase(xx - yy, 2 * xy) * (_HALF_TURN / (2 * np.pi))
    return steep.astype(np.uint8), (way % _HALF_TURN).astype(np.uint8)


def _mean_way(ways: Any) -> float:
    return float(np.angle(np.exp(2j * ways).mean()) / 2)


def _along(part: Tilted, way: float, corner: tuple[int, int]) -> Tilted:
    """The rectangle with that direction as its angle, in the whole picture."""
    lean = abs(np.cos(way - np.deg2rad(part.angle)))
    sides = part.across, part.down
    across, down = sides if lean > np.sqrt(0.5) else sides[::-1]
    x, y = part.centre
    return Tilted(
        (x + corner[0], y + corner[1]),
        across,
        # Where bars end, what is near them changes both ways.
        down + _NEAR,
        float(np.rad2deg(way)),
    )


def _has_bars(grey: Any, part: Tilted) -> bool:
    """Whether rows across the part show the same bars, many and of several widths."""
    scale = min(2.0, _LONGEST / part.across)
    tones = cut_out(grey, part, scale)
    high, wide = tones.shape
    if wide < 40 or high < 8:
        return False
    thick = max(1, round(_ROW * high))
    rows = [
        tones[start : start + thick].mean(axis=0, keepdims=True)
        for start in (int(share * high) for share in _ROWS)
    ]
    rows = [row - cv2.blur(row, (max(9, wide // 8), 1)) for row in rows]
    middle = rows[len(rows) // 2][0]
    depth = contrast(middle)
    if depth < _CONTRAST:
        return False
    bars = changes(middle, _CLEARLY * depth)
    if not _CHANGES[0] <= len(bars) <= _CHANGES[1]:
        return False
    widths = np.diff(bars)
    return bool(widths.std() > _SEVERAL_WIDTHS * widths.mean()) and _are_alike(rows)


def _are_alike(rows: list[Any]) -> bool:
    """Whether each row goes on in the next, a little aside where the bars lean."""
    aside = max(3, rows[0].shape[1] // 60)
    match = [
        float(
            cv2.matchTemplate(one, other[:, aside:-aside], cv2.TM_CCOEFF_NORMED).max()
        )
        for one, other in pairwise(rows)
    ]
    # One row of four may lie on a fold or a reflection.
    return sorted(match)[1] > _ALIKE
