"""Number plates: what reads like one, and what looks like one."""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

import cv2

from jury.redaction.seen.reading import Line
from jury.redaction.seen.sights import Picture, Seen, grown

# Readers drop the province or take it for another character.
_READS_LIKE: Final = re.compile(
    r"^\W*\w{0,2}?([A-Z])\W{0,2}([A-Z0-9]{5,6})(?:学|警|挂)?\W*$"
)
_CASCADE: Final = "haarcascade_russian_plate_number.xml"


def find_plates(picture: Picture, lines: Sequence[Line]) -> list[Seen]:
    """Boxes over plates, wide enough for a frame that the reader did not mark."""
    found = []
    for line in lines:
        match = _READS_LIKE.match(line.text.upper().replace(" ", ""))
        if match and any(character.isdigit() for character in match[2]):
            half = 0.5 * line.height
            found.append(Seen("plate", grown(line.box, half, half), line.confidence))
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    for x, y, width, height in _cascade().detectMultiScale(grey, 1.1, 4):
        box = (int(x), int(y), int(width), int(height))
        found.append(Seen("plate", grown(box, 0.1 * width, 0.15 * height), 0.5))
    return found


@cache
def _cascade() -> Any:
    folder = Path(cv2.__file__).with_name("data")
    return cv2.CascadeClassifier(str(folder / _CASCADE))
