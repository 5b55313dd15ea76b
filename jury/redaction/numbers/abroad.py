"""Telephone numbers of North America and Britain that are said or drawn out.

"three four nine. seven one eight …", "858 six three six 5988", "5 7 4 - 4 8 3 - …":
nothing else is a row of just so many digits that begins as these numbers do, so no word
of contact is asked for. Plain groups of digits are read in ``phones.py``.

Shapes: North American Numbering Plan, [2-9]xx [2-9]xx xxxx, with a 1 before it or none;
British mobiles, 07 and nine digits.
"""

import re
from collections.abc import Iterator
from typing import Final

from jury.redaction.hits import Hit
from jury.redaction.writing.normal import Normal
from jury.redaction.writing.scripts import NUMBER_WORDS

_WORD: Final = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
_WORDS: Final = re.compile(_WORD)
_TOKEN: Final = re.compile(rf"[0-9]|{_WORD}")
# Half said: digits and words, in any order and grouping.
_SAID: Final = re.compile(
    rf"(?<![a-z0-9.])(?:\(\s?)?(?:[0-9]|{_WORD})(?:[\s.,()/\-–—]{{0,3}}(?:[0-9]|{_WORD})){{9,10}}"
    r"(?![a-z0-9]|[.,][0-9])"
)
# One by one: ten digits with the same sign between all, or in three groups of them.
_ONE_BY_ONE: Final = re.compile(
    r"(?<![0-9.\-])(?:[2-9](?P<sign>\s?[.\-–—_·•*~/]\s?|\s)[0-9]"
    r"(?:(?P=sign)[0-9]){8}|[2-9](?:\s[0-9]){2}\s?[.\-–—/|]\s?[2-9](?:\s[0-9]){2}\s?[.\-–—/|]"
    r"\s?[0-9](?:\s[0-9]){3})(?![0-9]|[.\-][0-9])"
)
_AREA_IN_BRACKETS: Final = re.compile(
    r"\([2-9][0-9]{2}\)\s?[2-9][0-9]{2}[\s.\-][0-9]{2}[\s.\-][0-9]{2}(?![0-9])"
)
_NUMBER: Final = re.compile("1?[2-9][0-9]{2}[2-9][0-9]{6}|07[0-9]{9}")
_FEWEST_WORDS: Final = 3
_FEWEST_DIGITS: Final = 10


def find_abroad(view: Normal) -> Iterator[Hit]:
    """Such numbers in a text."""
    text = view.text
    if view.digit_count >= _FEWEST_DIGITS:
        for pattern in (_ONE_BY_ONE, _AREA_IN_BRACKETS):
            for found in pattern.finditer(text):
                yield from _hits(found, _TOKEN.findall(found[0]))
    words = len(_WORDS.findall(text)) if "o" in text or "e" in text else 0
    if words < _FEWEST_WORDS or words + view.digit_count < _FEWEST_DIGITS:
        return
    for found in _SAID.finditer(text):
        tokens = _TOKEN.findall(found[0])
        if sum(map(str.isalpha, tokens)) >= _FEWEST_WORDS:
            yield from _hits(found, tokens)


def _hits(found: re.Match[str], tokens: list[str]) -> Iterator[Hit]:
    value = "".join(NUMBER_WORDS.get(token, token) for token in tokens)
    if _NUMBER.fullmatch(value):
        yield Hit("phone", *found.span(), f"phone:{value}", 66)
