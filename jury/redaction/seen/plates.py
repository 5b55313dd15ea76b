"""Number plates: what reads like one, and what looks like one."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, Final

import cv2
import numpy as np

from jury.redaction.seen.reading import Line
from jury.redaction.seen.sights import (
    Area,
    Picture,
    Seen,
    grown,
    overlap,
    scaled,
    tiles_of,
    united,
)

# Readers drop the province or take it for another character.
_READS_LIKE: Final = re.compile(
    r"^\W*\w{0,2}?([A-Z])\W{0,2}([A-Z0-9]{5,6})(?:学|警|挂)?\W*$"
)
_CHINESE: Final = re.compile(r"[\u4e00-\u9fff]")
_SIGNS: Final = re.compile(r"[A-Z0-9]{4}")
_CLEAR: Final = 0.8
# With the ticks that tell it was read.
_CLOCK: Final = re.compile(r"^\d{1,2}[:：]\d{2}[^\dA-Z]{0,3}$")
_SMALL_LETTERS: Final = re.compile(r"[a-z]{3}")
_SUM: Final = re.compile(r"[¥￥]\s?\d|^\d+\.\d{2}$")
_LONGEST: Final = 12
# One that fills the picture is read, not guessed at.
_WIDEST: Final = 0.45
_CASCADE: Final = "haarcascade_russian_plate_number.xml"
# The cascade keeps every size of what it is shown at once, 80 bytes a pixel.
_TILE: Final = 1300
_LARGEST_IN_TILE: Final = 240
_VAST: Final = 2900


def read_plates(lines: Sequence[Line]) -> list[Seen]:
    """Boxes over lines that read like a plate, with room for its frame."""
    return [
        Seen("plate", grown(x.box, 0.5 * x.height, 0.5 * x.height), x.confidence)
        for x in lines
        if (match := _READS_LIKE.match(x.text.upper().replace(" ", "")))
        and any(character.isdigit() for character in match[2])
    ]


def find_plates(picture: Picture) -> list[Seen]:
    """Boxes over what looks like a plate."""
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    return [
        Seen("plate", grown((x, y, wide, high), 0.1 * wide, 0.15 * high), 0.5)
        for x, y, wide, high in _alike(grey)
        if wide < _WIDEST * picture.shape[1]
    ]


def _alike(grey: Any) -> Iterator[Area]:
    """What the cascade finds: in all of a picture, and in parts where it is large."""
    small, scale = _at_most(grey, _TILE)
    for box in _by_cascade(small):
        yield scaled(box, 1 / scale)
    if scale == 1:
        return
    shown, scale = _at_most(grey, _VAST)
    for left, top, tile in tiles_of(shown, _TILE, _LARGEST_IN_TILE):
        for x, y, wide, high in _by_cascade(tile, maxSize=(_LARGEST_IN_TILE,) * 2):
            yield scaled((x + left, y + top, wide, high), 1 / scale)


def _at_most(grey: Any, side: int) -> tuple[Any, float]:
    scale = side / max(grey.shape)
    if scale >= 1:
        return grey, 1.0
    way = cv2.INTER_AREA
    return cv2.resize(grey, None, fx=scale, fy=scale, interpolation=way), scale


def _by_cascade(grey: Any, **sizes: tuple[int, int]) -> Iterable[Area]:
    found = _cascade().detectMultiScale(grey, 1.1, 4, **sizes)
    return (tuple(box) for box in np.array(found).reshape(-1, 4).tolist())


def unless_read(plates: Sequence[Seen], lines: Sequence[Line]) -> list[Seen]:
    """Those that no clearly read line tells to be something else.

    They reach over all that was read there: what looks like one may begin too late.
    """
    other = [x for x in lines if x.confidence >= _CLEAR and _is_other(x.text)]
    return [
        replace(plate, box=_over(plate.box, lines))
        for plate in plates
        if not any(overlap(plate.box, line.box) > 0.4 for line in other)
    ]


def _over(box: Area, lines: Sequence[Line]) -> Area:
    """The box with the signs that begin or end in it, and room for a province."""
    for line in lines:
        signs = len(line.text) <= _LONGEST and _SIGNS.search(line.text.upper())
        if signs and overlap(box, line.box) > 0.1:
            box = united(box, grown(line.box, 1.2 * line.height, 0.4 * line.height))
    return box


def _is_other(text: str) -> bool:
    """A time of day, a sum, words, or more than any plate holds."""
    if _CLOCK.match(text) or _SUM.search(text) or len(text) > _LONGEST:
        return True
    if _SMALL_LETTERS.search(text):
        return True
    return len(_CHINESE.findall(text)) > 1 and not _SIGNS.search(text)


@cache
def _cascade() -> Any:
    folder = Path(cv2.__file__).with_name("data")
    return cv2.CascadeClassifier(str(folder / _CASCADE))
