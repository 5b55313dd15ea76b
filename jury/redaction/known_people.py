"""How a known name turns up: in full, by surname and title, masked, as a nickname."""

import re
from collections.abc import Iterator
from typing import Final

from jury.redaction.needles import SPREAD, Needle, is_hanzi, literal, size, words
from jury.redaction.normal import fold, fold_digits
from jury.redaction.surnames import COMPOUND, EVERYDAY, SURNAMES, TITLES

_MASK: Final = r"[*某×xo○\u25cf]"
_SURNAME_CLASS: Final = "".join(sorted(SURNAMES - EVERYDAY))
_CALLED_AFTER: Final = f"(?:{TITLES})"
# Given names that are everyday English words count only with a capital letter.
_ORDINARY = re.compile(
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


def name_needles(names: tuple[str, ...], entity: str) -> Iterator[Needle]:
    """Everything that a person's real names may look like."""
    for name in names:
        folded = "".join(fold(name).split())
        if is_hanzi(folded):
            yield from _chinese(folded, entity)
        elif size(name) >= 2:
            yield from _western(name, entity)


def nickname_needles(nicknames: tuple[str, ...], entity: str) -> Iterator[Needle]:
    """A screen name: whole, masked by the platform, or called out with @."""
    for nickname in nicknames:
        folded = "".join(fold_digits(nickname).split())
        if not folded:
            continue
        if len(folded) == 1 or (folded.isdigit() and len(folded) < 5):
            yield Needle("@" + literal(folded), "name", entity)
            continue
        yield Needle(literal(folded, r"\s?"), "name", entity)
        first, last = re.escape(folded[0]), re.escape(folded[-1])
        if len(folded) > 2:
            yield Needle(rf"{first}[*]{{2,6}}{last}", "name", entity)


def _chinese(name: str, entity: str) -> Iterator[Needle]:
    if len(name) < 2:
        return
    cut = 2 if name[:2] in COMPOUND and len(name) > 2 else 1
    if len(name) > 4:
        cut = 0  # a transliterated or minority name: no Chinese surname to cut off
    surname, given = fold_digits(name[:cut]), fold_digits(name[cut:])
    yield Needle(literal(name, SPREAD), "name", entity)
    if not surname:
        return
    yield Needle(rf"{surname}{_CALLED_AFTER}", "name", entity)
    yield Needle(rf"{surname}(?:某{{1,2}}|[*×]{{1,2}}){given[-1]}?", "name", entity)
    for prefix in "小老阿":
        yield Needle(f"{prefix}{surname}(?![一-鿿]?{surname})", "name", entity)
    yield from _given(given, entity)


def _given(given: str, entity: str) -> Iterator[Needle]:
    if len(given) > 1:
        yield Needle(literal(given, r"[\s*]?"), "name", entity)
    last = given[-1]
    for prefix in "小阿":
        alone = f"(?<![{_SURNAME_CLASS}]{prefix})"  # "王小明" is somebody else
        yield Needle(prefix + alone + last, "name", entity)
    yield Needle(rf"{last}(?:哥|姐|总|{last})", "name", entity)


def _western(name: str, entity: str) -> Iterator[Needle]:
    parts = [p for p in re.split(r"[\s.,]+", fold(name)) if p]
    yield Needle(words(name), "name", entity)
    if len(parts) > 1:
        yield Needle(words(" ".join([parts[-1], *parts[:-1]])), "name", entity)
        yield Needle(words(f"{parts[0]} {parts[-1]}"), "name", entity)
        yield Needle(rf"{words(parts[0])}\s{re.escape(parts[-1][0])}\.", "name", entity)
    for part in parts if len(parts) > 1 else []:
        if len(part) > 2 or (len(part) == 2 and not part.isascii()):
            yield Needle(words(part), "name", entity, bool(_ORDINARY.match(part)))
