"""One folded view of a text, and the way back to the offsets of the original.

People write digits as ``１３８``, ``①③⑧``, ``❶❸❽``, ``1️⃣3️⃣8️⃣`` or ``壹叁捌``, and hide
invisible characters inside it. Detectors read the folded view only; every offset that
they report goes back through the map kept here.
"""

import re
import sys
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from jury.redaction.numbers.dates import cut
from jury.redaction.writing.scripts import DRAWN, HANZI_DIGITS, LATIN_ALIKES
from jury.redaction.writing.traditional import TO_SIMPLIFIED

# Categories that carry no reading of their own: controls that show nothing, marks.
_SILENT = frozenset({"Cf", "Mn", "Me", "Cc"})
_BREAKS = "\t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85"
_DIGITS = re.compile("[0-9]")
_NUMERALS = re.compile(f"[{''.join(map(chr, HANZI_DIGITS))}]")
_MOST_REMEMBERED = 65536
# Stands for a character that folds to none or to several; no text means anything by it.
_ODD = "\ufdd0"
_ODD_PLACE = re.compile(_ODD)
_ALIKE = "".join(map(chr, LATIN_ALIKES))
_ALIKES = re.compile("[\u03b1-\u0501\u051b-\u051d]")
_OF_TWO_SCRIPTS = re.compile(f"[a-z][{_ALIKE}]|[{_ALIKE}][a-z]")
_WORD = re.compile(f"[a-z0-9_{_ALIKE}]+")
_FILLERS = "\u115f\u1160\u3164\uffa0\u2800"


class Normal:
    """A folded text; character i stands for ``starts[i]:ends[i]`` of the original.

    ``digits`` is the same text, position by position, with Chinese numerals as 0-9;
    ``digit_count`` says how many digits that holds.
    """

    __slots__ = (
        "_bare",
        "_bare_digits",
        "digit_count",
        "digits",
        "ends",
        "starts",
        "text",
    )

    def __init__(self, text: str, starts: Sequence[int], ends: Sequence[int]) -> None:
        self.text = text
        self.starts = starts
        self.ends = ends
        self.digits = text
        # To look for each is many times faster than to look each character up.
        for numeral in () if text.isascii() else set(_NUMERALS.findall(text)):
            digit = chr(HANZI_DIGITS[ord(numeral)])
            self.digits = self.digits.replace(numeral, digit)
        self.digit_count = len(_DIGITS.findall(self.digits))
        self._bare: str | None = None
        self._bare_digits: str | None = None

    @property
    def bare(self) -> str:
        """The text with a break where a date, a time or a price stands."""
        if self._bare is None:
            self._bare = cut(self.text)
        return self._bare

    @property
    def bare_digits(self) -> str:
        """The same with Chinese numerals as digits."""
        if self._bare_digits is None:
            same = self.digits == self.text
            self._bare_digits = self.bare if same else cut(self.digits)
        return self._bare_digits

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the original for the half-open span start:end of this view."""
        return self.starts[start], self.ends[end - 1]


def normalise(text: str) -> Normal:
    """Fold width, case, digit forms, marks and variants; keep where each came from."""
    if text.isascii() and text.isprintable():
        folded = text.lower()
    else:
        folded = text.translate(_FOLDS)
        if _ODD in folded:
            return _in_pieces(text, folded)
        folded = _in_one_script(folded)
    return Normal(folded, range(len(text)), range(1, len(text) + 1))


def _in_one_script(folded: str) -> str:
    """Words in our letters with look-alikes of others among them, in ours alone."""
    if not (_ALIKES.search(folded) and _OF_TWO_SCRIPTS.search(folded)):
        return folded
    return _WORD.sub(
        lambda word: (
            word[0].translate(LATIN_ALIKES)
            if _OF_TWO_SCRIPTS.search(word[0])
            else word[0]
        ),
        folded,
    )


class _Folds(dict[int, str]):
    """What each character met before folds to, and _ODD where it is not one."""

    def __missing__(self, code: int) -> str:
        folded = _fold(chr(code))
        if len(folded) != 1 or _fold(folded) != folded:
            folded = _ODD
        if len(self) < _MOST_REMEMBERED:
            self[code] = folded
        return folded


_FOLDS = _Folds()


def _in_pieces(text: str, plain: str) -> Normal:
    """The view of a text in which some characters fold to none, or to several."""
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for odd in _ODD_PLACE.finditer(plain):
        position = odd.start()
        out.append(plain[at:position])
        starts.extend(range(at, position))
        ends.extend(range(at + 1, position + 1))
        folded = _fold(text[position])
        at = position + 1
        out.append(folded)
        starts.extend([position] * len(folded))
        ends.extend([at] * len(folded))
        # What shows nothing belongs to the character before it, so that a
        # keycap or a hidden joiner goes with the digit it decorates.
        if not folded and ends:
            ends[-1] = at
    out.append(plain[at:])
    starts.extend(range(at, len(text)))
    ends.extend(range(at + 1, len(text) + 1))
    return Normal(_in_one_script("".join(out)), starts, ends)


def as_written(text: str) -> Normal:
    """The view that folds nothing, for what only capitals tell."""
    return Normal(text, range(len(text)), range(1, len(text) + 1))


def fold(text: str) -> str:
    """The folded text alone, for building what is looked for."""
    return normalise(text).text


def fold_digits(text: str) -> str:
    """The folded text with Chinese numerals as 0-9, for building needles."""
    return normalise(text).digits


@lru_cache(maxsize=65536)
def _fold(character: str) -> str:
    if character in _BREAKS:
        return "\n" if character in "\n\r" else " "
    if character in DRAWN:
        return DRAWN[character]
    if character in _FILLERS or unicodedata.category(character) in _SILENT:
        return ""
    number = _number_form(character)
    if number is not None:
        return number
    parts = unicodedata.normalize("NFKD", character)
    kept = "".join(c for c in parts if unicodedata.category(c) not in _SILENT)
    folded = kept.casefold() or character
    return sys.intern(folded.translate(TO_SIMPLIFIED))


def _number_form(character: str) -> str | None:
    """Digits of any script, circled, bracketed, superscript: the plain digits."""
    if unicodedata.category(character) not in {"Nd", "No", "Nl", "So"}:
        return None
    value = unicodedata.numeric(character, -1.0)
    if value < 0 or value != int(value) or value > 99:
        return None
    return str(int(value))
