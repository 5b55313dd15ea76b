"""The lot itself: one SHAKE-256 stream a segment, read in 64-bit lanes."""

import hashlib
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import inf
from typing import NamedTuple

from jury.domain.sortition.canonical import tag

# A seat is looked for along this many lanes before the draw turns to the list
# of those who are left.
LANES_A_SEAT = 50

_STREAM_TAG = tag("stream")
_LANE_BYTES = 8
_LANES = 2**64
# Two squeezes of SHAKE-256 hold 34 lanes.
_FIRST_READ = 34
_FIRST_LANES = struct.Struct(f">{_FIRST_READ}Q")


class Hit(NamedTuple):
    """A lane, and the row that it names."""

    lane: int
    row: int


@dataclass(frozen=True)
class Stream:
    """An endless run of lanes, fixed by what is absorbed."""

    absorbed: bytes

    def lanes(self, start: int = 0) -> Iterator[tuple[int, int]]:
        """Yield (lane number, 64-bit value) from lane *start* on, for ever."""
        for run in self.runs(start):
            yield from run

    def hits(
        self, total: int, *, start: int = 0, stop: int | None = None
    ) -> Iterator[Hit]:
        """Yield the rows that lanes *start* up to *stop* name among *total*.

        Each row is equally likely: a lane in the incomplete last run of *total*
        values names nobody, and is left out. Nobody is named among none.
        """
        return map(Hit._make, self.pairs(total, start=start, stop=stop))

    def pairs(
        self, total: int, *, start: int = 0, stop: int | None = None
    ) -> Iterator[tuple[int, int]]:
        """Yield the same without names, which a draw has no time for."""
        if total < 1:
            return
        limit, end = _LANES - _LANES % total, inf if stop is None else stop
        for run in self.runs(start):
            for lane, value in run:
                if lane >= end:
                    return
                if value < limit:
                    yield lane, value % total

    def runs(self, start: int) -> Iterator[Iterable[tuple[int, int]]]:
        """Yield the numbered lanes in runs: one at a time would cost a draw a fifth."""
        state = hashlib.shake_256(self.absorbed)
        width = _FIRST_READ
        if start == 0:
            # A draw that few are excluded from ends here: this is what its speed is.
            yield enumerate(_FIRST_LANES.unpack(state.digest(_FIRST_LANES.size)))
            start = width
        while True:
            end = start + width
            read = state.digest(end * _LANE_BYTES)[start * _LANE_BYTES :]
            yield enumerate(struct.unpack(f">{width}Q", read), start)
            start, width = end, end


def segment_stream(digest: bytes, seed: bytes, segment_key: str) -> Stream:
    """Return the stream of one segment of one committed draw."""
    return Stream(_STREAM_TAG + digest + seed + segment_key.encode())


def odd_seat_stream(digest: bytes, seed: bytes) -> Stream:
    """Return the stream that says where seats beyond the quotas go."""
    return Stream(tag("odd-seats") + digest + seed)


def roster_lanes(seats: int) -> int:
    """Return the first lane that goes over the list instead of the roster."""
    return LANES_A_SEAT * seats
