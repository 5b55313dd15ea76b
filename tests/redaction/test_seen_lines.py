"""Lines are read together as people read them; boxes are turned back as they were."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jury.redaction.findings import NOTHING_KNOWN
from jury.redaction.seen.reading import Line
from jury.redaction.seen.sights import Area, clipped, overlap, turned_back, united
from jury.redaction.seen.texts import find_texts

boxes = st.tuples(
    st.integers(0, 50), st.integers(0, 50), st.integers(1, 40), st.integers(1, 40)
)


def covered_lines(*lines: Line) -> set[int]:
    """Which of the lines are covered for the most part."""
    seen = find_texts(lines, NOTHING_KNOWN)
    return {
        place
        for place, line in enumerate(lines)
        if any(overlap(one.box, line.box) > 0.5 for one in seen)
    }


def line(text: str, x: int, y: int) -> Line:
    return Line(text, (x, y, 30 * len(text), 30), 0.99)


def test_a_name_beside_its_cue_is_covered() -> None:
    assert 1 in covered_lines(line("收件人", 0, 0), line("王小明", 300, 0))


def test_an_address_is_covered_where_it_goes_on() -> None:
    first = line("收货地址：杭州市余杭区文一西路969号阳光", 0, 0)
    assert covered_lines(first, line("花园3幢2单元1201室", 0, 40)) == {0, 1}


def test_what_stands_beneath_an_address_and_is_none_stays() -> None:
    first = line("收货地址：杭州市余杭区文一西路969号", 0, 0)
    assert covered_lines(first, line("屏幕有一道划痕，不能用", 0, 40)) == {0}


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        (("卖家昵称", "海边的猫"), {1}),
        (("~ Summer_Lin",), {0}),
        (("王伟 138****1234",), {0}),
        (("王伟", "138****1234"), {0, 1}),
        (("下单时间", "2026-03-12 14:22"), set()),
        (("实付款", "¥2899.00"), set()),
    ],
)
def test_a_form_tells_by_the_place_what_a_name_is(
    texts: tuple[str, ...], told: set[int]
) -> None:
    lines = [line(text, 400 * place, 0) for place, text in enumerate(texts)]
    assert covered_lines(*lines) == told


def test_on_a_parcel_label_a_whole_block_is_covered_but_not_the_goods() -> None:
    lines = (
        line("中通快递", 0, 0),
        line("运单号", 0, 200),
        line("某某 13812345678", 0, 300),
        line("菜鸟旁边那家店", 0, 340),
        line("物品 手机 1件", 0, 380),
    )
    assert covered_lines(*lines) >= {2, 3}
    assert 4 not in covered_lines(*lines)


def test_on_a_parcel_label_the_rules_beneath_the_goods_and_a_date_stay() -> None:
    lines = (
        line("中通快递 运单", 0, 0),
        line("某某 13812345678", 0, 300),
        line("物品 手机 1件", 0, 340),
        line("本单仅作凭证", 0, 380),
        line("2026-03-11 20:05 印", 0, 600),
    )
    assert covered_lines(*lines) == {1}


def test_a_letter_that_wraps_into_the_next_line_is_covered() -> None:
    mail = Line("支付宝 gsregyd_4884@163.co", (0, 0, 600, 30), 0.99)
    assert covered_lines(mail, Line("m", (0, 42, 20, 14), 0.99)) == {0, 1}


@pytest.mark.parametrize("quarters", range(4))
@given(box=boxes)
def test_a_box_of_a_turned_picture_lies_where_it_was(quarters: int, box: Area) -> None:
    upright = np.zeros((100, 90), np.uint8)
    x, y, width, height = box
    upright[y : y + height, x : x + width] = 1
    rows, columns = np.nonzero(np.rot90(upright, quarters))
    found = (
        int(columns.min()),
        int(rows.min()),
        int(np.ptp(columns)) + 1,
        int(np.ptp(rows)) + 1,
    )
    assert turned_back(found, quarters, (90, 100)) == box


@given(one=boxes, other=boxes)
def test_what_is_united_holds_both(one: Area, other: Area) -> None:
    both = united(one, other)
    assert overlap(one, both) == overlap(other, both) == 1


@given(box=boxes)
def test_a_clipped_box_lies_in_the_picture(box: Area) -> None:
    inside = clipped(box, 60, 60)
    assert inside is not None
    assert inside[0] + inside[2] <= 60
    assert inside[1] + inside[3] <= 60
