"""Runs of digits, however they are grouped: "138 1234 5678", "1三8😊1二34.5678".

A run is a list of groups of touching digits with small gaps between them. Detectors
look at windows of neighbouring groups, so that a date beside a phone number does not
hide it. Dates, clock times and prices are cut out of a text before runs are sought.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from jury.redaction.normal import Normal

# What people put between digits: blanks, punctuation, emoji, a few joining words.
_EMOJI = "\u2190-\u21ff\u2300-\u2bff\U0001f000-\U0001faff"
_NOISE = (
    rf"[\s.\-‐–—―−_*·•・⋅~,，、/\\|+()（）\[\]【】{{}}<>《》:;'\"“”‘’=#&^%$@!?。…"
    rf"{_EMOJI}]"
)
_JOINERS = (
    "再?然后|接下来|紧接着?|接着|跟着|随后|之后|后面|后边|最后|中间|前面|开头|结尾|再来|再加|加上"
    "|还有|以及|下划线|横杠|斜杠|空格|逗号|一杠|[再加接后点杠横和是]|and then"
    "|followed by"
    "|then|and|next|dash|dot|space|plus"
)
GAP: Final = rf"(?:{_NOISE}{{1,4}}|{_NOISE}{{0,2}}(?:(?:{_JOINERS}){_NOISE}?){{1,3}})"

_RUN = re.compile(rf"[0-9](?:{GAP}?[0-9]){{3,}}")
_GROUP = re.compile(r"[0-9]+")

_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])"
_MONTH = r"(?:1[0-2]|0?[1-9])"
_YEAR = r"(?:19|20)[0-9]{2}"
_NOT_INSIDE = r"(?<![0-9])(?<![0-9][-./:])"
_NOT_BEFORE = r"(?![0-9])(?![-./:][0-9])"
_FULL_DATE = rf"{_YEAR}[-./]{_MONTH}[-./]{_DAY}"
_CALENDAR = re.compile(
    rf"{_NOT_INSIDE}(?:{_FULL_DATE}\s?[-~–—]{{1,2}}\s?{_FULL_DATE}|"
    rf"{_YEAR}\s?[-./年]\s?{_MONTH}(?:\s?[-./月]\s?{_DAY}\s?[日号]?)?"
    rf"|{_DAY}[-./]{_MONTH}[-./](?:{_YEAR}|[0-9]{{2}})"
    rf"|{_MONTH}[-./]{_DAY}[-./](?:{_YEAR}|[0-9]{{2}})"
    rf"|{_MONTH}月{_DAY}[日号]?"
    rf"|(?:19|20)[0-4][0-9](?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
    rf"|(?:[01]?[0-9]|2[0-4]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]{{1,6}})?)?"
    rf"){_NOT_BEFORE}"
)
_AMOUNT = r"(?:[0-9]{1,8}|[0-9]{1,3}(?:,[0-9]{3}){1,2})(?:\.[0-9]{1,2})?"
_ALONE_BEFORE = r"(?<![0-9.,])(?<![0-9][\s\-·*_])"
_ALONE_AFTER = r"(?![\s\-.·*_,]?[0-9])"
_PRICE = re.compile(
    rf"[¥$€£]\s?{_AMOUNT}{_ALONE_AFTER}"
    rf"|{_ALONE_BEFORE}{_AMOUNT}\s?(?:[日美欧韩港]?元|块|圆|万|刀|镑|港币|rmb|cny|usd|eur|gbp|hkd|dollars?|yuan|%|折)"
)


@dataclass(frozen=True)
class Run:
    """Digits with the place of each in the folded text.

    ``groups`` holds (first, past-last) indexes into ``digits`` of touching digits;
    ``places`` the (start, end) of each digit in the folded text.
    """

    digits: str
    places: tuple[tuple[int, int], ...]
    groups: tuple[tuple[int, int], ...]

    @cached_property
    def sizes(self) -> tuple[int, ...]:
        """How many digits each group has."""
        return tuple(end - start for start, end in self.groups)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The folded span from digit ``first`` to before digit ``last``."""
        return self.places[first][0], self.places[last - 1][1]


@dataclass(frozen=True)
class Window:
    """Some neighbouring groups of a run, read as one number."""

    run: Run
    first: int
    last: int

    @property
    def value(self) -> str:
        """The digits of the window, with nothing between them."""
        return self.run.digits[self.run.groups[self.first][0] : self._end]

    @property
    def shape(self) -> tuple[int, ...]:
        """How long each group is: (3, 4, 4) for "138 1234 5678"."""
        return self.run.sizes[self.first : self.last]

    @property
    def span(self) -> tuple[int, int]:
        """Where the window lies in the folded text."""
        return self.run.span(self.run.groups[self.first][0], self._end)

    @property
    def _end(self) -> int:
        return self.run.groups[self.last - 1][1]


def windows(run: Run, shortest: int, longest: int) -> Iterator[Window]:
    """Windows of whole groups with so many digits, longest first at each start."""
    count = len(run.groups)
    for first, (begun, _) in enumerate(run.groups):
        last = first
        while last < count and run.groups[last][1] - begun <= longest:
            last += 1
        for end in range(last, first, -1):
            if run.groups[end - 1][1] - begun < shortest:
                break
            yield Window(run, first, end)


def find_runs(view: Normal) -> list[Run]:
    """Runs of at least four digits, plain ones and those with Chinese numerals."""
    readings = [cut(view.text)]
    folded = cut(view.digits)
    if folded != readings[0]:
        readings.append(folded)
    return [_run_of(text, match) for text in readings for match in _RUN.finditer(text)]


def cut(text: str) -> str:
    """Put a break where a date, a time or a price stands; length stays the same."""
    for pattern in (_CALENDAR, _PRICE):
        text = pattern.sub(lambda found: "\0" * len(found[0]), text)
    return text


def _run_of(text: str, match: re.Match[str]) -> Run:
    digits: list[str] = []
    places: list[tuple[int, int]] = []
    groups: list[tuple[int, int]] = []
    for group in _GROUP.finditer(text, match.start(), match.end()):
        groups.append((len(places), len(places) + len(group[0])))
        digits.append(group[0])
        places.extend((at, at + 1) for at in range(group.start(), group.end()))
    return Run("".join(digits), tuple(places), tuple(groups))
