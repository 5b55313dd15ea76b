"""The second pass: key moments of a covered film, looked at as pictures.

It only finds, and covers nothing: a film on which something is found again is not
played.
"""

import io
from pathlib import Path
from typing import Final

import numpy as np
from PIL import Image

from jury.redaction.film.limits import NoFilm
from jury.redaction.film.making import Wish
from jury.redaction.film.storyboard import storyboard
from jury.redaction.seen.screening import RedactedPicture, Spot, Withheld

_BLACK: Final = 48
# Of a place that is found again so much is black: what is found is our own box.
_COVERED_ALREADY: Final = 0.5


def found_again(film: Path, wish: Wish) -> tuple[float, ...]:
    """The seconds in which something is found on a covered film."""
    return tuple(
        still.at_s
        for still in storyboard(film, wish)
        if _shows(_seen_on(still.picture), still.uncovered)
    )


def _seen_on(picture: RedactedPicture | Withheld) -> tuple[Spot, ...]:
    if isinstance(picture, Withheld):
        raise NoFilm("not_seen_through")
    return picture.findings


def _shows(spots: tuple[Spot, ...], frame: bytes) -> bool:
    """Whether any of them lies beside what was covered."""
    with Image.open(io.BytesIO(frame), formats=["JPEG"]) as opened:
        grey = np.asarray(opened.convert("L"))
    return any(_black_share(grey, spot) < _COVERED_ALREADY for spot in spots)


def _black_share(grey: np.ndarray, spot: Spot) -> float:
    x, y, width, height = spot.box
    there = grey[max(y, 0) : y + height, max(x, 0) : x + width]
    return float((there < _BLACK).mean()) if there.size else 1.0
