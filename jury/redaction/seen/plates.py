"""Number plates: what reads like one, and what looks like one."""

import re
from collections.abc import Sequence
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
    united,
)

# Readers drop the province or take it for another character.
_READS_LIKE: Final = re.compile(
    r"^\W*\w{0,2}?([A-Z])\W{0,2}([A-Z0-9]{5,6})(?:学|警|挂)?\W*$"
)
_CHINESE: Final = re.compile(r"[\u4e00-\u9fff]")
_SIGNS: Final = re.compile(r"[A-Z0-9]{4}")
_CLEAR: Final = 0.8
_CLOCK: Final = re.compile(r"^\d{1,2}[:：]\d{2}$")
_SUM: Final = re.compile(r"[¥￥]\s?\d|^\d+\.\d{2}$")
_LONGEST: Final = 12
# One that fills the picture is read, not guessed at.
_WIDEST: Final = 0.45
_CASCADE: Final = "haarcascade_russian_plate_number.xml"


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
    found = _cascade().detectMultiScale(grey, 1.1, 4)
    return [
        Seen("plate", grown((x, y, wide, high), 0.1 * wide, 0.15 * high), 0.5)
        for x, y, wide, high in np.array(found).reshape(-1, 4).tolist()
        if wide < _WIDEST * picture.shape[1]
    ]


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
    return len(_CHINESE.findall(text)) > 1 and not _SIGNS.search(text)


@cache
def _cascade() -> Any:
    folder = Path(cv2.__file__).with_name("data")
    return cv2.CascadeClassifier(str(folder / _CASCADE))
