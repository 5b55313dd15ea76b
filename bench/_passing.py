"""Films in which things move by themselves: past, in and out, shaken, scrolled.

Over a street or a room that stands still: what a camera that pans over a still picture
never shows, because there everything moves alike.
"""

import random
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from math import cos, pi, sin
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
import zxingcpp

from bench import _screens
from bench._films import HIGH, RATE, WIDE, Moving, in_sight
from bench._letters import label
from bench._truth import Box, Picture, labelled_faces, labelled_plates, upright

_SECONDS = 2
_FRAMES = _SECONDS * RATE
_PEOPLE = 3
_CARS = 3
# Middle of a thing, its width in pixels of the film, and how far it is turned.
Way = Callable[[float], tuple[float, float, float, float]]


def passing_faces(root: Path, dice: random.Random) -> Iterator[Moving]:
    """Somebody walks through, small and large, nods, and comes in for a moment."""
    ways: tuple[Way, ...] = (
        lambda s: (-100 + 800 * s, 360, 240, 0),
        lambda s: (1100 - 250 * s, 300, 70, 0),
        lambda s: (640, 360, 260, 35 * sin(2 * pi * s)),
        lambda s: (640, 900 - 520 * sin(pi * s / _SECONDS), 300, 0),
        lambda s: (300 + 300 * s, 360 + 30 * sin(9 * s), 120 + 90 * s, 0),
    )
    for picture, boxes in islice(labelled_faces(root / "faces" / "dlib"), _PEOPLE):
        box = max(boxes, key=lambda one: one[2])
        cut, inner = _cut(picture, box, aside=0.6)
        for way in ways:
            yield _passing(cut, [inner], dice, way=way)


def passing_plates(root: Path, dice: random.Random) -> Iterator[Moving]:
    """Cars drive by, and one comes nearer."""
    ways: tuple[Way, ...] = (
        lambda s: (-200 + 800 * s, 400, 520, 0),
        lambda s: (1300 - 450 * s, 360, 420, 0),
        lambda s: (640, 360, 300 + 200 * s, 0),
    )
    for picture, quads in islice(labelled_plates(root / "plates"), _CARS):
        cut, inner = _cut(picture, upright(quads[0]), aside=1.2)
        for way in ways:
            yield _passing(cut, [inner], dice, way=way)


def passing_codes(_root: Path, dice: random.Random) -> Iterator[Moving]:
    """A code held in a hand that shakes, turns, or is moved through."""
    code = np.array(
        zxingcpp.create_barcode("JURY-12345678", zxingcpp.QRCode).to_image()
    )
    side = code.shape[0] * 8
    paper = np.full((side + 80, side + 80, 3), 245, np.uint8)
    paper[40:-40, 40:-40] = code.repeat(8, 0).repeat(8, 1)[:, :, None]
    inner = (72, 72, side - 64, side - 64)
    ways: tuple[Way, ...] = (
        lambda s: (
            640 + 40 * sin(19 * s),
            360 + 30 * cos(23 * s),
            260,
            4 * sin(11 * s),
        ),
        lambda s: (640, 360, 300, 40 * s),
        lambda s: (-150 + 800 * s, 330, 240, 8),
        lambda s: (900 - 200 * s, 330 + 60 * sin(9 * s), 130, 0),
    )
    for way in ways:
        yield _passing(paper, [inner], dice, way=way)


def passing_labels(_root: Path, dice: random.Random) -> Iterator[Moving]:
    """A parcel carried through the picture, and one turned in the hands."""
    ways: tuple[Way, ...] = (
        lambda s: (-300 + 800 * s, 360, 560, 0),
        lambda s: (640 + 60 * sin(4 * s), 380 + 30 * cos(5 * s), 560, 5 * sin(3 * s)),
        lambda s: (640, 1100 - 720 * sin(pi * s / _SECONDS), 560, 0),
    )
    for way in ways:
        drawn = label(dice)
        yield _passing(np.asarray(drawn.picture), drawn.told, dice, way=way)


def scrolled_chats(_root: Path, dice: random.Random) -> Iterator[Moving]:
    """A long chat flung upwards: it starts fast and comes to rest."""
    for look in _screens.LOOKS[:4]:
        shown = [_screens.chat(dice, look) for _ in range(3)]
        pictures, told, top = [], [], 0
        for one in shown:
            wide, high = one.picture.size
            scale = 405 / wide
            tall = round(high * scale)
            small = cv2.resize(
                np.asarray(one.picture), (405, tall), interpolation=cv2.INTER_AREA
            )
            pictures.append(small)
            for corners in one.told:
                (left, up), (right, low) = (
                    corners.min(0) * scale,
                    corners.max(0) * scale,
                )
                told.append(
                    (int(left), int(up) + top, int(right - left), int(low - up))
                )
            top += tall
        yield _scrolled(np.concatenate(pictures), told, dice)


def _scrolled(long: Picture, told: list[Box], dice: random.Random) -> Moving:
    """On a phone that fills the height of the film."""
    left, reach = (WIDE - 405) // 2, long.shape[0] - HIGH
    tops = []
    for frame in range(_FRAMES):
        flung = 2 * frame / _FRAMES
        tops.append(int(reach * (_eased(flung % 1) + int(flung)) / 2))
    behind = _room(dice)

    def shown() -> Iterator[Picture]:
        for top in tops:
            frame = behind.copy()
            frame[:, left : left + 405] = long[top : top + HIGH]
            yield frame

    truth = [
        [
            there
            for x, y, wide, high in told
            if (there := in_sight((x + left, y - top, wide, high)))
        ]
        for top in tops
    ]
    return Moving(shown, truth)


def _eased(share: float) -> float:
    return 1 - (1 - share) ** 3


def _cut(picture: Picture, box: Box, *, aside: float) -> tuple[Picture, Box]:
    """The part of a photograph around a thing, and where it is there."""
    x, y, wide, high = box
    far = round(aside * wide)
    left, top = max(x - far, 0), max(y - far, 0)
    part = picture[top : y + high + far, left : x + wide + far]
    return part, (x - left, y - top, wide, high)


def _passing(
    part: Picture, boxes: list[Box], dice: random.Random, *, way: Way
) -> Moving:
    ways, truth = [], []
    for frame in range(_FRAMES):
        turned = _placed(part, way(frame / RATE))
        ways.append(turned)
        seen = (in_sight(_around(box, turned)) for box in boxes)
        truth.append([box for box in seen if box])
    return Moving(partial(_over, part, ways, _room(dice)), truth)


def _placed(
    part: Picture, where: tuple[float, float, float, float]
) -> npt.NDArray[np.float64]:
    x, y, wide, turn = where
    high, across = part.shape[:2]
    middle = (across / 2, high / 2)
    turned = cv2.getRotationMatrix2D(middle, turn, wide / across)
    way = np.array(turned, dtype=np.float64)
    way[:, 2] += (x - middle[0], y - middle[1])
    return way


def _around(
    box: Box, way: npt.NDArray[np.float64]
) -> tuple[float, float, float, float]:
    """The upright box of the same area around the middle of a thing that is turned."""
    x, y, wide, high = box
    middle = way @ (x + wide / 2, y + high / 2, 1)
    scale = float(np.hypot(way[0, 0], way[0, 1]))
    wide, high = round(wide * scale), round(high * scale)
    return middle[0] - wide / 2, middle[1] - high / 2, wide, high


def _over(
    part: Picture, ways: list[npt.NDArray[np.float64]], behind: Picture
) -> Iterator[Picture]:
    for way in ways:
        frame = behind.copy()
        cv2.warpAffine(
            part,
            way,
            (WIDE, HIGH),
            dst=frame,
            flags=cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_TRANSPARENT,
        )
        yield frame


def _room(dice: random.Random) -> Picture:
    grain = np.random.default_rng(dice.randrange(99)).integers(110, 160, (18, 32, 1))
    soft = cv2.resize(grain.astype(np.uint8), (WIDE, HIGH))
    return np.repeat(soft[:, :, None], 3, axis=2)
