"""Needles: what the order knows, written as patterns over the folded text.

Every pattern begins with a plain character, so that a text is asked for few of them;
word boundaries are therefore checked behind the first character.
"""

import re
from dataclasses import dataclass
from typing import Final, Literal

from jury.redaction.writing.normal import fold, fold_digits

SPREAD: Final = (
    r"[\s.·•*_\-+~、/|()\[\]【】「」\u2600-\u27bf\U0001f300-\U0001faff]{0,2}"
)
Guard = Literal["", "capital", "person", "called"]
# So long and with a digit in it, no ordinary word or number holds it by chance.
_SPEAKS_FOR_ITSELF: Final = 7
_HANZI = re.compile(r"[㐀-鿿]+\Z")


@dataclass(frozen=True)
class Needle:
    """One pattern, and what it is when it is found.

    ``guard`` asks more of the place, where a name is an ordinary word too: a capital
    letter, or neighbours that only a person has.
    """

    pattern: str
    kind: str
    entity: str
    guard: Guard = ""


def is_hanzi(text: str) -> bool:
    """Whether a folded text is Chinese characters only."""
    return bool(_HANZI.match(text))


def literal(text: str, between: str = "") -> str:
    """A pattern for a folded text; blanks match any blanks or none."""
    characters = [c for c in fold_digits(text) if not c.isspace()]
    return bounded(between.join(map(re.escape, characters)), characters)


def words(text: str, gap: str = r"[\s.,'_\-]{0,3}") -> str:
    """A pattern for a phrase whose words may be joined or parted otherwise."""
    parts = [re.escape(p) for p in re.split(r"[\s.,'_\-]+", fold_digits(text)) if p]
    return bounded(gap.join(parts), list("".join(parts)))


def as_word(pattern: str) -> str:
    """A pattern that opens with a plain letter, kept out of longer words."""
    return rf"{pattern[0]}(?<![a-z0-9]{pattern[0]}){pattern[1:]}(?![a-z])"


def bounded(pattern: str, characters: list[str]) -> str:
    """Keep letters and digits from matching inside a longer word or number."""
    if not characters:
        return ""
    if len(characters) >= _SPEAKS_FOR_ITSELF and not "".join(characters).isalpha():
        return pattern
    first, last = characters[0], characters[-1]
    head = re.escape(first)
    if pattern.startswith(head) and _is_word(first):
        kind = "[0-9]" if first.isdigit() else "[a-z0-9_]"
        pattern = f"{head}(?<!{kind}{head}){pattern[len(head) :]}"
    if _is_word(last):
        pattern += "(?![0-9])" if last.isdigit() else "(?![a-z0-9_])"
    return pattern


def size(text: str) -> int:
    """How many characters of a known value can be looked for."""
    return len([c for c in fold(text) if c.isalnum()])


def _is_word(character: str) -> bool:
    return character.isascii() and character.isalnum()
