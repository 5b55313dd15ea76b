"""Decode one hostile picture in a process of its own, under limits.

Run by path, not as a module: it must start fast and share nothing with the court.
Reads the picture from standard input; writes one line of JSON, then the new picture.
Arguments: format, most pixels of the result, most pixels that the file may declare,
longest side, bytes of memory, seconds.
"""

import importlib
import io
import json
import math
import resource
import sys
import warnings
from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageCms, ImageFile, ImageOps

_QUALITY: Final = 90
_LARGEST_PNG: Final = 6 * 1024 * 1024
_PAPER: Final = (255, 255, 255)
# Even an even grey takes a byte for some 170 pixels of a JPEG.
_PIXELS_A_BYTE: Final = 200


class Refused(Exception):
    """The picture is not taken; the argument is the code of the reason."""


@dataclass(frozen=True)
class Size:
    """How large a picture may be: as it is kept, and as it says it is."""

    pixels: int
    declared: int
    side: int


def main(arguments: list[str]) -> None:
    """Answer for the one picture on standard input."""
    form, pixels, declared, side, memory, seconds = (
        arguments[0],
        *map(int, arguments[1:6]),
    )
    _limit_self(memory, seconds)
    content = sys.stdin.buffer.read()
    try:
        answer, picture = _readmitted(content, form, Size(pixels, declared, side))
    except Refused as refusal:
        answer, picture = {"code": str(refusal)}, b""
    except MemoryError:
        answer, picture = {"code": "too_hard"}, b""
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + picture)


def _limit_self(memory: int, seconds: int) -> None:
    for limit, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (most, most))


def _readmitted(
    content: bytes, form: str, size: Size
) -> tuple[dict[str, object], bytes]:
    picture = _opened(content, form)
    width, height = picture.size
    if width * height > size.declared or max(width, height) > size.side:
        raise Refused("too_many_pixels")
    # Dropping frames in silence would hide evidence; a second picture inside a
    # JPEG (MPO) is only the camera's preview or depth map.
    if picture.format != "MPO" and getattr(picture, "n_frames", 1) > 1:
        raise Refused("animated")
    if form == "JPEG":
        _decode_less(picture, size.pixels, given=len(content))
    flat = _flat(_reduced(_loaded(picture), size.pixels))
    kept, new = _written(flat, form)
    return {"width": flat.width, "height": flat.height, "format": kept}, new


def _written(picture: Image.Image, form: str) -> tuple[str, bytes]:
    """PNG stays PNG, for the sharp letters of screenshots; a photograph does not."""
    out = io.BytesIO()
    if form == "PNG":
        picture.save(out, "PNG", compress_level=3)
        if out.tell() <= _LARGEST_PNG:
            return "PNG", out.getvalue()
        out = io.BytesIO()
    picture.save(out, "JPEG", quality=_QUALITY)
    return "JPEG", out.getvalue()


def _opened(content: bytes, form: str) -> ImageFile.ImageFile:
    if form == "HEIF":
        importlib.import_module("pillow_heif").register_heif_opener()
    Image.MAX_IMAGE_PIXELS = None  # the limit below is checked before any decoding
    warnings.simplefilter("ignore")
    try:
        return Image.open(io.BytesIO(content), formats=[form])
    except MemoryError:
        raise
    except Exception as error:
        raise Refused("not_a_picture") from error


def _decode_less(picture: ImageFile.ImageFile, pixels: int, *, given: int) -> None:
    """Have a vast JPEG decoded at a half, a quarter or an eighth of its size.

    The decoder would fill in what a file of few bytes only declares.
    """
    width, height = picture.size
    if width * height > max(pixels, given * _PIXELS_A_BYTE):
        raise Refused("truncated")
    for part in (1, 2, 4, 8):
        if width * height <= pixels * part * part:
            if part > 1:
                picture.draft(None, (width // part, height // part))
            return


def _reduced(picture: Image.Image, pixels: int) -> Image.Image:
    """The picture, made smaller by a whole factor until it has at most `pixels`."""
    factor = math.ceil(math.sqrt(picture.width * picture.height / pixels))
    return picture.reduce(factor) if factor > 1 else picture


def _loaded(picture: ImageFile.ImageFile) -> Image.Image:
    """The pixels, upright; whatever a decoder raises means a damaged file."""
    try:
        picture.load()
        return ImageOps.exif_transpose(picture)
    except MemoryError:
        raise
    except Exception as error:
        raise Refused("truncated") from error


def _flat(picture: Image.Image) -> Image.Image:
    """Eight-bit grey or RGB on white paper: no alpha that could hide pixels."""
    profile = picture.info.get("icc_profile")
    if picture.mode.startswith("I"):
        picture = picture.convert("I").point(lambda v: v / 256).convert("L")
    elif picture.has_transparency_data:
        layer = picture.convert("RGBA")
        picture = Image.new("RGB", layer.size, _PAPER)
        picture.paste(layer, mask=layer.getchannel("A"))
    if profile and picture.mode in {"RGB", "CMYK"}:
        picture = _in_srgb(picture, profile)
    if picture.mode not in {"L", "RGB"}:
        picture = picture.convert("RGB")
    picture.info = {}
    return picture


def _in_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    """Colours stay what they were when the profile goes: colour may be the dispute."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        target = ImageCms.createProfile("sRGB")
        turned = ImageCms.profileToProfile(picture, source, target, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture
    return turned or picture


if __name__ == "__main__":
    main(sys.argv[1:])
