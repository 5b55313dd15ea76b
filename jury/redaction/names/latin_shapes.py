"""Names in Latin letters that their shape tells: two small words, a speaker, a pair.

Each wants a list to know at least one of the words; ``english.py`` finds the others.
"""

import re
from collections.abc import Iterator
from typing import Final

from jury.redaction.latin import (
    LETTER,
    both,
    is_given,
    is_listed,
    listed,
    ordinary,
    plain_letters,
)
from jury.redaction.latin.goods import is_brand, is_goods, is_spoken_to

# A given name and a surname without capitals, with or without an initial between them.
_SMALL_FULL: Final = re.compile(
    rf"(?<![{LETTER}0-9_@#./'’])(?=([a-zà-öø-ž]{{2,}})(?: [a-z]\.?)?[ ]"
    rf"([a-zà-öø-ž]{{4,}})(?![{LETTER}0-9_@]|\.[a-z]))"
)
# One given name without a capital: only those that are no word of English too.
_SMALL_ONE: Final = re.compile(
    rf"(?<![{LETTER}0-9_@#./'’\-])([a-z]{{3,}})(?:(?=['’]s?(?![{LETTER}]))"
    rf"|(?![{LETTER}0-9_@'’\-]|\.[a-z]))"
)
_COUNTED: Final = re.compile(r" [0-9]")
# Names that are verbs before other verbs: "cheers, will pay".
_MODAL: Final = frozenset(("will", "may", "mark", "chase", "grant", "sue", "drew"))
_GOES_ON: Final = re.compile(r" (?!about|if|to|for|from|on|at|said|says|told|was)[a-z]")
_CLAUSE: Final = re.compile(
    r"(?:\A|[.,!?;\n]\s?|\b(?:lol|idk|and|but|so|omg|btw|ok|yes|no|that|my \w+)\s)\Z"
)
_SPOKE: Final = re.compile(r" (?:says|said|told|asked|picked|dropped|wants)\b")
# What singers put before a name: "Lil Wayne", and in small letters a known name.
_STAGE: Final = re.compile(
    rf"(?<![{LETTER}])[Ll]il['’]? ([{LETTER}]{{3,}}(?: [A-Z][{LETTER}]+)?)"
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
        if is_given(given) and not _is_said(surname):
            yield found.span()


def _is_said(plain: str) -> bool:
    return plain in ordinary() or plain in listed("never")


def _small_full(text: str) -> Iterator[tuple[int, int]]:
    """Both names in small letters, and both known for names only."""
    for found in _SMALL_FULL.finditer(text):
        given, surname = plain_letters(found[1]), plain_letters(found[2])
        known = is_given(given) and surname in listed("last")
        known = known and surname not in ordinary()
        known |= given in listed("pinyin") and is_given(surname)
        span = found.start(1), found.end(2)
        known = known and both().isdisjoint((given, surname))
        known = known and surname not in listed("goods")
        if known and not is_goods(text, span, (given, surname)):
            yield span


def _small_one(text: str) -> Iterator[tuple[int, int]]:
    """A given name in small letters that is common, and no word, brand or thing."""
    before = ("", 0)
    for found in _SMALL_ONE.finditer(text):
        word, (last, end) = found[1], before
        before = (word, found.end(1))
        if word not in listed("common") or _COUNTED.match(text, found.end(1)):
            continue
        told = word not in both() or _is_told_of(text, *found.span(1))
        if not told or (word in _MODAL and _GOES_ON.match(text, found.end(1))):
            continue
        owns = 2 if text.startswith(("'s ", "’s "), found.end(1)) else 0
        behind = _SMALL_ONE.match(text, found.end(1) + 1 + owns)
        near = [(last, word)] if end == found.start() - 1 else []
        near += [(word, behind[1])] if behind else []
        if any(map(is_brand, near)) or is_goods(text, found.span(1), (word,)):
            continue
        yield found.span(1)


def _is_word(plain: str) -> bool:
    """Whether it is a word that nobody, or hardly anybody, is called by."""
    if plain in listed("common"):
        return False
    return plain in listed("never") or plain in ordinary() or plain in both()


def _is_told_of(text: str, start: int, end: int) -> bool:
    """Whether somebody is asked or speaks who is called by an ordinary word."""
    if is_spoken_to(text, start):
        return True
    begins = _CLAUSE.search(text, max(0, start - 8), start)
    return bool(begins and _SPOKE.match(text, end))


def _speaks(text: str) -> Iterator[tuple[int, int]]:
    """A known name alone before a colon, where a line begins."""
    for found in _SPEAKS.finditer(text):
        plain = plain_letters(found[1])
        if is_listed(plain) and not _is_said(plain):
            yield found.span(1)


def _stage(text: str) -> Iterator[tuple[int, int]]:
    for found in _STAGE.finditer(text):
        if found[1][0].isupper() or is_given(plain_letters(found[1])):
            yield found.span()


def _pairs(text: str) -> Iterator[tuple[int, int]]:
    """Two who do something together; knowing one of them is enough."""
    for found in _PAIR.finditer(text):
        plain = [plain_letters(name) for name in found.groups()]
        if not any(map(_is_word, plain)) and any(map(is_listed, plain)):
            yield found.span(1)
            yield found.span(2)


FINDERS: Final = (_joined, _small_full, _small_one, _stage, _speaks, _pairs)
