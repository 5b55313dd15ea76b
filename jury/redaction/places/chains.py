"""Parts of one Chinese address with commas or blanks between them.

"高新区，学府路8号，云山苑，3号": a road with its number is found by itself; the
district before it, the estate behind it and the door are parts of the same address.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from jury.redaction.places.words import CITIES

Span = tuple[int, int]

_GAP: Final = r"[,，、\s]{1,2}"
_NO_PLACE: Final = (
    "(?![一-鿿]*(?:[的了吗呢吧我你他她是在有没不就请麻谢问说发寄收到退换买卖电手联"
    "今明昨后前快]|可以|左右|一共|大概))"
)
_NAME: Final = rf"{_NO_PLACE}[一-鿿][一-鿿a-z0-9]{{1,9}}"
_DOOR: Final = (
    r"(?:[甲乙丙丁]?[0-9]{1,4}号(?![码线机店])|[a-z][0-9]{0,2}[\-‐–—][0-9]{2,4}|[0-9]{1,3}(?:[\-‐–—][0-9]{1,4}){1,3}"
    r"|(?:[0-9a-z一二三四五六七八九十东南西北]{1,3}(?:期|区|栋|幢|座|号楼|号院|单元|层|楼|门)){1,4}[0-9]{0,4}[室号房户]?"
    r"|[0-9]{3,4}[室房])"
)
_SHUT: Final = r"(?![0-9a-z.]|[元块])"
_BETWEEN = re.compile(rf"{_GAP}{_NAME}{_GAP}|{_GAP}")
_BEHIND = re.compile(rf"(?:{_GAP}{_NAME})?{_GAP}{_DOOR}{_SHUT}")
_BEFORE = re.compile(
    rf"(?:(?<![一-鿿])|(?<=[址是在到去往至寄送家住为]))(?!(?:{CITIES})市?{_GAP})(?:(?![址是在到去往至寄送家住为])[一-鿿]){{1,4}}(?:[区县旗镇乡]|街道){_GAP}\Z"
)
_LONGEST: Final = 16


def chained(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """The spans of what joins parts of an address, and of the parts at their ends."""
    ordered = sorted(spans)
    for (_, end), (start, _) in pairwise(ordered):
        if end < start and _BETWEEN.fullmatch(text, end, start):
            yield end, start
    for start, end in ordered:
        if before := _BEFORE.search(text, max(0, start - _LONGEST), start):
            yield before.start(), start
        if behind := _BEHIND.match(text, end):
            yield end, behind.end()
