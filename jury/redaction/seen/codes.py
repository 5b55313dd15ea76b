"""Codes: whatever a phone would read, and what only looks like one.

Two readers, united: each finds what the other misses, and a code that neither can read
still leads somewhere when somebody else's phone reads it.
"""

from collections.abc import Iterator
from typing import Any, Final

import cv2
import numpy as np
import zxingcpp

from jury.redaction.seen.sights import (
    Area,
    Picture,
    Seen,
    area_of,
    grown,
    overlap,
    united,
)

_LARGE: Final = 1_500_000
_SMALL: Final = 600_000
_MARGIN: Final = 0.08


def find_codes(picture: Picture) -> list[Seen]:
    """Every bar code and square code in an RGB picture."""
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    found: list[Area] = []
    for scale in _scales(grey.size):
        shown = grey if scale == 1 else _resized(grey, scale)
        for points in (*_by_zxing(shown), *_by_opencv(shown)):
            _add(found, area_of(np.asarray(points, dtype=float) / scale))
    return [Seen("code", _with_margin(box), 1.0) for box in found]


def _scales(pixels: int) -> tuple[float, ...]:
    if pixels > _LARGE:
        return 1, 0.5
    return (1, 0.5, 2) if pixels < _SMALL else (1, 0.5)


def _resized(grey: Any, scale: float) -> Any:
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return cv2.resize(grey, None, fx=scale, fy=scale, interpolation=way)


def _by_zxing(grey: Any) -> Iterator[Any]:
    for code in zxingcpp.read_barcodes(grey, return_errors=True):
        place = code.position
        corners = (
            place.top_left,
            place.top_right,
            place.bottom_right,
            place.bottom_left,
        )
        yield [(corner.x, corner.y) for corner in corners]


def _by_opencv(grey: Any) -> Iterator[Any]:
    for reader in (cv2.QRCodeDetector(), cv2.barcode.BarcodeDetector()):
        there, corners = reader.detectMulti(grey)
        if there and corners is not None:
            yield from corners.reshape(-1, 4, 2)


def _add(found: list[Area], new: Area) -> None:
    for place, old in enumerate(found):
        if overlap(old, new) > 0.5:
            found[place] = united(old, new)
            return
    found.append(new)


def _with_margin(box: Area) -> Area:
    """Modules at the rim count; a bar code read along one line has no height at all."""
    x, y, width, height = box
    longest = max(width, height)
    margin = max(4.0, _MARGIN * longest)
    thin = min(width, height) < 0.12 * longest
    extra = 0.18 * longest if thin else 0.0
    flat = height < width
    return grown(
        (x, y, width, height),
        margin + (0 if flat else extra),
        margin + (extra if flat else 0),
    )
