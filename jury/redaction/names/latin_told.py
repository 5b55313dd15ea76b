"""Names in Latin letters that a cue, a row or a Chinese form of address tells."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from jury.redaction.latin import (
    both,
    given,
    is_given,
    is_listed,
    listed,
    ordinary,
    plain_letters,
)
from jury.redaction.latin.goods import is_brand, is_goods

_CAPITAL: Final = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž]")
_TOKEN: Final = re.compile(r"[A-Za-zÀ-ÖØ-öø-žḀ-ỿ]+(?:['’\-][A-Za-zÀ-ÖØ-öø-žḀ-ỿ]+)*")
# Shorter words that no list knows are slang.
STRANGE: Final = 6
# So short a word is a name where many are called by it, or where a cue tells.
SHORT: Final = 3
_MANY: Final = re.compile(r"(?:[A-Za-z]{2,}(?: ?, and | ?, | and ))+[A-Za-z]{2,}")
_SMALL: Final = re.compile(
    r"(?i:\b(?:names?(?:'s| is|:| of)?|i'm|i am|this is|attn:?|ask for|ask|contact"
    r"|driver|courier|manager|technician|who(?:'s| is)|recipient:?|belongs to"
    r"|signed by|left with|spoke (?:to|with)|paid|met|was|for|to|mr|mrs|ms|dr|from|by"
    r"|with|dear|hi|hello|hey|thanks,?|regards,?|cheers,?|friend|mate|wife|husband"
    r"|partner|flatmate|roommate|housemate|niece|nephew|uncle|aunt|landlord|tenant|cc"
    r"|ring|neighbou?r|colleague|brother|sister|son|daughter|cousin|boss|tell|told"
    r"|asked|is))\.?\s{1,6}([a-z]+(?:\s(?:[a-z]\.?\s)?[a-z][a-z'’\-]*)?)(?![\w'’])",
)
_MIXED: Final = re.compile(
    r"(?<![A-Za-z0-9])([A-Za-z]{2,12}(?: [A-Za-z]{2,12})?)\s?"
    r"(?:姐|哥|老师|师傅|小姐|先生|女士|经理|同学|总(?![是共算之店部体价数量会得长结]))"
)


def _small(text: str) -> Iterator[tuple[int, int]]:
    """Names without a capital, after what announces one."""
    for found in _SMALL.finditer(text):
        words = found[1].split()
        full = len(words) > 1 and _ends_name(words[-1])
        hardly = words[0] in both() and not full
        short = len(words[0]) <= SHORT and words[0] not in listed("common")
        named = words[0] in given() and words[0] not in ordinary()
        if named and not short and not hardly and not is_brand(words):
            end = found.end(1) if full else found.start(1) + len(words[0])
            yield found.start(1), end


def _ends_name(plain: str) -> bool:
    """Whether a small word behind a given name is a surname: known, or no word."""
    said = map(listed, ("trade", "never", "goods"))
    if plain in ordinary() or any(plain in words for words in said):
        return False
    return plain in listed("last") or (plain not in both() and len(plain) > STRANGE)


def _in_a_row(text: str) -> Iterator[tuple[int, int]]:
    """Names between commas."""
    for found in _MANY.finditer(text):
        words = _TOKEN.findall(found[0].replace(" and ", " "))
        branded = any(is_brand([plain_letters(word)]) for word in words)
        if (
            not branded
            and _are_names(words)
            and not is_goods(text, found.span(), words)
        ):
            yield found.span()


def _mixed(text: str) -> Iterator[tuple[int, int]]:
    """A Latin name with a Chinese form of address."""
    for found in _MIXED.finditer(text):
        if plain_letters(found[1]) not in listed("never"):
            yield found.span()


def _are_names(words: Sequence[str]) -> bool:
    """Words in a row, most of them known; of small ones only given names count."""
    plain = [plain_letters(word) for word in words]
    if len(words) == 2 and not all(
        is_listed(word) and word not in both() for word in plain
    ):
        return False
    if not (listed("never").isdisjoint(plain) and ordinary().isdisjoint(plain)):
        return False
    if all(map(_CAPITAL.match, words)):
        return 2 * sum(map(is_listed, plain)) >= len(words)
    return 4 * sum(map(is_given, plain)) >= 3 * len(words)


TOLD: Final = (_small, _in_a_row, _mixed)
