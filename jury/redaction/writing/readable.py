"""Whether a word of Latin letters could be one: codes, ciphers and keypads are not.

Three letters in a row that stand in none of fifty thousand names and words stand in
hardly any other either; a code is full of such. A number in ten letters of the alphabet
gets longer than any word of those.
"""

import re
from functools import lru_cache
from typing import Final

from jury.redaction.latin import listed

_LISTS: Final = (
    "words",
    "ordinary",
    "common",
    "first",
    "last",
    "pinyin",
    "brands",
    "goods",
    "trade",
)
_WINDOW: Final = 3
_FEWEST_LETTERS: Final = 6
# Slang leaves vowels out, and has one or two of such parts in a word.
_FEWEST_ODD: Final = 2
_ODD_SHARE: Final = 0.4
_FEW_LETTERS: Final = re.compile("[a-j]{9,}|[k-t]{9,}|[adgjmptw]{7,}")
_DRAWLED: Final = re.compile(r"(.)\1\1")


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    words = {word for name in _LISTS for word in listed(name)}
    return frozenset(part for word in words for part in _parts(word))


def _parts(word: str) -> list[str]:
    return [word[at : at + _WINDOW] for at in range(len(word) - _WINDOW + 1)]


@lru_cache(maxsize=4096)
def is_unreadable(word: str) -> bool:
    """Whether much of a word of six small letters and more is never written."""
    if len(word) < _FEWEST_LETTERS or _DRAWLED.search(word):
        return False
    parts = _parts(word)
    odd = sum(part not in _known() for part in parts)
    return odd >= max(_FEWEST_ODD, _ODD_SHARE * len(parts)) or bool(
        _FEW_LETTERS.fullmatch(word)
    )
