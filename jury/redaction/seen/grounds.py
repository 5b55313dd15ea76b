"""The ground of a screenshot: its colour, and what stands out of it."""

from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from jury.redaction.seen.sights import Picture


def ground_of(picture: Picture) -> npt.NDArray[np.intp] | None:
    """The colour of a fifth of the picture and more, each channel in 16 steps."""
    steps = (picture[::4, ::4] // 16).reshape(-1, 3).astype(np.intp)
    counts = np.bincount(steps @ (256, 16, 1))
    if counts.max() < 0.2 * len(steps):
        return None
    return np.array(np.unravel_index(counts.argmax(), (16, 16, 16))) * 16 + 8


def away_from(picture: Any, ground: Any, levels: int) -> Any:
    """1 where any channel is so many levels away from a colour, and more; else 0."""
    least = np.maximum(np.ceil(ground - levels), 0)
    most = np.minimum(np.floor(ground + levels), 255)
    return np.where(cv2.inRange(picture, least, most), np.uint8(0), np.uint8(1))
