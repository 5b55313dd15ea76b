"""Stacked codes (PDF417), whose reader wants them upright and dark on light.

So a picture is shown to it turned by steps, and once as its negative. Only what is read
counts: turned, much looks like one that is none.
"""

from collections.abc import Iterator
from typing import Any, Final

import cv2
import numpy as np
import zxingcpp

from jury.redaction.seen.sights import Area, area_of

# It turns by quarters itself, and reads what leans by some eight degrees.
_TURNS: Final = (15, 30, 45, 60, 75)
# Turned, a picture takes twice its room.
_MOST_PIXELS: Final = 1_500_000
_STACKED: Final = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.PDF417)


def read_stacked(grey: Any) -> list[Area]:
    """The rectangles around the stacked codes that are read turned or as negatives."""
    scale = min(1.0, (_MOST_PIXELS / grey.size) ** 0.5)
    if scale < 1:
        grey = cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    found = [area_of(corners / scale) for corners in _read(255 - grey)]
    high, wide = grey.shape
    for degrees in _TURNS:
        way, size = _turn(wide, high, degrees)
        shown = cv2.warpAffine(grey, way, size, borderMode=cv2.BORDER_REPLICATE)
        back = cv2.invertAffineTransform(way)
        found += [
            area_of((corners @ back[:, :2].T + back[:, 2]) / scale)
            for corners in _read(shown)
        ]
    return found


def _turn(wide: int, high: int, degrees: int) -> tuple[Any, tuple[int, int]]:
    """How a picture is turned about its middle, and the size that holds it whole."""
    way: Any = cv2.getRotationMatrix2D((wide / 2, high / 2), degrees, 1)
    along, aside = np.abs(way[0, :2])
    size = int(wide * along + high * aside), int(wide * aside + high * along)
    way[:, 2] += np.array((size[0] - wide, size[1] - high)) / 2
    return way, size


def _read(grey: Any) -> Iterator[Any]:
    for code in zxingcpp.read_barcodes(grey, formats=_STACKED):
        place = code.position
        corners = (
            place.top_left,
            place.top_right,
            place.bottom_right,
            place.bottom_left,
        )
        yield np.array([(corner.x, corner.y) for corner in corners], dtype=float)
