"""Addresses by rule: cue words, the Chinese grammar below the city, English streets.

Province and city stay readable; what is masked begins at the district. A trained
recogniser can join later as one more function that yields hits.
"""

import re
from collections.abc import Iterator
from typing import Final

from jury.redaction.hits import Hit
from jury.redaction.normal import Normal
from jury.redaction.places import (
    ESTATE_ENDS,
    PROVINCES,
    ROAD_ENDS,
    STOPPERS,
    STREET_WORDS,
    UNIT_WORDS,
)

_NUMBER = r"[0-9a-z]{1,6}(?:[\-‐–—~/][0-9a-z]{1,5}){0,4}"
_UNIT = rf"{_NUMBER}\s?(?:{UNIT_WORDS})"
_TAIL = re.compile(
    rf"(?:[\s,，·\-_/]{{0,2}}(?:(?:[东西南北中]段|[东西南北甲乙丙丁a-z][区座栋]|[一-鿿]{{2,8}}?(?:{ESTATE_ENDS})|[东西南北]区)"
    rf"|{_UNIT}))*(?:[\s\-]?[0-9]{{2,5}}[a-z]?(?![0-9.年月日元块]))?"
)
_ROAD = re.compile(
    rf"(?:{ROAD_ENDS})(?:[东西南北中][段路里]?|[一二三四五六七八九十0-9]{{1,3}}(?:段|弄|巷))?\s?(?={_NUMBER}\s?(?:号|弄|#|栋|幢|座|院|室|楼)|[0-9])"
)
_ESTATE = re.compile(
    rf"(?:{ESTATE_ENDS})[\s,，]?(?:[a-z东西南北][区座]|[一二三四五六七八九十0-9]{{1,2}}[期区])?[\s,，]?(?={_UNIT}|[0-9]{{1,3}}[\-‐–—][0-9])"
)
_VILLAGE = re.compile(rf"[村屯庄寨](?=\s?{_NUMBER}\s?[组队号])")
_BLOCK = re.compile(
    r"(?<![0-9a-z.])[0-9a-z]{1,3}\s?(?:号楼|栋|幢|座|#)[\s,，]?(?:[0-9a-z]{1,2}\s?单元)?[\s,，]?[0-9]{2,4}\s?[室号房户]?"
)
_ADMIN = re.compile(r"(?:自治[州县旗]|[区县旗镇乡村市]|街道)\Z")
_ADMIN_ENDS: Final = frozenset("省市区县旗镇乡")
_CITY = re.compile(
    rf"(?:(?:{PROVINCES})(?:省|市|自治区|壮族自治区|回族自治区|维吾尔自治区|特别行政区)?)?(?:[一-鿿]{{2,5}}?(?:市|州|地区|盟))?"
)
_CUE = re.compile(
    r"(?:收货地址|退货地址|寄件地址|收件地址|家庭地址|公司地址|地\s?址|住址|所在地|寄[到往至]|送[到至]|发[到往至]|退[到回]|[我家]?住在?|address(?:\sis)?|ship(?:ped)?\sto|deliver(?:ed)?\sto|lives?\sat)"
    r"(?:是|为|就是|改成|改为|改到|填|写|[:：\s])*"
)
_PLAIN_END = re.compile(r"[,，。;；!！?？\n\0]|(?:电话|手机|收件|联系)|1[3-9][0-9]{9}")
_NAMED_PLACE = re.compile(
    rf"[一-鿿]{{2,}}?(?:{ROAD_ENDS}|{ESTATE_ENDS}|[区县镇乡村]|街道|学校|大学|中学|小学|医院|驿站|丰巢|代收点)"
)
_STREET = re.compile(
    rf"(?<![\w.])(?:[0-9]{{1,6}}[a-z]?(?:[\-/][0-9]{{1,5}})?,?\s+(?:[nsew]\.?\s+)?(?:[a-z0-9'.\-]+\s+){{1,4}}?(?:{STREET_WORDS})\b\.?)"
    r"(?:,?\s+(?:[nsew]{1,2}\b\.?))?"
    r"(?:,?\s+(?:apt|apartment|suite|ste|unit|flat|floor|fl|room|rm|#)\.?\s?#?[0-9a-z\-]{1,6})?"
    r"(?:,?\s+[a-z .'\-]{2,30},?\s+[a-z]{2}\.?,?\s+[0-9]{5}(?:-[0-9]{4})?)?"
)
_PO_BOX = re.compile(r"(?<![\w])p\.?\s?o\.?\s?box\s+[0-9]{1,7}")
_POSTCODE = re.compile(
    r"(?<![\w])[a-z]{1,2}[0-9][0-9a-z]?\s[0-9][a-z]{2}(?![\w])|(?:邮编|邮政编码|zip(?:\scode)?|postcode|postal\scode)[\s:：是为]*([0-9]{4,6}(?:-[0-9]{4})?)(?![0-9])"
)


def find_addresses(view: Normal) -> Iterator[Hit]:
    """Addresses of a text, from the district down to the door."""
    text = view.text
    for pattern in (_ROAD, _ESTATE, _VILLAGE):
        for found in pattern.finditer(text):
            start = _name_start(text, found.start())
            if start < found.start():
                yield _hit(
                    text, _with_district(text, start), _tail_end(text, found.end())
                )
    for found in _BLOCK.finditer(text):
        yield _hit(text, found.start(), _tail_end(text, found.end()))
    yield from _find_cued(text)
    for pattern in (_STREET, _PO_BOX, _POSTCODE):
        for found in pattern.finditer(text):
            yield _hit(text, *found.span())


def _hit(text: str, start: int, end: int) -> Hit:
    value = re.sub(r"[\s,，.\-]", "", text[start:end])
    return Hit("address", start, end, f"address:{value}", end - start)


def _name_start(text: str, end: int) -> int:
    """Where the name of a road or estate begins: at most six characters back."""
    start = end
    while start > 0 and end - start < 6 and _may_name(text[start - 1]):
        if start < end and text[start - 1] in _ADMIN_ENDS:
            break
        start -= 1
    return start


def _may_name(character: str) -> bool:
    return character not in STOPPERS and ("一" <= character <= "鿿")


def _with_district(text: str, start: int) -> int:
    """Take districts, towns and villages before a road along; leave the city."""
    first = _after_stopper(text, max(0, start - 24), start)
    if not _ADMIN.search(text, first, start):
        return start
    city = _CITY.match(text, first, start)
    return city.end() if city else first


def _after_stopper(text: str, first: int, last: int) -> int:
    for position in range(last - 1, first - 1, -1):
        if text[position] in STOPPERS:
            return position + 1
    return first


def _tail_end(text: str, end: int) -> int:
    found = _TAIL.match(text, end)
    return found.end() if found else end


def _find_cued(text: str) -> Iterator[Hit]:
    """After "the address is" everything up to the next stop, if it names a place."""
    for cue in _CUE.finditer(text):
        stop = _PLAIN_END.search(text, cue.end())
        end = min(stop.start() if stop else len(text), cue.end() + 60)
        place = _NAMED_PLACE.search(text, cue.end(), end)
        if not place:
            continue
        city = _CITY.match(text, cue.end(), end)
        start = city.end() if city else cue.end()
        last = max(_tail_end(text, place.end()), start)
        if start < last:
            yield _hit(text, start, min(last, end) if last > end else last)
