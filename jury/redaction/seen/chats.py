"""Screenshots of chats and comments: portraits, the names beside them, and on top.

Portraits are squares or rounds of one size beneath each other at one margin, before an
even background. A name stands at the head of what its portrait says, smaller than the
words; whom one writes to stands in the bar above all.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

import cv2
import numpy as np

from jury.redaction.seen.reading import Line
from jury.redaction.seen.sights import Area, Picture, Seen, grown

_STRIP: Final = 0.165
_SMALLEST: Final = 0.045
_LARGEST: Final = 0.16
_BAR: Final = 2.2
# The clock, the battery and the network of the phone; arrows and dots of the bar.
_OF_THE_PHONE: Final = re.compile(r"^[\d\s:：.%<>〈〉…·KBMGkbmgsS/\-+]*$|^[345]G\b")


def find_names(portraits: Sequence[Seen], lines: Sequence[Line]) -> list[Seen]:
    """The names that go with the portraits of a screenshot."""
    boxes = [portrait.box for portrait in portraits]
    return [
        Seen("name", grown(x.box, 0.3 * x.height, 0.15 * x.height), x.confidence)
        for x in lines
        if boxes
        and (_is_on_top(x, boxes) or any(_is_beside(x, portrait) for portrait in boxes))
    ]


def find_portraits(picture: Picture) -> list[Seen]:
    """The portraits of a chat; nothing in other pictures."""
    return [Seen("portrait", grown(box, 3, 3), 0.9) for box in _portraits(picture)]


def _portraits(picture: Picture) -> list[Area]:
    width = picture.shape[1]
    strip = round(_STRIP * width)
    left = _squares(picture[:, :strip], width)
    # The right margin is looked at in a mirror.
    right = [
        (width - x - wide, y, wide, high)
        for x, y, wide, high in _squares(picture[:, ::-1][:, :strip], width)
    ]
    paired = [box for side in (left, right) for box in side if _has_likes(box, side)]
    if paired:
        return paired
    if len(left) == len(right) == 1:
        return left + right
    return _on_paper(picture)


def _on_paper(picture: Picture) -> list[Area]:
    """Squares on what is mostly one colour, of a screen that was photographed askew."""
    width = picture.shape[1]
    shades, counts = np.unique(
        (picture[::4, ::4] // 16).reshape(-1, 3), axis=0, return_counts=True
    )
    if counts.max() < 0.2 * counts.sum():
        return []
    paper = shades[counts.argmax()].astype(np.int16) * 16 + 8
    away = np.abs(picture.astype(np.int16) - paper).max(axis=2) > 30
    size = max(3, width // 150) | 1
    kernel = np.ones((size, size), np.uint8)
    mask = cv2.morphologyEx(away.astype(np.uint8), cv2.MORPH_CLOSE, kernel)
    squares = [
        box
        for box in _square_parts(mask, width)
        if box[0] + box[2] < 0.27 * width or box[0] > 0.73 * width
    ]
    return [box for box in squares if _leans_with(box, squares)]


def _leans_with(box: Area, others: Sequence[Area]) -> bool:
    """Whether one of its size stands beneath or above it, the screen being tilted."""
    return any(
        other != box
        and abs(other[2] - box[2]) <= 0.15 * box[2]
        and abs(other[0] - box[0]) <= 0.12 * box[2] + 0.1 * abs(other[1] - box[1])
        for other in others
    )


def _has_likes(box: Area, others: Sequence[Area]) -> bool:
    """Whether a second one of its size stands at the same margin."""
    return any(
        other != box
        and abs(other[0] - box[0]) <= 0.12 * box[2]
        and abs(other[2] - box[2]) <= 0.15 * box[2]
        for other in others
    )


def _squares(strip: Any, width: int) -> list[Area]:
    """What stands out of the background of a margin and is about as wide as high."""
    edge = strip[:, : max(2, strip.shape[1] // 12)]
    paper = np.median(edge.reshape(-1, 3), axis=0)
    away = np.abs(strip.astype(np.int16) - paper).max(axis=2) > 10
    if away[:, : edge.shape[1]].mean() > 0.4:
        return []
    size = max(3, width // 120) | 1
    kernel = np.ones((size, size), np.uint8)
    mask = cv2.morphologyEx(away.astype(np.uint8), cv2.MORPH_CLOSE, kernel)
    return list(_square_parts(mask, width))


def _square_parts(mask: Any, width: int) -> Iterator[Area]:
    _, _, parts, _ = cv2.connectedComponentsWithStats(mask)
    for x, y, wide, high, filled in parts[1:].tolist():
        fits = _SMALLEST * width <= wide <= _LARGEST * width
        if fits and 0.8 < wide / high < 1.25 and filled > 0.6 * wide * high:
            yield x, y, wide, high


def _is_on_top(line: Line, portraits: Sequence[Area]) -> bool:
    """In the bar: closer to the top than two portraits are high."""
    _, y, wide, high = line.box
    tall = max(portrait[3] for portrait in portraits)
    above = y + high <= min(portrait[1] for portrait in portraits)
    in_bar = y + high < _BAR * tall and wide < 6 * tall
    return above and in_bar and not _OF_THE_PHONE.match(line.text)


def _is_beside(line: Line, portrait: Area) -> bool:
    x, y, wide, high = line.box
    left, top, across, down = portrait
    near = min(abs(x - (left + across)), abs(left - (x + wide))) < 0.7 * across
    middle = y + high / 2
    return near and top - 0.3 * down < middle < top + 0.34 * down and high < 0.45 * down
