"""Everything together: what one picture shows that jurors may not see."""

from collections.abc import Sequence
from typing import Final

from jury.redaction.findings import Known
from jury.redaction.seen.chats import find_portraits
from jury.redaction.seen.codes import find_codes
from jury.redaction.seen.faces import find_faces
from jury.redaction.seen.plates import find_plates
from jury.redaction.seen.reading import Line, read_lines
from jury.redaction.seen.sights import Picture, Seen, overlap
from jury.redaction.seen.texts import find_texts

_HARD_TO_READ: Final = 0.6
_DIGITS_THAT_TELL: Final = 4


def look(picture: Picture, known: Known) -> list[Seen]:
    """All that the detectors see in an RGB picture, boxes in its pixels."""
    lines = read_lines(picture)
    seen = [
        *find_faces(picture),
        *find_codes(picture),
        *find_plates(picture, lines),
        *find_texts(lines, known),
        *find_portraits(picture, lines),
    ]
    return [*seen, *_doubts(lines, seen)]


def _doubts(lines: Sequence[Line], seen: Sequence[Seen]) -> list[Seen]:
    """Lines that hold numbers, or writing by hand, and were hardly read."""
    return [
        Seen("text", line.box, line.confidence, doubt="hard_to_read", covered=False)
        for line in lines
        if _is_doubtful(line)
        and not any(one.covered and overlap(one.box, line.box) > 0.6 for one in seen)
    ]


def _is_doubtful(line: Line) -> bool:
    if line.confidence >= _HARD_TO_READ or line.quarters:
        return False
    digits = sum(character.isdigit() for character in line.text)
    return digits >= _DIGITS_THAT_TELL or len(line.text) >= 2
