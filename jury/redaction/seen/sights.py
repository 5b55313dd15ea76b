"""What a detector saw, and the arithmetic of rectangles."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

Picture = npt.NDArray[np.uint8]
Area = tuple[int, int, int, int]


@dataclass(frozen=True)
class Seen:
    """Something in a picture; ``box`` is x, y, width and height in its pixels.

    ``kind`` is face, code, plate, portrait or a kind of finding in texts. ``doubt``
    says why a person has to look at it; ``covered`` is false when nothing but the
    doubt is known. ``entity`` is whom or what a text stands for, as in findings.
    """

    kind: str
    box: Area
    confidence: float
    doubt: str = ""
    covered: bool = True
    entity: str = field(default="", compare=False)


def area_of(points: Iterable[Sequence[float]]) -> Area:
    """The upright rectangle around some points."""
    xs, ys = zip(*((point[0], point[1]) for point in points), strict=True)
    left, top = int(np.floor(min(xs))), int(np.floor(min(ys)))
    return (
        left,
        top,
        int(np.ceil(max(xs))) - left,
        int(np.ceil(max(ys))) - top,
    )


def grown(box: Area, across: float, down: float) -> Area:
    """The rectangle with so many pixels more on each side."""
    x, y, width, height = box
    dx, dy = round(across), round(down)
    return x - dx, y - dy, width + 2 * dx, height + 2 * dy


def clipped(box: Area, width: int, height: int) -> Area | None:
    """The part of the rectangle that lies in a picture of that size; None if none."""
    left, top = max(box[0], 0), max(box[1], 0)
    right, bottom = min(box[0] + box[2], width), min(box[1] + box[3], height)
    if right <= left or bottom <= top:
        return None
    return left, top, right - left, bottom - top


def overlap(one: Area, other: Area) -> float:
    """How much of the smaller of two rectangles lies in the other."""
    across = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    down = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    if across <= 0 or down <= 0:
        return 0.0
    return across * down / max(1, min(one[2] * one[3], other[2] * other[3]))


def united(one: Area, other: Area) -> Area:
    """The rectangle around two."""
    left, top = min(one[0], other[0]), min(one[1], other[1])
    right = max(one[0] + one[2], other[0] + other[2])
    bottom = max(one[1] + one[3], other[1] + other[3])
    return left, top, right - left, bottom - top


def turned_back(box: Area, quarters: int, size: tuple[int, int]) -> Area:
    """A box of a picture that ``np.rot90`` turned so often, in the upright picture.

    ``size`` is width and height of the upright picture.
    """
    x, y, width, height = box
    wide, high = size
    for turn in range(quarters % 4, 0, -1):
        # One quarter turn back: the turned picture is as wide as the last was high.
        last_wide = wide if turn % 2 else high
        x, y, width, height = last_wide - y - height, x, height, width
    return x, y, width, height


def scaled(box: Sequence[float], factor: float) -> Area:
    """The box in a picture so many times as large, rounded outwards."""
    x, y, width, height = (float(value) * factor for value in box)
    return area_of(((x, y), (x + width, y + height)))


def as_picture(pixels: Any) -> Picture:
    """Pixels laid out as detectors want them."""
    return np.ascontiguousarray(pixels, dtype=np.uint8)


def tiles_of(
    picture: Picture, side: int, overlapping: int
) -> Iterator[tuple[int, int, Picture]]:
    """Parts of about that side, which overlap by so much: left, top and the pixels."""
    height, width = picture.shape[:2]
    for top, bottom in _spans(height, side, overlapping):
        for left, right in _spans(width, side, overlapping):
            yield left, top, as_picture(picture[top:bottom, left:right])


def _spans(length: int, side: int, overlapping: int) -> list[tuple[int, int]]:
    """Where tiles begin and end along one side: one, or several that overlap evenly."""
    if length <= side * 1.25:
        return [(0, length)]
    count = int(np.ceil((length - overlapping) / (side - overlapping)))
    step = (length - side) / (count - 1)
    starts = [round(place * step) for place in range(count)]
    return [(start, start + side) for start in starts]
