"""How a known address turns up: whole, from the road on, an estate, a door."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from jury.redaction.known.needles import Needle, bounded
from jury.redaction.places.words import (
    ESTATE_ENDS,
    PROVINCES,
    ROAD_ENDS,
    STREET_WORDS,
    UNIT_WORDS,
)
from jury.redaction.writing.normal import fold, fold_digits

_LOOSE: Final = r"[\s,，.\-_/]{0,2}"
_ABOVE = re.compile(
    rf"(?:中国)?(?:(?:{PROVINCES})(?:省|市|自治区|壮族自治区|回族自治区|维吾尔自治区|特别行政区)?)?"
    r"(?:[一-鿿]{2,7}?(?:市|自治州|地区|盟))?"
)
_DISTRICT = re.compile(r"(?:[一-鿿]{1,7}?(?:新区|开发区|[区县旗市]))(?=.{4})")
_NAMED = re.compile(
    rf"[一-鿿]{{1,8}}?(?:街道|{ROAD_ENDS}|{ESTATE_ENDS}|[镇乡村])|[一-鿿]{{3,}}"
)
_DOOR = re.compile(rf"([0-9a-z]{{1,5}})\s?(?:{UNIT_WORDS}|[\-#])?")
_DOOR_RUN = re.compile(rf"[0-9a-z\-]+\s?(?:{UNIT_WORDS})?")
_LONGEST_NAME: Final = 16
_UNITS: Final = rf"(?:{UNIT_WORDS}|[\-#])"
_DOOR_TAIL: Final = (
    rf"(?:{_LOOSE}[0-9a-z*×●]{{1,5}}{_UNITS}){{0,4}}"
    r"(?:\s?[0-9]{2,5}(?![0-9.元块年月日])[室房户号]?)?"
)
_STAIRCASE: Final = r"(?:[0-9]{1,2}\s?单元|[0-9]{1,2}-)"
# What a number with one of these units gives away by itself, and how it may be said.
_ALONE: Final = {
    "栋|幢|号楼|座|#": "栋|幢|号楼|座",
    "单元": "单元",
    "室|房|户|号房|房间": "室|房|户|号房|房间",
    "层": "层",
}
_SAME_STREET: Final = {
    word: group
    for group in (
        "street|st",
        "avenue|ave",
        "road|rd",
        "boulevard|blvd",
        "lane|ln",
        "drive|dr",
        "court|ct",
        "place|pl",
        "square|sq",
        "highway|hwy",
        "parkway|pkwy",
        "terrace|ter",
        "circle|cir",
        "apartment|apt",
        "suite|ste",
        "floor|fl",
        "north|n",
        "south|s",
        "east|e",
        "west|w",
    )
    for word in group.split("|")
}


_DOORS_LISTED = "apt apartment suite ste unit flat room rm box floor"
_DOORS: Final = frozenset(_DOORS_LISTED.split())


# A postcode, or a number of a flat.
_TELLS = re.compile(r"(?=.*[0-9]).{5,}|[0-9]{1,4}[a-z]|[a-z][0-9]{1,4}")


def address_needles(addresses: tuple[str, ...]) -> Iterator[Needle]:
    """Everything that gives a known address away, down to its door."""
    for address in addresses:
        folded = fold(address)
        entity = "address:" + re.sub(r"[\s,，.\-]", "", folded)
        pieces = _chinese(folded) if re.search("[一-鿿]", folded) else _western(folded)
        for pattern in pieces:
            yield Needle(pattern, "address", entity)


def _chinese(address: str) -> Iterator[str]:
    plain = re.sub(r"[\s,，.]", "", address)
    above = _ABOVE.match(plain)
    rest = plain[above.end() :] if above else plain
    district = _DISTRICT.match(rest)
    core = rest[district.end() :] if district else rest
    for whole in map(fold_digits, (plain, rest, core)):
        if len(whole) >= 4:
            yield bounded(_LOOSE.join(map(re.escape, whole)), list(whole))
    if district and len(district[0]) >= 3:
        yield re.escape(fold_digits(district[0]))
    for chunk in _DOOR_RUN.split(core):
        names = {found[0] for found in _NAMED.finditer(chunk)} | {chunk}
        for named in sorted(names, key=len, reverse=True):
            if 3 <= len(named) <= _LONGEST_NAME:
                yield _LOOSE.join(map(re.escape, fold_digits(named))) + _DOOR_TAIL
    yield from _doors(fold_digits(core))


def _doors(core: str) -> Iterator[str]:
    """The numbers at the end: "8幢801室" also as "8-801", "8栋 801", and each alone."""
    numbers = [found[1] for found in _DOOR.finditer(core)]
    for before, last in pairwise(numbers):
        if len(last) < 2:
            continue
        for spelled in _said(before):
            pattern = rf"{spelled}\s?{_UNITS}{{1,2}}\s?{_STAIRCASE}?\s?{last}"
            yield bounded(pattern, [before[0], last[-1]]) + r"(?:号房|室|房|户|号)?"
    if len(numbers) > 2:
        triple = r"\s?[\-–—/#.]\s?".join(numbers[-3:])
        yield bounded(triple, [triple[0], triple[-1]])
    yield from _doors_alone(core)
    if numbers and len(numbers[-1]) >= 3:
        door = numbers[-1]
        yield bounded(door, list(door)) + r"\s?(?:室|房|户|号房)"


def _doors_alone(core: str) -> Iterator[str]:
    """One number with its unit: "8号楼", "801室"."""
    for found in _DOOR.finditer(core):
        door, unit = found[1], found[0][len(found[1]) :].strip()
        for words, alone in _ALONE.items():
            if unit in words.split("|"):
                for spelled in _said(door):
                    yield bounded(spelled, list(door)) + rf"\s?(?:{alone})"
        if unit == "号" and len(door) > 2:
            yield bounded(door, list(door)) + r"\s?号(?![码段])"


def _said(number: str) -> list[str]:
    """The number as it stands, and with the Chinese word for ten in it."""
    if not (number.isdigit() and len(number) == 2 and number[0] != "0"):
        return [number]
    tens = "" if number[0] == "1" else number[0]
    return [number, f"{tens}十{number[1].replace('0', '')}"]


def _western(address: str) -> Iterator[str]:
    parts = [p for p in re.split(r"[\s,.#]+", address) if p]
    if len(parts) > 1 or len(address) >= 8:
        yield _phrase(parts)
    ends = [i for i, p in enumerate(parts) if re.fullmatch(STREET_WORDS, p)]
    for end in ends[:1]:
        yield _phrase(parts[: end + 1])
        if end >= 2 or (end == 1 and not parts[0][0].isdigit()):
            yield _phrase(parts[1 if parts[0][0].isdigit() else 0 : end + 1])
    if len(parts) > 2 and parts[0][0].isdigit() and not parts[1].isdigit():
        yield _phrase(parts[:2])
    yield from (_phrase([part]) for part in parts[1:] if _TELLS.fullmatch(part))
    for marker, door in pairwise(parts):
        if marker in _DOORS:
            yield _phrase([marker, door])


def _phrase(parts: list[str]) -> str:
    spelled = [
        f"(?:{_SAME_STREET[p]})" if p in _SAME_STREET and i else re.escape(p)
        for i, p in enumerate(parts)
    ]
    return bounded(r"[\s,.#]{1,4}".join(spelled), list("".join(parts)))
