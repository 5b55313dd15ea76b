"""The lines of text in a picture: PP-OCRv6 small, inside the package rapidocr.

Vast pictures and tall screenshots are read in tiles that overlap; a picture whose lines
hardly make sense is read again turned.
"""

from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final

import cv2
import numpy as np
import rapidocr

from jury.redaction.seen.memory import give_back
from jury.redaction.seen.sights import (
    Area,
    Picture,
    area_of,
    as_picture,
    overlap,
    scaled,
    tiles_of,
    turned_back,
)

_SIDE: Final = 960
_CHECKING_SIDE: Final = 736
_LONGEST: Final = 2900
_FEW_LETTERS: Final = 6
_TILE: Final = 1600
_OVERLAP: Final = 160
_READABLE: Final = 0.8
_LONG: Final = 4
_PARAMETERS: Final = {
    "Global.log_level": "critical",
    "Global.use_cls": False,
    "Global.text_score": 0.1,
    "Det.limit_type": "max",
    # Judged by its rectangle, a line on bent paper is mostly ground, and dropped.
    "Det.score_mode": "slow",
    # Lines that are read together are all made as long as the longest: no faster, and
    # a fifth more memory.
    "Rec.rec_batch_num": 1,
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
}


@dataclass(frozen=True)
class Line:
    """One line as it was read, in a picture turned by so many quarters.

    ``tall``: how high its letters are where it leans, so that its box tells too much.
    ``slope``: how much it falls on its way to the right, in parts of that way.
    """

    text: str
    box: Area
    confidence: float
    quarters: int = 0
    tall: int = 0
    slope: float = 0.0

    @property
    def height(self) -> int:
        """How high its letters are, whichever way they run."""
        if self.tall:
            return self.tall
        return min(self.box[2], self.box[3]) if self.quarters % 2 else self.box[3]


def read_lines(picture: Picture, *, again: bool = False) -> list[Line]:
    """The lines of an RGB picture, upright and, where that fails, turned.

    ``again``: what was covered is only checked, so the coarser reading will do.
    """
    lines = _read_tiles(picture, _CHECKING_SIDE if again else _SIDE)
    for quarters in () if again else _worth_turning(lines):
        lines += _turned(picture, quarters)
    return lines


def _turned(picture: Picture, quarters: int) -> list[Line]:
    height, width = picture.shape[:2]
    turned = _read_tiles(as_picture(np.rot90(picture, quarters)), _SIDE)
    return [
        Line(
            line.text,
            turned_back(line.box, quarters, (width, height)),
            line.confidence,
            quarters,
            line.tall,
            0.0 if quarters % 2 else line.slope,
        )
        for line in turned
        if line.confidence >= _READABLE
    ]


def _worth_turning(lines: list[Line]) -> tuple[int, ...]:
    """Text upside down is read badly; text that runs up or down stands on end."""
    letters = sum(len(line.text) for line in lines)
    if letters < _FEW_LETTERS:
        return ()
    poor = sum(len(line.text) for line in lines if line.confidence < _READABLE)
    upended = sum(len(x.text) for x in lines if x.box[3] > 1.5 * x.box[2])
    sideways = (1, 3) if upended * 3 > letters else ()
    return (*sideways, *((2,) if poor * 3 > letters else ()))


def _read_tiles(picture: Picture, side: int) -> list[Line]:
    lines: list[Line] = []
    shown, scale = _not_vast(picture)
    for left, top, tile in tiles_of(shown, _TILE, _OVERLAP):
        earlier = len(lines)
        for line in _read(tile, side):
            x, y, width, height = line.box
            box = scaled((x + left, y + top, width, height), 1 / scale)
            tall = round(line.tall / scale)
            _add(lines, replace(line, box=box, tall=tall), earlier)
        if tile.nbytes < shown.nbytes:
            give_back()
    return lines


def _not_vast(picture: Picture) -> tuple[Picture, float]:
    """A photograph of many millions of pixels made smaller; long screenshots stay."""
    height, width = picture.shape[:2]
    scale = _LONGEST / max(height, width)
    if scale >= 1 or max(height, width) > 2.2 * min(height, width):
        return picture, 1.0
    size = (round(width * scale), round(height * scale))
    return as_picture(cv2.resize(picture, size, interpolation=cv2.INTER_AREA)), scale


def _read(picture: Picture, side: int) -> list[Line]:
    answer = _reader(side)(as_picture(picture[:, :, ::-1]))
    if answer.boxes is None or answer.txts is None:
        return []
    return [
        Line(
            str(text),
            area_of(corners.tolist()),
            float(score),
            tall=round(np.linalg.norm(corners[3] - corners[0])),
            slope=_slope(corners),
        )
        for corners, text, score in zip(
            answer.boxes, answer.txts, answer.scores, strict=True
        )
    ]


def _slope(corners: Any) -> float:
    """How a long line falls; the corners of a short one tell nothing."""
    (across, down), (_, high) = corners[1] - corners[0], corners[3] - corners[0]
    return float(down / across) if across > _LONG * abs(high) else 0.0


def _add(lines: list[Line], new: Line, earlier: int) -> None:
    """Where tiles overlap a line is met twice: the longer reading stays.

    ``earlier``: how many lines are of other tiles. Within one no line is met twice,
    though the box of one that leans or bends may hold the whole of its neighbour.
    """
    for place, old in enumerate(lines[:earlier]):
        if overlap(old.box, new.box) > 0.7 and _reads_alike(old.text, new.text):
            if len(new.text) > len(old.text):
                lines[place] = new
            return
    lines.append(new)


def _reads_alike(one: str, other: str) -> bool:
    signs, more = set(one), set(other)
    return 2 * len(signs & more) >= min(len(signs), len(more))


@cache
def _reader(side: int) -> Any:
    """The reader that sees a picture at most this large; its networks are shared."""
    reader = rapidocr.RapidOCR(params={**_PARAMETERS, "Det.limit_side_len": side})
    if side != _SIDE:
        reader.text_rec = _reader(_SIDE)._load_rec_model()
    return reader
