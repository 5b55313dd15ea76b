"""Dates, clock times and prices: digits that are evidence, and no number of anybody."""

import re

from jury.redaction.numbers.starts import matches

_DIGIT = re.compile("[0-9]")
_DATE_BEGINS = re.compile(r"[0-9]{1,4}\s?[-./年月:]|(?:19|20)[0-9]{6}")
_DIGITS_OR_SIGN = re.compile("[0-9]+|[¥$€£]")
_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])"
_MONTH = r"(?:1[0-2]|0?[1-9])"
_YEAR = r"(?:19|20)[0-9]{2}"
_NOT_INSIDE = r"(?<![0-9])(?<![0-9][-./:])"
_NOT_BEFORE = r"(?![0-9])(?![-./:][0-9])"
_FULL_DATE = rf"{_YEAR}[-./]{_MONTH}[-./]{_DAY}"
_COMPACT = r"(?:19|20)[0-4][0-9](?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
_CALENDAR = re.compile(
    rf"{_NOT_INSIDE}(?:{_FULL_DATE}\s?[-~–—]{{1,2}}\s?{_FULL_DATE}|"
    rf"{_YEAR}\s?[-./年]\s?{_MONTH}(?:\s?[-./月]\s?{_DAY}\s?[日号]?)?"
    rf"|{_DAY}[-./]{_MONTH}[-./](?:{_YEAR}|[0-9]{{2}})"
    rf"|{_MONTH}[-./]{_DAY}[-./](?:{_YEAR}|[0-9]{{2}})"
    rf"|{_MONTH}月{_DAY}[日号]?"
    rf"|{_COMPACT}(?:\s?[-~–—]{{1,2}}\s?{_COMPACT})?"
    rf"|(?:[01]?[0-9]|2[0-4]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]{{1,6}})?)?"
    rf"){_NOT_BEFORE}"
)
_AMOUNT = r"(?:[0-9]{1,8}|[0-9]{1,3}(?:,[0-9]{3}){1,2})(?:\.[0-9]{1,2})?"
_ALONE_BEFORE = r"(?<![0-9.,])(?<![0-9][\s\-·*_])"
_ALONE_AFTER = r"(?![\s\-.·*_,]?[0-9])"
_PRICE = re.compile(
    rf"(?<![0-9])[¥$€£]\s?{_AMOUNT}{_ALONE_AFTER}"
    rf"|{_ALONE_BEFORE}{_AMOUNT}\s?(?:[日美欧韩港]?元|块|圆|万|刀|镑|港币|rmb|cny|usd|eur|gbp|hkd|dollars?|yuan|%|折)"
)


def cut(text: str) -> str:
    """Put a break where a date, a time or a price stands; length stays the same."""
    if not _DIGIT.search(text):
        return text
    return _cut(_cut(text, _CALENDAR, _DATE_BEGINS), _PRICE, _DIGITS_OR_SIGN)


def _cut(text: str, pattern: re.Pattern[str], starts: re.Pattern[str]) -> str:
    parts: list[str] = []
    at = 0
    for found in matches(pattern, text, starts):
        parts += (text[at : found.start()], "\0" * len(found[0]))
        at = found.end()
    return "".join((*parts, text[at:])) if parts else text
