"""What looks like a code is covered, and words that look like bars are left alone."""

import io
from dataclasses import asdict
from typing import Any

import cv2
import numpy as np
import pytest
import zxingcpp
from PIL import Image

from jury.redaction.findings import NOTHING_KNOWN
from jury.redaction.seen import codes, covering
from jury.redaction.seen.codes import find_bars, find_codes, unless_written
from jury.redaction.seen.grids import find_grids
from jury.redaction.seen.plates import unless_read
from jury.redaction.seen.reading import Line
from jury.redaction.seen.sights import Area, Seen, overlap, scaled
from jury.redaction.seen.stacked import read_stacked
from jury.redaction.seen.stripes import find_stripes

BOX = (100, 100, 300, 100)


def line(text: str, *, y: int = 130, high: int = 40, confidence: float = 0.99) -> Line:
    return Line(text, (150, y, 200, high), confidence)


@pytest.mark.parametrize(
    ("confidence", "lines", "stays"),
    [
        (1.0, [line("亲，这个有货吗")], True),
        (0.5, [line("亲，这个有货吗")], False),
        (0.4, [line("4 3 7", confidence=0.7)], False),
        (0.4, [Line("4 3 7", (140, 110, 900, 60), 0.7)], False),
        (0.45, [line("4 3 7", confidence=0.7)], True),
        (0.45, [line("国")], False),
        (
            0.5,
            [line("Is this", y=110, high=20), line("available", y=150, high=20)],
            False,
        ),
        (0.5, [line("6901234567892", y=175, high=20)], True),
        (0.5, [line("亲，这个有货吗", confidence=0.4)], True),
        (0.5, [line("亲，这个有货吗", y=300)], True),
    ],
    ids=[
        "read",
        "words",
        "a line",
        "a part of one",
        "grain",
        "a sign",
        "two lines",
        "its number",
        "hardly read",
        "elsewhere",
    ],
)
def test_what_only_looks_like_a_code_is_none_where_words_stand(
    confidence: float, lines: list[Line], *, stays: bool
) -> None:
    code = Seen("code", BOX, confidence)
    assert unless_written([code], lines) == ([code] if stays else [])


def test_bars_that_nothing_reads_are_found_and_a_plain_ground_is_not() -> None:
    picture = np.full((400, 640, 3), 230, np.uint8)
    assert find_bars(picture) == []
    dice = np.random.default_rng(5)
    stripes = dice.integers(0, 2, 100).repeat(3).astype(np.uint8)
    picture[100:200, 100:400] = 230 * stripes[None, :, None]
    (bars,) = find_bars(picture)
    assert overlap(bars.box, BOX) > 0.95
    (turned,) = find_bars(np.ascontiguousarray(np.rot90(picture)))
    assert turned.box[3] > 2 * turned.box[2]


@pytest.mark.parametrize(
    ("text", "stays"),
    [("22:43", False), ("屏幕有划痕", False), ("京A88731", True), ("B2893", True)],
)
def test_a_time_and_words_are_no_plate(text: str, *, stays: bool) -> None:
    plate = Seen("plate", (150, 130, 200, 40), 0.5)
    assert bool(unless_read([plate], [line(text)])) is stays


def test_a_plate_reaches_over_the_signs_that_were_read_of_it() -> None:
    plate = Seen("plate", (300, 130, 100, 40), 0.5)
    (wider,) = unless_read([plate], [line("B2893")])
    assert overlap(wider.box, (120, 130, 280, 40)) == 1


def symbol(kind: zxingcpp.BarcodeFormat, module: int) -> Any:
    """A code on white paper, so many pixels a module; a bar code is 60 high."""
    code = zxingcpp.create_barcode("YT8801426590317", kind)
    drawn = np.array(code.to_image(scale=1, add_quiet_zones=False))
    if kind == zxingcpp.BarcodeFormat.Code128:
        drawn = drawn[:1].repeat(60 // module, axis=0)
    rim = 12 // module
    return np.pad(
        drawn.repeat(module, axis=0).repeat(module, axis=1),
        rim * module,
        constant_values=255,
    )


def laid(drawn: Any, *, degrees: float = 0, blur: float = 0) -> tuple[Any, Area]:
    """A grey table with a drawing turned in its middle, and where that is."""
    high, wide = drawn.shape
    way = cv2.getRotationMatrix2D((wide / 2, high / 2), degrees, 1)
    way[:, 2] += (300 - wide / 2, 300 - high / 2)
    table: Any = np.full((600, 600), 150, np.uint8)
    cv2.warpAffine(
        drawn,
        way,
        (600, 600),
        dst=table,
        flags=cv2.INTER_AREA,
        borderMode=cv2.BORDER_TRANSPARENT,
    )
    if blur:
        table = cv2.GaussianBlur(table, (0, 0), blur)
    inner = np.array(
        [(12, 12), (wide - 12, 12), (wide - 12, high - 12), (12, high - 12)]
    )
    corners = inner @ way[:, :2].T + way[:, 2]
    x, y, across, down = cv2.boundingRect(corners.astype(np.float32))
    return table, (x, y, across, down)


def holds(boxes: list[Area], box: Area) -> bool:
    """Whether one covers nineteen parts of twenty."""
    area = box[2] * box[3]
    return any(
        overlap(one, box) * min(one[2] * one[3], area) >= 0.95 * area for one in boxes
    )


@pytest.mark.parametrize("degrees", [0, 15, 30, 45, 90])
@pytest.mark.parametrize("blur", [0, 2])
def test_bars_are_found_at_any_angle(degrees: int, blur: float) -> None:
    bars = symbol(zxingcpp.BarcodeFormat.Code128, 2)
    table, box = laid(bars, degrees=degrees, blur=blur)
    assert holds(find_stripes(table), box)


def test_a_code_that_was_read_along_a_line_is_covered_whole() -> None:
    bars = symbol(zxingcpp.BarcodeFormat.Code128, 2)
    table, box = laid(bars, degrees=15)
    picture = cv2.cvtColor(table, cv2.COLOR_GRAY2RGB)
    (code,) = find_codes(picture, closely=True)
    assert holds([code.box], box)


def test_what_repeats_one_width_is_no_bar_code() -> None:
    blinds = np.tile(np.repeat([40, 220], 4), 40).astype(np.uint8)[None, :]
    table, _ = laid(blinds.repeat(80, axis=0), degrees=10)
    assert find_stripes(table) == []


@pytest.mark.parametrize(
    ("kind", "blur", "degrees"),
    [
        (zxingcpp.BarcodeFormat.QRCode, 1.8, 0),
        (zxingcpp.BarcodeFormat.QRCode, 0, 30),
        (zxingcpp.BarcodeFormat.Aztec, 1.2, 10),
    ],
    ids=["blurred", "turned", "blurred and turned"],
)
def test_a_square_code_is_found_by_its_grain(
    kind: zxingcpp.BarcodeFormat, blur: float, degrees: float
) -> None:
    table, box = laid(symbol(kind, 3), blur=blur, degrees=degrees)
    squares, _ = find_grids(table)
    assert holds(squares, box)


@pytest.mark.parametrize("degrees", [0, 20, 70])
def test_a_stacked_code_is_read_at_any_angle_and_light_on_dark(degrees: int) -> None:
    drawn = symbol(zxingcpp.BarcodeFormat.PDF417, 2)
    table, box = laid(drawn if degrees else 255 - drawn, degrees=degrees)
    (read,) = read_stacked(table)
    assert overlap(read, box) > 0.95
    vast = cv2.resize(table, None, fx=4, fy=4)
    (read,) = read_stacked(vast)
    assert overlap(read, scaled(box, 4)) > 0.95
    assert read_stacked(laid(np.full((60, 60), 255, np.uint8))[0]) == []


def test_half_a_code_at_the_rim_of_a_picture_is_found() -> None:
    table, (x, y, wide, high) = laid(symbol(zxingcpp.BarcodeFormat.QRCode, 3))
    squares, stretched = find_grids(np.ascontiguousarray(table[:, x + wide // 3 :]))
    assert holds([*squares, *stretched], (0, y, wide - wide // 3, high))


def test_a_plain_ground_and_a_picture_have_no_grain_of_a_code() -> None:
    dice = np.random.default_rng(4)
    soft = cv2.resize(dice.integers(0, 255, (5, 5)).astype(np.uint8), (60, 60))
    for drawn in (np.full((60, 60), 255, np.uint8), soft):
        assert find_grids(laid(drawn)[0]) == ([], [])


def test_bars_stay_found_where_something_around_them_looks_like_a_code(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    around = np.array([(20, 20), (620, 20), (620, 380), (20, 380)])
    monkeypatch.setattr(codes, "_by_opencv", lambda _grey: iter([(around, 0.5)]))
    monkeypatch.setattr(codes, "_by_zxing", lambda _grey: iter(()))
    monkeypatch.setattr(codes, "find_stripes", lambda _grey: [(120, 150, 400, 90)])
    found = find_codes(np.full((400, 640, 3), 230, np.uint8), closely=True)
    words = [
        Line(text, (100, top, 300, 40), 0.99)
        for text, top in (("收件人在杭州", 40), ("物品是耳机", 320))
    ]
    assert any(
        overlap(one.box, (120, 150, 400, 90)) > 0.9 and one.box[3] < 200
        for one in unless_written(found, words)
    )


@pytest.mark.parametrize(
    ("kind", "confidence", "doubts"),
    [("code", 0.5, 0), ("plate", 0.5, 0), ("code", 1.0, 1), ("phone", 0.5, 1)],
)
def test_what_only_looks_like_bars_beside_a_box_is_covered_as_well(
    monkeypatch: pytest.MonkeyPatch, kind: str, confidence: float, doubts: int
) -> None:
    first = Seen("phone", (40, 40, 200, 40), 0.99)
    second = Seen(kind, (100, 60, 200, 80), confidence)
    answers = iter([[first], [second]])
    monkeypatch.setattr(covering, "look", lambda *_a, **_k: next(answers))
    out = io.BytesIO()
    Image.new("RGB", (400, 200), "white").save(out, "PNG")
    asked = {"known": asdict(NOTHING_KNOWN), "written": [], "again": False}
    answer, content = covering.answer_for(asked, out.getvalue())
    assert len(answer["review"]) == doubts
    with Image.open(io.BytesIO(content)) as picture:
        assert (picture.getpixel((250, 120)) == (0, 0, 0)) == (not doubts)
