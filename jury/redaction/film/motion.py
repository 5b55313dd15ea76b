"""Where a box goes when the picture moves.

Between two frames an optical flow is kept as a grid of medians: enough to carry a box
along with what it covers, and small enough to keep for every frame of a film.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Grid = NDArray[np.float32]

ROWS: Final = 18
COLUMNS: Final = 32
_SMALLEST: Final = 2.0
_Edges = tuple[float, float, float, float]


@dataclass(frozen=True)
class Rect:
    """A rectangle in pixels of the film, with fractions while it moves."""

    x: float
    y: float
    width: float
    height: float

    @property
    def area(self) -> float:
        """How much it covers."""
        return self.width * self.height

    def grown(self, by: float) -> "Rect":
        """Larger by so many pixels on every side."""
        return Rect(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)

    def joined(self, other: "Rect") -> "Rect":
        """The smallest rectangle around both."""
        x, y = min(self.x, other.x), min(self.y, other.y)
        right = max(self.x + self.width, other.x + other.width)
        bottom = max(self.y + self.height, other.y + other.height)
        return Rect(x, y, right - x, bottom - y)

    def overlap(self, other: "Rect") -> float:
        """The area of both, as a share of the smaller."""
        wide = min(self.x + self.width, other.x + other.width) - max(self.x, other.x)
        high = min(self.y + self.height, other.y + other.height) - max(self.y, other.y)
        smaller = min(self.area, other.area)
        return max(wide, 0) * max(high, 0) / smaller if smaller > 0 else 0.0


def carried(box: Rect, grid: Grid, size: tuple[int, int], *, back: bool) -> Rect:
    """The box where its content is one frame later, or earlier with ``back``."""
    moved = _edges(box, grid, size)
    if not back:
        return _applied(box, moved, 1)
    # The grid speaks of where things were: look there, then once more.
    return _applied(box, _edges(_applied(box, moved, -1), grid, size), -1)


def _edges(box: Rect, grid: Grid, size: tuple[int, int]) -> _Edges:
    """How the edges of a box move: left, top, right, bottom."""
    rows, columns = grid.shape[:2]
    left, right = _span(box.x, box.width, cells=columns / size[0], most=columns)
    top, bottom = _span(box.y, box.height, cells=rows / size[1], most=rows)
    inside = grid[top:bottom, left:right]
    dx, dy = np.median(inside.reshape(-1, 2), axis=0).tolist()
    wider = _spread(inside[:, :, 0].mean(axis=0), box.width * columns / size[0])
    higher = _spread(inside[:, :, 1].mean(axis=1), box.height * rows / size[1])
    return dx - wider, dy - higher, dx + wider, dy + higher


def _span(start: float, length: float, *, cells: float, most: int) -> tuple[int, int]:
    first = min(max(int(start * cells), 0), most - 1)
    last = min(max(int(np.ceil((start + length) * cells)), first + 1), most)
    return first, last


def _spread(along: NDArray[np.float32], cells: float) -> float:
    """How far an edge moves from the middle when the picture grows or shrinks."""
    if len(along) < 3:
        return 0.0
    return float(along[-1] - along[0]) / (len(along) - 1) * cells / 2


def _applied(box: Rect, edges: _Edges, sign: int) -> Rect:
    left, top = box.x + sign * edges[0], box.y + sign * edges[1]
    right = box.x + box.width + sign * edges[2]
    bottom = box.y + box.height + sign * edges[3]
    return Rect(left, top, max(right - left, _SMALLEST), max(bottom - top, _SMALLEST))
