"""The highest authority: what the order itself knows about the people in it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from jury.redaction.findings import Known, KnownPerson
from jury.redaction.hits import Hit
from jury.redaction.known_people import name_needles, nickname_needles
from jury.redaction.known_places import address_needles
from jury.redaction.needles import Needle, bounded, literal, size
from jury.redaction.normal import Normal, fold, fold_digits
from jury.redaction.phones import national_number
from jury.redaction.runs import Run

_SHORTEST_PART: Final = 6
_MASKS: Final = r"[\s\-]*[*x×•●○#.…]{2,10}[\s\-]*"
_TAIL = re.compile(
    r"(?:尾号|尾数|末四位|后四位|后4位|末4位|最后四位|last\s(?:four|4)(?:\sdigits)?|ending\s(?:in|with)"
    r"|ends\s(?:in|with))[\s:：是为(（]{0,3}([0-9]{4})(?![0-9])"
)


@dataclass(frozen=True)
class Matcher:
    """All that is known of one dispute, ready to be looked for."""

    pattern: re.Pattern[str] | None
    needles: tuple[Needle, ...]
    numbers: tuple[tuple[str, str, str], ...]
    tails: dict[str, tuple[str, str]]


@lru_cache(maxsize=128)
def matcher_for(known: Known) -> Matcher:
    """Compile what is known; equal knowledge is compiled once."""
    needles = _settled(needle for needle in _needles(known) if needle.pattern)
    needles.sort(key=lambda needle: -len(needle.pattern))
    alternatives = [f"(?P<n{i}>{n.pattern})" for i, n in enumerate(needles)]
    numbers = tuple(sorted(set(_numbers(known)), key=lambda n: (-len(n[0]), n)))
    tails = {digits[-4:]: (kind, entity) for digits, kind, entity in numbers}
    return Matcher(
        re.compile("|".join(alternatives)) if alternatives else None,
        tuple(needles),
        numbers,
        tails,
    )


def find_known(
    text: str, view: Normal, *, runs: Sequence[Run], known: Known
) -> Iterator[Hit]:
    """Every known person, place and number in a text, in any of its variants."""
    matcher = matcher_for(known)
    for found in _overlapping(matcher.pattern, view.digits):
        needle = matcher.needles[int(str(found.lastgroup)[1:])]
        at = view.starts[found.start()]
        if not needle.capital or _is_capital_inside(text, at):
            yield Hit(needle.kind, *found.span(), needle.entity, len(found[0]))
    for found in _TAIL.finditer(view.digits) if matcher.tails else ():
        if found[1] in matcher.tails:
            kind, entity = matcher.tails[found[1]]
            yield Hit(kind, *found.span(1), entity)
    yield from find_known_digits(runs, known)


def _overlapping(pattern: re.Pattern[str] | None, text: str) -> Iterator[re.Match[str]]:
    """Every place where something known begins, inside another match too."""
    found = pattern.search(text) if pattern else None
    while pattern and found:
        yield found
        found = pattern.search(text, found.start() + 1)


def find_known_digits(runs: Sequence[Run], known: Known) -> Iterator[Hit]:
    """Known phones, accounts and numbers in runs of digits."""
    numbers = matcher_for(known).numbers
    for run in runs if numbers else ():
        yield from _find_digits(run, numbers)


def _find_digits(run: Run, numbers: Iterable[tuple[str, str, str]]) -> Iterator[Hit]:
    """Known numbers in a run, forwards and backwards, and long parts of them."""
    for digits, kind, entity in numbers:
        for needle in {digits, digits[::-1]}:
            at = run.digits.find(needle)
            while at >= 0:
                yield Hit(kind, *run.span(at, at + len(needle)), entity, len(needle))
                at = run.digits.find(needle, at + 1)
        for first, last in run.groups:
            part = run.digits[first:last]
            if len(part) >= _SHORTEST_PART and part in digits:
                yield Hit(kind, *run.span(first, last), entity, len(part))


def _is_capital_inside(text: str, at: int) -> bool:
    """Upper case, and not merely the start of a sentence."""
    if not text[at].isupper():
        return False
    before = text[:at].rstrip()
    return bool(before) and before[-1] not in ".!?。！？\n:："


def _settled(needles: Iterable[Needle]) -> list[Needle]:
    """One needle a pattern; what fits two people names neither of them."""
    by_pattern: dict[str, Needle] = {}
    for needle in needles:
        other = by_pattern.setdefault(needle.pattern, needle)
        if other.entity != needle.entity:
            shared = f"{needle.kind}:{needle.pattern}"
            by_pattern[needle.pattern] = Needle(
                needle.pattern, needle.kind, shared, needle.capital
            )
    return list(by_pattern.values())


def _people(known: Known) -> Iterator[tuple[KnownPerson, str]]:
    yield known.buyer, "buyer"
    yield known.seller, "seller"
    for number, courier in enumerate(known.couriers, 1):
        yield courier, f"courier:{number}"


def _needles(known: Known) -> Iterator[Needle]:
    for person, entity in _people(known):
        yield from name_needles(person.names, entity)
        yield from nickname_needles(person.nicknames, entity)
        yield from address_needles(person.addresses)
        yield from _account_needles(person)
        for phone in map(national_number, person.phones):
            if len(phone) >= 8:
                masked = phone[:3] + _MASKS + phone[-4:]
                ends = [phone[0], phone[-1]]
                yield Needle(bounded(masked, ends), "phone", f"phone:{phone}")
    for number, kind, entity in _given_numbers(known):
        if not fold_digits(number).isdigit() and size(number) >= 4:
            yield Needle(literal(number, r"[\s\-]?"), kind, entity)


def _account_needles(person: KnownPerson) -> Iterator[Needle]:
    for email in person.emails:
        entity = f"email:{fold(email).strip()}"
        yield Needle(literal(email, r"\s?"), "email", entity)
        local = email.split("@", 1)[0]
        if size(local) >= 5:
            yield Needle(literal(local), "email", entity)
    for handle in person.handles:
        written = handle.strip().lstrip("@")
        entity = f"handle:{fold(written)}"
        if not fold_digits(written).isdigit() and size(written) >= 2:
            gap = r"\s?" if size(written) >= 5 else ""
            yield Needle(literal(written, gap), "handle", entity)


def _numbers(known: Known) -> Iterator[tuple[str, str, str]]:
    """(digits, kind, entity) of everything known that is digits only."""
    for person, side in _people(known):
        for phone in map(national_number, person.phones):
            yield from _as_digits(phone, "phone", f"phone:{phone}")
        for nickname in person.nicknames:
            yield from _as_digits(nickname, "name", side)
        for handle in person.handles:
            yield from _as_digits(handle, "handle", f"handle:{fold(handle)}")
    for number, kind, entity in _given_numbers(known):
        yield from _as_digits(number, kind, entity)


def _as_digits(value: str, kind: str, entity: str) -> Iterator[tuple[str, str, str]]:
    digits = fold_digits(value).strip()
    if len(digits) >= 5 and digits.isdecimal() and digits.isascii():
        yield digits, kind, entity


def _given_numbers(known: Known) -> Iterator[tuple[str, str, str]]:
    """(number, kind, entity) of the order's numbers; where one came from names it."""
    parcels = {_bare(number) for number in known.parcels}
    for number in (*known.parcels, *known.numbers):
        value = _bare(number)
        # Carriers' letters come first in a parcel number, digits in an order number.
        is_parcel = value in parcels or re.match(r"[a-z]{2,4}[0-9]{8,}", value)
        kind = "courier_no" if is_parcel else "order_no"
        yield number, kind, f"{kind}:{value}"


def _bare(number: str) -> str:
    return "".join(c for c in fold(number) if c.isalnum())
