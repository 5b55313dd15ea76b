"""Names within what is said in a chat: before a quotation, and at the head of a bubble.

What somebody answers to is repeated small: "Lily: is it still there?". In a group each
writer's name stands in a colour over words that are black or white.
"""

import re
from collections.abc import Sequence
from statistics import median
from typing import Final

import numpy as np

from jury.redaction.seen.blocks import Piece
from jury.redaction.seen.reading import Line
from jury.redaction.seen.sights import Picture, Seen, clipped, grown
from jury.redaction.seen.texts import boxes_of

_SMALLER: Final = 0.97
_LONGEST_NAME: Final = 26
_COLOURED, _COLOURLESS = 70.0, 40.0
_INK: Final = 0.6
_LEAST_CONTRAST: Final = 30
_A_SUM: Final = re.compile(r"[¥￥$£€]|\d[.,]\d{2}\b|^\W*\d{1,2}[:：]\d{2}")
_WRITER: Final = re.compile(r"^(\S.{0,18}?)\s?[:：](?!\d)\s?\S")
# What a shop, a parcel or the program itself says in small letters.
_NO_WRITER: Final = re.compile(
    "订单|编号|单号|时间|日期|金额|价|合计|总计|实付|运费|备注|提示|通知|提醒|地址|电话|物流|"
    "数量|规格|颜色|尺码|尺寸|型号|状态|品牌|成色|说明|原因|类型|优惠|链接|商品|宝贝|来源|系统|"
    "https?$|order|price|total|qty|size|colou?r|note|re$|date|time|item|status|from$|to$",
    re.IGNORECASE,
)


def find_quoted(lines: Sequence[Line]) -> list[Seen]:
    """Boxes over the names before small lines of a chat."""
    if not lines:
        return []
    usual = median(line.height for line in lines)
    quoted = []
    for place, line in enumerate(lines):
        writer = _WRITER.match(line.text)
        if not writer or line.height >= _SMALLER * usual:
            continue
        if any(map(str.isalpha, writer[1])) and not _NO_WRITER.search(writer[1]):
            piece = Piece(place, 0, writer.end(1), "name")
            quoted += [
                Seen("name", box, line.confidence) for box in boxes_of(piece, line)
            ]
    return quoted


def find_signed(picture: Picture, lines: Sequence[Line]) -> list[Seen]:
    """Boxes over short coloured lines that head words without a colour."""
    return [
        Seen("name", grown(x.box, 0.3 * x.height, 0.15 * x.height), x.confidence)
        for x in lines
        if _may_sign(x)
        and any(
            _colour(picture, x) > _COLOURED and _colour(picture, y) < _COLOURLESS
            for y in lines
            if _heads(x, y)
        )
    ]


def _may_sign(line: Line) -> bool:
    letters = any(character.isalpha() for character in line.text)
    return letters and len(line.text) <= _LONGEST_NAME and not _A_SUM.search(line.text)


def _heads(upper: Line, lower: Line) -> bool:
    tall = upper.height
    gap = lower.box[1] - (upper.box[1] + upper.box[3])
    return abs(upper.box[0] - lower.box[0]) < 0.8 * tall and -0.5 * tall < gap < tall


def _colour(picture: Picture, line: Line) -> float:
    """How far the ink of a line is from grey, from 0 to 255."""
    box = clipped(line.box, picture.shape[1], picture.shape[0])
    if not box:
        return 0.0
    x, y, wide, high = box
    part = picture[y : y + high, x : x + wide].astype(np.int16)
    away = np.abs(part - np.median(part.reshape(-1, 3), axis=0)).max(axis=2)
    strong = float(np.percentile(away, 98))
    if strong < _LEAST_CONTRAST:
        return 0.0
    return float(np.ptp(np.median(part[away > _INK * strong], axis=0)))
