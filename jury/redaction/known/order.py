"""The highest authority: what the order itself knows about the people in it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from jury.redaction.findings import Known
from jury.redaction.hits import Hit
from jury.redaction.known.accounts import (
    account_needles,
    known_digits,
    number_needles,
    people,
)
from jury.redaction.known.guards import is_meant
from jury.redaction.known.needles import Needle
from jury.redaction.known.people import name_needles, nickname_needles
from jury.redaction.known.places import address_needles
from jury.redaction.numbers.runs import Run
from jury.redaction.writing.normal import Normal

_SHORTEST_PART: Final = 6
_SCATTERED: Final = 8
_WIDEST: Final = 80
_DIGIT = re.compile("[0-9]")
_HIDES: Final = "*×•●○#_?·・■□█▇▓◆◇★☆~"
# Digits on one side or both of what hides the others; circles fold to zeros.
_MASKED = re.compile(
    rf"(?:([0-9](?:[\s\-]?[0-9]){{0,18}})[\s\-]{{0,2}})?"
    # An x that is no letter of a word, as those of "jdx" are.
    rf"(?:(?:[{_HIDES}]|(?<![a-wyz])x)[\s\-]?|0(?=[0○])|[.…](?=[.…])|-(?=--))"
    rf"(?:[{_HIDES}x.…\s\-]){{0,15}}([0-9]{{0,14}})"
)
# Letters of the carrier before a number; no more than four.
_CARRIER = re.compile(r"(?<![a-z])[a-z]{1,4}\Z")
_LETTERED: Final = frozenset({"courier_no", "order_no"})
_TAIL = re.compile(
    r"(?:尾号|尾数|结尾|末[四4]位|后[三四五六3-6]位|最后(?:几位|[三四五六3-6]位|(?=[是为]))|手机|电话|号码"
    r"|last\s(?:four|five|six|[3-6])(?:\sdigits)?"
    r"|end(?:s|ing)(?:\s(?:in|with|digits))?|phone|number|mobile|no\.)"
    r"[\s:：是为为(（]{0,3}(?:is\s|are\s)?([0-9](?:[\s\-]?[0-9]){2,5})(?![0-9])"
    r"|(?<![0-9])([0-9]{3,6})\s?(?:结尾|收尾|尾号|这个尾号|那个(?:手机)?号)"
)


@dataclass(frozen=True)
class Matcher:
    """All that is known of one dispute, ready to be looked for.

    ``places`` finds every place where something known begins; ``by_first`` holds the
    patterns by their first character, so that each place is asked for all of them.
    """

    places: re.Pattern[str] | None
    by_first: Mapping[str, tuple[tuple[re.Pattern[str], Needle], ...]]
    numbers: tuple[tuple[str, str, str], ...]


@lru_cache(maxsize=128)
def matcher_for(known: Known) -> Matcher:
    """Compile what is known; equal knowledge is compiled once."""
    needles = _settled(needle for needle in _needles(known) if needle.pattern)
    by_first: dict[str, list[Needle]] = defaultdict(list)
    for needle in needles:
        by_first[_first(needle.pattern)].append(needle)
    numbers = tuple(sorted(set(known_digits(known)), key=lambda n: (-len(n[0]), n)))
    grouped = (
        f"{re.escape(first)}(?:{'|'.join(_behind(n.pattern) for n in those)})"
        for first, those in by_first.items()
    )
    return Matcher(
        re.compile(f"(?=(?:{'|'.join(grouped)}))") if by_first else None,
        {
            first: tuple((re.compile(n.pattern), n) for n in those)
            for first, those in by_first.items()
        },
        numbers,
    )


def _first(pattern: str) -> str:
    return pattern[1] if pattern[0] == "\\" else pattern[0]


def _behind(pattern: str) -> str:
    return pattern[2 if pattern[0] == "\\" else 1 :]


def find_known(
    text: str, view: Normal, *, runs: Sequence[Run], known: Known
) -> Iterator[Hit]:
    """Every known person, place and number in a text, in any of its variants."""
    matcher = matcher_for(known)
    for place in matcher.places.finditer(view.digits) if matcher.places else ():
        at = place.start()
        for pattern, needle in matcher.by_first[view.digits[at]]:
            found = pattern.match(view.digits, at)
            if found and is_meant(needle.guard, found.span(), text=text, view=view):
                yield Hit(needle.kind, *found.span(), needle.entity, len(found[0]))
    if matcher.numbers:
        yield from _find_parts(view.digits, matcher.numbers)
        yield from find_known_digits(runs, known)
        for reading in {view.text, view.digits}:
            yield from _find_scattered(reading, matcher.numbers)


def _find_scattered(
    text: str, numbers: Sequence[tuple[str, str, str]]
) -> Iterator[Hit]:
    """A known number with words between its parts: "138 at the front, then 1234"."""
    places = [found.start() for found in _DIGIT.finditer(text)]
    digits = "".join(text[place] for place in places)
    for number, kind, entity in numbers if len(places) >= _SCATTERED else ():
        at = digits.find(number) if len(number) >= _SCATTERED else -1
        while at >= 0:
            first, last = places[at], places[at + len(number) - 1]
            if last - first < _WIDEST:
                yield Hit(kind, first, last + 1, entity, 97)
            at = digits.find(number, at + 1)


def _find_parts(text: str, numbers: Sequence[tuple[str, str, str]]) -> Iterator[Hit]:
    """A known number with its middle hidden, or its last digits said to be so."""
    for found in _TAIL.finditer(text):
        group = 1 if found[1] else 2
        said = re.sub(r"[\s\-]", "", found[group])
        for digits, kind, entity in numbers:
            if digits.endswith(said):
                yield Hit(kind, *found.span(group), entity)
                break
    for found in _MASKED.finditer(text):
        head, tail = re.sub(r"[\s\-]", "", found[1] or ""), found[2]
        for digits, kind, entity in numbers if len(head) + len(tail) >= 4 else ():
            if digits.startswith(head) and digits.endswith(tail):
                start, end = found.span()
                letters = _CARRIER.search(text, max(0, start - 4), start)
                start = letters.start() if letters and kind in _LETTERED else start
                yield Hit(kind, start, end, entity)
                break


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
                yield Hit(kind, *run.span(at, at + len(needle)), entity, 99)
                at = run.digits.find(needle, at + 1)
        for first, last in run.groups:
            part = run.digits[first:last]
            if len(part) >= _SHORTEST_PART and part in digits:
                weight = 98 * len(part) // len(digits)
                yield Hit(kind, *run.span(first, last), entity, weight)


def _settled(needles: Iterable[Needle]) -> list[Needle]:
    """One needle a pattern; what fits two people names neither of them."""
    by_pattern: dict[str, Needle] = {}
    for needle in needles:
        other = by_pattern.setdefault(needle.pattern, needle)
        if other.entity != needle.entity:
            shared = f"{needle.kind}:{needle.pattern}"
            by_pattern[needle.pattern] = Needle(
                needle.pattern, needle.kind, shared, needle.guard
            )
    return list(by_pattern.values())


def _needles(known: Known) -> Iterator[Needle]:
    for person, entity in people(known):
        yield from name_needles(person.names, entity)
        yield from nickname_needles(person.nicknames, entity)
        yield from address_needles(person.addresses)
        yield from account_needles(person)
    yield from number_needles(known)
