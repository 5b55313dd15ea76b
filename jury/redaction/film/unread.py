"""What of a frame no look ever reached: it came in and went between two of them.

Each part of a frame is followed to the look before and to the look after; what was
outside the picture at both has been read by nobody, and is covered.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from jury.redaction.film.motion import COLUMNS, ROWS, Rect
from jury.redaction.film.shots import Watched

# Pixels outside at both looks that are the trembling of a hand.
_SLACK: Final = 24.0
_Places = NDArray[np.float32]
_EVERYWHERE: Final = np.ones((ROWS, COLUMNS), dtype=bool)


def never_read(film: Watched, size: tuple[int, int]) -> Iterator[tuple[int, Rect]]:
    """Frames of a film of this width and height, and what to cover in them.

    Shots without any look are left out: they are covered as a whole.
    """
    follow = _Follower(film, size)
    for begun, ended in zip(film.cuts, (*film.cuts[1:], film.frames), strict=True):
        first, last = bisect_left(film.looks, begun), bisect_left(film.looks, ended)
        looks = film.looks[first:last]
        if looks and film.grids[begun:ended].any():
            missed = follow.outside(range(begun, ended), looks)
            for frame, cells in zip(range(begun, ended), missed, strict=True):
                yield from ((frame, rect) for rect in _runs(cells, size))


class _Follower:
    """Follows the cells of frames to other frames, along the motion between them."""

    def __init__(self, film: Watched, size: tuple[int, int]) -> None:
        self._film = film
        self._size: _Places = np.array(size, dtype=np.float32)
        cell = (size[0] / COLUMNS, size[1] / ROWS)
        self._cell: _Places = np.array(cell, dtype=np.float32)
        columns, rows = np.meshgrid(np.arange(COLUMNS), np.arange(ROWS))
        middles = np.dstack((columns, rows)).astype(np.float32) + 0.5
        self._here: _Places = middles * self._cell

    def outside(self, shot: range, looks: Sequence[int]) -> list[NDArray[np.bool_]]:
        """For each frame of a shot the cells that were outside at both looks."""
        later = self._followed(shot, looks, step=1)
        earlier = self._followed(shot[::-1], looks, step=-1)[::-1]
        return [one & other for one, other in zip(later, earlier, strict=True)]

    def _followed(
        self, frames: range, looks: Sequence[int], *, step: int
    ) -> list[NDArray[np.bool_]]:
        """Outside at the last look that was met on this way; all where none was yet."""
        places: _Places | None = None
        missed = []
        for frame in frames:
            if _is_among(looks, frame):
                places = self._here
            elif places is not None:
                places = self._at(places, self._came_from(frame, step=step))
            missed.append(_EVERYWHERE if places is None else self._is_out(places))
        return missed

    def _came_from(self, frame: int, *, step: int) -> _Places:
        """Where the cells of a frame are in the frame before, or after with -1."""
        if step < 0:
            return self._here + self._motion(frame + 1)
        motion = self._motion(frame)
        # The grid speaks of where things were: look there, then once more.
        return self._here - self._at(motion, self._here - motion, follows=False)

    def _motion(self, frame: int) -> _Places:
        return np.asarray(self._film.grids[frame], dtype=np.float32)

    def _at(self, field: _Places, where: _Places, *, follows: bool = True) -> _Places:
        """A field read off at places; beyond the rim places go on as they came."""
        inside = np.clip(where, self._here[0, 0], self._here[-1, -1])
        cells = inside / self._cell - 0.5
        return np.asarray(
            _between(field, cells) + (where - inside) * follows, dtype=np.float32
        )

    def _is_out(self, places: _Places) -> NDArray[np.bool_]:
        beyond = np.maximum(-places, places - self._size)
        return np.asarray((beyond > _SLACK - self._cell / 2).any(axis=2))


def _between(field: _Places, cells: _Places) -> _Places:
    """The values of a field at places between its cells, from the four around each."""
    last = np.array([COLUMNS - 2, ROWS - 2])
    corner = np.clip(np.floor(cells).astype(int), 0, last)
    x, y = corner[..., 0], corner[..., 1]
    right, down = np.moveaxis(cells - corner, -1, 0)[..., None]
    above = field[y, x] * (1 - right) + field[y, x + 1] * right
    below = field[y + 1, x] * (1 - right) + field[y + 1, x + 1] * right
    return np.asarray(above * (1 - down) + below * down)


def _is_among(looks: Sequence[int], frame: int) -> bool:
    return bisect_left(looks, frame) < bisect_right(looks, frame)


def _runs(cells: NDArray[np.bool_], size: tuple[int, int]) -> Iterator[Rect]:
    """The marked cells of each row, those side by side as one."""
    wide, high = size[0] / COLUMNS, size[1] / ROWS
    for row in np.flatnonzero(cells.any(axis=1)).tolist():
        edges = np.flatnonzero(np.diff(cells[row], prepend=False, append=False))
        for left, right in edges.reshape(-1, 2).tolist():
            yield Rect(left * wide, row * high, (right - left) * wide, high)
