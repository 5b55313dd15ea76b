"""A screen that was photographed askew, turned so that its lines lie flat.

Who speaks in a chat is told by what stands beside and beneath what; on a screen that
leans nothing does.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from typing import Any, Final

import cv2
import numpy as np

from jury.redaction.seen.blocks import slope_of
from jury.redaction.seen.leaning import along
from jury.redaction.seen.reading import Line
from jury.redaction.seen.sights import (
    Area,
    Picture,
    Seen,
    area_of,
    as_picture,
    grown,
    united,
)

# Below a degree and a half nothing is told wrong.
_WORTH: Final = 0.026
_ROOM, _ABOVE = 0.25, 0.15


@dataclass(frozen=True)
class Straightened:
    """The turned picture, its lines in it, and the way there (None: not turned)."""

    picture: Picture
    lines: Sequence[Line]
    slope: float
    way: Any

    def back(self, seen: Sequence[Seen]) -> Iterator[Seen]:
        """What was seen in the turned picture, where it lies in the one that leans."""
        if self.way is None:
            yield from seen
            return
        upright = cv2.invertAffineTransform(self.way)
        for one in seen:
            _, _, wide, high = one.box
            around = area_of(_to(corner, upright) for corner in _corners(one.box))
            leaning = Line("", around, 1.0, tall=high, slope=self.slope)
            flat = one.kind == "name" and wide > 2 * high
            for box in along(around, leaning) if flat else [around]:
                yield replace(one, box=box)


def straightened(picture: Picture, lines: Sequence[Line]) -> Straightened:
    """The picture turned by how much most of its long lines lean, if that is much."""
    slope = slope_of(lines)
    if abs(slope) < _WORTH:
        return Straightened(picture, lines, 0.0, None)
    height, width = picture.shape[:2]
    way = cv2.getRotationMatrix2D(
        (width / 2, height / 2), float(np.rad2deg(np.arctan(slope))), 1
    )
    x, y, wide, high = _screen_of([_flat(line, slope, way) for line in lines])
    way[:, 2] -= (x, y)
    turned = cv2.warpAffine(picture, way, (wide, high), borderMode=cv2.BORDER_REPLICATE)
    return Straightened(
        as_picture(turned), [_flat(line, slope, way) for line in lines], slope, way
    )


def _screen_of(lines: Sequence[Line]) -> Area:
    """The place of what is written, with room for portraits at its sides.

    How large they are is told by how wide the screen is, and not by the table.
    """
    around = reduce(united, [line.box for line in lines])
    return grown(around, _ROOM * around[2], _ABOVE * around[2])


def _flat(line: Line, slope: float, way: Any) -> Line:
    """A line of the leaning picture in the turned one: as wide as it is long."""
    x, y, wide, high = line.box
    across, down = _to((x + wide / 2, y + high / 2), way)
    if line.quarters % 2 or not line.tall:
        long, tall = wide, high
    else:
        # Of the upright box around it, each side holds a part of both its sides.
        tall = line.tall
        along_it = float(np.hypot(1, slope))
        long = max(tall, round((wide - abs(slope) / along_it * tall) * along_it))
    box = (round(across - long / 2), round(down - tall / 2), long, tall)
    return replace(line, box=box, slope=0.0)


def _to(point: tuple[float, float], way: Any) -> tuple[float, float]:
    x, y = way @ (point[0], point[1], 1.0)
    return float(x), float(y)


def _corners(box: Area) -> list[tuple[float, float]]:
    x, y, wide, high = box
    return [(x, y), (x + wide, y), (x + wide, y + high), (x, y + high)]
