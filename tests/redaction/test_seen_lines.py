"""Lines are read together as people read them; boxes are turned back as they were."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jury.redaction.findings import NOTHING_KNOWN
from jury.redaction.seen import reading
from jury.redaction.seen.reading import Line, read_lines
from jury.redaction.seen.sights import (
    Area,
    Picture,
    clipped,
    overlap,
    turned_back,
    united,
)
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


def leaning(text: str, x: int, y: int, slope: float) -> Line:
    """A line on a page that is held askew: its box holds what it leans over."""
    wide = 30 * len(text)
    falls = round(abs(slope) * wide)
    top = y if slope > 0 else y - falls
    left = x - round(slope * y)
    return Line(text, (left, top, wide, 30 + falls), 0.99, tall=30, slope=slope)


def test_a_name_beside_its_cue_is_covered() -> None:
    assert 1 in covered_lines(line("收件人", 0, 0), line("王小明", 300, 0))


def test_an_address_is_covered_where_it_goes_on() -> None:
    first = line("收货地址：杭州市余杭区文一西路969号阳光", 0, 0)
    assert covered_lines(first, line("花园3幢2单元1201室", 0, 40)) == {0, 1}


@pytest.mark.parametrize("slope", [-0.12, 0.12])
def test_an_address_is_covered_where_it_goes_on_though_the_page_leans(
    slope: float,
) -> None:
    first = leaning("收货地址：杭州市余杭区文一西路969号财富广场", 0, 200, slope)
    second = leaning("13F云帆科技有限公司", 0, 240, slope)
    beneath = leaning("屏幕有一道划痕", 0, 380, slope)
    assert covered_lines(first, second, beneath) == {0, 1}


def test_a_line_that_bends_over_its_neighbour_swallows_it_only_in_another_tile(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bent = Line("武侯区天府大道50号阳光花园17幢4单元896室", (100, 1400, 900, 180), 0.99)
    beneath = Line("收件人孙子涵", (120, 1500, 280, 70), 0.99)
    told = {1000: [[bent, beneath]], 2600: [[bent, beneath], [moved(bent, -1000)]]}
    for high, tiles in told.items():
        waiting = list(tiles)
        monkeypatch.setattr(reading, "_read", lambda *_, left=waiting: left.pop(0))
        picture = np.zeros((high, 1000, 3), np.uint8)
        texts = [line.text for line in read_lines(picture)]
        assert texts == [bent.text, beneath.text]


@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920), (2001, 900), (5200, 700)])
def test_every_part_of_a_picture_is_read(
    monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    picture = np.zeros((*size, 3), np.uint8)
    picture[-1, -1] = 255
    last: list[int] = []

    def see(tile: Picture, _: int) -> list[Line]:
        last.append(int(tile[-1, -1, 0]))
        return []

    monkeypatch.setattr(reading, "_read", see)
    read_lines(picture)
    assert max(last) == 255


def moved(line: Line, down: int) -> Line:
    x, y, wide, high = line.box
    return Line(line.text, (x, y + down, wide, high), line.confidence)


def test_what_stands_beneath_an_address_and_is_none_stays() -> None:
    first = line("收货地址：杭州市余杭区文一西路969号", 0, 0)
    assert covered_lines(first, line("屏幕有一道划痕，不能用", 0, 40)) == {0}


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        (("卖家昵称", "海边的猫"), {1}),
        (("~ Summer_Lin",), {0}),
        (("∼ Summer_Lin",), {0}),
        (("王伟 138****1234",), {0}),
        (("王伟", "138****1234"), {0, 1}),
        (("下单时间", "2026-03-12 14:22"), set()),
        (("实付款", "¥2899.00"), set()),
        (("收款方", "海边的猫"), {1}),
        (("收款方式", "银行卡"), set()),
        (("派件员：庞秋龙",), {0}),
        (("签名孙子涵",), {0}),
        (("签名", "海边的猫"), {1}),
        (("要签名吗",), set()),
        (("281)-7639-4076",), {0}),
        (("<2+25.724.9306",), {0}),
        (("2026.03.12 129.00 45.00",), set()),
        (("1920*1080*60",), set()),
        (("¥2899.00 ¥129.00 ¥45.50",), set()),
        (("10:21:33 10:22:40",), set()),
        (("卖家：海边的猫",), {0}),
        (("店铺北极星>",), {0}),
        (("卖家已发货",), set()),
        (("卖家：已发货",), set()),
        (("卖家:描述不符",), set()),
        (("店家：不退",), set()),
        (("买家：东西坏了 你赔",), set()),
        (("我问卖家：能退吗",), set()),
        (("退款原因*",), set()),
        (("质量*很好",), set()),
        (("05-06·王小明",), {0}),
        (("ID：yzguygs28955",), {0}),
        (("转账-来自凤军玉",), {0}),
        (("深海鱼(潘**)",), {0}),
        (("郎*1**-****-6283",), {0}),
        (("rra***@163.com",), {0}),
        (("电话", "13812345678"), {1}),
        (("创建时间：2026-05-0210:21:33",), set()),
        (("05-06·浙江",), set()),
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


@pytest.mark.parametrize(
    ("upper", "rest"),
    [
        ("电话19379556908转915", "5"),
        ("https://m.tb.cn/h.ywkepq2824", "6"),
        ("快递单号4620552611825796", "N"),
    ],
)
def test_the_last_signs_of_a_number_are_covered_where_it_wraps(
    upper: str, rest: str
) -> None:
    assert covered_lines(line(upper, 0, 0), line(rest, 0, 42)) == {0, 1}


def test_a_company_is_covered_where_an_address_goes_on_with_it() -> None:
    first = line("收货地址：杭州市余杭区文一西路969号财富广场", 0, 0)
    assert covered_lines(first, line("13F云帆科技有限公司", 0, 40)) == {0, 1}


def test_on_a_page_about_a_parcel_what_happened_when_stays() -> None:
    lines = (
        line("物流详情 运单", 0, 0),
        line("派件员：庞秋龙13330294386", 0, 300),
        line("05-06 15:22:10", 0, 340),
        line("已离开郑州转运中心", 0, 380),
    )
    assert covered_lines(*lines) == {1}


@pytest.mark.parametrize("told", ["iiiiiiii@ill.it", "wmmwmmwm@wwm.mw"])
def test_a_stretch_is_covered_whatever_the_widths_of_its_letters(told: str) -> None:
    text = f"my mail is {told} or so, William Immwilli"
    (seen,) = (
        x
        for x in find_texts([Line(text, (0, 0, 900, 30), 0.99)], NOTHING_KNOWN)
        if x.kind == "email"
    )
    widths = {**dict.fromkeys("il., ", 3), **dict.fromkeys("mwWI@", 9)}
    for width_of in (lambda _: 6, lambda letter: widths.get(letter, 6)):
        total = sum(map(width_of, text))
        start = text.index(told)
        left = 900 * sum(map(width_of, text[:start])) / total
        right = left + 900 * sum(map(width_of, told)) / total
        assert seen.box[0] <= left
        assert seen.box[0] + seen.box[2] >= right


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


def test_people_who_speak_of_a_parcel_are_no_parcel_label() -> None:
    lines = [
        line("快递还没签收", 40, 100),
        line("收货人王小明 13812345678", 40, 140),
        line("屏幕有一道划痕", 40, 180),
    ]
    label = {one.box for one in find_texts(lines, NOTHING_KNOWN)}
    chat = {one.box for one in find_texts(lines, NOTHING_KNOWN, in_chat=True)}
    assert chat < label
    assert not any(overlap(box, lines[2].box) > 0.5 for box in chat)
    assert any(overlap(box, lines[2].box) > 0.5 for box in label)
