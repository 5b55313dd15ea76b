"""Names in Latin letters: capitals and lists propose, cues and neighbours decide.

A run of capitalised words is cut at ordinary words; what is left is a name when a word
of it is known for one, or when something announces it ("Mr", "thanks to", "said").
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from jury.redaction.hits import Hit
from jury.redaction.latin import (
    both,
    is_given,
    is_listed,
    listed,
    ordinary,
    plain_letters,
)
from jury.redaction.latin.goods import (
    follows_somebody,
    is_goods,
    is_nobody,
    is_said_of_people,
)
from jury.redaction.names.latin_shapes import FINDERS
from jury.redaction.names.latin_told import SHORT, STRANGE, TOLD
from jury.redaction.names.latin_words import (
    BEFORE,
    FOREIGN,
    NOT_PEOPLE,
    NUMBERED,
    SAYS,
    SURELY,
)

_LETTER: Final = "A-Za-zÀ-ÖØ-öø-žḀ-ỿ"
_WORD: Final = rf"[{_LETTER}]+(?:['’\-][{_LETTER}]+)*"
_CAPITAL: Final = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž]")
_RUN: Final = re.compile(
    rf"(?<![{_LETTER}0-9_@#./])(?=[A-ZÀ-ÖØ-ÞĀ-Ž]){_WORD}"
    rf"(?:(?:(?:(?<=\b[A-Z])|(?<=\bSt)|(?<=\bDr))\.)?[ ](?:(?:van|von|der|den|de|del"
    rf"|della|da|di|dos|la|le|bin|ibn|al|el|ter|ten|af|zu)[ ]){{0,2}}"
    rf"(?=[A-ZÀ-ÖØ-ÞĀ-Ž]){_WORD}){{0,5}}(?![{_LETTER}0-9_@]|\.[a-z])"
)
_ANY: Final = re.compile(f"[{_LETTER}]{{2}}")
_TOKEN: Final = re.compile(_WORD)
_BEFORE: Final = re.compile(rf"(?:{BEFORE})[\s:,]{{0,8}}\Z", re.IGNORECASE)
_SURELY: Final = re.compile(rf"(?:{SURELY})[\s:,]{{0,8}}\Z", re.IGNORECASE)
_DEGREE: Final = re.compile(
    r",? (?:MD|DDS|DVM|PhD|Ph\.D\.?|Jr\b\.?|Sr\b\.?|II|III|IV)(?!\w)"
)
_LIVES: Final = re.compile(
    r""" (?:lives (?:at|in|on)|is from|was born|said|says|told|asked|began|spent"""
    r"""|shouted|explained|had given|gave|wrote)\b|:\s?["“]|, can I\b"""
)
_FOREIGN: Final = re.compile(rf"(?:{FOREIGN})\Z")
_IN_SENTENCE: Final = re.compile(r"[\w,;:)'’\"]\s\Z")
# A word in small letters that is no article, nor what goods stand behind.
_AMID: Final = re.compile(
    r"(?<![A-Za-z])(?!(?:an?|the|my|your|this|these|in|at|of|new|old|size|some"
    r"|any)\s)[a-z]{2,}\s\Z"
)
_AMID_ANY: Final = re.compile(r"[a-z,] \Z")
_FOLLOWING: Final = re.compile(r" ([a-z]{5,})(?![\w'’])")
_ADDRESSED: Final = re.compile(r"\s*\n\W{0,3}(?:\d|P\.? ?O\.? ?Box)")
_LINE_BEGINS: Final = re.compile(r"(?:\A|\n)\W{0,3}\Z")
_TITLED: Final = re.compile(
    r"(?<![A-Za-z])(?:Mx|(?i:Mr|Mrs|Ms|Miss|Dr|Prof|Madam|Sir))\.?\s\Z"
)
_SAYS: Final = re.compile(rf"(?:['’]s\b|,?\s(?:{SAYS})\b)", re.IGNORECASE)
_SIGNED: Final = re.compile(r"\s*(?:\d|\Z)")
_SYLLABLE: Final = (
    "(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ong|iao|ian|ing"
    "|uai|uan|ai|ei|ao|ou|an|en|er|ia|ie|iu|in|ua|uo|ui|un|ue|a|o|e|i|u)"
)
_PINYIN: Final = re.compile(rf"(?:{_SYLLABLE}){{1,2}}")


@dataclass(frozen=True)
class _Word:
    start: int
    end: int
    written: str

    @property
    def plain(self) -> str:
        return plain_letters(self.written)


def find_english_names(text: str) -> Iterator[Hit]:
    """English names in a text as it was written: capitals tell a name."""
    if not _ANY.search(text):
        return
    for find in _FINDERS:
        for start, end in find(text):
            name = f"name:{text[start:end].casefold()}"
            yield Hit("name", start, end, name, 50)


def _capitals(text: str) -> Iterator[tuple[int, int]]:
    """What begins with capitals, with the title before it and the degree after it."""
    for run in _RUN.finditer(text):
        for words in _stretches(text, run):
            if _is_name(text, words):
                title = _TITLED.search(text, 0, words[0].start)
                degree = _DEGREE.match(text, words[-1].end) or _surname(text, words)
                yield (
                    title.start() if title else words[0].start,
                    degree.end() if degree else words[-1].end,
                )


def _surname(text: str, words: Sequence[_Word]) -> re.Match[str] | None:
    """The surname in small letters behind a given name: "Donald trump"."""
    following = _FOLLOWING.match(text, words[-1].end)
    if not following or len(words) > 1 or not is_given(words[0].plain):
        return None
    known = following[1] in listed("last") and following[1] not in ordinary()
    is_word = following[1] in listed("both") or following[1] in listed("goods")
    return following if known and not is_word else None


def _stretches(text: str, run: re.Match[str]) -> Iterator[list[_Word]]:
    """The parts of a run between ordinary words; brands and places are no part."""
    words: list[_Word] = []
    for token in _TOKEN.finditer(text, *run.span()):
        word = _Word(token.start(), token.end(), re.sub("['’]s$", "", token[0]))
        word = _Word(word.start, word.start + len(word.written), word.written)
        if _ends_stretch(word, words):
            if words:
                yield words
            words = []
        elif _CAPITAL.match(word.written) or words:
            words.append(word)
    if words:
        yield words


def _ends_stretch(word: _Word, before: Sequence[_Word]) -> bool:
    plain = word.plain
    if len(plain) == 1:
        return plain == "i"
    if plain in listed("never"):
        return True
    if plain in both():
        return False
    if plain in ordinary():
        surname = plain in listed("last") or plain not in _said()
        return not (
            before and before[-1].plain in listed("common") and surname
        ) and not (before and is_given(before[0].plain) and plain in listed("last"))
    return False


@lru_cache(maxsize=1)
def _said() -> frozenset[str]:
    """What is said every day: of the rest of the dictionary some are surnames."""
    return listed("words") | listed("ordinary") | listed("goods")


def _is_name(text: str, words: Sequence[_Word]) -> bool:
    plain = [word.plain for word in words]
    if NOT_PEOPLE.search(" ".join(plain)):
        return False
    if _TITLED.search(text, 0, words[0].start):
        return not is_nobody(plain)
    span = words[0].start, words[-1].end
    return not is_goods(text, span, plain) and _reads_as_name(text, words)


def _reads_as_name(text: str, words: Sequence[_Word]) -> bool:
    """Whether lists and neighbours make a name of words that are no goods."""
    full = [word for word in words if len(word.plain) > 1]
    if _is_shouted_first(full):
        return True
    unlisted = [word for word in full if not is_listed(word.plain)]
    if not 0 < len(full) < 6 or any(map(_is_shouted, unlisted)):
        return False
    several = len(words) > 1 and (_is_full(words) or _is_addressed(text, words))
    if several or (len(full) < 4 and _is_foreign(text, full)):
        return True
    return len(full) == 1 and _is_single(text, words, full[0].plain)


def _is_full(words: Sequence[_Word]) -> bool:
    """A given name and what follows, a surname after an initial, or Pinyin."""
    plain = [word.plain for word in words]
    if plain[0] in listed("pinyin") and all(map(_PINYIN.fullmatch, plain[1:])):
        return True
    if plain[-1] in listed("pinyin") and _PINYIN.fullmatch(plain[0]):
        return True
    if any(is_given(word) for word in plain if len(word) > 1):
        return True
    known = sum(word in listed("last") or len(word) == 1 for word in plain)
    surname = _is_surname(plain[-1])
    if len(plain) == 2 and len(plain[0]) == 1 and not surname:
        return len(plain[1]) > STRANGE and not _is_shouted(words[1])
    return surname and (known > 1 or min(len(word) for word in plain) > 3)


def _is_surname(plain: str) -> bool:
    """Whether a word is known for a surname, and for nothing else."""
    known = plain in listed("last") and plain not in listed("places")
    return known and plain not in both()


def _is_shouted_first(words: Sequence[_Word]) -> bool:
    """ "HUO Rui": a surname in capitals, as papers have it, and a name in Pinyin."""
    return (
        len(words) == 2
        and _is_shouted(words[0])
        and words[0].plain in listed("pinyin")
        and not _is_shouted(words[1])
        and bool(_PINYIN.fullmatch(words[1].plain))
    )


def _is_addressed(text: str, words: Sequence[_Word]) -> bool:
    """A line of its own over one that begins with a number."""
    begins = _LINE_BEGINS.search(text, 0, words[0].start)
    return bool(begins and _ADDRESSED.match(text, words[-1].end))


def _is_foreign(text: str, words: Sequence[_Word]) -> bool:
    """No word of English: after a sure cue, or spelt as surnames of a country are."""
    if any(word.plain in both() or _is_shouted(word) for word in words):
        return False
    start = words[0].start
    if _SURELY.search(text, max(0, start - 24), start):
        return True
    if _LIVES.match(text, words[-1].end):
        return True
    if any(not word.written.isascii() and len(word.plain) > 3 for word in words):
        return True
    spelt = any(_FOREIGN.search(word.plain) for word in words)
    return spelt and bool(len(words) > 1 or _IN_SENTENCE.search(text, 0, start))


def _is_shouted(word: _Word) -> bool:
    return len(word.written) > 1 and word.written.isupper()


def _is_single(text: str, words: Sequence[_Word], plain: str) -> bool:
    """One word alone: a given name, or any name that something announces."""
    start, end = words[0].start, words[-1].end
    if NUMBERED.match(text, end):
        return False
    cue = _SURELY if plain in listed("places") else _BEFORE
    announced = bool(cue.search(text, max(0, start - 24), start))
    told = bool(_SAYS.match(text, end)) or follows_somebody(text, end)
    wordlike = plain in both() or plain in listed("places")
    if wordlike or plain in listed("common"):
        announced = announced or is_said_of_people(text, (start, end), [plain])
    if wordlike or _is_shouted(words[0]) or len(plain) < 3:
        return (announced or told) and is_listed(plain)
    short = len(plain) <= SHORT and plain not in listed("common")
    if is_given(plain) and (not short or _AMID_ANY.search(text, 0, start)):
        return True
    if _is_surname_in_talk(text, start, plain):
        return True
    return announced and (is_listed(plain) or not text[:start].strip())


def _is_surname_in_talk(text: str, start: int, plain: str) -> bool:
    """A surname alone with a capital where the sentence asks for none."""
    known = plain in listed("last") and plain not in ordinary() and len(plain) > 4
    return known and bool(_AMID.search(text, max(0, start - 12), start))


_FINDERS: Final = (_capitals, *TOLD, *FINDERS)
