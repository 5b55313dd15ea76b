"""The lines of text in a picture: PP-OCRv6 small, inside the package rapidocr.

Vast pictures and tall screenshots are read in tiles that overlap; a picture whose lines
hardly make sense is read again turned.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import numpy as np
import rapidocr

from jury.redaction.seen.sights import (
    Area,
    Picture,
    area_of,
    as_picture,
    overlap,
    turned_back,
)

_SIDE: Final = 960
_TILE: Final = 1600
_OVERLAP: Final = 160
_READABLE: Final = 0.8
_PARAMETERS: Final = {
    "Global.log_level": "critical",
    "Global.use_cls": False,
    "Global.text_score": 0.1,
    "Det.limit_type": "max",
    "Det.limit_side_len": _SIDE,
    "EngineConfig.onnxruntime.intra_op_num_threads": 2,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
}


@dataclass(frozen=True)
class Line:
    """One line as it was read; ``upwards`` when it runs from bottom to top or back."""

    text: str
    box: Area
    confidence: float
    quarters: int = 0

    @property
    def height(self) -> int:
        """How high its letters are, whichever way they run."""
        return min(self.box[2], self.box[3]) if self.quarters % 2 else self.box[3]


def read_lines(picture: Picture, *, turns: bool = True) -> list[Line]:
    """The lines of an RGB picture, upright and, where that fails, turned."""
    lines = _read_tiles(picture)
    if turns and lines and _makes_no_sense(lines):
        height, width = picture.shape[:2]
        for quarters in (1, 2, 3):
            turned = _read_tiles(as_picture(np.rot90(picture, quarters)))
            lines += [
                Line(
                    line.text,
                    turned_back(line.box, quarters, (width, height)),
                    line.confidence,
                    quarters,
                )
                for line in turned
                if line.confidence >= _READABLE
            ]
    return lines


def _makes_no_sense(lines: list[Line]) -> bool:
    """Turned text is read badly, or lies in boxes that stand on end."""
    letters = sum(len(line.text) for line in lines)
    poor = sum(len(line.text) for line in lines if line.confidence < _READABLE)
    upended = sum(len(x.text) for x in lines if x.box[3] > 1.5 * x.box[2])
    return max(poor, upended) * 3 > letters


def _read_tiles(picture: Picture) -> list[Line]:
    lines: list[Line] = []
    for left, top, tile in _tiles(picture):
        for line in _read(tile):
            x, y, width, height = line.box
            moved = Line(line.text, (x + left, y + top, width, height), line.confidence)
            _add(lines, moved)
    return lines


def _tiles(picture: Picture) -> Iterator[tuple[int, int, Picture]]:
    height, width = picture.shape[:2]
    for top in _starts(height):
        for left in _starts(width):
            yield left, top, as_picture(picture[top : top + _TILE, left : left + _TILE])


def _starts(length: int) -> list[int]:
    """Where tiles begin along one side: one, or several that overlap evenly."""
    if length <= _TILE * 1.25:
        return [0]
    count = int(np.ceil((length - _OVERLAP) / (_TILE - _OVERLAP)))
    step = (length - _TILE) / (count - 1)
    return [round(place * step) for place in range(count)]


def _read(picture: Picture) -> list[Line]:
    answer = _reader()(as_picture(picture[:, :, ::-1]))
    if answer.boxes is None or answer.txts is None:
        return []
    return [
        Line(str(text), area_of(corners.tolist()), float(score))
        for corners, text, score in zip(
            answer.boxes, answer.txts, answer.scores, strict=True
        )
    ]


def _add(lines: list[Line], new: Line) -> None:
    """Where tiles overlap a line is met twice: the longer reading stays."""
    for place, old in enumerate(lines):
        if overlap(old.box, new.box) > 0.7:
            if len(new.text) > len(old.text):
                lines[place] = new
            return
    lines.append(new)


@cache
def _reader() -> Any:
    return rapidocr.RapidOCR(params=_PARAMETERS)
