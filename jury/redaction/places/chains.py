"""Parts of one Chinese address with commas or blanks between them.

"高新区，学府路8号，云山苑，3号": a road with its number is found by itself; the
district before it, the estate behind it and the door are parts of the same address.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from jury.redaction.places.words import CITIES, ROAD_ENDS

Span = tuple[int, int]

_GAP: Final = r"吧?[,，、\s]{1,2}"
_NO_PLACE: Final = (
    "(?![一-鿿]*(?:[的了吗呢吧我你他她是在有没不就请麻谢问说发寄收到退换买卖电手联"
    "今明昨后前快]|可以|左右|一共|大概))"
)
_NAME: Final = rf"{_NO_PLACE}[一-鿿][一-鿿a-z0-9]{{1,9}}"
_DOOR: Final = (
    r"(?:[0-9]{1,4}号[0-9]{3,4}|[甲乙丙丁]?[0-9]{1,4}号(?![码线机店])"
    r"|[a-z][0-9]{0,2}[\-‐–—][0-9]{2,4}|[0-9]{1,3}(?:[\-‐–—][0-9]{1,4}){1,3}"
    r"|(?:[0-9a-z一二三四五六七八九十东南西北]{1,3}(?:期|区|栋|幢|座|号楼|号院|单元|层|楼"
    r"|门)){1,4}[0-9]{0,4}[室号房户]?"
    r"|[0-9]{3,4}[室房]|(?:寝室|宿舍|房间|房号|门牌号?|床位|工位|铺位|档口|房|室)号?[是:：]?[0-9]{1,5}"
    r"|[0-9一二三四五六七八九十]{1,3}[楼层](?![上下梯道的]))"
)
_NEAR: Final = "(?:旁边?|对面|斜对面|隔壁|附近|楼[上下]|后面|前面|里面|门口)"
_SHUT: Final = r"(?![0-9a-z.]|[元块])"
_BETWEEN = re.compile(rf"{_GAP}{_NAME}{_GAP}|{_GAP}")
_BEHIND = re.compile(
    rf"(?:{_GAP}{_NAME})?{_GAP}{_DOOR}{_SHUT}"
    rf"|{_GAP}{_NO_PLACE}[一-鿿a-z0-9]{{2,9}}?{_NEAR}"
    rf"|的?{_NEAR}?的?那?[栋幢座排]楼?[0-9]{{3,4}}"
)
# The room behind its building: "12号楼吧，1203".
_BUILDINGS: Final = frozenset("栋幢座楼元")
_ROOM_BEHIND = re.compile(rf"{_GAP}[0-9]{{3,4}}(?=[,，。!！\s]|\Z)")
# A door that is told before its house: "3栋502，翠竹苑".
_HOUSE_BEHIND = re.compile(
    rf"{_GAP}{_NO_PLACE}[一-鿿]{{2,8}}?(?:小区|花园|公寓|大厦|家属院|国际|[苑园城府庭湾里院寓居墅邸都郡洲岛南山]"
    rf"|[一二三]号)(?:[a-z0-9]{{1,2}}[座栋幢])?(?=[,，。!！\s]|\Z)"
)
_BEFORE = re.compile(
    rf"(?:(?<![一-鿿])|(?<=[址是在到去往至寄送家住为]))(?!(?:{CITIES})市?{_GAP})(?:"
    rf"(?![址是在到去往至寄送家住为])[一-鿿]){{1,4}}(?:[区县旗镇乡]|街道|{ROAD_ENDS}){_GAP}\Z"
    rf"|(?<![a-z])(?:room|rm|flat|unit|apt)\.?\s?[0-9]{{1,4}}[a-z]?{_GAP}"
    rf"(?:{_NAME}{_GAP})?\Z"
    rf"|(?<=[,，、\s])(?:(?![址是在到去往至寄送家住为])[一-鿿]){{2,5}}(?:{ROAD_ENDS}){_GAP}\Z"
)
# The estate before a door that is found by itself: "金色天地，28栋，702".
_STARTS_WITH_DOOR = re.compile(r"[0-9a-z]{1,3}(?:栋|幢|座|号楼|单元)")
_ESTATE_BEFORE = re.compile(
    rf"(?:(?<![一-鿿])|(?<=[址是在到去往至寄送住填写改发]))(?!好|嗯|行[,，]|对[,，\s])"
    rf"{_NO_PLACE}(?![址是在到去往至寄送住填写改发])[一-鿿]{{3,8}}{_GAP}\Z"
)
_LONGEST: Final = 26


def chained(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """The spans of what joins parts of an address, and of the parts at their ends."""
    ordered = sorted(spans)
    for (_, end), (start, _) in pairwise(ordered):
        if end < start and _BETWEEN.fullmatch(text, end, start):
            yield end, start
    for start, end in ordered:
        first = _start_before(text, start)
        if first < start:
            yield first, start
        behind = _BEHIND.match(text, end) or _HOUSE_BEHIND.match(text, end)
        if not behind and text[end - 1] in _BUILDINGS:
            behind = _ROOM_BEHIND.match(text, end)
        if behind:
            yield end, behind.end()


def _start_before(text: str, start: int) -> int:
    """Where the parts begin that stand before a span, with commas between them."""
    while before := _BEFORE.search(text, max(0, start - _LONGEST), start):
        start = before.start()
    if not _STARTS_WITH_DOOR.match(text, start):
        return start
    estate = _ESTATE_BEFORE.search(text, max(0, start - _LONGEST), start)
    return estate.start() if estate else start
