"""What looks like a code is covered, and words that look like bars are left alone."""

import numpy as np
import pytest

from jury.redaction.seen.codes import find_bars, unless_written
from jury.redaction.seen.plates import unless_read
from jury.redaction.seen.reading import Line
from jury.redaction.seen.sights import Seen, overlap

BOX = (100, 100, 300, 100)


def line(text: str, *, y: int = 130, high: int = 40, confidence: float = 0.99) -> Line:
    return Line(text, (150, y, 200, high), confidence)


@pytest.mark.parametrize(
    ("confidence", "lines", "stays"),
    [
        (1.0, [line("亲，这个有货吗")], True),
        (0.5, [line("亲，这个有货吗")], False),
        (
            0.5,
            [line("Is this", y=110, high=20), line("available", y=150, high=20)],
            False,
        ),
        (0.5, [line("6901234567892", y=175, high=20)], True),
        (0.5, [line("亲，这个有货吗", confidence=0.4)], True),
        (0.5, [line("亲，这个有货吗", y=300)], True),
    ],
    ids=["read", "words", "two lines", "its number", "hardly read", "elsewhere"],
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
