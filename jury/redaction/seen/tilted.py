"""Rectangles that lean, the part of a picture that one holds, and its tones."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import cv2
import numpy as np

from jury.redaction.seen.sights import Area, area_of

_INKS: Final = (8, 92)


@dataclass(frozen=True)
class Tilted:
    """A rectangle around ``centre``, turned by so many degrees."""

    centre: tuple[float, float]
    across: float
    down: float
    angle: float

    @property
    def short(self) -> float:
        """Its shorter side."""
        return min(self.across, self.down)

    @property
    def long(self) -> float:
        """Its longer side."""
        return max(self.across, self.down)

    def times(self, factor: float) -> "Tilted":
        """The rectangle in a picture so many times as large."""
        x, y = self.centre
        across, down = self.across * factor, self.down * factor
        return Tilted((x * factor, y * factor), across, down, self.angle)

    def area(self) -> Area:
        """The upright rectangle around it."""
        size = (self.across, self.down)
        return area_of(cv2.boxPoints((self.centre, size, self.angle)).tolist())


def at_sides(grey: Any, sides: Sequence[int]) -> Iterator[tuple[Any, float]]:
    """A picture with its longer side made so long, or as it is, and by what factor."""
    for scale in sorted({min(1.0, side / max(grey.shape)) for side in sides}):
        yield (
            grey
            if scale == 1
            else cv2.resize(
                grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA
            ),
            scale,
        )


def around(mask: Any) -> tuple[Tilted, float]:
    """The smallest rectangle around what is one in a mask, and how much it fills."""
    outlines, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    (x, y), (across, down), angle = cv2.minAreaRect(np.concatenate(outlines))
    across, down = across + 1, down + 1
    filled = cv2.countNonZero(mask) / (across * down)
    return Tilted((x, y), across, down, angle), filled


def cut_out(grey: Any, part: Tilted, scale: float, *, rim: float = 0.0) -> Any:
    """What lies in the rectangle and so far around it, upright, so many times as large.

    Beyond the picture its last pixels go on.
    """
    angle = np.deg2rad(part.angle)
    along, aside = np.cos(angle) * scale, np.sin(angle) * scale
    wide = max(1, round((part.across + 2 * rim) * scale))
    high = max(1, round((part.down + 2 * rim) * scale))
    x, y = part.centre
    way = np.array(
        [
            (along, aside, wide / 2 - along * x - aside * y),
            (-aside, along, high / 2 + aside * x - along * y),
        ]
    )
    shown = cv2.warpAffine(
        grey, way, (wide, high), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    return shown.astype(np.float32)


def contrast(tones: Any) -> float:
    """How far most of the dark lies from most of the light."""
    dark, light = np.percentile(tones, _INKS)
    return float(light - dark)


def changes(tones: Any, least: float) -> Any:
    """Where a row of tones around zero goes from light to dark or back."""
    clear = np.flatnonzero(np.abs(tones) > least)
    return clear[1:][np.diff(np.sign(tones[clear])) != 0]


def count_changes(tones: Any, least: float) -> Any:
    """How often each row of tones around zero goes from light to dark or back."""
    side = (tones > least).astype(np.int8) - (tones < -least)
    places = np.where(side != 0, np.arange(side.shape[1]), 0)
    last = np.take_along_axis(side, np.maximum.accumulate(places, axis=1), axis=1)
    return (last[:, 1:] * last[:, :-1] < 0).sum(axis=1)
