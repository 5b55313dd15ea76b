"""Films of still pictures, over which a camera pans and zooms, with known truth."""

import random
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
import zxingcpp

from bench._letters import label
from bench._truth import Box, Picture, labelled_faces, labelled_plates, upright
from jury.redaction.film import ffmpeg

CANARY = b"canary-39.9042N-116.4074E"
WIDE, HIGH = 1280, 720
RATE = 30
_SECONDS = 2
_PLATES = 10
# Of a thing that is so much out of the picture nobody asks whether it is covered.
_VISIBLE = 0.5


@dataclass(frozen=True)
class Moving:
    """The pictures of a film, made while it is written, and where things are then."""

    shown: Callable[[], Iterator[Picture]]
    truth: list[list[Box]]


def face_films(root: Path, dice: random.Random) -> Iterator[Moving]:
    """Groups of people."""
    for picture, boxes in labelled_faces(root / "faces" / "dlib"):
        for calm in (True, False):
            yield _moving(picture, boxes, dice, calm=calm)


def plate_films(root: Path, dice: random.Random) -> Iterator[Moving]:
    """Cars in the street."""
    for picture, quads in islice(labelled_plates(root / "plates"), _PLATES):
        boxes = [upright(quad) for quad in quads]
        yield _moving(picture, boxes, dice, calm=True)


def code_films(_root: Path, dice: random.Random) -> Iterator[Moving]:
    """A square code and a bar code on a grained table."""
    for calm in (True, False):
        grain = np.random.default_rng(dice.randrange(99)).integers(150, 230, (68, 120))
        table = cv2.resize(grain.astype(np.uint8), (960, 544)).repeat(3)
        picture = np.array(table.reshape(544, 960, 3), dtype=np.uint8)
        boxes = []
        kinds = (zxingcpp.QRCode, zxingcpp.Code128)
        for kind, at in zip(kinds, ((120, 150), (480, 200)), strict=True):
            code = np.array(zxingcpp.create_barcode("JURY12345678", kind).to_image())
            code = code.repeat(4 if kind == zxingcpp.QRCode else 2, axis=1)
            code = code.repeat(4 if kind == zxingcpp.QRCode else 2, axis=0)
            high, wide = code.shape
            picture[at[1] : at[1] + high, at[0] : at[0] + wide] = code[:, :, None]
            rim = 16 if kind == zxingcpp.QRCode else 20
            boxes.append((at[0] + rim, at[1] + rim, wide - 2 * rim, high - 2 * rim))
        yield _moving(picture, boxes, dice, calm=calm)


def label_films(_root: Path, dice: random.Random) -> Iterator[Moving]:
    """Parcel labels; what counts is every line that tells whom."""
    for calm in (True, False):
        drawn = label(dice)
        yield _moving(np.asarray(drawn.picture), drawn.told, dice, calm=calm)


def written(moving: Moving, folder: Path) -> Path:
    """The film as a file, with notes of where it was taken."""
    path = folder / "in.mp4"
    given = ("-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{WIDE}x{HIGH}")
    notes = ("-metadata", f"title={CANARY.decode()}", "-metadata", "location=+39+116/")
    kept = ("-c:v", "libx264", "-preset", "veryfast", "-crf", "23", "-pix_fmt")
    command = [ffmpeg.program(), "-v", "error", "-y", *given, "-r", str(RATE)]
    command += ["-i", "pipe:0", *notes, *kept, "yuv420p", str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as child:
        assert child.stdin
        for frame in moving.shown():
            child.stdin.write(frame.tobytes())
    return path


def _moving(
    picture: Picture, boxes: list[Box], dice: random.Random, *, calm: bool
) -> Moving:
    high, wide = picture.shape[:2]
    least = max(WIDE / wide, HIGH / high)
    swing, tremble = (0.5, 0.3) if calm else (1.5, 4.0)
    begun = dice.random() * 6
    ways, truth = [], []
    for frame in range(_SECONDS * RATE):
        turn = 2 * np.pi * frame / (_SECONDS * RATE)
        scale = least * (1.2 + 0.15 * np.sin(turn + begun))
        share = np.array((0.5 + 0.4 * np.sin(swing * turn + begun), 0.5))
        away = share * (wide * scale - WIDE, high * scale - HIGH)
        away += [dice.gauss(0, tremble), dice.gauss(0, tremble)]
        ways.append(
            np.array(((scale, 0, -away[0]), (0, scale, -away[1])), dtype=np.float32)
        )
        seen = (_moved(box, scale, away) for box in boxes)
        truth.append([box for box in map(in_sight, seen) if box])
    return Moving(partial(_panned, picture, ways), truth)


def _panned(picture: Picture, ways: list[npt.NDArray[np.float32]]) -> Iterator[Picture]:
    """The picture as a camera sees it on its way, a transform a frame."""
    for way in ways:
        frame = cv2.warpAffine(
            picture, way, (WIDE, HIGH), borderMode=cv2.BORDER_REFLECT
        )
        yield np.asarray(frame, np.uint8)


def in_sight(box: tuple[float, float, float, float]) -> Box | None:
    """Where a thing is in the film, if enough of it is."""
    x, y, wide, high = box
    left, top = max(x, 0), max(y, 0)
    across, down = min(x + wide, WIDE) - left, min(y + high, HIGH) - top
    if min(across, down) <= 0 or across * down < _VISIBLE * wide * high:
        return None
    return int(left), int(top), int(across), int(down)


def _moved(
    box: Box, scale: float, away: npt.NDArray[np.float64]
) -> tuple[float, float, float, float]:
    x, y = box[0] * scale - away[0], box[1] * scale - away[1]
    return x, y, box[2] * scale, box[3] * scale
