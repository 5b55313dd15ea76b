"""Screenshots of chats and comments: portraits, the names beside them, and on top.

Portraits are squares or rounds of one size beneath each other at one margin, before an
even background. A name stands at the head of what its portrait says, smaller than the
words; whom one writes to stands in the bar above all.
"""

from collections.abc import Iterator, Sequence
from statistics import median
from typing import Any, Final

import cv2
import numpy as np

from jury.redaction.seen.bars import is_of_the_phone
from jury.redaction.seen.grounds import away_from, ground_of
from jury.redaction.seen.reading import Line
from jury.redaction.seen.sights import (
    Area,
    Picture,
    Seen,
    clipped,
    grown,
    overlap,
    scaled,
)

_STRIP: Final = 0.165
_SMALLEST: Final = 0.045
_LARGEST: Final = 0.16
_BAR: Final = 2.2
_FAR_BAR: Final = 7.0
_SMALL: Final = 0.8
_OUTLINED_WIDTH, _OUTLINED_DESK = 640, 1000
_OUTLINED_SIDE, _OF_WORDS = 1500, 26
_SEEN, _OVER_WORDS = 14, 1.4
# The portrait in the bar: how far before the name, in heights of it, and how filled.
_BESIDE: Final = 2.8
_PICTURED: Final = 0.08
_FILLED: Final = 0.6
_OUTLINED: Final = 0.35


def find_names(portraits: Sequence[Seen], lines: Sequence[Line]) -> list[Seen]:
    """The names that go with the portraits of a screenshot."""
    boxes = [portrait.box for portrait in portraits]
    if not boxes:
        return []
    usual = float(np.median([line.height for line in lines])) if lines else 0.0
    named = [
        line
        for line in lines
        if any(_is_beside(line, box) for box in boxes)
        or (line.height < _SMALL * usual and _is_over_words(line, boxes, lines))
    ]
    return [
        Seen("name", grown(x.box, 0.3 * x.height, 0.15 * x.height), x.confidence)
        for x in (*named, *_on_top(lines, boxes))
    ]


def find_head(
    picture: Picture, portraits: Sequence[Seen], lines: Sequence[Line]
) -> list[Seen]:
    """The portrait before the name in the bar, smaller than those of the chat."""
    if not portraits:
        return []
    heads = _on_top(lines, [portrait.box for portrait in portraits])
    if not heads:
        return []
    name = min(heads, key=lambda line: line.box[1])
    x, y, tall = name.box[0], name.box[1], name.height
    left, top = round(x - _BESIDE * tall), round(y - 0.6 * tall)
    box = clipped(
        (left, top, round((_BESIDE - 0.2) * tall), round(_BESIDE * tall)),
        picture.shape[1],
        picture.shape[0],
    )
    if not box or not _is_pictured(picture, box):
        return []
    return [Seen("portrait", box, 0.5)]


def _is_pictured(picture: Picture, box: Area) -> bool:
    """Whether more than an arrow stands out of the ground."""
    x, y, wide, high = box
    part = picture[y : y + high, x : x + wide].astype(np.int16)
    ground = np.median(part[:: max(1, high - 1)].reshape(-1, 3), axis=0)
    return float((np.abs(part - ground).max(axis=2) > 24).mean()) > _PICTURED


def find_portraits(picture: Picture, lines: Sequence[Line]) -> list[Seen]:
    """The portraits of a chat, beside what was said; nothing in other pictures."""
    boxes = _portraits(picture)
    for box in _framed(picture, lines):
        fits = not boxes or _is_as_large(box, boxes, by=_OUTLINED)
        if fits and not any(overlap(box, old) > 0.3 for old in boxes):
            boxes.append(box)
    boxes += _in_columns(picture, boxes)
    return [Seen("portrait", grown(box, 3, 3), 0.9) for box in boxes]


def _in_columns(picture: Picture, boxes: Sequence[Area]) -> list[Area]:
    """What fills the column of some portraits for as long as one: of who sent a photo.

    Beside a photo nothing is written, and it may touch the margin.
    """
    found: list[Area] = []
    for box in boxes:
        x, _, wide, high = box
        alike = [y for y in boxes if abs(y[0] - x) <= 3 and abs(y[2] - wide) <= 4]
        if alike[0] != box or len(alike) < 2:
            continue
        strip = picture[:, max(0, x) : x + wide].astype(np.int16)
        ground = np.median(strip.reshape(-1, 3), axis=0)
        filled = (np.abs(strip - ground).max(axis=2) > 12).mean(axis=1) > _FILLED
        edges = np.flatnonzero(np.diff(filled.astype(np.int8), prepend=0, append=0))
        for top, bottom in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
            # Of a round one the uppermost rows are hardly filled.
            new = (x, (top + bottom - high) // 2, wide, high)
            if -0.26 * high < bottom - top - high < 0.15 * high and not any(
                overlap(new, old) > 0.3 for old in boxes
            ):
                found.append(new)
    return found


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
        # Whoever said one thing only has a single portrait.
        return [box for box in (*left, *right) if _is_as_large(box, paired)]
    if len(left) == len(right) == 1:
        return left + right
    return _on_paper(picture)


def _framed(picture: Picture, lines: Sequence[Line]) -> list[Area]:
    """Closed outlines of one size beneath each other, each beside what was said.

    Light falls unevenly on a screen that was photographed: what an outline holds may
    have any colour, and so may what lies around it.
    """
    is_desk = picture.shape[1] > picture.shape[0]
    shown_wide = _OUTLINED_DESK if is_desk else _OUTLINED_WIDTH
    usual = median(line.height for line in lines) if lines else 0.0
    # Of a screen that fills a part of the picture, words tell how large it is.
    readable = min(_OF_WORDS / max(1, usual), _OUTLINED_SIDE / max(picture.shape))
    scale = min(1.0, max(shown_wide / picture.shape[1], readable))
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    colours = cv2.cvtColor(cv2.GaussianBlur(small, (3, 3), 0), cv2.COLOR_RGB2LAB)
    edges = np.max([cv2.Canny(colours[:, :, c], 18, 45) for c in range(3)], axis=0)
    closed = cv2.morphologyEx(edges, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    outlines, _ = cv2.findContours(closed, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
    # On a desk a portrait is small beside the screen, not beside what is written.
    words = max(_SEEN, _OVER_WORDS * usual * scale)
    least = min(0.8 * _SMALLEST * small.shape[1], words)
    boxes: list[Area] = []
    for outline in sorted(outlines, key=cv2.contourArea, reverse=True):
        x, y, wide, high = cv2.boundingRect(outline)
        fits = least < wide < _LARGEST * small.shape[1]
        filled = cv2.contourArea(cv2.convexHull(outline)) > 0.7 * wide * high
        if fits and filled and 0.78 < wide / high < 1.28:
            box = scaled((x, y, wide, high), 1 / scale)
            if not any(overlap(box, old) > 0.3 for old in boxes):
                boxes.append(box)
    near = [box for box in boxes if any(_speaks(box, line) for line in lines)]
    # Of who says little, words end far from one portrait and close to the next.
    paired = [x for x in near if _leans_with(x, near) or _has_likes(x, boxes)]
    return [
        box
        for box in boxes
        if (box in near and _is_as_large(box, paired)) or _has_likes(box, paired)
    ]


def _speaks(box: Area, line: Line) -> bool:
    """Whether the line stands where the words of a portrait begin or end."""
    x, y, wide, high = line.box
    left, top, across, down = box
    gap = min(abs(x - (left + across)), abs(left - (x + wide)))
    return gap < across and top - 0.4 * down < y + high / 2 < top + 1.2 * down


def _is_as_large(box: Area, others: Sequence[Area], *, by: float = 0.2) -> bool:
    return any(abs(other[2] - box[2]) <= by * box[2] for other in others)


def _on_paper(picture: Picture) -> list[Area]:
    """Squares on what is mostly one colour, of a screen that was photographed askew."""
    width = picture.shape[1]
    paper = ground_of(picture)
    if paper is None:
        return []
    size = max(3, width // 150) | 1
    kernel = np.ones((size, size), np.uint8)
    mask = cv2.morphologyEx(away_from(picture, paper, 30), cv2.MORPH_CLOSE, kernel)
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
    away = away_from(strip, paper, 10)
    if away[:, : edge.shape[1]].mean() > 0.4:
        return []
    size = max(3, width // 120) | 1
    kernel = np.ones((size, size), np.uint8)
    mask = cv2.morphologyEx(away, cv2.MORPH_CLOSE, kernel)
    # What goes on beyond the margin is no portrait: words in a bubble.
    inner = strip.shape[1] - 1
    return [box for box in _square_parts(mask, width) if box[0] + box[2] < inner]


def _square_parts(mask: Any, width: int) -> Iterator[Area]:
    _, _, parts, _ = cv2.connectedComponentsWithStats(mask)
    for x, y, wide, high, filled in parts[1:].tolist():
        fits = _SMALLEST * width <= wide <= _LARGEST * width
        if fits and 0.8 < wide / high < 1.25 and filled > 0.6 * wide * high:
            yield x, y, wide, high


def _on_top(lines: Sequence[Line], portraits: Sequence[Area]) -> list[Line]:
    """What stands in the bar: at the top of the screen, or of what is seen of it."""
    tall = max(portrait[3] for portrait in portraits)
    first = min(portrait[1] for portrait in portraits)
    above = [
        line
        for line in lines
        if line.box[1] + line.box[3] / 2 < first + 0.25 * tall
        and line.box[2] < 6 * tall
        and not is_of_the_phone(line.text)
    ]
    highest = min((line.box[1] for line in above), default=0)
    return [
        line
        for line in above
        if line.box[1] + line.box[3] < _BAR * tall
        or (line.box[1] < highest + line.height and first - highest < _FAR_BAR * tall)
    ]


def _is_over_words(
    line: Line, portraits: Sequence[Area], lines: Sequence[Line]
) -> bool:
    """Small, where words beside portraits begin, and over some: its portrait is missed.

    In a group each has a name, though not each portrait stands out of its ground.
    """
    x, y, _, high = line.box
    begins = any(abs(x - (box[0] + box[2])) < 0.5 * box[2] for box in portraits)
    return begins and any(
        y + high < other.box[1] + other.box[3] / 2 < y + 4 * high
        and abs(other.box[0] - x) < 1.5 * other.height
        for other in lines
        if other != line and other.height > line.height
    )


def _is_beside(line: Line, portrait: Area) -> bool:
    x, y, wide, high = line.box
    left, top, across, down = portrait
    near = min(abs(x - (left + across)), abs(left - (x + wide))) < 0.7 * across
    middle = y + high / 2
    heads = top - 0.3 * down < middle < top + 0.28 * down
    return near and heads and line.height < 0.45 * down
