"""What wraps leaves a rest: the last signs of a number, alone in the line beneath.

A reader of lines often overlooks a single sign. Where something that tells ends with
its line, and beneath its beginning lies ink of the same colour, that is covered too.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final

import numpy as np

from jury.redaction.seen.reading import Line
from jury.redaction.seen.sights import Area, Picture, Seen, clipped, grown, overlap

_WIDE, _HIGH = 2.2, 1.35
_CONTRAST: Final = 40
_LEAST, _MOST = 0.01, 0.5
_NO_RESTS: Final = frozenset({"face", "code", "plate", "portrait"})


def find_rests(
    picture: Picture, lines: Sequence[Line], seen: Sequence[Seen]
) -> list[Seen]:
    """Boxes over unread signs that go on where a line that tells ends."""
    ends = [
        (line, one)
        for line in lines
        for one in seen
        if not line.quarters and one.kind not in _NO_RESTS and _reach(one, line)
    ]
    return list(_rests(picture, lines, ends))


def _rests(
    picture: Picture, lines: Sequence[Line], ends: Sequence[tuple[Line, Seen]]
) -> Iterator[Seen]:
    size = picture.shape[1], picture.shape[0]
    for line, one in ends:
        x, y, _, high = line.box
        place = x - high // 4, y + high, round(_WIDE * high), round(_HIGH * high)
        beneath = clipped(place, *size)
        if not beneath or any(overlap(beneath, other.box) > 0.1 for other in lines):
            continue
        box = _written_in(picture, clipped(line.box, *size), beneath)
        if box:
            yield Seen(one.kind, grown(box, 0.3 * high, 0.2 * high), 0.5)


def _reach(one: Seen, line: Line) -> bool:
    """Whether a box covers the end of a line."""
    x, y, wide, high = line.box
    end = (x + wide - max(2, high // 2), y + high // 4, max(2, high // 2), high // 2)
    return one.covered and overlap(one.box, end) > 0.6


def _written_in(picture: Picture, line: Area | None, beneath: Area) -> Area | None:
    """Where ink as of the line lies beneath it; None where that is no sign."""
    if not line:
        return None
    above, below = (_part(picture, box) for box in (line, beneath))
    ground = np.median(above.reshape(-1, 3), axis=0)
    away = np.abs(above - ground).max(axis=2)
    strong = float(np.percentile(away, 98))
    if strong < _CONTRAST:
        return None
    ink = np.median(above[away > 0.6 * strong].reshape(-1, 3), axis=0)
    signs = np.abs(below - ink).max(axis=2) < 0.4 * strong
    rows, columns = np.nonzero(signs)
    if not _LEAST < signs.mean() < _MOST or columns.min() == 0 or rows.min() == 0:
        return None
    left, top = beneath[0] + int(columns.min()), beneath[1] + int(rows.min())
    return left, top, int(np.ptp(columns)) + 1, int(np.ptp(rows)) + 1


def _part(picture: Picture, box: Area) -> Any:
    x, y, wide, high = box
    return picture[y : y + high, x : x + wide].astype(np.int16)
