"""The detectors as a film uses them: a glance at many frames, a look at some.

A glance sees upright faces and codes fast. A look sees everything, and is carried along
by the motion of the picture to the frames between; one that turns the picture, for
faces and text that lie on their side, costs three times as much and is rarer still.
"""

from collections.abc import Sequence
from typing import Final

import cv2

from jury.redaction.findings import Known
from jury.redaction.seen.chats import find_portraits
from jury.redaction.seen.codes import find_codes
from jury.redaction.seen.faces import find_faces
from jury.redaction.seen.plates import find_plates
from jury.redaction.seen.reading import Line, read_lines
from jury.redaction.seen.sights import Picture, Seen, as_picture, overlap, scaled
from jury.redaction.seen.texts import find_texts

# Half of 720p, and just so wide that the detector of faces does not enlarge it.
_SMALL_SIDE: Final = 672
_HARD_TO_READ: Final = 0.6
_DIGITS_THAT_TELL: Final = 4


def glance(picture: Picture) -> list[Seen]:
    """Faces and codes that a quick look shows, boxes in pixels of the picture."""
    return [*_small_faces(picture, turns=False), *find_codes(picture)]


def look_closely(picture: Picture, known: Known, *, turned: bool) -> list[Seen]:
    """Everything that the detectors of pictures see."""
    lines = read_lines(picture, turns=turned)
    seen = [
        *find_faces(picture, turns=False),
        *(_small_faces(picture, turns=True) if turned else ()),
        *find_codes(picture),
        *find_plates(picture, lines),
        *find_texts(lines, known),
        *find_portraits(picture, lines),
    ]
    return [*seen, *_doubts(lines, seen)]


def _small_faces(picture: Picture, *, turns: bool) -> list[Seen]:
    factor = max(picture.shape[:2]) / _SMALL_SIDE
    way = cv2.INTER_AREA if factor > 1 else cv2.INTER_LINEAR
    small = cv2.resize(picture, None, fx=1 / factor, fy=1 / factor, interpolation=way)
    return [
        Seen(face.kind, scaled(face.box, factor), face.confidence)
        for face in find_faces(as_picture(small), turns=turns)
    ]


def _doubts(lines: Sequence[Line], seen: Sequence[Seen]) -> list[Seen]:
    """Numbers that were hardly read; other words blur in any film that moves."""
    return [
        Seen("text", line.box, line.confidence, "hard_to_read", covered=False)
        for line in lines
        if line.confidence < _HARD_TO_READ
        and sum(character.isdigit() for character in line.text) >= _DIGITS_THAT_TELL
        and not any(overlap(one.box, line.box) > 0.6 for one in seen)
    ]
