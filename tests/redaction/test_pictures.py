"""Pictures: only bare pixels come in, and boxes cover for good."""

import hashlib
import io
import os
import struct
import time
import zlib
from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image, ImageDraw, PngImagePlugin

from jury.redaction.pictures import (
    Box,
    Limits,
    NotAdmitted,
    admit,
    cover,
    sniff_kind,
    thumbnail,
)

CANARY = b"canary-39.9042N-116.4074E"


def make_picture(form: str = "JPEG", *, size: tuple[int, int] = (60, 40)) -> bytes:
    picture = Image.effect_noise(size, 60).convert("RGB")
    out = io.BytesIO()
    picture.save(out, form)
    return out.getvalue()


def make_telling_jpeg() -> bytes:
    """A sideways JPEG that carries its canary wherever a JPEG can."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = CANARY.decode()
    exif.get_ifd(0x8825)[1] = "N"
    out = io.BytesIO()
    Image.effect_noise((60, 40), 60).convert("RGB").save(
        out, "JPEG", exif=exif, comment=CANARY, xmp=CANARY
    )
    return out.getvalue() + b"PK\x03\x04" + CANARY


def make_telling_png() -> bytes:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", CANARY.decode())
    notes.add_itxt("XML:com.adobe.xmp", CANARY.decode())
    out = io.BytesIO()
    Image.new("RGB", (30, 20), "red").save(out, "PNG", pnginfo=notes)
    return out.getvalue() + CANARY


def make_png_header(width: int, height: int) -> bytes:
    body = b"IHDR" + struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    crc = struct.pack(">I", zlib.crc32(body))
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + body + crc


def make_png_bomb(side: int) -> bytes:
    """A whole, valid black-and-white PNG of side by side pixels."""
    squeeze = zlib.compressobj(1)
    row = b"\0" * (1 + (side + 7) // 8)
    rows = b"".join(squeeze.compress(row * 1000) for _ in range(side // 1000))
    body = b"IDAT" + rows + squeeze.flush()
    chunk = (
        struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
    )
    end = b"\0\0\0\0IEND\xaeB`\x82"
    return make_png_header(side, side) + chunk + end


def make_animation(form: str) -> bytes:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    out = io.BytesIO()
    frames[0].save(out, form, save_all=True, append_images=frames[1:])
    return out.getvalue()


@pytest.mark.parametrize("make", [make_telling_jpeg, make_telling_png])
def test_nothing_but_pixels_survives(make: Callable[[], bytes]) -> None:
    original = make()
    admitted = admit(original)
    assert CANARY not in admitted.content
    assert b"Exif" not in admitted.content
    assert b"PK\x03\x04" not in admitted.content
    with Image.open(io.BytesIO(admitted.content)) as picture:
        assert not picture.getexif()
        assert not set(picture.info) & {"comment", "xmp", "icc_profile", "exif"}
    assert admitted.original_sha256 == hashlib.sha256(original).hexdigest()


def test_a_sideways_photograph_comes_in_upright() -> None:
    admitted = admit(make_telling_jpeg())
    assert (admitted.width, admitted.height) == (40, 60)


@pytest.mark.parametrize(
    ("form", "kept"), [("JPEG", "JPEG"), ("PNG", "PNG"), ("WEBP", "JPEG")]
)
def test_three_formats_come_in(form: str, kept: str) -> None:
    admitted = admit(make_picture(form))
    assert (admitted.width, admitted.height, admitted.format) == (60, 40, kept)
    assert admitted.media_type == f"image/{kept.lower()}"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "not_a_picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "not_a_picture"),
        (b"MZ\x90\0", "not_a_picture"),
        (b"\xff\xd8\xff\xe0 this only begins like one", "not_a_picture"),
        (make_picture("GIF"), "other_picture"),
        (make_picture("TIFF"), "other_picture"),
        (make_picture("BMP"), "other_picture"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "not_a_picture"),
        (make_picture("JPEG", size=(300, 300))[:-2000], "truncated"),
        (make_picture("PNG", size=(300, 300))[:-2000], "truncated"),
        (make_picture("WEBP", size=(300, 300))[:-2000], "truncated"),
        (make_animation("PNG"), "animated"),
        (make_animation("WEBP"), "animated"),
        (make_png_header(60_000, 60_000), "too_many_pixels"),
        (make_png_header(60_000, 60_000) + make_png_bomb(1000)[33:], "too_many_pixels"),
        (make_png_header(40_000, 1), "too_many_pixels"),
    ],
)
def test_what_is_not_admitted_says_why(data: bytes, code: str) -> None:
    with pytest.raises(NotAdmitted) as refusal:
        admit(data)
    assert refusal.value.code == code


def test_too_many_bytes_are_refused_before_anything_else() -> None:
    with pytest.raises(NotAdmitted) as refusal:
        admit(make_picture(), limits=Limits(max_bytes=100))
    assert refusal.value.code == "too_large"


def test_a_real_bomb_is_refused_at_its_header() -> None:
    bomb = make_png_bomb(60_000)
    begun = time.monotonic()
    with pytest.raises(NotAdmitted) as refusal:
        admit(bomb)
    assert refusal.value.code == "too_many_pixels"
    assert time.monotonic() - begun < 5


def test_a_picture_that_costs_too_much_is_refused_not_fatal() -> None:
    tight = Limits(memory=200 * 1024 * 1024)
    with pytest.raises(NotAdmitted) as refusal:
        admit(make_png_bomb(6000), limits=tight)
    assert refusal.value.code == "too_hard"


def test_pixels_hidden_by_transparency_do_not_survive() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (10, 10), (200, 10, 10, 0)).save(out, "PNG")
    with Image.open(io.BytesIO(admit(out.getvalue()).content)) as picture:
        assert picture.convert("RGB").getpixel((5, 5)) == (255, 255, 255)


def test_sixteen_bits_keep_their_brightness() -> None:
    out = io.BytesIO()
    Image.new("I;16", (10, 10), 32768).save(out, "PNG")
    with Image.open(io.BytesIO(admit(out.getvalue()).content)) as picture:
        assert picture.getpixel((5, 5)) == 128


def test_a_photograph_in_png_is_kept_as_jpeg() -> None:
    noise = Image.frombytes("RGB", (1600, 1500), os.urandom(1600 * 1500 * 3))
    out = io.BytesIO()
    noise.save(out, "PNG", compress_level=0)
    assert admit(out.getvalue()).format == "JPEG"


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_a_box_covers_to_the_last_pixel(form: str) -> None:
    covered = cover(make_picture(form), [Box(11, 9, 20, 10)])
    with Image.open(io.BytesIO(covered)) as picture:
        assert picture.format == form
        assert picture.size == (60, 40)
        inside = picture.convert("L").crop((11, 9, 31, 19))
        outside = picture.convert("L").crop((40, 24, 60, 40))
    assert max(inside.tobytes()) < 8
    assert max(outside.tobytes()) > 60


@pytest.mark.parametrize("colour", ["black", "crimson", "blue"])
def test_around_a_box_nothing_tells_which_number_lies_under_it(colour: str) -> None:
    covered = []
    for number in ("13800138000", "15966778899"):
        picture, out = Image.new("RGB", (320, 240), "linen"), io.BytesIO()
        pen = ImageDraw.Draw(picture)
        pen.text((44, 44), number, fill=colour, font_size=20)
        pen.text((44, 90), "a scratch", fill=colour, font_size=18)
        picture.save(out, "JPEG", quality=85)
        kept = admit(out.getvalue()).content
        covered.append(cover(kept, [Box(42, 44, 150, 26)]))
    assert covered[0] == covered[1]
    with Image.open(io.BytesIO(covered[0])) as shown:
        beside = np.asarray(shown.convert("RGB")).astype(int)[90:112, 44:130]
    assert bool(np.ptp(beside, axis=2).max() > 60) == (colour != "black")


@pytest.mark.parametrize(
    "box",
    [Box(-50, -50, 10, 10), Box(60, 0, 5, 5), Box(0, 0, 0, 9), Box(3, 3, -2, 9)],
)
def test_a_box_outside_the_picture_covers_nothing(box: Box) -> None:
    plain = make_picture("PNG")
    assert cover(plain, [box]) == cover(plain, [])


def test_a_box_over_the_edge_is_clipped() -> None:
    covered = cover(make_picture("PNG"), [Box(50, -10, 1000, 1000)])
    with Image.open(io.BytesIO(covered)) as picture:
        assert picture.crop((50, 0, 60, 40)).getextrema() == ((0, 0), (0, 0), (0, 0))


def test_a_thumbnail_is_a_small_jpeg() -> None:
    small = thumbnail(make_picture("PNG", size=(900, 600)), side=300)
    with Image.open(io.BytesIO(small)) as picture:
        assert (picture.format, picture.size) == ("JPEG", (300, 200))


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (make_picture("JPEG"), "picture"),
        (make_picture("PNG"), "picture"),
        (make_picture("WEBP"), "picture"),
        (b"\0\0\0\x18ftypheic", "heic"),
        (b"\0\0\0\x18ftypmif1", "heic"),
        (b"%PDF-1.7\n", "pdf"),
        (b"\n%PDF-1.4", "pdf"),
        (b"\0\0\0\x18ftypmp42", "video"),
        (b"\0\0\0\x14ftypqt  ", "video"),
        (b"\x1a\x45\xdf\xa3", "video"),
        (b"RIFF\0\0\0\0AVI LIST", "video"),
        (b"ID3\x04\0", "audio"),
        (b"\xff\xfb\x90\x64", "audio"),
        (b"\xff\xf1\x50\x80", "audio"),
        (b"fLaC\0", "audio"),
        (b"#!AMR\n", "audio"),
        (b"\x02#!SILK_V3", "audio"),
        (b"RIFF\0\0\0\0WAVEfmt ", "audio"),
        (b"\0\0\0\x1cftypM4A ", "audio"),
        (b"OggS" + bytes(24) + b"OpusHead", "audio"),
        (b"OggS" + bytes(24) + b"\x01vorbis", "audio"),
        (b"OggS" + bytes(24) + b"\x80theora", "video"),
        (make_picture("GIF"), None),
        (b"<html>", None),
        (b"", None),
    ],
)
def test_uploads_are_told_apart_by_their_first_bytes(
    head: bytes, kind: str | None
) -> None:
    assert sniff_kind(head) == kind
