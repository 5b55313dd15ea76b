"""English addresses by rule: a number and a street, boxes, and what follows a cue.

They are read in the text as it was written: capitals tell a street from a phrase.
"""

import re
from collections.abc import Iterator
from typing import Final

from jury.redaction.hits import Hit
from jury.redaction.places import STREET_WORDS

_UPPER: Final = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽ"
_CAPITALISED: Final = rf"[{_UPPER}0-9][\w'’.\-]*"
_STREET: Final = "|".join(
    f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in STREET_WORDS.split("|")
)
_PLAIN_STREET: Final = "street|avenue|road|boulevard|drive|lane|st|rd|ave|blvd"
_SMALL: Final = (
    "on|the|a|an|to|at|in|of|and|or|who|is|for|by|my|your|this|that|off|down"
)
_ROOM: Final = (
    r"(?:[,\s]{1,3}(?:[Aa]pt|[Aa]partment|[Ss]uite|[Ss]te|[Uu]nit|[Ff]lat|[Ff]loor"
    r"|[Rr]oom|[Rr]m|#)\.?\s?#?[0-9A-Za-z\-]{1,6}\b)"
)
_TOWN: Final = (
    rf"(?:[,\s]{{1,6}}[{_UPPER}][\w .'’\-]{{1,30}}?[,\s]{{1,4}}"
    r"[A-Z]{2}[,\s]{1,3}[0-9]{5}(?:-[0-9]{4})?\b)"
)
_NUMBER: Final = r"(?<![\w.])[0-9]{1,6}[A-Za-z]?(?:[\-/][0-9]{1,5})?"
_PATTERNS: Final = (
    re.compile(
        rf"{_NUMBER},?[ ]+(?:[NSEW]\.?[ ]+)?(?:{_CAPITALISED}[ ]+){{1,4}}?"
        rf"(?:{_STREET})\b\.?(?:[ ][NSEW]{{1,2}}\b)?{_ROOM}?{_TOWN}?"
    ),
    re.compile(
        rf"{_NUMBER}[ ]+(?:(?!(?:{_SMALL})\b)[a-z0-9'.\-]+[ ]+){{1,3}}?"
        rf"(?:{_PLAIN_STREET})\b\.?{_ROOM}?{_TOWN}?"
    ),
    re.compile(
        rf"{_NUMBER}[ ]+(?:{_CAPITALISED}[ ]+){{1,4}}?(?:[0-9]{{1,5}}\.?)?"
        rf"{_ROOM}{_TOWN}?"
    ),
    re.compile(
        r"(?<!\w)(?:[Pp]\.?\s?[Oo]\.?\s?[Bb]ox|PSC|Unit)\s[0-9]{1,7}"
        r"(?:,?\s[Bb]ox\s[0-9]{1,6})?(?:\s(?:APO|DPO|FPO)\s[A-Z]{2}\s[0-9]{5})?"
    ),
    re.compile(r"(?<!\w)[A-Z]{1,2}[0-9][0-9A-Z]?\s[0-9][A-Z]{2}(?!\w)"),
    re.compile(
        r"(?i:zip(?:\scode)?|postcode|postal\scode)[\s:]*(?:is\s)?"
        r"[0-9]{5}(?:-[0-9]{4})?\b"
    ),
)
_CUED = re.compile(
    r"(?:[Aa]ddress(?:\s+is|\s?:)|\b[Ll]ives?\s+at|\b[Ll]iving\s+at"
    r"|\b[Ss]hip(?:ped)?(?:\sit)?\s+to|\b[Dd]eliver(?:ed)?(?:\sit)?\s+to"
    r"|\b[Rr]eturn(?:ed)?\s+(?:it\s)?to)\s*"
    rf"(?=[^?!;\n]{{0,40}}[0-9])(?=[^?!;\n]{{0,40}}[{_UPPER}])"
    r"([^?!;\n.]+(?:\.(?!\s|\Z)[^?!;\n.]*)*)"
)


def find_streets(text: str) -> Iterator[Hit]:
    """English addresses of a text as it was written."""
    for pattern in _PATTERNS:
        for found in pattern.finditer(text):
            yield _hit(text, *found.span())
    for found in _CUED.finditer(text):
        yield _hit(text, found.start(1), found.start(1) + len(found[1].rstrip()))


def _hit(text: str, start: int, end: int) -> Hit:
    value = re.sub(r"[\s,.\-]", "", text[start:end]).casefold()
    return Hit("address", start, end, f"address:{value}", end - start)
