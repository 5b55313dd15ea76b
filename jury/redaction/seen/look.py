"""Everything together: what one picture shows that jurors may not see."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace
from typing import Final

import numpy as np

from jury.redaction.findings import Known
from jury.redaction.seen.bars import besides_status, find_bar
from jury.redaction.seen.blocks import is_parcel_label
from jury.redaction.seen.chats import find_head, find_names, find_portraits
from jury.redaction.seen.codes import (
    AS_SURE_AS_BARS,
    find_bars,
    find_codes,
    unless_written,
)
from jury.redaction.seen.faces import find_faces
from jury.redaction.seen.lists import find_listed
from jury.redaction.seen.memory import give_back
from jury.redaction.seen.mentions import find_mentioned
from jury.redaction.seen.panels import find_panels
from jury.redaction.seen.plates import find_plates, read_plates, unless_read
from jury.redaction.seen.quotes import find_quoted, find_signed
from jury.redaction.seen.reading import Line, read_lines
from jury.redaction.seen.rests import find_rests
from jury.redaction.seen.sights import Area, Picture, Seen, as_picture, overlap
from jury.redaction.seen.straight import straightened
from jury.redaction.seen.texts import find_texts

_HARD_TO_READ: Final = 0.6
_DIGITS_THAT_TELL: Final = 4
# A detector that halves a picture of a pixel or two has none left, and breaks.
_LEAST_SIDE: Final = 32
_SURE: Final = 0.9
_SPEAKING: Final = 3
_VAST: Final = 2_000_000


def look(
    picture: Picture,
    known: Known,
    *,
    again: bool = False,
    written: Sequence[Line] = (),
) -> list[Seen]:
    """All that the detectors see in an RGB picture, boxes in its pixels.

    ``written``: lines that are known to stand in it, beside those that are read.
    ``again``: the picture was covered and is only checked. Reading takes as long as
    everything else, so that each has a core to itself; of a vast picture both at once
    would hold more than a small machine has.
    """
    picture = _with_room(picture)
    with ThreadPoolExecutor(1) as other:
        reading = other.submit(read_lines, picture, again=again)
        if picture.shape[0] * picture.shape[1] > _VAST:
            wait([reading])
            give_back()
        seen = find_faces(picture, again=again)
        codes = find_codes(picture, closely=not again)
        plates = find_plates(picture)
        lines = reading.result()
    if is_parcel_label(lines):
        codes += find_bars(picture)
    codes = unless_written(codes, lines)
    people = find_people(picture, lines)
    seen += [*codes, *people, *unless_read(plates, lines), *read_plates(lines)]
    seen += find_texts(lines, known, in_chat=_is_chat(people, codes))
    seen += find_texts(written, known)
    seen += find_rests(picture, lines, seen)
    return [*seen, *_doubts(lines, seen)]


def _is_chat(people: Sequence[Seen], codes: Sequence[Seen]) -> bool:
    """Whether people speak there and no code is seen, which a parcel label bears."""
    portraits = sum(
        one.kind == "portrait" and one.confidence >= _SURE for one in people
    )
    return portraits >= _SPEAKING and not any(
        one.confidence >= AS_SURE_AS_BARS for one in codes
    )


def find_people(picture: Picture, lines: Sequence[Line]) -> list[Seen]:
    """Who speaks in a chat or is listed: in the whole picture, and in its screens."""
    flat = straightened(picture, lines)
    seen = [*flat.back(_on_screens(flat.picture, flat.lines))]
    return [*seen, *find_mentioned(lines, seen)]


def _on_screens(picture: Picture, lines: Sequence[Line]) -> list[Seen]:
    seen = _on_screen(picture, lines)
    for panel in find_panels(picture):
        left, _, width, _ = panel
        inside = [
            replace(line, box=_moved(line.box, -left))
            for line in lines
            if left <= line.box[0] + line.box[2] / 2 < left + width
        ]
        seen += [
            replace(one, box=_moved(one.box, left))
            for one in _on_screen(as_picture(picture[:, left : left + width]), inside)
        ]
    return seen


def _on_screen(picture: Picture, read: Sequence[Line]) -> list[Seen]:
    lines = besides_status(read)
    portraits = find_portraits(picture, lines)
    names = find_names(portraits, lines) or find_bar(picture, lines)
    within = [*find_quoted(lines), *find_signed(picture, lines)] if names else []
    head = find_head(picture, portraits, lines)
    listed = find_listed(picture, portraits, lines)
    return [*portraits, *head, *names, *within, *listed]


def _moved(box: Area, across: int) -> Area:
    return box[0] + across, *box[1:]


def _with_room(picture: Picture) -> Picture:
    """A tiny picture continued to the right and below; boxes stay where they are."""
    missing = [max(0, _LEAST_SIDE - side) for side in picture.shape[:2]]
    if not any(missing):
        return picture
    room = [(0, missing[0]), (0, missing[1]), (0, 0)]
    return as_picture(np.pad(picture, room, mode="edge"))


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
