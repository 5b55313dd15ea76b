"""Pictures: let in as bare pixels, covered by opaque boxes, made small.

An upload is decoded and written anew in a child process under limits of memory and
time, so that a decoder that fails takes nothing down with it. What comes back holds
pixels alone: no metadata, no thumbnail, no colour profile, no byte after the end.
"""

import hashlib
import importlib.util
import io
import json
import struct
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from PIL import Image, ImageDraw

from jury.redaction.sniffing import picture_format, sniff_kind

__all__ = [
    "Admitted",
    "Box",
    "Code",
    "Limits",
    "NotAdmitted",
    "admit",
    "cover",
    "reads_heic",
    "sniff_kind",
    "thumbnail",
]

Code = Literal[
    "not_a_picture",
    "other_picture",
    "heic_needs_extra",
    "too_large",
    "too_many_pixels",
    "truncated",
    "animated",
    "too_hard",
    "busy",
]

_CHILD: Final = Path(__file__).with_name("picture_child.py")
# Each child may take the memory of a whole large picture several times over.
_AT_ONCE = threading.BoundedSemaphore(2)
# Whoever waits longer holds a thread of the court that others need.
_PATIENCE_SECONDS: Final = 2
# The child limits its own processor time, of which a busy machine gives it little.
_WAITING_A_SECOND: Final = 6
_JPEG_QUALITY: Final = 90
_BLOCK: Final = 8


class NotAdmitted(Exception):
    """A file that is not taken as a picture; ``code`` says why.

    ``not_a_picture`` damaged at its head or no picture at all; ``other_picture`` a
    format that is not admitted (GIF, TIFF, …); ``heic_needs_extra`` HEIC without its
    decoder; ``too_large`` in bytes; ``too_many_pixels``; ``truncated`` damaged or cut
    off; ``animated``; ``too_hard`` took too much time or memory, or broke the decoder;
    ``busy`` nothing was looked at, because others are being read.
    """

    def __init__(self, code: Code) -> None:
        super().__init__(code)
        self.code: Code = code


@dataclass(frozen=True)
class Limits:
    """What one picture may cost.

    A JPEG is decoded at a fraction of its size and HEIC made smaller, so what they
    declare may exceed ``max_pixels``: phones take pictures of 48, 108 and 200 million.
    """

    max_bytes: int = 20 * 1024 * 1024
    max_pixels: int = 40_000_000
    max_jpeg_pixels: int = 210_000_000
    max_heif_pixels: int = 50_000_000
    max_side: int = 30_000
    memory: int = 1280 * 1024 * 1024
    seconds: int = 20

    def declared(self, form: str) -> int:
        """How many pixels a picture of this format may have before it is decoded."""
        reducible = {"JPEG": self.max_jpeg_pixels, "HEIF": self.max_heif_pixels}
        return max(self.max_pixels, reducible.get(form, 0))


@dataclass(frozen=True)
class Admitted:
    """A picture as it may be kept: ``content`` is written anew from pixels."""

    width: int
    height: int
    content: bytes
    format: Literal["JPEG", "PNG"]
    original_sha256: str

    @property
    def media_type(self) -> str:
        """The type to serve the content with."""
        return f"image/{self.format.lower()}"


@dataclass(frozen=True)
class Box:
    """A rectangle to cover, in pixels of the admitted picture."""

    x: int
    y: int
    width: int
    height: int


def admit(data: bytes, *, limits: Limits | None = None) -> Admitted:
    """The picture in ``data``, upright and rewritten; NotAdmitted when it is none."""
    limits = limits or Limits()
    form = _admissible_format(data, limits)
    answer, content = _ask_child(data, form, limits)
    if "code" in answer:
        raise NotAdmitted(answer["code"])
    return Admitted(
        answer["width"],
        answer["height"],
        content,
        answer["format"],
        hashlib.sha256(data).hexdigest(),
    )


def reads_heic() -> bool:
    """Whether the extra that decodes HEIC is installed."""
    return importlib.util.find_spec("pillow_heif") is not None


def cover(content: bytes, boxes: Sequence[Box]) -> bytes:
    """An admitted picture with opaque black boxes, clipped to it, in its own format.

    In a JPEG a box grows to whole blocks of eight pixels: the ripples of compression
    around an edge would tell about what lies under it. Those of colours reach twice as
    far, so there the colour goes and what can be read stays.
    """
    with _reopened(content) as picture:
        form = str(picture.format)
        canvas = picture.convert("RGB")
    for box in boxes if form == "JPEG" else ():
        _take_colour(canvas, _corners(box, canvas.size, 2 * _BLOCK))
    pen = ImageDraw.Draw(canvas)
    for box in boxes:
        corners = _corners(box, canvas.size, _BLOCK if form == "JPEG" else 1)
        if corners:
            pen.rectangle(corners, fill=(0, 0, 0))
    return _written(canvas, form)


def thumbnail(content: bytes, *, side: int = 320) -> bytes:
    """A small JPEG of an admitted picture, at most ``side`` pixels on a side."""
    with _reopened(content) as picture:
        picture.draft("RGB", (side, side))
        small = picture.convert("RGB")
    small.thumbnail((side, side))
    return _written(small, "JPEG")


def _admissible_format(data: bytes, limits: Limits) -> str:
    if len(data) > limits.max_bytes:
        raise NotAdmitted("too_large")
    form = picture_format(data)
    if form is None:
        raise NotAdmitted("not_a_picture")
    if form == "other":
        raise NotAdmitted("other_picture")
    if form == "HEIF" and not reads_heic():
        raise NotAdmitted("heic_needs_extra")
    if form == "WEBP" and int.from_bytes(data[4:8], "little") + 8 > len(data):
        raise NotAdmitted("truncated")
    if form == "PNG" and _is_vast(
        struct.unpack(">II", data[16:24].ljust(8, b"\0")), limits
    ):
        raise NotAdmitted("too_many_pixels")
    return form


def _is_vast(size: tuple[int, int], limits: Limits) -> bool:
    """What a PNG declares is known without decoding: the usual bomb costs no child."""
    return size[0] * size[1] > limits.max_pixels or max(size) > limits.max_side


def _ask_child(data: bytes, form: str, limits: Limits) -> tuple[dict[str, Any], bytes]:
    figures = (
        limits.max_pixels,
        limits.declared(form),
        limits.max_side,
        limits.memory,
        limits.seconds,
    )
    command = [sys.executable, "-I", str(_CHILD), form, *map(str, figures)]
    if not _AT_ONCE.acquire(timeout=_PATIENCE_SECONDS):
        raise NotAdmitted("busy")
    try:
        # The command is this interpreter and our own file; the environment is
        # left behind because it may hold secrets.
        done = subprocess.run(  # noqa: S603 - nothing of it comes from outside
            command,
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_WAITING_A_SECOND * limits.seconds,
            check=False,
            env={},
        )
    except subprocess.TimeoutExpired as error:
        raise NotAdmitted("too_hard") from error
    finally:
        _AT_ONCE.release()
    head, separator, content = done.stdout.partition(b"\n")
    if done.returncode != 0 or not separator:
        raise NotAdmitted("too_hard")
    return json.loads(head), content


def _reopened(content: bytes) -> Image.Image:
    """One of our own pictures; nothing else may reach a decoder of this process."""
    return Image.open(io.BytesIO(content), formats=["JPEG", "PNG"])


def _corners(
    box: Box, size: tuple[int, int], grid: int
) -> tuple[int, int, int, int] | None:
    """The inclusive corners of a box inside the picture, on the grid; None outside."""
    left, top = max(box.x, 0), max(box.y, 0)
    right, bottom = min(box.x + box.width, size[0]), min(box.y + box.height, size[1])
    if right <= left or bottom <= top:
        return None
    left, top = left // grid * grid, top // grid * grid
    right, bottom = -(-right // grid) * grid, -(-bottom // grid) * grid
    return left, top, min(right, size[0]) - 1, min(bottom, size[1]) - 1


def _take_colour(
    canvas: Image.Image, corners: tuple[int, int, int, int] | None
) -> None:
    if corners:
        left, top, right, bottom = corners
        grey = canvas.crop((left, top, right + 1, bottom + 1)).convert("L")
        canvas.paste(grey.convert("RGB"), (left, top))


def _written(picture: Image.Image, form: str) -> bytes:
    picture.info = {}
    out = io.BytesIO()
    if form == "PNG":
        picture.save(out, "PNG", compress_level=3)
    else:
        picture.save(out, "JPEG", quality=_JPEG_QUALITY)
    return out.getvalue()
