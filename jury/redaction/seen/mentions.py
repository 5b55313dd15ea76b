"""Names in a chat that stand where no name has its place, told by what stands there.

Whoever is named beside a portrait or in the bar is named in quotations, in answers and
by the program, too: "Lily took back a message". That row is small, and says what was
done in words that are always the same.
"""

import re
from collections.abc import Iterator, Sequence
from statistics import median
from typing import Final

from jury.redaction.seen.blocks import Piece
from jury.redaction.seen.reading import Line
from jury.redaction.seen.sights import Seen, overlap
from jury.redaction.seen.texts import boxes_of

_SMALLER: Final = 0.97
_WHOLLY: Final = 0.8
_LARGER: Final = 3.0
_SHORTEST_OF_LETTERS: Final = 4
_LONGEST: Final = 24
# What a name in the bar is followed by: how many people are in the group.
_COUNT: Final = re.compile(r"\s*[(（]\d+[)）]?\s*$")
_BESIDE: Final = " ~@“”\"'「」:：…·‹›<>()（）"
_NAME: Final = r"[“\"'「]?(?P<name>[^“”\"'「」，,]{1,20}?)[”\"'」]?\s?"
_DID: Final = (
    "撤回了|拍了拍|邀请|加入了?群|通过扫|退出了?群|修改群名|领取了|收下了|已发货|已收货"
)
_TO_WHOM: Final = "邀请|拍了拍|领取了|已添加了|移出了?|你和|可以和"
_ENGLISH: Final = (
    "joined|left$|left the|changed the|added |was added|removed |created |unsent |"
    "deleted |replied to|reacted |started a|is now an"
)
_ROWS: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^{_NAME}(?:{_DID})",
        rf"(?:{_TO_WHOM}){_NAME}(?:加入|的|出|现在|开始|，|,|$)",
        rf"^(?P<name>.{{2,26}}?) (?:{_ENGLISH})",
        r"(?:replied to|added|removed|forwarded from:?) (?P<name>\S.{1,25}?)$",
    )
)
_HEADS: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"^(?P<name>[^\W\d].{0,23}?|\w.{1,23}?)\s*(?:20\d\d[-/.]\d{1,2}[-/.]\d{1,2}|"
        r"(?:today|yesterday) at)\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?$",
        r"(?:^|\s)(?:from|to)\s?[:：]\s?(?P<name>[a-z].{1,23}?)"
        r"(?=\s*\b(?:to|from|subject|date)\s?[:：]|\s+\d{1,2}[ /.-]|$)",
    )
)
# What was done then, or what the time is of.
_NO_HEAD: Final = re.compile(
    "时间|日期|订单|签收|发货|揽|支付|付款|成功|退款|到达|离开|派送|收货|申请|同意|评价|打印|"
    "创建|成交|下单|运输|已读|time|date|order|paid|sent|deliver|shipp|arriv|print|read|seen",
    re.IGNORECASE,
)
_NOBODY: Final = re.compile(
    "^(?:你|您|我|对方|卖家|买家|店家|系统|群主|管理员|me|seller|buyer|"
    "(?:you|your|this|a|the)(?: .*)?)$",
    re.IGNORECASE,
)


def find_mentioned(lines: Sequence[Line], found: Sequence[Seen]) -> list[Seen]:
    """Boxes over names that were found by their place, wherever else they stand."""
    in_chat = {*_in_rows(lines), *_again(lines, found)} if found else set()
    pieces = {*in_chat, *_at_heads(lines)}
    return [
        Seen("name", box, lines[piece.line].confidence)
        for piece in sorted(pieces, key=lambda piece: (piece.line, piece.start))
        for box in boxes_of(piece, lines[piece.line])
    ]


def _at_heads(lines: Sequence[Line]) -> Iterator[Piece]:
    """Names over what was written, with its day and time, or from whom and to whom."""
    for head in _HEADS:
        pieces = [
            Piece(place, *told.span("name"), "name")
            for place, line in enumerate(lines)
            for told in head.finditer(line.text)
            if not _NO_HEAD.search(told["name"]) and not _NOBODY.match(told["name"])
        ]
        # One alone may be the time at which something was done.
        if len({piece.line for piece in pieces}) > 1:
            yield from pieces


def _in_rows(lines: Sequence[Line]) -> Iterator[Piece]:
    """Names in the small rows that the program writes."""
    usual = median(line.height for line in lines) if lines else 0.0
    for place, line in enumerate(lines):
        if line.height >= _SMALLER * usual:
            continue
        for row in _ROWS:
            told = row.search(line.text)
            if told and not _NOBODY.match(told["name"].strip(_BESIDE)):
                yield Piece(place, *told.span("name"), "name")


def _again(lines: Sequence[Line], found: Sequence[Seen]) -> Iterator[Piece]:
    """What was covered as a name in one line, in every other."""
    names = [one for one in found if one.kind == "name"]
    named = {line for line in lines if any(_is_over(one, line) for one in names)}
    told = {_COUNT.sub("", line.text).strip(_BESIDE) for line in named}
    for name in filter(_tells, told):
        pattern = re.compile(r"\s?".join(map(re.escape, name)), re.IGNORECASE)
        for place, line in enumerate(lines):
            if line in named:
                continue
            for again in pattern.finditer(line.text):
                yield Piece(place, *again.span(), "name")


def _is_over(one: Seen, line: Line) -> bool:
    sizes = [area[2] * area[3] for area in (one.box, line.box)]
    return sizes[0] < _LARGER * sizes[1] and overlap(one.box, line.box) > _WHOLLY


def _tells(name: str) -> bool:
    """Whether it is long enough to be nobody else's, and no word that all use."""
    letters = [sign for sign in name if sign.isalpha()]
    if len(name) > _LONGEST or not letters or _NOBODY.match(name):
        return False
    return len(letters) >= (_SHORTEST_OF_LETTERS if name.isascii() else 2)
