"""What becomes of a drawn screen or paper on its way to a court: a phone's camera.

A screenshot is compressed; a photograph of a screen or a paper is also seen askew,
before something else, unevenly lit, and blurred. Where things are comes along.
"""

import io
import random
from collections.abc import Sequence
from dataclasses import dataclass, field

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

Quad = npt.NDArray[np.float32]
Pixels = npt.NDArray[np.uint8]


@dataclass
class Shown:
    """A picture, corners of what tells whom, and of the lines that do not."""

    picture: Image.Image
    told: list[Quad] = field(default_factory=list)
    plain: list[Quad] = field(default_factory=list)


def quad(box: Sequence[float]) -> Quad:
    """The corners of an upright box: left, top, right, bottom."""
    left, top, right, bottom = box
    corners = ((left, top), (right, top), (right, bottom), (left, bottom))
    return np.array(corners, dtype=np.float32)


def share_in(cover: Pixels, corners: Quad) -> float:
    """How much of what lies between corners is covered (1 in `cover`)."""
    inside = np.zeros(cover.shape[:2], np.uint8)
    cv2.fillPoly(inside, [np.round(corners).astype(np.int32)], (1,))
    there = cover[inside > 0]
    return float(there.mean()) if there.size else 1.0


def screenshot(shown: Shown, dice: random.Random) -> Shown:
    """As a phone keeps it and a chat program passes it on."""
    return Shown(_compressed(shown.picture, dice.randint(55, 95)), *_where(shown))


def photograph(shown: Shown, dice: random.Random) -> Shown:
    """As another phone sees it: askew, before a table, unevenly lit, blurred."""
    wide, high = shown.picture.size
    around = 0.08 * max(wide, high)
    size = (round(wide + 2 * around), round(high + 2 * around))
    corners = quad((0, 0, wide, high))
    moved = np.array(
        [
            (x + around + dice.uniform(-0.05, 0.05) * wide, y + around + lean)
            for (x, y), lean in zip(
                corners.tolist(),
                (dice.uniform(-0.04, 0.04) * high for _ in range(4)),
                strict=True,
            )
        ],
        dtype=np.float32,
    )
    way = cv2.getPerspectiveTransform(corners, moved)
    table = np.full((size[1], size[0], 3), dice.choices(range(40, 200), k=3), np.uint8)
    pixels = cv2.warpPerspective(
        np.asarray(shown.picture),
        way,
        size,
        dst=table,
        flags=cv2.INTER_AREA,
        borderMode=cv2.BORDER_TRANSPARENT,
    )
    picture = Image.fromarray(_lit(np.asarray(pixels, np.uint8), dice))
    picture = picture.filter(ImageFilter.GaussianBlur(dice.uniform(0.2, 0.9)))
    told, plain = (
        [cv2.perspectiveTransform(one[None], way)[0] for one in some]
        for some in _where(shown)
    )
    return Shown(_compressed(picture, dice.randint(60, 92)), told, plain)


def turned(shown: Shown, quarters: int) -> Shown:
    """As somebody holds the phone the other way."""
    wide, high = shown.picture.size
    picture = shown.picture
    told, plain = _where(shown)
    for _ in range(quarters):
        picture = picture.transpose(Image.Transpose.ROTATE_90)
        told, plain = (
            [np.stack((one[:, 1], wide - one[:, 0]), axis=1) for one in some]
            for some in (told, plain)
        )
        wide, high = high, wide
    return Shown(picture, told, plain)


def beside(left: Shown, right: Shown) -> Shown:
    """Two screens in one picture, the right one as high as the left."""
    factor = left.picture.height / right.picture.height
    wide, reach = round(right.picture.width * factor), left.picture.width
    picture = Image.new("RGB", (reach + wide, left.picture.height))
    picture.paste(left.picture)
    picture.paste(right.picture.resize((wide, picture.height)), (reach, 0))
    there, plain = (
        [np.array(one * factor + (reach, 0), dtype=np.float32) for one in some]
        for some in _where(right)
    )
    return Shown(picture, [*left.told, *there], [*left.plain, *plain])


def _where(shown: Shown) -> tuple[list[Quad], list[Quad]]:
    return list(shown.told), list(shown.plain)


def _lit(pixels: Pixels, dice: random.Random) -> Pixels:
    """Brighter at one side, with the fine waves that a screen makes in a camera."""
    high, wide = pixels.shape[:2]
    across = np.linspace(dice.uniform(0.65, 1), dice.uniform(0.8, 1.1), wide)
    down = np.linspace(dice.uniform(0.85, 1), dice.uniform(0.85, 1.05), high)
    waves = np.sin(np.arange(wide) / dice.uniform(1.1, 3)) * dice.uniform(0, 0.04)
    light = across[None, :, None] * down[:, None, None] + waves[None, :, None]
    grain = np.random.default_rng(dice.randrange(2**31)).normal(0, 4, (high, wide, 1))
    return np.clip(pixels * light + grain, 0, 255).astype(np.uint8)


def _compressed(picture: Image.Image, quality: int) -> Image.Image:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality)
    return Image.open(io.BytesIO(out.getvalue())).convert("RGB")
