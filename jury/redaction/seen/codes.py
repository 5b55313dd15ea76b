"""Codes: whatever a phone would read, and what only looks like one.

Two readers, united: each finds what the other misses, and a code that neither can read
still leads somewhere when somebody else's phone reads it.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

import cv2
import numpy as np
import zxingcpp

from jury.redaction.seen.grids import find_grids
from jury.redaction.seen.reading import Line
from jury.redaction.seen.sights import (
    Area,
    Picture,
    Seen,
    area_of,
    grown,
    overlap,
    scaled,
    united,
)
from jury.redaction.seen.stacked import read_stacked
from jury.redaction.seen.stripes import find_stripes

_LARGE: Final = 1_500_000
_SMALL: Final = 600_000
_MARGIN, _ASIDE = 0.08, 0.2
_READ: Final = 1.0
AS_SURE_AS_BARS: Final = 0.6
_LOOKS_SO, _MAY_BE_A_SIGN, _MAY_BE_WORDS = 0.5, 0.45, 0.4
_STRIPED_WIDTH: Final = 640
_STEEP: Final = 500.0
_CLEAR: Final = 0.9
_READABLE: Final = 0.6
_PARTLY: Final = 0.3
_AS_LARGE: Final = 0.5
_INNER: Final = 0.07
Reader = Callable[[Any], Iterator[tuple[Any, float]]]
_WORDS: Final = re.compile(r"[\u4e00-\u9fff]{2}|[a-z]{3}")


def find_codes(
    picture: Picture, *, fast: bool = False, closely: bool = False
) -> list[Seen]:
    """Every bar code and square code in an RGB picture.

    ``fast``: the slow reader of the two sees it only at half its size, for films.
    ``closely``: what no reader reads is also found, by its look.
    """
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    found: list[Seen] = []
    for scale in _scales(grey.size):
        readers = (_by_zxing,) if fast and scale == 1 else (_by_zxing, _by_opencv)
        for one in _read(grey, scale, *readers):
            _add(found, one)
    if closely:
        _add_close(found, grey)
    return [Seen("code", _with_margin(one.box), one.confidence) for one in found]


def find_bars(picture: Picture) -> list[Seen]:
    """What has the look of a bar code, though nothing reads it: worn, bent or blurred.

    Stripes of a dress have it too, so this is for parcel labels only.
    """
    scale = min(1.0, _STRIPED_WIDTH / picture.shape[1])
    grey = _resized(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), scale)
    slopes = [
        cv2.boxFilter(np.abs(cv2.Scharr(grey, cv2.CV_32F, *way)), -1, (11, 11))
        for way in ((1, 0), (0, 1))
    ]
    found = []
    for along, across in (slopes, slopes[::-1]):
        striped = ((along > _STEEP) & (along > 4 * across)).astype(np.uint8)
        closed = cv2.morphologyEx(striped, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
        _, _, parts, _ = cv2.connectedComponentsWithStats(closed)
        for x, y, wide, high, filled in parts[1:].tolist():
            long, short = max(wide, high), min(wide, high)
            if (
                long > 0.12 * grey.shape[1]
                and short > 14
                and filled > 0.7 * wide * high
            ):
                box = scaled((x, y, wide, high), 1 / scale)
                found.append(Seen("code", grown(box, *(2 * [8 / scale])), _LOOKS_SO))
    return found


def unless_written(codes: Sequence[Seen], lines: Sequence[Line]) -> list[Seen]:
    """Those in which no words stand: lines and waves on a screen look like bars, too.

    Beneath a bar code one line may stand, low against its bars. Bars alike from end to
    end are no words; where they lean, the box around them holds some. What has the
    grain of a code may be a sign or a part of a line: it is one wherever that was read.
    """
    words = [
        line.box
        for line in lines
        if line.confidence >= _CLEAR and _WORDS.search(line.text)
    ]
    return [
        code
        for code in codes
        if code.confidence >= AS_SURE_AS_BARS
        or not (
            _is_written(code.box, words)
            if code.confidence >= _LOOKS_SO
            else _is_read(code, lines)
        )
    ]


def _is_read(code: Seen, lines: Sequence[Line]) -> bool:
    least = _READABLE if code.confidence <= _MAY_BE_WORDS else _CLEAR
    return any(
        line.confidence >= least and overlap(line.box, code.box) > _PARTLY
        for line in lines
    )


def _is_written(shown: Area, words: Sequence[Area]) -> bool:
    # What stands beside a code stands in its margin.
    box = grown(shown, *(-_INNER * side for side in shown[2:]))
    inside = [
        other
        for other in words
        if 0 < other[0] + other[2] / 2 - box[0] < box[2]
        and 0 < other[1] + other[3] / 2 - box[1] < box[3]
    ]
    return len(inside) > 1 or any(other[3] > 0.25 * box[3] for other in inside)


def _read(grey: Any, scale: float, *readers: Reader) -> Iterator[Seen]:
    shown = grey if scale == 1 else _resized(grey, scale)
    for reader in readers:
        for points, sure in reader(shown):
            yield Seen("code", area_of(np.asarray(points, dtype=float) / scale), sure)


def _add_close(found: list[Seen], grey: Any) -> None:
    """What is read enlarged, what nothing reads, and all bars of what was read."""
    enlarged = _SMALL <= grey.size < _LARGE
    for one in _read(grey, 2, _by_zxing) if enlarged else ():
        # Enlarged, much looks like a code that is none.
        if one.confidence >= _READ:
            _add(found, one)
    for box in read_stacked(grey):
        _add(found, Seen("code", box, _READ))
    for box in find_stripes(grey):
        _add(found, Seen("code", box, AS_SURE_AS_BARS), widens=True)
    squares, stretched = find_grids(grey)
    for box in squares:
        _add(found, Seen("code", box, _MAY_BE_A_SIGN))
    for box in stretched:
        _add(found, Seen("code", box, _MAY_BE_WORDS))


def _scales(pixels: int) -> tuple[float, ...]:
    return (1, 0.5, 2) if pixels < _SMALL else (1, 0.5)


def _resized(grey: Any, scale: float) -> Any:
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return cv2.resize(grey, None, fx=scale, fy=scale, interpolation=way)


def _by_zxing(grey: Any) -> Iterator[tuple[Any, float]]:
    for code in zxingcpp.read_barcodes(grey, return_errors=True):
        place = code.position
        corners = (
            place.top_left,
            place.top_right,
            place.bottom_right,
            place.bottom_left,
        )
        sure = _READ if code.valid else _LOOKS_SO
        yield [(corner.x, corner.y) for corner in corners], sure


def _by_opencv(grey: Any) -> Iterator[tuple[Any, float]]:
    for reader in (cv2.QRCodeDetector(), cv2.barcode.BarcodeDetector()):
        there, corners = reader.detectMulti(grey)
        if there and corners is not None:
            for one in corners.reshape(-1, 4, 2):
                yield one, _LOOKS_SO


def _add(found: list[Seen], new: Seen, *, widens: bool = False) -> None:
    """A code that was read is not widened by what only looks like one.

    Of two that only look so each may be the code, and the other words around it.
    """
    for place, old in enumerate(found):
        sure = max(old.confidence, new.confidence)
        if overlap(old.box, new.box) > 0.5 and (
            sure >= _READ or _are_as_large(old.box, new.box)
        ):
            boxes = [x.box for x in (old, new) if widens or x.confidence == sure]
            found[place] = Seen("code", united(boxes[0], boxes[-1]), sure)
            return
    found.append(new)


def _are_as_large(one: Area, other: Area) -> bool:
    areas = one[2] * one[3], other[2] * other[3]
    return min(areas) > _AS_LARGE * max(areas)


def _with_margin(box: Area) -> Area:
    """Modules at the rim count; a bar code read along one line has no height at all."""
    short, longest = sorted(box[2:])
    along = max(4.0, _MARGIN * longest)
    across = max(4.0, min(along, _ASIDE * short))
    if short < 0.12 * longest:
        across = along + 0.18 * longest
    flat = box[3] < box[2]
    return grown(box, *((along, across) if flat else (across, along)))
