"""What is covered in every frame: marks carried along, joined into tracks.

Every mark is carried both ways to the frame where it is seen again, or where the next
glance or look ought to have seen it, and some time further, so that what a detector
misses now and then stays covered. Boxes only grow on the way. Nothing is carried into
another shot.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

import numpy as np
from numpy.typing import NDArray

from jury.redaction.film.bridging import bridges
from jury.redaction.film.motion import Rect, carried
from jury.redaction.film.shots import Mark, Watched
from jury.redaction.film.unread import never_read

# Seconds that a box stays beyond the frame in which it ought to be seen again.
_HOLD_SECONDS: Final = 0.4
_MARGIN: Final = 3.0
_MARGIN_A_FRAME: Final = 0.5
_MARGIN_OF_WAY: Final = 0.06
_SAME: Final = 0.4
_SEEN_AGAIN: Final = 0.6
_ALIKE: Final = 2.5
_MOST_GROWTH_OF_A_FINDING: Final = 1.5


@dataclass(frozen=True)
class Scene:
    """The size and speed of a film."""

    width: int
    height: int
    rate: Fraction

    def seconds(self, frame: int) -> float:
        """When a frame begins."""
        return round(float(frame / self.rate), 3)


@dataclass(frozen=True)
class Stretch:
    """Something in one box for some time; ``why`` is its kind or what is doubted."""

    why: str
    box: tuple[int, int, int, int]
    start_s: float
    end_s: float


@dataclass
class Track:
    """One thing through the frames in which it is covered."""

    kind: str
    places: dict[int, Rect] = field(default_factory=dict)

    def add(self, places: dict[int, Rect]) -> None:
        for frame, rect in places.items():
            old = self.places.get(frame)
            self.places[frame] = rect if old is None else old.joined(rect)

    def meets(self, frame: int, rect: Rect) -> bool:
        there = self.places.get(frame)
        return there is not None and there.overlap(rect) > _SAME


@dataclass(frozen=True)
class Plan:
    """What to cover in each frame, and what to say about it."""

    boxes: list[list[Rect]]
    findings: tuple[Stretch, ...]
    review: tuple[Stretch, ...]


def plan(
    parts: Sequence[Watched], scene: Scene, *, covers_doubts: bool = False
) -> Plan:
    """What is covered in a whole film; with `covers_doubts` what is doubted, too."""
    film = _joined(parts)
    carrier = _Carrier(film, scene)
    tracks: list[Track] = []
    doubts: list[Track] = []
    for mark in film.marks:
        places = carrier.carry(mark)
        kept = tracks if mark.covered else doubts
        kind = mark.kind if mark.covered else mark.doubt
        _add(kept, kind, mark.frame, places=places)
    # What only looks like a code is met anywhere; a straight way there covers evidence.
    faces = [mark for mark in film.marks if mark.covered and mark.kind == "face"]
    for mark, places in bridges(faces, film.cuts, scene.rate):
        _add(tracks, mark.kind, mark.frame, places=places)
    boxes: list[list[Rect]] = [[] for _ in range(film.frames)]
    for track in (*tracks, *(doubts if covers_doubts else ())):
        for frame, rect in track.places.items():
            boxes[frame].append(rect)
    for begun, ended in _unread(film):
        for frame in range(begun, ended):
            boxes[frame].append(_whole(scene))
    passed = list(never_read(film, (scene.width, scene.height)))
    for frame, rect in passed:
        boxes[frame].append(rect)
    return Plan(
        boxes,
        tuple(_told(tracks, scene)),
        (
            *_told(doubts, scene),
            *(
                _stretch("not_read", _whole(scene), when=shot, scene=scene)
                for shot in _unread(film)
            ),
            *_told(_in_runs(passed), scene),
        ),
    )


def _in_runs(passed: Iterable[tuple[int, Rect]]) -> list[Track]:
    """What nobody read, as one track for frames that follow each other."""
    tracks: list[Track] = []
    last = -2
    for frame, rect in passed:
        if frame > last + 1:
            tracks.append(Track("not_read"))
        tracks[-1].add({frame: rect})
        last = frame
    return tracks


def _joined(parts: Sequence[Watched]) -> Watched:
    """All parts as one, frames counted through."""
    marks: list[Mark] = []
    places: tuple[list[int], list[int], list[int]] = ([], [], [])
    base = 0
    for part in parts:
        marks += [
            Mark(base + m.frame, m.kind, m.box, m.doubt, m.covered, m.close)
            for m in part.marks
        ]
        kept = (part.glances, part.looks, part.cuts)
        for into, some in zip(places, kept, strict=True):
            into += [base + frame for frame in some]
        base += part.frames
    glances, looks, cuts = (tuple(sorted(some)) for some in places)
    marks.sort(key=lambda mark: mark.frame)
    grids = np.concatenate([part.grids for part in parts])
    return Watched(tuple(marks), glances, looks, cuts, grids)


class _Carrier:
    """Carries marks to the frames before and after."""

    def __init__(self, film: Watched, scene: Scene) -> None:
        self._grids: NDArray[np.float32] = film.grids.astype(np.float32)
        self._moves: list[bool] = [bool(grid.any()) for grid in self._grids]
        self._cuts = film.cuts
        self._looks = film.looks
        self._glances = tuple(sorted({*film.glances, *film.looks}))
        self._size = (scene.width, scene.height)
        self._frames = film.frames
        self._marks: dict[tuple[str, int], list[Rect]] = {}
        for mark in film.marks:
            there = self._marks.setdefault((mark.kind, mark.frame), [])
            there.append(Rect(*mark.box))
        self._hold = round(_HOLD_SECONDS * scene.rate)

    def carry(self, mark: Mark) -> dict[int, Rect]:
        first, last = self._reach(mark)
        places = {mark.frame: Rect(*mark.box).grown(_MARGIN)}
        for end, step in ((last, 1), (first, -1)):
            places.update(self._one_way(mark, end=end, step=step))
        return places

    def _one_way(
        self, mark: Mark, *, end: int, step: int
    ) -> Iterator[tuple[int, Rect]]:
        rect, margin = Rect(*mark.box), _MARGIN
        left = abs(end - mark.frame)
        for place in range(mark.frame + step, end + step, step):
            if left == 0:
                return
            left -= 1
            grid = place if step > 0 else place + 1
            if self._moves[grid]:
                moved = carried(rect, self._grids[grid], self._size, back=step < 0)
                margin += _MARGIN_OF_WAY * (
                    abs(moved.x - rect.x) + abs(moved.y - rect.y)
                )
                margin += _MARGIN_A_FRAME
                rect = moved
            yield place, rect.grown(margin)
            if self._is_seen_again(mark.kind, rect, place):
                left = min(left, self._hold)

    def _is_seen_again(self, kind: str, rect: Rect, frame: int) -> bool:
        """Whether from here on another mark of the same thing is carried."""
        return any(
            there.overlap(rect) > _SEEN_AGAIN
            and max(there.area, rect.area) < _ALIKE * min(there.area, rect.area)
            for there in self._marks.get((kind, frame), ())
        )

    def _reach(self, mark: Mark) -> tuple[int, int]:
        """The first and last frame to which a mark is carried, inside its shot."""
        seen = self._looks if mark.close else self._glances
        earlier, later = bisect_left(seen, mark.frame), bisect_right(seen, mark.frame)
        before = seen[earlier - 1] if earlier > 0 else 0
        after = seen[later] if later < len(seen) else self._frames - 1
        shot = bisect_right(self._cuts, mark.frame)
        begins = self._cuts[shot - 1] if shot else 0
        ends = self._cuts[shot] if shot < len(self._cuts) else self._frames
        return (
            max(before - self._hold, begins, 0),
            min(after + self._hold, ends - 1, self._frames - 1),
        )


def _add(
    tracks: list[Track], kind: str, frame: int, *, places: dict[int, Rect]
) -> None:
    """To the track that is there already, or as a new one."""
    for track in reversed(tracks):
        if track.kind == kind and track.meets(frame, places[frame]):
            track.add(places)
            return
    tracks.append(Track(kind, places))


def _told(tracks: Sequence[Track], scene: Scene) -> Iterator[Stretch]:
    """Each track as stretches in which one box tells where it is."""
    for stretch in _stretches(tracks, scene):
        if stretch.box[2] > 0 and stretch.box[3] > 0:
            yield stretch


def _stretches(tracks: Sequence[Track], scene: Scene) -> Iterator[Stretch]:
    for track in tracks:
        frames = sorted(track.places)
        begun, rect = frames[0], track.places[frames[0]]
        least = rect.area
        for frame in frames:
            wider = rect.joined(track.places[frame])
            least = min(least, track.places[frame].area)
            if wider.area > _MOST_GROWTH_OF_A_FINDING * least:
                yield _stretch(track.kind, rect, when=(begun, frame), scene=scene)
                begun, wider = frame, track.places[frame]
                least = wider.area
            rect = wider
        yield _stretch(track.kind, rect, when=(begun, frames[-1] + 1), scene=scene)


def _stretch(why: str, rect: Rect, *, when: tuple[int, int], scene: Scene) -> Stretch:
    left, top, right, bottom = corners(rect, scene.width, scene.height)
    box = (left, top, right - left, bottom - top)
    return Stretch(why, box, scene.seconds(when[0]), scene.seconds(when[1]))


def _unread(film: Watched) -> Iterator[tuple[int, int]]:
    """Shots so short that nothing in them was read: they are covered as a whole."""
    for begun, ended in zip(film.cuts, (*film.cuts[1:], film.frames), strict=True):
        here = bisect_left(film.looks, begun)
        if here == len(film.looks) or film.looks[here] >= ended:
            yield begun, ended


def _whole(scene: Scene) -> Rect:
    return Rect(0, 0, scene.width, scene.height)


def corners(rect: Rect, width: int, height: int) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of what is covered: whole blocks, inside the film."""
    left, top = max(int(rect.x) // 8 * 8, 0), max(int(rect.y) // 8 * 8, 0)
    right = min(-(-int(np.ceil(rect.x + rect.width)) // 8) * 8, width)
    bottom = min(-(-int(np.ceil(rect.y + rect.height)) // 8) * 8, height)
    return min(left, width), min(top, height), max(right, 0), max(bottom, 0)
