"""What people repeat of the order in their own words: dates, sums, its listing, cities.

Nothing of it is personal, and all of it is evidence; but whoever searches the listings
of a marketplace for it finds the seller. It is covered only where a court asks for it,
and only where it is plain: a day of a month, a number with its currency, a word of the
title or six words in a row of the listing, a city of China. "Last Tuesday", "two
thousand or so" and a brand in another spelling stay.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from jury.redaction.labels import chip
from jury.redaction.places.words import CITIES, PROVINCES
from jury.redaction.writing.normal import normalise

Parts = Sequence[tuple[bool, str]]
Span = tuple[int, int, str]

# So many words in a row are a quotation.
QUOTED: Final = 6
# So long a word of the title is known inside another; so long a part of one alone.
_GLUED: Final = 4
_CUT: Final = 3
_MONTHS: Final = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_DAY: Final = r"(?:[12]?\d|3[01])(?:st|nd|rd|th)?"
_HAN_DAY: Final = "[0-9一二三四五六七八九十廿卅]{1,3}"
_DATES: Final = re.compile(
    rf"(?:[\d〇零一二三四五六七八九]{{2,4}}\s*年\s*)?{_HAN_DAY}\s*月\s*(?:份|{_HAN_DAY}\s*[日号]?)?"
    rf"|(?<![0-9a-z.])(?:19|20)\d\d\s?[-/.]\s?\d{{1,2}}\s?[-/.]\s?\d{{1,2}}(?!\d)"
    rf"|(?<![0-9a-z.])\d{{1,2}}[-/.]\d{{1,2}}[-/.](?:19|20)\d\d(?!\d)"
    rf"|(?<![0-9一二三四五六七八九十个两]){_HAN_DAY}\s*[日号](?![楼线机码院店位幢栋弄室门房车电])"
    rf"|(?<![a-z0-9]){_DAY}\s+(?:of\s+)?(?:{_MONTHS})\b(?:\.?,?\s*(?:19|20)\d\d)?"
    rf"|\b(?:{_MONTHS})\b\.?\s+{_DAY}(?![0-9a-z])(?:,?\s*(?:19|20)\d\d)?"
)
_NUMBER: Final = r"\d[\d,]*(?:\.\d+)?"
_HAN_NUMBER: Final = (
    "[0-9一二两三四五六七八九十百千万零半][0-9一二两三四五六七八九十百千万零半.,]*"
)
_CODES: Final = "rmb|cny|usd|hkd|eur|gbp|us\\$|hk\\$|[¥$€£]"
_SUMS: Final = re.compile(
    rf"(?:{_CODES})\s*{_NUMBER}(?:\s*(?:k\b|万|千))?"
    rf"|{_HAN_NUMBER}\s*(?:多\s*)?(?:元|块钱?|rmb|人民币|美元|美金|港币|港元|欧元)"
    rf"|{_NUMBER}\s*(?:k\s+)?(?:yuan|dollars?|bucks|euros?|pounds|quid|usd|cny|eur|hkd)\b"
)
_CITIES: Final = re.compile(f"(?:{PROVINCES}|{CITIES})(?:省|市)?")
_WORD: Final = re.compile("[a-z0-9]+|[\u3400-\u9fff]")
# What any title says and no listing is found by; a dispute often turns on it.
_COMMON_WORDS: Final = (
    "a an and as at but by for from in is it no not of on or the this to was with you "
    "new used mint good like condition original genuine authentic real fake box boxed "
    "full set free shipping sealed working tested parts size small large pair "
    "全新 九成 成新 几乎 二手 闲置 自用 正品 原装 官方 包邮 出售 转让 低价 急出 未拆 "
    "拆封 无拆 无修 维修 正常 功能 完好 配件 齐全 盒子 保修 发票 瑕疵 划痕 使用 轻微 "
    "九五 八成 九九 可以 没有 一个 一台 一双 一件 一部 一套"
)
_COMMON: Final = frozenset(_COMMON_WORDS.split())


@dataclass(frozen=True)
class Repeated:
    """What of a listing is looked for: words of its title, and runs of its text."""

    words: frozenset[tuple[str, ...]]
    runs: frozenset[tuple[str, ...]]

    def names(self, words: tuple[str, ...]) -> bool:
        """Tell whether words are of the title, or one that is glued or cut apart.

        "CanonEF50" and "EF 50" both stand for what the title has as "Canon EF50".
        """
        if words in self.words:
            return True
        (word, *more) = words
        if more:
            return False
        whole = [one for (one, *rest) in self.words if not rest]
        is_glued = any(len(one) >= _GLUED and one in word for one in whole)
        is_cut = len(word) >= _CUT and not word.isalpha()
        return is_glued or (is_cut and any(word in one for one in whole))


def repeated_of(titles: Iterable[str], listing: str) -> Repeated:
    """What somebody could repeat of a listing."""
    words: set[tuple[str, ...]] = set()
    runs: set[tuple[str, ...]] = set()
    for text in (*titles, listing):
        units = [word for word, _start, _end in _units(text)]
        runs |= set(zip(*(units[at:] for at in range(QUOTED)), strict=False))
    for title in titles:
        words |= {words_ for words_, _start, _end in _telling(title)}
    return Repeated(frozenset(words), frozenset(runs))


def cover_order(parts: Parts, repeated: Repeated, locale: str) -> Parts:
    """The parts of a text with what it repeats of the order covered."""
    covered: list[tuple[bool, str]] = []
    for is_label, text in parts:
        if is_label:
            covered.append((is_label, text))
        else:
            covered += _covered(text, repeated, locale)
    return tuple(covered)


def _covered(text: str, repeated: Repeated, locale: str) -> Iterator[tuple[bool, str]]:
    at = 0
    for start, end, kind in _merged(sorted(_found(text, repeated))):
        if start > at:
            yield False, text[at:start]
        yield True, chip(kind, locale)
        at = end
    if at < len(text):
        yield False, text[at:]


def _found(text: str, repeated: Repeated) -> Iterator[Span]:
    folded = normalise(text)
    for kind, pattern in (("date", _DATES), ("sum", _SUMS), ("place", _CITIES)):
        for found in pattern.finditer(folded.text):
            yield (*folded.original_span(*found.span()), kind)
    units = list(_units(text))
    for word, start, end in _telling(text):
        if repeated.names(word):
            yield start, end, "item"
    for at in range(len(units) - QUOTED + 1):
        run = units[at : at + QUOTED]
        if tuple(word for word, _start, _end in run) in repeated.runs:
            yield run[0][1], run[-1][2], "item"


def _merged(spans: Iterable[Span]) -> Iterator[Span]:
    """Spans that touch become one, named after the first."""
    last: Span | None = None
    for start, end, kind in spans:
        if last and start <= last[1]:
            last = (last[0], max(last[1], end), last[2])
            continue
        if last:
            yield last
        last = (start, end, kind)
    if last:
        yield last


def _units(text: str) -> Iterator[tuple[str, int, int]]:
    """The words and Chinese characters of a text, with where each stands."""
    folded = normalise(text)
    for found in _WORD.finditer(folded.text):
        yield (found[0], *folded.original_span(*found.span()))


def _telling(text: str) -> Iterator[tuple[tuple[str, ...], int, int]]:
    """What may name a thing: a word or number, and two Chinese characters in a row."""
    before: tuple[str, int, int] | None = None
    for word, start, end in _units(text):
        if word.isascii():
            if len(word) > 1 and word not in _COMMON:
                yield (word,), start, end
        elif before and _is_pair(before, word, start):
            yield (before[0], word), before[1], end
        before = (word, start, end)


def _is_pair(before: tuple[str, int, int], word: str, start: int) -> bool:
    """Two Chinese characters side by side that not every title has."""
    first, _start, end = before
    return end == start and not first.isascii() and first + word not in _COMMON
