"""Accounts in parts that signs, brackets or number words join, by whatever signs.

"lu🌟lu🌟88", "(a)(n)(n)(a)", "“pan”+“da_88”", "anna three two": what stands behind the
name of a messenger and is no sentence. Words alone are left to ``handles.py``.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from jury.redaction.accounts.labelled import is_sold
from jury.redaction.accounts.messengers import ACCOUNT, OTHER, PAY, QQ, WECHAT
from jury.redaction.accounts.near_platform import SHOP
from jury.redaction.hits import Hit
from jury.redaction.writing.readable import is_unreadable
from jury.redaction.writing.scripts import NUMBER_WORDS

_CUE: Final = f"(?:{WECHAT}|{QQ}|{PAY}|{OTHER}|{ACCOUNT})"
_PLATFORM: Final = re.compile(_CUE)
# Any sign that is no stop; a blank on both sides of it or on none.
_SIGN: Final = r"[^\w\s。，,.!！?？;；:：、…/()（）]"
_JOINT: Final = (
    rf"(?:{_SIGN}{{1,3}}|\s{_SIGN}{{1,3}}\s|\s?_\s?|[.\-](?=[a-z0-9])|\)\s?\(|\(|\)[_.\-]?(?=[a-z0-9])"
    r"|[\"'”’」]\s?[+&]?\s?[\"'“‘「])"
)
_NUMBERS: Final = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
_VALUE: Final = re.compile(
    rf"(?P<signed>[(\[{{<“\"'「【]?[a-z0-9]+(?:{_JOINT}[a-z0-9_]+){{1,29}}[)\]}}>”\"'」】]?)"
    rf"|(?P<said>[a-z][a-z_]{{1,16}}(?:[\s_\-]{{1,3}}(?:{_NUMBERS}|underscore|dash|dot)(?![a-z])){{2,10}})"
    r"|(?P<turned>[0-9]{1,6}_?[a-z]{3,12}(?:_[a-z]{2,12})?)"
    r"|(?P<odd>[a-z]{7,20})"
    r"|(?P<lines>[a-z0-9](?:\n[a-z0-9_.\-]){4,29})"
)
_FEWEST_JOINTS: Final = 2
_FEWEST: Final = 5
_REACH: Final = 26
_STOP: Final = re.compile("[。！？!?;；]")
_BEGINS: Final = re.compile(r"(?<![a-z0-9_])[(\[{<“\"'「【]?[a-z0-9]")
_END: Final = re.compile("[a-z0-9_]")
_UNIT: Final = re.compile(
    r"[0-9]+(?:k|km|gb|mb|tb|min(?:ute)?s?|hours?|hrs?|days?|weeks?|months?|years?|yrs?|yuan|rmb|usd"
    r"|dollars?|bucks|pcs|pieces|times|people|kg|cm|mm|inch(?:es)?|th|st|nd|rd|pm|am|x|plus|pro|max)"
)


def find_joined(text: str, digits: str, places: Sequence[int]) -> Iterator[Hit]:
    """What such parts make up not far behind a cue that begins at one of the places.

    ``digits`` is the text with its numerals as digits.
    """
    end = 0
    for at in places:
        cue = _PLATFORM.match(text, at) if at >= end else None
        if not cue or SHOP.fullmatch(cue[0]):
            continue
        if value := _value_behind(digits, cue.end()):
            end = value.end()
            yield Hit("handle", *value.span(), f"handle:{value[0]}", 38)


def _value_behind(text: str, start: int) -> re.Match[str] | None:
    stop = _STOP.search(text, start, start + _REACH)
    last = stop.start() if stop else min(start + _REACH, len(text))
    for begin in _BEGINS.finditer(text, start, last):
        value = _VALUE.match(text, begin.start())
        if value and not _END.match(text, value.end()) and _is_account(value):
            return value
    return None


def _is_account(value: re.Match[str]) -> bool:
    parts = re.findall("[a-z0-9]+", value[0])
    bare = "".join(parts)
    sold = is_sold(bare) or is_sold(parts[0]) or _UNIT.fullmatch(bare)
    if len(bare) < _FEWEST or sold or any(map(_PLATFORM.fullmatch, parts)):
        return False
    if value.lastgroup == "signed":
        figures = any(map(str.isdecimal, bare)) and not bare.isdecimal()
        return figures or len(parts) > _FEWEST_JOINTS + 1
    return value.lastgroup != "odd" or is_unreadable(bare)
