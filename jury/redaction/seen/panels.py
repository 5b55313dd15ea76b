"""Screens that fill a part of a picture: beside each other, or between bars.

What tells a chat stands at the margins of its screen. When that is upright and as high
as the picture, its margins are seams: columns at which the picture changes from top to
bottom.
"""

from itertools import pairwise
from typing import Final

import cv2
import numpy as np

from jury.redaction.seen.sights import Area, Picture

_CHANGE: Final = 8
_ALL_THE_WAY: Final = 0.7
# Compression spreads an edge over a column or two.
_ACROSS: Final = 3
_NARROWEST: Final = 150
_WIDEST: Final = 0.95
# On a desk the chat beside the list of all is broader than it is high.
_BROADEST: Final = 1.6


def find_panels(picture: Picture) -> list[Area]:
    """Parts of an RGB picture, as high as it is, that may be a phone's screen."""
    height, width = picture.shape[:2]
    if width <= _NARROWEST:
        return []
    rims = [0, *_seams(picture), width]
    return [
        (left, 0, right - left, height)
        for left, right in pairwise(rims)
        if _NARROWEST <= right - left <= min(_WIDEST * width, _BROADEST * height)
    ]


def _seams(picture: Picture) -> list[int]:
    """Columns at which most rows change, one for columns side by side."""
    rows = picture[:: max(1, picture.shape[0] // 360)]
    apart = cv2.absdiff(rows[:, _ACROSS:], rows[:, :-_ACROSS])
    changes = cv2.inRange(apart, (0, 0, 0), (_CHANGE, _CHANGE, _CHANGE)) == 0
    there = np.flatnonzero(changes.mean(axis=0) > _ALL_THE_WAY)
    if not there.size:
        return []
    groups = np.split(there, np.flatnonzero(np.diff(there) > _ACROSS) + 1)
    return [int(group[-1] + 1 + (_ACROSS - 1) // 2) for group in groups]
