"""Whatever a file carries beside its pixels is gone, wherever it can be held."""

import io
import struct
import zlib
from collections.abc import Callable, Iterator

import pytest
from PIL import Image

from jury.redaction.pictures import Box, admit, cover, thumbnail

CANARY = b"canary-39.9042N-116.4074E"
_BARE_JPEG = {0xC0, 0xC2, 0xC4, 0xDB, 0xDD, 0xDA, 0xE0}
_BARE_PNG = {b"IHDR", b"IDAT", b"IEND"}


def make_exif() -> Image.Exif:
    """Where it was taken, by what, a note of its maker, a remark."""
    exif = Image.Exif()
    exif[0x010E] = exif[0x010F] = CANARY.decode()
    exif.get_ifd(0x8769)[0x927C] = exif.get_ifd(0x8769)[0x9286] = CANARY
    exif.get_ifd(0x8825)[0x001D] = CANARY.decode()
    return exif


def make_jpeg() -> bytes:
    """Notes of every kind, and a thumbnail that has its own."""
    small, out = io.BytesIO(), io.BytesIO()
    Image.new("RGB", (16, 12), "blue").save(small, "JPEG", comment=CANARY)
    Image.effect_noise((60, 40), 60).convert("RGB").save(
        out, "JPEG", exif=make_exif(), comment=CANARY, xmp=CANARY
    )
    record = b"\x1c\x02\x5a" + struct.pack(">H", len(CANARY)) + CANARY
    press = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(record)) + record
    parts = (
        (0xE0, b"JFXX\0\x10" + small.getvalue()),
        (0xED, b"Photoshop 3.0\0" + press),
        (0xE2, b"ICC_PROFILE\0\x01\x01" + CANARY),
        (0xE2, b"MPF\0" + CANARY),
        (0xEF, CANARY),
    )
    planted = b"".join(
        struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body
        for marker, body in parts
    )
    whole = out.getvalue()
    return whole[:2] + planted + whole[2:] + CANARY


def make_png() -> bytes:
    """Notes plain, packed and international, and a chunk that nobody knows."""
    out = io.BytesIO()
    Image.new("RGB", (30, 20), "red").save(out, "PNG", exif=make_exif())
    packed = zlib.compress(CANARY)
    planted = b"".join(
        struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
        for body in (
            b"tEXtAuthor\0" + CANARY,
            b"zTXtComment\0\0" + packed,
            b"iTXtXML:com.adobe.xmp\0\0\0\0\0" + CANARY,
            b"iCCPcanary\0\0" + packed,
            b"juRy" + CANARY,
        )
    )
    whole = out.getvalue()
    after_header = 8 + 25
    return whole[:after_header] + planted + whole[after_header:] + CANARY


def make_webp() -> bytes:
    """What WebP has room for."""
    out = io.BytesIO()
    Image.new("RGB", (30, 20), "red").save(
        out, "WEBP", exif=make_exif(), xmp=CANARY, icc_profile=CANARY
    )
    return out.getvalue() + CANARY


@pytest.mark.parametrize("make", [make_jpeg, make_png, make_webp])
def test_no_canary_survives_and_the_file_holds_pixels_alone(
    make: Callable[[], bytes],
) -> None:
    original = make()
    assert CANARY in original
    admitted = admit(original)
    for content in (
        admitted.content,
        cover(admitted.content, [Box(2, 2, 8, 8)]),
        thumbnail(admitted.content),
    ):
        assert CANARY not in content
        assert b"canary" not in content
        assert set(parts_of(content)) <= (
            _BARE_PNG if content.startswith(b"\x89PNG") else _BARE_JPEG
        )


def parts_of(content: bytes) -> Iterator[int | bytes]:
    """The kinds of all parts of a PNG or JPEG, in order; nothing follows the last."""
    return _chunks(content) if content.startswith(b"\x89PNG") else _markers(content)


def _chunks(content: bytes) -> Iterator[bytes]:
    at = 8
    while at < len(content):
        yield content[at + 4 : at + 8]
        at += 12 + int(struct.unpack(">I", content[at : at + 4])[0])


def _markers(content: bytes) -> Iterator[int]:
    at = 2
    while content[at + 1] != 0xDA:
        yield content[at + 1]
        at += 2 + int(struct.unpack(">H", content[at + 2 : at + 4])[0])
    assert content.index(b"\xff\xd9", at) == len(content) - 2
