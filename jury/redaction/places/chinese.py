"""Addresses by rule: cue words, and the Chinese grammar from the district to the door.

Province and city stay readable. An *anchor* is what only an address has (a road with a
number, an estate with a building, a door), or a city name or cue word with places
behind it; from there the address is followed to both sides as far as it reads like
one. A trained recogniser can join later as one more source of anchors.
"""

import re
from collections.abc import Iterator
from typing import Final

from jury.redaction.hits import Hit
from jury.redaction.places.anchors import (
    ALONE,
    ANCHORS,
    BROUGHT,
    COUNTED_ON,
    LED_DESK,
    NAMED_BEFORE,
    NUMBERED_PART,
    NUMBERS,
    OF_LANDMARK,
    PLACE_NAME,
    SPOKEN,
)
from jury.redaction.places.chains import chained
from jury.redaction.places.cities import CITY, behind_cities, cities_in, city_at
from jury.redaction.places.words import (
    COMPANY_ENDS,
    END_WORDS,
    ENDERS,
    ESTATE_ENDS,
    ROAD_ENDS,
    SHOP_ENDS,
    STOPPERS,
    UNIT_WORDS,
)
from jury.redaction.writing.normal import Normal

_ENDERS: Final = re.escape("".join(sorted(ENDERS - {"-"})))
_TOKEN = re.compile(
    rf"(?:(?<=[\s,，。;；:：])|\A)[^{_ENDERS}\s]{{6,48}}(?=[\s,，。;；]|\Z)"
)
_ADMIN = re.compile(r"[一-鿿]{1,5}?(?:街道|[区县镇乡市])")
_LONGEST: Final = 48
_LONGEST_NAME: Final = 6
_NUMBER: Final = r"[0-9a-z十百]{1,6}(?:[\-‐–—~/][0-9a-z]{1,5}){0,4}"
_COUNTED: Final = (
    r"(?!\s?(?:[0-9.]*\s?(?:公里|千米|分钟|小时|块|元|个|天|年|点|次|米|km|万|%|折)))"
)
_ROAD = re.compile(
    rf"(?:{ROAD_ENDS}|(?<=[一-鿿]{{2}})(?<![知味频渠管轨报隧赤通人])道(?=[0-9]{{1,4}}号))"
    rf"(?:[东西南北中][段路里]?)?\s?"
    rf"(?=[一-鿿_]{{0,2}}{_NUMBER}\s?(?:号(?![召令])|弄|#|栋|幢|座|院|室|楼)|"
    rf"(?<![弄巷]){_COUNTED}[0-9]{{1,5}}(?![0-9]))"
)
_ESTATE = re.compile(
    rf"(?:{ESTATE_ENDS})[\s,]?(?:[a-z东西南北][区座栋]|[十0-9]{{1,2}}[期区])?[\s,]?"
    rf"(?={_NUMBER}\s?(?:{UNIT_WORDS})|[0-9]{{1,3}}[\-‐–—][0-9])"
)
_VILLAGE = re.compile(
    rf"(?:[村屯庄寨湾坪沟坝塘岭冲]|农场|林场|牧场)(?=\s?{_NUMBER}\s?[组队号连社])"
)
_BLOCK = re.compile(
    r"(?<![0-9a-z.])[0-9a-z十]{1,3}\s?(?:号楼|栋|幢|座|#)[\s,]?"
    r"(?:[0-9a-z东西南北中]{1,2}\s?单元)?[\s,]?[0-9]{2,4}\s?[室号房户]?(?![0-9])"
    r"|(?<![0-9a-z.第])[0-9a-z十]{1,2}单元[0-9]{3,4}[室号房户]?(?![0-9])"
)
_STOREY = re.compile(r"[0-9]{1,2}\s?[楼层f][0-9]{2,4}|[0-9]{1,3}号楼[0-9]{3,4}")
_HEAD = re.compile(rf"{CITY}\s?(?=[一-鿿])")
_MARK = re.compile(
    rf"(?P<strong>(?P<named>街道|{ROAD_ENDS}|{ESTATE_ENDS}|{COMPANY_ENDS}|[镇乡村])"
    rf"|{_NUMBER}\s?(?:{UNIT_WORDS})|{SHOP_ENDS}|[0-9]{{1,3}}-[0-9]{{1,2}}-[0-9]{{2,4}}"
    r"|[a-z][0-9]?-[0-9]{3,4})|[区县旗市]|[a-z]?[0-9]+[a-z]?(?![a-z])|[0-9]"
)
# What ends the words before an address, and the words of a place behind its number.
_LEADS = re.compile(
    r"[^一-鿿0-9a-z\-# ]|(?<![区县市镇乡]) |住(?!院)"
    r"|(?<!网)吧|[到在寄往是了的把给我你您他她它们址也想没很不"
    r"吗呢啊哦哈嗯呀说问找叫让帮被跟就请从过个件存约]|(?<!解)放|(?<!开)发(?![展财达])|送达?|[换写]成|[扔丢]|写错|现在?|应该|(?<![大委协商])会|地点"
    r"|改[成为]|搬家|要|去|离|快递(?![点柜站架超])|货(?!运)|按|具体|根据"
)
_TAIL_ENDS = re.compile(
    r"[^一-鿿0-9a-z\-#&·]|(?<!网)吧|[的了吗呢啊哦呀嘛是我你您他她它们给把被请没很这那什怎哪也想说才能让叫]|就|可以|谢谢|多谢"
    r"|麻烦|不[是要对能收会知用在好行方]|收[到货件]|到[了货付]|在[家吗]|快递(?![点柜站架超])|发货|退[货款回]|换货|买|卖家|下单|签收"
    r"|电[话联]|手机|联系"
    r"|见(?![一-鿿])|等[你我您]|面交|碰头|集合|昨天|今天|明天|[上下]午|晚上|一直|还有|已经|都[没不是要]|1[3-9][0-9]{9}"
    r"|[0-9.]+\s?(?:元|块|月|日|年|天|点|分|斤|件)"
)
# Hanzi, and what makes them an address.
_MAY_HOLD = re.compile(
    "[一-鿿].*[0-9路街巷弄道区县镇乡村屯庄寨栋幢座室号楼层园苑厦城院厂店馆场社学司湾里府庭阁居墅台岛港桥心际嘎柜亭卫市站点架]"
    "|邮编|邮政|地铁站",
    re.DOTALL,
)
_LONGEST_TAIL: Final = 14
_LONGEST_LEAD: Final = 14
_CUE = re.compile(
    r"(?:收货地址|退货地址|寄件地址|收件地址|家庭地址|公司地址|地\s?址|住址"
    r"|寄[到往至回]|送[到至]|发[到往至]|退[到回]|[我家]?住在?|改[成到为])"
    r"(?:是|在|为|就是|改成|改为|改到|改一下|改下|填|写|到|[:,，\s])*"
)
_WEAK_CUE = re.compile(
    r"(?:我家?在|我家是|人在|[家店]就?在|(?:公司|学校|宿舍|单位|仓库|[^地]点)就?在|地点|已?[放存]在?|上门到|填的?是"
    r"|面交[^,，。]{0,4}?[来到]"
    r"|(?:请|麻烦|直接)[寄送发写](?![回来给到])|(?<=你)到|\A[送写寄])[是在:\s]*"
)
_CELL = re.compile(r"1[3-9][0-9]{9}")
_ADMIN_ENDS: Final = frozenset("省市区县旗镇乡")
_MARKS_LEFT = re.compile(rf"街道|[区县旗镇乡村市]|{ROAD_ENDS}|{_NUMBER}号")
_OF_THE_CITY = re.compile("[市区县][立第人中政委一二三]")
_END_WORD = re.compile(END_WORDS)


def find_addresses(view: Normal) -> Iterator[Hit]:
    """Chinese addresses of a text, from the district down to the door."""
    if not _MAY_HOLD.search(view.text):
        return
    hits = list(_found(view))
    yield from hits
    for start, end in chained(view.digits, [(hit.start, hit.end) for hit in hits]):
        yield _hit(view.text, start, end)


def find_split_addresses(view: Normal) -> Iterator[Hit]:
    """The same of messages put together, where one names a door."""
    if _BLOCK.search(view.digits) or _STOREY.search(view.digits):
        yield from find_addresses(view)


def _found(view: Normal) -> Iterator[Hit]:
    for start, end in _anchors(view):
        begin = _district_start(view.text, start)
        last = max(end, _stretch_end(view, start))
        begin = _below_city(view.text, begin, start)
        yield _hit(view.text, begin, _tail_end(view.text, last))
    yield from _find_led(view)
    yield from _find_tokens(view)
    yield from _find_brought(view)
    for pattern in ALONE:
        for found in pattern.finditer(view.text):
            yield _hit(view.text, *found.span(1))


def _hit(text: str, start: int, end: int) -> Hit:
    part = NUMBERED_PART.match(text, end) if text[end - 1] in NUMBERS else None
    part = part or OF_LANDMARK.match(text, end)
    end = part.end() if part else end
    value = re.sub(r"[\s,，.\-]", "", text[start:end])
    return Hit("address", start, end, f"address:{value}", end - start)


def _anchors(view: Normal) -> Iterator[tuple[int, int]]:
    """Roads, estates and villages that have a number behind them, and doors."""
    for pattern, least in ((_ROAD, 1), (_ESTATE, 2), (_VILLAGE, 1)):
        for found in pattern.finditer(view.digits):
            start = _name_start(view, found.start())
            if found.start() - start >= least:
                yield start, found.end()
    for found in _BLOCK.finditer(view.digits):
        yield _name_start(view, found.start()), found.end()
    yield from _more_anchors(view)


def _more_anchors(view: Normal) -> Iterator[tuple[int, int]]:
    """Doors without a unit, districts before towns, roads before buildings."""
    for before in NAMED_BEFORE:
        for found in before.finditer(view.digits):
            yield _clause_start(view.text, found.start()), found.end()
    for pattern, least in ANCHORS:
        for found in pattern.finditer(view.digits):
            start, end = _clause_start(view.text, found.end()), found.end()
            if end - start >= least and not SPOKEN.search(view.text, start, end):
                yield start, end


def _below_city(text: str, begin: int, start: int) -> int:
    """The first place below the city, without the words that lead to it."""
    leads = [found.end() for found in _LEADS.finditer(text, begin, start)]
    begin = leads[-1] if leads else begin
    cut = begin and text[begin] in _ADMIN_ENDS and "一" <= text[begin - 1] <= "鿿"
    if cut and not _OF_THE_CITY.match(text, begin):
        begin += 1  # a name too long to go back over ends here
    return behind_cities(text, begin)


def _clause_start(text: str, end: int) -> int:
    """Where the words begin that lead to ``end`` without any verb or particle."""
    first = max(0, end - _LONGEST_LEAD)
    leads = [found.end() for found in _LEADS.finditer(text, first, end)]
    return leads[-1] if leads else first


def _tail_end(text: str, start: int) -> int:
    """The shop or company that is named right behind a number is part of the place."""
    counted = COUNTED_ON.match(text, start)
    start = counted.end() if counted else start
    found = _TAIL_ENDS.search(text, start, start + _LONGEST_TAIL)
    if found:
        return found.start()
    return len(text) if len(text) - start <= _LONGEST_TAIL else start


def _find_led(view: Normal) -> Iterator[Hit]:
    """Behind a city or a cue word, whatever holds enough marks of a place."""
    for pattern, marks_needed in ((_HEAD, 2), (_CUE, 1), (_WEAK_CUE, 2)):
        for lead in pattern.finditer(view.text):
            city = city_at(view.text, lead.end())
            start = city.end() if city else lead.end()
            desk = pattern is not _HEAD and LED_DESK.match(view.text, start)
            if desk and not _LEADS.search(view.text, *desk.span("name")):
                yield _hit(view.text, *desk.span())
                continue
            end = _stretch_end(view, start)
            marks = list(_MARK.finditer(view.digits, start, end))
            if pattern is _WEAK_CUE and SPOKEN.search(view.text, start, end):
                continue
            strong = sum(1 for mark in marks if mark["strong"])
            if strong and len(marks) >= marks_needed and end - start >= 3:
                yield _hit(view.text, start, _tail_end(view.text, end))


def _find_brought(view: Normal) -> Iterator[Hit]:
    for verb in BROUGHT.finditer(view.digits):
        place = PLACE_NAME.match(view.digits, verb.end())
        if not place or _LEADS.search(view.digits, *place.span()):
            continue
        if not SPOKEN.search(view.text, *place.span()):
            city = city_at(view.text, place.start())
            start = city.end() if city and city.end() < place.end() else place.start()
            last = max(place.end(), _stretch_end(view, place.start()))
            if last - start >= 3:
                yield _hit(view.text, start, _tail_end(view.text, last))


def _find_tokens(view: Normal) -> Iterator[Hit]:
    """A line or clause of its own that holds places and hardly anything else."""
    for token in _TOKEN.finditer(view.text):
        marks = list(_MARK.finditer(view.digits, *token.span()))
        strong = [mark for mark in marks if mark["strong"]]
        headed = len(marks) >= 2 and _ADMIN.match(token[0])
        named = any(mark["named"] for mark in strong)
        places = (named and len(strong) >= 2) or (strong and headed)
        if places and not SPOKEN.search(token[0]) and not _CUE.search(token[0]):
            city = city_at(view.text, token.start())
            yield _hit(view.text, city.end() if city else token.start(), token.end())


def _name_start(view: Normal, end: int) -> int:
    """Where the name of a road or an estate begins."""
    start = end
    while start > 0 and end - start < _LONGEST_NAME and _may_name(view.text[start - 1]):
        if start < end and view.text[start - 1] in _ADMIN_ENDS:
            break
        start -= 1
    return start


def _may_name(character: str) -> bool:
    return character not in STOPPERS and "一" <= character <= "鿿"


def _district_start(text: str, start: int) -> int:
    """Take districts, towns and roads before a name along; leave the city."""
    first = start
    while first > 0 and start - first < _LONGEST and text[first - 1] not in STOPPERS:
        first -= 1
    cities = cities_in(text, first, start)
    first = cities[-1].end() if cities else first
    if cities or _MARKS_LEFT.search(text, first, start):
        return first
    return min(start, _clause_start(text, start))


def _stretch_end(view: Normal, start: int) -> int:
    """How far to the right a text goes on reading like an address.

    A stretch that ends with the sentence is address to its end; one that runs into
    other words ends at its last mark of a place.
    """
    cell = _CELL.search(view.text, start)
    end = min(len(view.text), start + _LONGEST, cell.start() if cell else 1 << 30)
    stop = next((i for i in range(start, end) if view.text[i] in ENDERS), end)
    word = _END_WORD.search(view.text, start, stop)
    stop = word.start() if word else stop
    last = start
    for mark in _MARK.finditer(view.digits, start, stop):
        last = mark.end()
    spoken = word or (stop < len(view.text) and view.text[stop].isalpha())
    limit = 0 if spoken else 10
    whole = stop - last <= limit
    return len(view.text[:stop].rstrip()) if whole and stop > last else last
