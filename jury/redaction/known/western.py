"""How a known name in Latin letters turns up: either order, titled, starred."""

import re
from collections.abc import Iterator
from typing import Final

from jury.redaction.known.needles import Guard, Needle, words
from jury.redaction.writing.normal import fold

# Given names that are everyday English words count only where a person can stand.
ORDINARY: Final = re.compile(
    "(?:will|mark|may|grace|rose|bill|frank|art|june|april|august|joy|hope|faith|"
    "dawn|rich|price|long|young|white|black|brown|green|king|ray|guy|pat|drew|"
    "chase|grant|jack|page|summer|autumn|case|dean|lance|miles|rusty|sandy|sunny|"
    "angel|amber|ruby|pearl|ivy|lily|violet|daisy|holly|robin|jay|gene|dale|glen|"
    "cliff|heath|lane|park|hill|wood|stone|banks|brook|rivers|fields|west|north|"
    "day|knight|bishop|pope|cook|baker|mason|hunter|fisher|taylor|parker|walker|"
    "carter|porter|spencer|gray|gold|silver|love|best|good|small|little|short|"
    "strong|wise|moody|sharp|swift|stark|bond|cash|reed|rush|ford|dodge|bush|"
    "bean|rice|olive|berry|apple|star|skye|chance|major|sue|rob|nick|don|al|ed|"
    "max|an|so|he|she|you|yu|lee|lin|song|sun|tan|wan|pan|han|man|can|gun|dong|"
    "hang|ping|tong|win|sing)\\Z"
)
_TITLES: Final = (
    "mr|mrs|ms|miss|mx|dr|prof|sir|madam|uncle|aunt|auntie|brother|sister|captain"
)
# With the letter of a given name before it, a surname so long is no other word.
_TOLD: Final = 5
_STAR: Final = r"[*×●#]"


def western_needles(name: str, entity: str) -> Iterator[Needle]:
    """Everything that a name in Latin letters may look like."""
    parts = [p for p in re.split(r"[\s.,]+", fold(name)) if p]
    yield Needle(words(name), "name", entity)
    if len(parts) > 1:
        for pattern in _joined(parts):
            yield Needle(pattern, "name", entity)
        for part in parts:
            if len(part) > 2 or (len(part) == 2 and not part.isascii()):
                guard: Guard = "capital" if ORDINARY.match(part) else ""
                yield Needle(words(part), "name", entity, guard)
    for part in parts:
        if len(part) > 2:
            yield Needle(masked(part), "name", entity)
        if len(part) > 3:
            parted = r"[\s.\-_*·]{1,2}".join(map(re.escape, part))
            yield Needle(
                _opens(part[0]) + parted[len(re.escape(part[0])) :] + "(?![a-z0-9])",
                "name",
                entity,
            )


def masked(value: str) -> str:
    """First and last character with stars between, as platforms show names."""
    first, last = re.escape(value[0]), re.escape(value[-1])
    head = rf"{first}(?<![a-z0-9]{first})" if value[0].isascii() else first
    tail = "(?![a-z0-9])" if value[-1].isascii() else ""
    return rf"{head}[*×x●]{{2,12}}{last}{tail}"


def _joined(parts: list[str]) -> Iterator[str]:
    first, last = parts[0], parts[-1]
    yield words(" ".join([last, *parts[:-1]]))
    yield words(f"{first} {last}")
    yield words(f"{last} {first}")
    one, other = re.escape(first[0]), re.escape(last[0])
    gap = r"[\s._\-]{1,3}"
    yield rf"{words(first)}{gap}{other}(?![a-z])\.?"
    yield rf"{words(last)},?{gap}{one}(?![a-z])\.?"
    yield rf"{_opens(first[0])}(?:{gap}|\.?){words(last, '')}"
    if len(last) >= _TOLD:
        yield rf"{_opens(first[0])}{re.escape(last)}(?![a-z])"
    yield rf"{_opens(last[0])}\.\s?{words(first, '')}"
    yield rf"{_opens(first[0])}\.\s?(?:[a-z]\.\s?)?{other}\.?(?![a-z])"
    yield rf"{_opens(first[0])}{_STAR}{{1,8}}\s{{0,2}}{other}{_STAR}{{1,12}}"
    yield rf"{words(first)}\s{other}{_STAR}{{1,12}}"
    yield rf"{_opens(first[0])}{_STAR}{{1,12}}\s{words(last, '')}"
    for title in _TITLES.split("|"):
        either = f"(?:{words(last)}|{words(first)})"
        yield rf"{_opens(title[0])}{title[1:]}[\s.]{{1,2}}{either}"
    if len(parts) > 2:
        yield _initials(parts)


def _opens(letter: str) -> str:
    head = re.escape(letter)
    return rf"{head}(?<![a-z0-9]{head})"


def _initials(parts: list[str]) -> str:
    letters = [re.escape(part[0]) for part in parts]
    return (
        _opens(parts[0][0]) + "".join(rf"\.?\s?{c}" for c in letters[1:]) + "(?![a-z])"
    )
