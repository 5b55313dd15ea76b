"""One part of a film watched: every frame compared, many glanced at, some looked at."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import IO, Any, Final

import cv2
import numpy as np
from numpy.typing import NDArray

from jury.redaction.film import ffmpeg
from jury.redaction.film.comparing import Comparer, Grey
from jury.redaction.film.eyes import Eyes
from jury.redaction.film.limits import FilmLimits
from jury.redaction.film.motion import Grid
from jury.redaction.film.shots import Mark, Watched
from jury.redaction.findings import Known
from jury.redaction.seen.sights import Picture

Frame = NDArray[np.uint8]

_GLANCES_A_SECOND: Final = 6
# Pixels that the picture may move before the next glance, and before the next look.
_FAR: Final = 80.0
_ELSEWHERE: Final = 320.0
_LOOK_AGAIN_SECONDS: Final = 2.0
# A film that changes all the time is read this often and not more.
_LOOK_PATIENCE_SECONDS: Final = 0.7
# Pixels of motion that may have brought a line of text into the last frame of a shot.
_A_LINE: Final = 16.0
# Frames that wait for an answer; each is kept whole.
_MOST_AHEAD: Final = 4


@dataclass(frozen=True)
class Part:
    """Which part, and what all parts have in common."""

    path: Path
    width: int
    height: int
    rate: Fraction

    @property
    def frame_bytes(self) -> int:
        """How much one frame takes: brightness, and a quarter of each colour."""
        return self.width * self.height * 3 // 2


@dataclass
class _Pace:
    """When the next glance and the next look are due."""

    rate: float
    since_glance: int = 1_000_000
    since_look: int = 1_000_000
    moved: float = 0.0
    moved_since_look: float = 0.0
    unread_shot: bool = True

    def advance(self, grid: Grid, *, cut: bool) -> None:
        # A thing that moves by itself is some hundredths of the picture, no more.
        far, farthest = np.percentile(np.abs(grid).max(axis=2), (90, 98)).tolist()
        self.since_glance += 1
        self.since_look += 1
        self.moved += far
        self.moved_since_look += farthest
        self.unread_shot |= cut

    def wants_look(self) -> bool:
        if not self.may_look():
            return False
        restless = self.unread_shot or self.moved_since_look > _ELSEWHERE
        return restless or self.since_look / self.rate >= _LOOK_AGAIN_SECONDS

    def shows_unread(self) -> bool:
        """Whether something may have come into a shot since it was looked at."""
        return self.moved_since_look > _A_LINE and not self.unread_shot

    def may_look(self) -> bool:
        return self.since_look / self.rate >= _LOOK_PATIENCE_SECONDS

    def wants_glance(self) -> bool:
        if self.since_glance * _GLANCES_A_SECOND >= self.rate:
            return True
        return self.since_glance >= 3 and self.moved > _FAR

    def glanced(self) -> None:
        self.since_glance, self.moved = 0, 0.0

    def looked(self) -> None:
        self.glanced()
        self.since_look, self.moved_since_look, self.unread_shot = 0, 0.0, False


@dataclass
class _Notes:
    """What has been seen so far."""

    marks: list[Mark] = field(default_factory=list)
    glances: list[int] = field(default_factory=list)
    looks: list[int] = field(default_factory=list)
    cuts: list[int] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)


def watch(
    part: Part, known: Known, before: Grey | None, *, limits: FilmLimits
) -> tuple[Watched, Grey]:
    """What was seen in a part, and its last frame in grey for the next."""
    eyes = Eyes(known)
    try:
        watch = _Watch(part, eyes, before)
        for frame in _frames(part, limits):
            watch.take(frame)
        return watch.end()
    finally:
        eyes.close()


class _Watch:
    def __init__(self, part: Part, eyes: Eyes, before: Grey | None) -> None:
        self._part, self._eyes, self._before = part, eyes, before
        self._compare = Comparer(part.width, part.height)
        self._pace = _Pace(float(part.rate))
        self._notes = _Notes()
        self._last: Frame | None = None
        self._count = 0

    def take(self, frame: Frame) -> None:
        grey = self._compare.small(frame[: self._part.height])
        cut = self._before is None or self._compare.is_cut(self._before, grey)
        if self._before is None or cut:
            self._end_shot()
            self._notes.cuts.append(self._count)
            grid = self._compare.flow(grey, grey)
        else:
            grid = self._compare.flow(self._before, grey)
        self._notes.grids.append(grid)
        self._pace.advance(grid, cut=cut)
        if self._pace.wants_look():
            self._look(frame, self._count)
        elif cut or self._pace.wants_glance():
            self._glance(frame, self._count)
        self._before, self._last = grey, frame
        self._count += 1

    def end(self) -> tuple[Watched, Grey]:
        self._end_shot()
        self._note(most_left=0)
        notes = self._notes
        if self._before is None:
            raise ValueError("a part without frames")
        return Watched(
            tuple(notes.marks),
            tuple(notes.glances),
            tuple(notes.looks),
            tuple(notes.cuts),
            np.stack(notes.grids).astype(np.float16)
            if notes.grids
            else np.zeros((0, 1, 1, 2), dtype=np.float16),
        ), self._before

    def _end_shot(self) -> None:
        """The last frame before something else shows what came into the picture."""
        if self._last is None or self._pace.since_look == 0:
            return
        if self._pace.may_look() or self._pace.shows_unread():
            since = self._pace.since_look
            self._look(self._last, self._count - 1)
            # The first of the next shot need not wait for this one.
            self._pace.since_look = since
        elif self._pace.since_glance:
            self._glance(self._last, self._count - 1)

    def _glance(self, frame: Frame, place: int) -> None:
        self._eyes.glance(place, _picture(frame))
        self._notes.glances.append(place)
        self._pace.glanced()
        self._note(most_left=_MOST_AHEAD)

    def _look(self, frame: Frame, place: int) -> None:
        self._eyes.look(place, _picture(frame))
        self._notes.looks.append(place)
        self._pace.looked()
        self._note(most_left=_MOST_AHEAD)

    def _note(self, *, most_left: int) -> None:
        for place, close, seen in self._eyes.answers(most_left=most_left):
            self._notes.marks += [
                Mark(place, one.kind, one.box, one.doubt, one.covered, close)
                for one in seen
            ]


def _frames(part: Part, limits: FilmLimits) -> Iterator[Frame]:
    with ffmpeg.reading(ffmpeg.raw_frames(part.path), limits) as pipe:
        while content := _whole(pipe, part.frame_bytes):
            yield np.frombuffer(content, dtype=np.uint8).reshape(-1, part.width)


def _whole(pipe: IO[bytes], size: int) -> bytes:
    content = pipe.read(size)
    return content if len(content) == size else b""


def _picture(frame: Frame) -> Picture:
    colours: Any = cv2.cvtColor(frame, cv2.COLOR_YUV2RGB_I420)
    return np.asarray(colours, dtype=np.uint8)


def grey_bytes(grey: Grey) -> bytes:
    """A small grey frame, to be sent."""
    return np.array(grey.shape, dtype="<u2").tobytes() + grey.tobytes()


def grey_from(content: bytes) -> Grey | None:
    """A small grey frame that was sent; None for nothing."""
    if not content:
        return None
    high, wide = np.frombuffer(content[:4], dtype="<u2").tolist()
    return np.frombuffer(content[4:], dtype=np.uint8).reshape(high, wide)
