"""The second pass: key moments of a covered film, looked at as pictures.

It only finds, and covers nothing: a film on which something is found again is not
played.
"""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np
from PIL import Image

from jury.redaction.film.limits import Cancelled, NoFilm
from jury.redaction.film.making import Wish
from jury.redaction.film.storyboard import A_MOMENT_SECONDS, frame_at, moments_of
from jury.redaction.film.tracks import Stretch
from jury.redaction.seen.screening import Spot, Withheld, find_again

FOUND_AGAIN: Final = "still_there"
_BLACK: Final = 48
# Of a place that is found again so much is black: what is found is our own box.
_COVERED_ALREADY: Final = 0.5


def found_again(film: Path, wish: Wish) -> tuple[Stretch, ...]:
    """What is found on a covered film: where, and around which seconds."""
    found: list[Stretch] = []
    moments = moments_of(film, wish.limits, wish.cancelled)
    for place, at_s in enumerate(moments):
        wish.on_progress(place / len(moments))
        if wish.cancelled():
            raise Cancelled
        frame = frame_at(film, at_s, wish.limits)
        found += [
            Stretch(FOUND_AGAIN, spot.box, at_s, at_s + A_MOMENT_SECONDS)
            for spot in _left_on(frame, wish)
        ]
    return tuple(found)


def _left_on(frame: bytes, wish: Wish) -> Iterator[Spot]:
    """What is found beside what was covered."""
    seen = find_again(frame, wish.known)
    if isinstance(seen, Withheld):
        raise NoFilm("not_seen_through")
    with Image.open(io.BytesIO(frame), formats=["JPEG"]) as opened:
        grey = np.asarray(opened.convert("L"))
    yield from (spot for spot in seen if _black_share(grey, spot) < _COVERED_ALREADY)


def _black_share(grey: np.ndarray, spot: Spot) -> float:
    x, y, width, height = spot.box
    there = grey[max(y, 0) : y + height, max(x, 0) : x + width]
    return float((there < _BLACK).mean()) if there.size else 1.0
