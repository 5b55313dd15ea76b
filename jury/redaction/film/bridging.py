"""From where a thing was seen to where it is seen next, when what is between missed it.

Motion that is kept in cells says little about what is smaller than a cell and moves by
itself: a face at the far end of a street is covered on the straight way instead.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby
from math import hypot
from typing import Final

from jury.redaction.film.motion import Rect
from jury.redaction.film.shots import Mark

_SECONDS: Final = 1.0
# How far a thing goes, in its own widths: at once, and in a second.
_STEP, _STRIDE = 1.0, 10.0
_ALIKE: Final = 2.0
_MARGIN: Final = 0.15


def bridges(
    marks: Sequence[Mark], cuts: Sequence[int], rate: Fraction
) -> Iterator[tuple[Mark, dict[int, Rect]]]:
    """Marks, in order of frames, and the places on the way to the same thing."""
    by_frame = {
        frame: list(there) for frame, there in groupby(marks, lambda mark: mark.frame)
    }
    frames = list(by_frame)
    for place, frame in enumerate(frames):
        for mark in by_frame[frame]:
            for later in frames[place + 1 :]:
                if later - frame > _SECONDS * rate or _is_cut(cuts, frame, later):
                    break
                again = _again(mark, by_frame[later], float((later - frame) / rate))
                if again and _again(again, by_frame[frame], 0, far=True) is mark:
                    yield mark, _way(mark, again)
                    break


def _is_cut(cuts: Sequence[int], frame: int, later: int) -> bool:
    return bisect_right(cuts, frame) != bisect_right(cuts, later)


def _again(
    mark: Mark, others: Sequence[Mark], seconds: float, *, far: bool = False
) -> Mark | None:
    """The nearest of the same kind and size, if it may be the same; None if none."""
    alike = [
        other
        for other in others
        if other.kind == mark.kind and _is_as_large(mark.box, other.box)
    ]
    nearest = min(alike, key=lambda other: _apart(mark, other), default=None)
    reach = (_STEP + _STRIDE * seconds) * max(mark.box[2:])
    if nearest is None or (not far and _apart(mark, nearest) > reach):
        return None
    return nearest


def _is_as_large(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    areas = sorted((one[2] * one[3], other[2] * other[3]))
    return areas[1] <= _ALIKE * areas[0]


def _apart(one: Mark, other: Mark) -> float:
    return hypot(
        one.box[0] + one.box[2] / 2 - other.box[0] - other.box[2] / 2,
        one.box[1] + one.box[3] / 2 - other.box[1] - other.box[3] / 2,
    )


def _way(mark: Mark, again: Mark) -> dict[int, Rect]:
    """The box of every frame from one to the other, evenly on the way."""
    places = {}
    margin = _MARGIN * max(*mark.box[2:], *again.box[2:])
    for frame in range(mark.frame, again.frame + 1):
        share = (frame - mark.frame) / (again.frame - mark.frame)
        x, y, width, height = (
            one + share * (other - one)
            for one, other in zip(mark.box, again.box, strict=True)
        )
        places[frame] = Rect(x, y, width, height).grown(margin)
    return places
