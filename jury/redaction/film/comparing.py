"""Each frame compared with the one before: where things went, and where shots end."""

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from jury.redaction.film.motion import COLUMNS, ROWS, Grid

Grey = NDArray[np.uint8]

_WATCHED_WIDTH: Final = 320
# Grey levels by which frames differ on average: noise alone, and another shot.
_NOISE: Final = 0.6
_CUT: Final = 18.0
_SHARED_GREYS_OF_A_SHOT: Final = 0.75
_NOWHERE: Final = np.zeros((ROWS, COLUMNS, 2), dtype=np.float32)


class Comparer:
    """Looks at small grey frames, for it has to look at every one."""

    def __init__(self, width: int, height: int) -> None:
        high = max(ROWS, round(height * _WATCHED_WIDTH / width))
        self._size = (_WATCHED_WIDTH, high)
        self._scale = np.array(
            [width / _WATCHED_WIDTH, height / high], dtype=np.float32
        )
        flow = cv2.DISOpticalFlow
        self._flow = flow.create(cv2.DISOPTICAL_FLOW_PRESET_ULTRAFAST)

    def small(self, luma: Grey) -> Grey:
        """A frame as it is compared."""
        small = cv2.resize(luma, self._size, interpolation=cv2.INTER_AREA)
        return np.asarray(small, dtype=np.uint8)

    def is_cut(self, before: Grey, after: Grey) -> bool:
        """Whether another shot begins: much is different, and in other greys."""
        if _difference(before, after) < _CUT:
            return False
        greys = [np.histogram(each, 32, (0, 256))[0] for each in (before, after)]
        shared = np.minimum(greys[0], greys[1]).sum() / before.size
        return bool(shared < _SHARED_GREYS_OF_A_SHOT)

    def flow(self, before: Grey, after: Grey) -> Grid:
        """Where each part of the picture went, in pixels of the film."""
        if _difference(before, after) < _NOISE:
            return _NOWHERE
        start = np.zeros((*before.shape, 2), dtype=np.float32)
        field = self._flow.calc(before, after, start)
        grid = cv2.resize(field, (COLUMNS, ROWS), interpolation=cv2.INTER_AREA)
        return np.asarray(grid, dtype=np.float32) * self._scale


def _difference(before: Grey, after: Grey) -> float:
    return float(cv2.absdiff(before, after).mean())
