"""Names in Latin letters that their shape tells: two small words, a speaker, a pair.

Each wants a list to know at least one of the words; ``english.py`` finds the others.
"""

import re
from collections.abc import Iterator
from typing import Final

from jury.redaction.latin import (
    LETTER,
    is_given,
    is_listed,
    listed,
    ordinary,
    plain_letters,
)

# A given name and a surname without capitals, with or without an initial between them.
_SMALL_FULL: Final = re.compile(
    rf"(?<![{LETTER}0-9_@#./'’])(?=([a-zà-öø-ž]{{3,}})(?: [a-z]\.?)?[ ]"
    rf"([a-zà-öø-ž]{{4,}})"
    rf"(?![{LETTER}0-9_@]|\.[a-z]))"
)
# Who speaks in a talk that was copied.
_SPEAKS: Final = re.compile(
    rf"""^\W{{0,3}}([{LETTER}]{{3,}}): ?(?=["“'A-Za-z])""", re.MULTILINE
)
_PAIR: Final = re.compile(
    rf"(?<![{LETTER}0-9_@#./])([A-Z][{LETTER}]{{2,}}) and ([A-Z][{LETTER}]{{2,}})"
    r"(?= (?:were|are|have|had|both|went|came|wrote|said|live|lived)\b)"
)
# "JamesCameron": Chinese texts drop the space, and so do tags.
_JOINED: Final = re.compile(
    r"(?<![A-Za-z0-9_@./])([A-Z][a-z]{2,})"
    r"([A-Z][a-z]{2,}(?:[A-Z][a-z]{2,})?)(?![A-Za-z0-9_@.])"
)


def _joined(text: str) -> Iterator[tuple[int, int]]:
    """A given name and a surname without a space between them."""
    for found in _JOINED.finditer(text):
        given, surname = plain_letters(found[1]), plain_letters(found[2])
        if is_given(given) and surname not in ordinary() | listed("never"):
            yield found.span()


def _small_full(text: str) -> Iterator[tuple[int, int]]:
    """Both names in small letters, and both known for names only."""
    for found in _SMALL_FULL.finditer(text):
        given, surname = plain_letters(found[1]), plain_letters(found[2])
        known = is_given(given) and surname in listed("last") - ordinary()
        if known and listed("both").isdisjoint((given, surname)):
            yield found.start(1), found.end(2)


def _speaks(text: str) -> Iterator[tuple[int, int]]:
    """A known name alone before a colon, where a line begins."""
    for found in _SPEAKS.finditer(text):
        plain = plain_letters(found[1])
        if is_listed(plain) and plain not in ordinary() | listed("never"):
            yield found.span(1)


def _pairs(text: str) -> Iterator[tuple[int, int]]:
    """Two who do something together; knowing one of them is enough."""
    for found in _PAIR.finditer(text):
        plain = [plain_letters(name) for name in found.groups()]
        words = listed("never").union(ordinary(), listed("both"))
        if words.isdisjoint(plain) and any(map(is_listed, plain)):
            yield found.span(1)
            yield found.span(2)


FINDERS: Final = (_joined, _small_full, _speaks, _pairs)
