"""Pictures as phones take them: vast, or HEIC; and many of them at once."""

import io
import struct
import sys
import threading
import time

import pillow_heif
import pytest
from PIL import Image

from jury.redaction.pictures import NotAdmitted, admit, reads_heic

pytestmark = pytest.mark.long

CANARY = b"canary-39.9042N-116.4074E"


def make_noise() -> bytes:
    out = io.BytesIO()
    Image.effect_noise((60, 40), 60).convert("RGB").save(out, "JPEG")
    return out.getvalue()


def make_vast_jpeg(width: int, height: int, **options: object) -> bytes:
    """A whole photograph of this size, bright at the left and dark at the right."""
    stripe = Image.linear_gradient("L").rotate(90).resize((width, 1))
    out = io.BytesIO()
    picture = stripe.resize((width, height)).convert("RGB")
    picture.save(out, "JPEG", quality=60, **options)
    return out.getvalue()


@pytest.mark.parametrize(
    ("size", "kept"),
    [
        ((7000, 5000), (7000, 5000)),
        ((8064, 6048), (4032, 3024)),
        ((12000, 9000), (6000, 4500)),
        ((16320, 12240), (4080, 3060)),
    ],
    ids=["35 MP", "48 MP", "108 MP", "200 MP"],
)
def test_what_phones_take_comes_in_if_need_be_smaller(
    size: tuple[int, int], kept: tuple[int, int]
) -> None:
    admitted = admit(make_vast_jpeg(*size))
    assert (admitted.width, admitted.height) == kept
    with Image.open(io.BytesIO(admitted.content)) as picture:
        assert picture.size == kept
        grey = picture.convert("L").resize((8, 1))
    ends = grey.getpixel((0, 0)), grey.getpixel((7, 0))
    assert abs(float(str(ends[0])) - float(str(ends[1]))) > 150


def test_a_vast_photograph_still_loses_its_notes_and_turns_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = CANARY.decode()
    admitted = admit(make_vast_jpeg(8064, 6048, exif=exif, comment=CANARY))
    assert (admitted.width, admitted.height) == (3024, 4032)
    assert CANARY not in admitted.content


@pytest.mark.parametrize(
    ("size", "code"),
    [
        ((12_000, 9_000), "truncated"),
        ((20_000, 20_000), "too_many_pixels"),
        ((60_000, 60_000), "too_many_pixels"),
        ((40_000, 100), "too_many_pixels"),
    ],
)
def test_a_jpeg_that_only_declares_its_size_is_refused(
    size: tuple[int, int], code: str
) -> None:
    small = make_noise()
    at = small.index(b"\xff\xc0") + 5
    vast = small[:at] + struct.pack(">HH", *reversed(size)) + small[at + 4 :]
    with pytest.raises(NotAdmitted) as refusal:
        admit(vast)
    assert refusal.value.code == code


def make_heic(size: tuple[int, int] = (64, 48)) -> bytes:
    exif = Image.Exif()
    exif[0x010E] = CANARY.decode()
    picture = pillow_heif.from_pillow(Image.new("RGB", size, "red"))
    out = io.BytesIO()
    picture.save(out, quality=50, exif=exif.tobytes())
    return out.getvalue()


def test_with_the_extra_heic_comes_in_as_bare_pixels() -> None:
    assert reads_heic()
    original = make_heic()
    assert CANARY in original
    admitted = admit(original)
    assert (admitted.width, admitted.height, admitted.format) == (64, 48, "JPEG")
    assert CANARY not in admitted.content
    with pytest.raises(NotAdmitted) as refusal:
        admit(original[:-100])
    assert refusal.value.code in {"truncated", "not_a_picture"}


def test_without_the_extra_heic_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    heic = make_heic()
    monkeypatch.setitem(sys.modules, "pillow_heif", None)
    assert not reads_heic()
    with pytest.raises(NotAdmitted) as refusal:
        admit(heic)
    assert refusal.value.code == "heic_needs_extra"


def test_whoever_comes_while_others_are_read_does_not_wait_long() -> None:
    slow, codes, longest = make_vast_jpeg(16320, 12240), list[str](), list[float]()

    def knock() -> None:
        begun = time.monotonic()
        try:
            admit(slow)
        except NotAdmitted as refusal:
            codes.append(refusal.code)
            longest.append(time.monotonic() - begun)

    knocking = [threading.Thread(target=knock) for _ in range(12)]
    for one in knocking:
        one.start()
    for one in knocking:
        one.join()
    assert set(codes) == {"busy"}
    assert max(longest) < 4
