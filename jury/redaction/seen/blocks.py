"""Lines that belong together, and what follows for all of them from one.

An address goes on in the next line; on a parcel label everything beside a name or
address belongs to the same person.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median
from typing import Final

from jury.redaction.seen.reading import Line
from jury.redaction.seen.sights import Area

_LABEL_WORDS: Final = re.compile(
    r"运单|面单|快递|快运|速运|速递|物流|收件|寄件|收货|签收|到付|验视|邮政|"
    r"waybill|tracking|ship to|deliver to|return address|express|parcel|shipper|"
    r"usps|\bups\b|dhl|fedex|(?:royal|priority|registered) mail|australia post|"
    r"consignee|recipient|sender",
    re.IGNORECASE,
)
_GOODS: Final = re.compile(
    r"[件户根方]联$|物品|品名|商品|备注|数量|重量|运费|价|件数|日期|时间|签收|验视|运单|"
    r"揽收|派送|离开|到达|转运|发往|取件|\d{1,2}[:：]\d{2}|"
    r"¥|￥|\bkg\b|weight|\bitem|\bqty|\bdate\b",
    re.IGNORECASE,
)
_CUE: Final = re.compile(r"^.{1,8}[：:]")
_PARTS_OF_ADDRESS: Final = re.compile(
    r"[省市区县镇乡村路街巷弄号栋幢座楼室苑城庭湾]|街道|大道|单元|花园|公寓|\d层|"
    r"\d{3}|^[\d\-#]+$|\d\s?[Ff]|公司|大厦|中心|广场|大学|学院|学校|医院|宿舍|驿站|"
    r"[村组店厂院园队]|"
    r"\b(?:apt|suite|unit|floor|road|street|st|ave|building)\b",
    re.IGNORECASE,
)
# In a form the name of a person stands beside one of these.
_NAMED: Final = re.compile(
    r"(?:昵称|会员名|用户名|账号|联系人|收件人|寄件人|收货人|发件人|姓名|旺旺|"
    r"nickname|username|recipient|consignee)\s*[:：]?\s*"
    r"|(?:店铺|掌柜|发布者|发布人)[:：]\s*"
    # What a side did stands behind the same words: "卖家：已发货".
    r"|^(?:卖家|买家|店家)[:：]\s*(?=\S{1,12}$)(?!.*[不没已未了吗呢吧退付发收])"
    r"|(?:店铺|卖家|买家|掌柜|店家|发布者|发布人)(?=[^>›》]{1,14}[>›》]$)"
    r"|(?:备注名|收款方|付款方|收款人|付款人|对方账户|对方账号|交易对方|户名|签收人|签[名字]|"
    r"代收人|派件员|揽收员|取件员|配送员|快递员|业务员|payee|account holder)"
    r"(?:\s*[:：]\s*|$)"
    r"|^签[名字]\s*[:：]?\s*(?=[一-鿿]{2,4}$)"
    r"|(?:转账.{0,2}来自|转账.{0,2}给|付款.{0,2}给|(?<![A-Za-z])ID\s*[:：])\s*",
    re.IGNORECASE,
)
_WRITER: Final = re.compile(r"[~～∼˜]\s?\S.{0,22}$")
_MASKED_PHONE: Final = re.compile(
    r"1[3-9]\d\s?[*＊xX·•]{3,6}\s?\d{2,4}|1[*＊]{2}[-_ ]?[*＊]{3,4}[-_ ]?\d{2,4}"
)
_PHONE: Final = re.compile("电话|手机|号码|联系|tel|phone|mob", re.IGNORECASE)
_MASKED_NAME: Final = re.compile(
    r"(?<![一-鿿])[一-鿿][*＊]{1,2}(?![*＊\d])|[*＊]{1,2}[一-鿿](?![一-鿿])"
)
_REST: Final = re.compile(r"[A-Za-z0-9*＊_\-.@]{1,3}")
_MANY_DIGITS: Final = 8
_WITH_DIGITS: Final = re.compile(r"(?:[A-Za-z]{1,4}[\s-])?[A-Za-z]*\d[A-Za-z\d]*")
_MOMENT: Final = re.compile(r"20\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{1,2}[:：]\d{2}")
_NO_NUMBER: Final = re.compile(
    r"(?:19|20)\d\d[-/.年]\d{1,2}(?:[-/.月]\d{1,2})?|\d{1,2}[:：]\d{2}(?:[:：]\d{2})?|"
    r"\d+[.,，]\d{1,2}(?!\d)|[¥￥$£€]\s?\d+"
)
_NOISY: Final = re.compile(r"\d(?:[^\w\s*×/:：,，、%~]{0,2}\s?\d){6,}")
_MARKED, _RUN = re.compile(r"[^\d\s]"), re.compile(r"\d{3}")
_LONGEST_NAME: Final = 16
_LONGEST_REST: Final = 24
_A_REST: Final = 2
_LEVEL: Final = 0.012
_LONG: Final = 4
_OF_PERSONS: Final = {"address", "name", "phone"}


@dataclass(frozen=True)
class Piece:
    """A stretch of one line, in its characters.

    ``entity`` is whom or what it stands for, where a finding says so.
    """

    line: int
    start: int
    end: int
    kind: str
    entity: str = field(default="", compare=False)


def levelled(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines where they would stand if nothing leaned: a page is held askew.

    What leans reaches into the rows above and beneath it; so who stands beside whom
    is told by the middles of lines, turned back by the slope of most.
    """
    slope = slope_of(lines)
    if abs(slope) < _LEVEL:
        return lines
    return [
        line if line.quarters % 2 else replace(line, box=_turned(line, slope))
        for line in lines
    ]


def slope_of(lines: Sequence[Line]) -> float:
    """How much most of the long lines fall on their way to the right."""
    slopes = [x.slope for x in lines if x.box[2] > _LONG * x.height]
    return median(slopes) if slopes else 0.0


def _turned(line: Line, slope: float) -> Area:
    x, y, wide, high = line.box
    across, down = x + wide / 2, y + high / 2
    tall = line.height
    left = across + slope * down - wide / 2
    return round(left), round(down - slope * across - tall / 2), wide, tall


def blocks_of(lines: Sequence[Line]) -> list[tuple[int, ...]]:
    """Lines that stand closely beneath each other and share some width."""
    blocks: list[list[int]] = []
    for place in sorted(range(len(lines)), key=lambda p: lines[p].box[1]):
        left = lines[place].box[0]
        near = [block for block in blocks if _follows(lines[block[-1]], lines[place])]
        if near:
            min(near, key=lambda b: abs(lines[b[-1]].box[0] - left)).append(place)
        else:
            blocks.append([place])
    return [tuple(block) for block in blocks if len(block) > 1]


def goes_on(
    pieces: Iterable[Piece], blocks: Iterable[Sequence[int]], lines: Sequence[Line]
) -> Iterator[Piece]:
    """What follows an address that runs to the end of its line."""
    to_the_end = {
        piece.line
        for piece in pieces
        if piece.kind == "address" and piece.end >= len(lines[piece.line].text) - 1
    }
    for block in blocks:
        for upper, lower in pairwise(block):
            if upper in to_the_end and _may_go_on(lines[upper], lines[lower]):
                to_the_end.add(lower)
                yield _whole(lower, lines)


def beside_cues(
    pieces: Iterable[Piece], rows: Iterable[Sequence[int]], lines: Sequence[Line]
) -> Iterator[Piece]:
    """Names that only their place tells: after a cue, or beside a phone number."""
    phones = {piece.line for piece in pieces if piece.kind == "phone"}
    for row in rows:
        for place, after in zip(row, (*row[1:], None), strict=True):
            text = lines[place].text
            cue = _NAMED.search(text)
            if cue and 0 < len(text) - cue.end() <= _LONGEST_NAME:
                yield Piece(place, cue.end(), len(text), "name")
            elif cue and after is not None and len(lines[after].text) <= _LONGEST_NAME:
                yield Piece(after, 0, len(lines[after].text), "name")
            if place in phones or _MASKED_PHONE.search(text):
                if len(text) <= _LONGEST_NAME + 11:
                    yield Piece(place, 0, len(text), "phone")
                first = lines[row[0]].text
                if place != row[0] and len(first) <= 4 and not _PHONE.search(first):
                    yield Piece(row[0], 0, len(lines[row[0]].text), "name")


def rests(pieces: Iterable[Piece], lines: Sequence[Line]) -> Iterator[Piece]:
    """The last signs of what wraps, alone in the line beneath."""
    short = [p for p, line in enumerate(lines) if _REST.fullmatch(line.text)]
    for piece in pieces:
        upper = lines[piece.line]
        for place in short if piece.end >= len(upper.text) else ():
            lower = lines[place]
            begins = abs(lower.box[0] - upper.box[0]) < 0.8 * upper.height
            gap = lower.box[1] - (upper.box[1] + upper.box[3])
            if begins and -0.4 * upper.height < gap < 1.1 * upper.height:
                yield Piece(place, 0, len(lower.text), piece.kind)


def masked_names(lines: Sequence[Line]) -> Iterator[Piece]:
    """A short line with a name of which stars hide a part: it says nothing else."""
    for place, line in enumerate(lines):
        if len(line.text) <= _LONGEST_NAME and _MASKED_NAME.search(line.text):
            yield Piece(place, 0, len(line.text), "name")


def writers(lines: Sequence[Line]) -> Iterator[Piece]:
    """The names that people gave themselves, in a group that does not know them."""
    for place, line in enumerate(lines):
        if _WRITER.match(line.text):
            yield Piece(place, 0, len(line.text), "name")


def numbers_on_a_label(lines: Sequence[Line]) -> Iterator[Piece]:
    """On a parcel label a long number leads to the parcel, however it is spaced."""
    for place, line in enumerate(lines):
        text = _MOMENT.sub("", line.text)
        if sum(character.isdigit() for character in text) >= _MANY_DIGITS:
            signs = [found.span() for found in _WITH_DIGITS.finditer(line.text)]
            yield Piece(place, signs[0][0], signs[-1][1], "courier_no")


def noisy_numbers(lines: Sequence[Line]) -> Iterator[Piece]:
    """Long numbers between whose digits a reader saw marks: written by hand, or worn.

    Sums and days hold as many digits; sizes are multiplied.
    """
    for place, line in enumerate(lines):
        # What stays has to stand where it stood.
        text = _NO_NUMBER.sub(lambda found: "/" * len(found[0]), line.text)
        for found in _NOISY.finditer(text):
            if _MARKED.search(found[0]) and _RUN.search(found[0]):
                yield Piece(place, found.start(), found.end(), "number")


def is_parcel_label(lines: Sequence[Line]) -> bool:
    """Whether at least two things are said that only a parcel label says together."""
    words = {match.lower() for x in lines for match in _LABEL_WORDS.findall(x.text)}
    return len(words) > 1


def whole_blocks(
    pieces: Iterable[Piece], blocks: Iterable[Sequence[int]], lines: Sequence[Line]
) -> Iterator[Piece]:
    """What stands in one block with what tells of a person, up to what is sent."""
    telling = {piece.line for piece in pieces if piece.kind in _OF_PERSONS}
    for block in blocks:
        for way in (block, tuple(reversed(block))):
            tells = False
            for place in way:
                tells = place in telling or (
                    tells and not _GOODS.search(lines[place].text)
                )
                if tells and not _GOODS.search(lines[place].text):
                    yield _whole(place, lines)


def _whole(place: int, lines: Sequence[Line]) -> Piece:
    return Piece(place, 0, len(lines[place].text), "address")


def _may_go_on(upper: Line, lower: Line) -> bool:
    text = lower.text
    aligned = abs(upper.box[0] - lower.box[0]) < 6 * upper.height
    return (
        aligned
        and len(text) <= _LONGEST_REST
        and not _CUE.match(text)
        and not _GOODS.search(text)
        and tells_a_place(text)
    )


def tells_a_place(text: str) -> bool:
    """Whether it can be part of an address."""
    return bool(_PARTS_OF_ADDRESS.search(text))


def _follows(upper: Line, lower: Line) -> bool:
    tall = max(upper.box[3], lower.box[3])
    gap = lower.box[1] - (upper.box[1] + upper.box[3])
    left = max(upper.box[0], lower.box[0])
    right = min(upper.box[0] + upper.box[2], lower.box[0] + lower.box[2])
    # What wraps may leave a single letter for the next line, and a low one.
    unlike = 2.4 if len(lower.text) <= _A_REST else 1.6
    alike = tall < unlike * min(upper.box[3], lower.box[3])
    shared = min(tall, 0.6 * min(upper.box[2], lower.box[2]))
    return alike and -0.5 * tall < gap < 1.2 * tall and right - left > shared
