"""The second pass: key moments of a covered film, looked at as pictures.

It only finds, and covers nothing: a film on which something is found again is not
played. Every frame was watched before, and looks at least every two seconds: what is
left to be found is a cover that is not where it ought to be. So the film is looked at
again as often, where it differs most from what was looked at already: a short one four
times, and a long one no more often than it has key moments.
"""

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import numpy as np
from PIL import Image

from jury.redaction.film.apart import Watchman
from jury.redaction.film.limits import FilmLimits
from jury.redaction.film.storyboard import A_MOMENT_SECONDS, frame_at, moments_of
from jury.redaction.film.tracks import Stretch
from jury.redaction.seen.sights import Area

FOUND_AGAIN: Final = "still_there"
_EVERY_SECONDS: Final = 2.0
_BLACK: Final = 48
# Of a place that is found again so much is black: what is found is our own box.
_COVERED_ALREADY: Final = 0.5


def found_again(
    film: Path,
    watchman: Watchman,
    *,
    limits: FilmLimits,
    cancelled: Callable[[], bool],
    on_progress: Callable[[float], None],
) -> tuple[Stretch, ...]:
    """What is found on a covered film: where, and around which seconds."""
    found: list[Stretch] = []
    moments = moments_of(film, limits, cancelled, every_s=_EVERY_SECONDS)
    for place, at_s in enumerate(moments):
        on_progress(place / len(moments))
        frame = frame_at(film, at_s, limits)
        found += [
            Stretch(FOUND_AGAIN, box, at_s, at_s + A_MOMENT_SECONDS)
            for box in _left_on(frame, watchman.look_again(frame))
        ]
    return tuple(found)


def _left_on(frame: bytes, boxes: list[Area]) -> Iterator[Area]:
    """What is found beside what was covered."""
    with Image.open(io.BytesIO(frame), formats=["JPEG"]) as opened:
        grey = np.asarray(opened.convert("L"))
    yield from (box for box in boxes if _black_share(grey, box) < _COVERED_ALREADY)


def _black_share(grey: np.ndarray, box: Area) -> float:
    x, y, width, height = box
    there = grey[max(y, 0) : y + height, max(x, 0) : x + width]
    return float((there < _BLACK).mean()) if there.size else 1.0
