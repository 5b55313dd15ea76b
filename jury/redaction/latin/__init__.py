"""Names in Latin letters: which words are given names, surnames, ordinary words.

``first``, ``last``, ``words`` and the ``dictionary`` are made by
``scripts/pack_latin_names.py`` from Faker (MIT), SCOWL (see NOTICE for both) and the
counts of the US census (public domain). Kept by hand are
given names of the rest of the ``world``, ``ordinary`` words, what is ``both`` a name
and a word, what is ``never`` a name (brands, countries, forms of address), ``places``
that are names too, surnames in ``pinyin``, words of ``trade`` that Chinese chats keep
in English, given names so ``common`` that a small letter does not hide them,
``brands`` and ``goods`` (see ``goods.py``). ``things`` and ``uses`` are more words for
goods, those that are verbs too apart: ``scripts/pack_things.py`` makes them of WordNet.
"""

import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Final

LETTER: Final = "A-Za-zÀ-ÖØ-öø-žḀ-ỿ"
_HERE: Final = Path(__file__).parent
_NO_MARKS: Final = str.maketrans(
    {"ø": "o", "đ": "d", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
    | dict.fromkeys("'’`-", "")
)


def plain_letters(word: str) -> str:
    """The word in small letters without marks, hyphens and apostrophes."""
    if word.isascii():
        return word.lower().translate(_NO_MARKS)
    parts = unicodedata.normalize("NFKD", word.casefold().translate(_NO_MARKS))
    return "".join(part for part in parts if not unicodedata.combining(part))


@lru_cache(maxsize=32)
def listed(name: str) -> frozenset[str]:
    """The words of one list."""
    return frozenset((_HERE / f"{name}.txt").read_text(encoding="utf-8").split())


@lru_cache(maxsize=1)
def ordinary() -> frozenset[str]:
    """Everyday words that are no names too."""
    words = listed("dictionary") - listed("common")
    return (listed("words") | listed("ordinary") | words) - both()


@lru_cache(maxsize=1)
def both() -> frozenset[str]:
    """Names that are words of English as well, so that only a cue tells which."""
    words = listed("dictionary") - listed("common") - listed("words")
    return listed("both") | (words - listed("ordinary")) & (given() | listed("last"))


@lru_cache(maxsize=1)
def given() -> frozenset[str]:
    """Given names of all the world."""
    return listed("first") | listed("world")


def is_given(plain: str) -> bool:
    """Whether a word is known for a given name, and for nothing else."""
    return plain in given() and plain not in ordinary() and plain not in listed("never")


def is_listed(plain: str) -> bool:
    """Whether a word is known for a name."""
    return plain in given() or plain in listed("last")
