"""Rows of words that each bring a digit to mind, in any tongue and however misspelled.

"first 1, second 3, third 8", "one hundred ninety-nine", "onne fiv eigt", "tre due
sei": none has the shape of a number, and beside a word of contact all are one.
What only counts or joins ("first", "hundred", "第…位") neither makes a row nor ends it.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from jury.redaction.numbers.tongues import SAID_SOMEWHERE
from jury.redaction.writing.scripts import FOREIGN_WORDS, HEARD, NUMBER_WORDS

_TENS: Final = (
    "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
    " twenty thirty forty fifty sixty seventy eighty ninety"
)
_LATIN: Final = "abcdefghijklmnopqrstuvwxyz"
_JOINING: Final = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh last"
    " digit digits number hundred thousand and then next plus dot dash space comma"
    " followed by b i u span is a double triple"
)
_NEUTRAL: Final = frozenset(_JOINING.split()) | frozenset(
    "第位是个为百千十和再接然后加点数字"
)
_NUMERALS: Final = frozenset("零一二三四五六七八九〇两幺壹贰叁肆伍陆柒捌玖")


def _misspelled(word: str) -> set[str]:
    """One letter lost, put in, or changed places with the next."""
    places = range(len(word))
    lost = {word[:at] + word[at + 1 :] for at in places}
    put_in = {
        word[:at] + one + word[at:] for at in range(len(word) + 1) for one in _LATIN
    }
    swapped = {
        word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in places[:-1]
    }
    return {way for way in lost | put_in | swapped if len(way) > 2}


_DIGIT_WORDS: Final = frozenset(
    {
        *NUMBER_WORDS,
        *HEARD,
        *FOREIGN_WORDS,
        *(word for word in SAID_SOMEWHERE if len(word) > 2),
        *(way for word in NUMBER_WORDS for way in _misspelled(word)),
    }
) - {"the", "i", "a", "is"}
_TWO_DIGITS: Final = frozenset(_TENS.split())
_WORD: Final = re.compile(r"[a-z\u00df-\u024f\u0370-\u04ff]+|[0-9]+|[一-鿿]")
_GROUP: Final = re.compile("[0-9]+")
_FEW_NUMERALS: Final = 3
_FEW_GROUPS: Final = 5
_FEWEST: Final = 7
_MOST: Final = 30
_WIDEST_GAP: Final = 6
_MOST_JOINED: Final = 3
# Letter by letter with blanks between: "o n e  t h r e e".
_LETTERS: Final = re.compile(r"(?<![a-z])(?:[a-z]\s{1,3}){16,}[a-z](?![a-z])")
_JOINED: Final = re.compile(f"(?:{'|'.join(NUMBER_WORDS)}){{7,}}")


def may_be_row(text: str, digit_count: int) -> bool:
    """Whether there may be one, of ``digit_count`` digits and numerals, or of words."""
    groups = _GROUP.findall(text)
    numerals = digit_count - sum(map(len, groups))
    if numerals > _FEW_NUMERALS or len(groups) > _FEW_GROUPS:
        return True
    words = text.replace(",", " ").split() if " " in text else [text]
    return not _DIGIT_WORDS.isdisjoint(words) or bool(_LETTERS.search(text))


def find_rows(text: str) -> Iterator[tuple[int, int]]:
    """The spans of the rows in a text; each stands for seven digits and more."""
    for letters in _LETTERS.finditer(text):
        if _JOINED.search(re.sub(r"\s", "", letters[0])):
            yield letters.span()
    row: list[re.Match[str]] = []
    for word in _WORD.finditer(text):
        goes_on = bool(_digits_of(word[0])) or word[0] in _NEUTRAL
        if row and (not goes_on or word.start() - row[-1].end() > _WIDEST_GAP):
            yield from _of_row(row)
            row = []
        if goes_on:
            row.append(word)
    yield from _of_row(row)


def _of_row(row: Sequence[re.Match[str]]) -> Iterator[tuple[int, int]]:
    digits = [_digits_of(word[0]) for word in row]
    if not _FEWEST <= sum(digits) <= _MOST:
        return
    meant = [word for word, count in zip(row, digits, strict=True) if count]
    # Plain digits alone are read elsewhere; many words that join or count tell too.
    spoken = sum(not word[0].isdecimal() for word in meant)
    if spoken or len(row) - len(meant) > _MOST_JOINED:
        yield meant[0].start(), meant[-1].end()


def _digits_of(said: str) -> int:
    """How many digits a word stands for."""
    if said[0] in "0123456789":
        return len(said)
    if said in _TWO_DIGITS:
        return 2
    return int(said in _DIGIT_WORDS or said in _NUMERALS)
