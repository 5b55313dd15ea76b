"""A picture is covered where it tells whom, and carries nothing but pixels."""

import io
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import zxingcpp
from click.testing import CliRunner
from PIL import Image, ImageDraw

from jury.cli.demo.drawings.canvas import font
from jury.cli.redact_image import redact_image, with_doubts_covered
from jury.redaction.findings import Known, KnownPerson
from jury.redaction.seen import process, screening
from jury.redaction.seen.pages import redact_pdf
from jury.redaction.seen.screening import (
    RedactedPicture,
    Spot,
    Withheld,
    redact_picture,
)

pytestmark = pytest.mark.long

WANG = Known(buyer=KnownPerson(names=("王小明",), nicknames=("海边的猫",)))
CANARY = b"canary-39.9042N-116.4074E"
LINES = (
    ("收件人：王小明", True),
    ("电话 13812345678", True),
    ("杭州市余杭区文一西路969号3幢1201室", True),
    ("屏幕有一道划痕，退款 129.00 元", False),
)


@pytest.fixture(scope="module")
def redacted() -> RedactedPicture:
    answer = redact_picture(make_letter(), WANG)
    assert isinstance(answer, RedactedPicture)
    return answer


def make_letter() -> bytes:
    """Four lines, of which three tell whom, a code, and notes where a JPEG has room."""
    picture = Image.new("RGB", (900, 620), "white")
    pen = ImageDraw.Draw(picture)
    for place, (text, _) in enumerate(LINES):
        pen.text((40, 40 + 80 * place), text, font=font(30), fill="black")
    code = zxingcpp.create_barcode("https://example.com/x", zxingcpp.QRCode)
    picture.paste(Image.fromarray(np.array(code.to_image(scale=5))), (640, 380))
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = CANARY.decode()
    picture.save(out, "JPEG", quality=95, exif=exif, comment=CANARY)
    return out.getvalue() + CANARY


def blackness(picture: RedactedPicture, box: tuple[int, int, int, int]) -> float:
    """The share of the rectangle that is covered."""
    pixels = np.asarray(Image.open(io.BytesIO(picture.content)).convert("L"))
    x, y, width, height = box
    return float((pixels[y : y + height, x : x + width] < 24).mean())


@pytest.mark.parametrize("place", range(len(LINES)), ids=[text for text, _ in LINES])
def test_lines_that_tell_whom_are_covered_and_others_are_not(
    redacted: RedactedPicture, place: int
) -> None:
    text, tells = LINES[place]
    start = 30 * text.index("王") if "王" in text else 0
    box = (44 + start, 48 + 80 * place, 80, 26)
    assert (blackness(redacted, box) > 0.99) is tells


def test_a_code_is_covered(redacted: RedactedPicture) -> None:
    assert "code" in {spot.kind for spot in redacted.findings}
    assert not zxingcpp.read_barcodes(Image.open(io.BytesIO(redacted.content)))


def test_the_covered_picture_keeps_its_size_and_nothing_but_pixels(
    redacted: RedactedPicture,
) -> None:
    assert (redacted.width, redacted.height) == (900, 620)
    assert CANARY not in redacted.content
    assert redacted.content.endswith(b"\xff\xd9")


def test_nothing_is_left_for_a_person_when_all_was_clear(
    redacted: RedactedPicture,
) -> None:
    assert redacted.review == ()


def test_the_pages_of_a_pdf_become_one_covered_picture(tmp_path: Path) -> None:
    page = Image.new("RGB", (330, 200), "white")
    ImageDraw.Draw(page).text((20, 80), "13812345678", font=font(30), fill="black")
    source, target = tmp_path / "in.pdf", tmp_path / "out.png"
    page.save(source, "PDF", save_all=True, append_images=[page])
    done = CliRunner().invoke(redact_image, [str(source), str(target), "--json"])
    told = json.loads(done.stdout)
    tops = sorted(
        spot["box"][1] for spot in told["findings"] if spot["kind"] == "phone"
    )
    with Image.open(target) as picture:
        assert picture.size == (told["width"], told["height"])
        assert len(tops) == 2
        assert tops[0] < picture.height / 2 < tops[1]


def test_a_pdf_that_cannot_be_opened_is_withheld() -> None:
    assert redact_pdf(b"%PDF-1.7 and nothing that follows is one") == Withheld(
        "not_a_pdf"
    )


def test_portraits_and_names_of_a_chat_are_covered_and_what_was_said_is_not() -> None:
    picture = Image.new("RGB", (600, 900), (237, 237, 237))
    pen = ImageDraw.Draw(picture)
    pen.text((240, 50), "海边的猫", font=font(30), fill="black")
    for top in (160, 320, 480):
        pen.rectangle((24, top, 84, top + 60), fill=(90, 60, 40))
        pen.rectangle((100, top, 420, top + 60), fill="white")
        pen.text((116, top + 14), "屏幕有一道划痕", font=font(26), fill="black")
    out = io.BytesIO()
    picture.save(out, "PNG")
    answer = redact_picture(out.getvalue())
    assert isinstance(answer, RedactedPicture)
    assert blackness(answer, (240, 56, 110, 28)) == 1
    assert all(blackness(answer, (24, top, 60, 60)) == 1 for top in (160, 320, 480))
    assert all(blackness(answer, (116, top, 180, 60)) < 0.5 for top in (160, 320, 480))


def test_the_command_covers_what_is_for_a_person(redacted: RedactedPicture) -> None:
    place = (40, 480, 80, 40)
    shut = with_doubts_covered(replace(redacted, review=(Spot("hard_to_read", place),)))
    assert blackness(redacted, place) == 0
    assert blackness(shut, place) == 1
    assert with_doubts_covered(redacted) == redacted


@pytest.mark.parametrize("size", [(1, 1), (2, 2), (300, 1), (3, 20), (2, 3000)])
def test_a_picture_of_a_few_pixels_is_a_picture(size: tuple[int, int]) -> None:
    out = io.BytesIO()
    Image.new("RGB", size, "gray").save(out, "PNG")
    answer = redact_picture(out.getvalue())
    assert isinstance(answer, RedactedPicture)
    assert (answer.width, answer.height, answer.findings) == (*size, ())


def test_what_is_no_picture_is_withheld_and_not_written(tmp_path: Path) -> None:
    source, target = tmp_path / "in.jpg", tmp_path / "out.jpg"
    source.write_bytes(b"\xff\xd8\xff\xe0 nothing that follows is a picture")
    done = CliRunner().invoke(redact_image, [str(source), str(target), "--json"])
    assert done.exit_code == 3
    assert json.loads(done.stdout)["withheld"] == "not_a_picture"
    assert not target.exists()


def test_a_picture_is_withheld_while_the_extra_is_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(screening, "_NEEDED", ("a_package_that_is_not_there",))
    assert redact_picture(make_letter()) == Withheld("needs_extra")


def test_a_picture_that_breaks_the_process_that_looks_is_withheld(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(process, "_CHILD", Path("/nonexistent/child.py"))
    eyes = screening._Eyes()
    monkeypatch.setattr(screening, "_EYES", eyes)
    assert redact_picture(make_letter()) == Withheld("not_seen_through")
