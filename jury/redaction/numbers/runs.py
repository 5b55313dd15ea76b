"""Runs of digits, however they are grouped: "138 1234 5678", "1三8😊1二34.5678".

A run is a list of groups of touching digits with small gaps between them. Detectors
look at windows of neighbouring groups, so that a date beside a phone number does not
hide it. Dates, clock times and prices are cut out of a text before (``dates.py``).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from jury.redaction.writing.normal import Normal

# What people put between digits: blanks, punctuation, emoji, a few joining words.
_EMOJI = "\u2190-\u21ff\u2300-\u2bff\U0001f000-\U0001faff"
_NOISE = (
    rf"[\s.\-‐–—―−_*·•・⋅~,，、/\\|+()（）\[\]【】{{}}<>《》:;'\"“”‘’=#&^%$@!?。…×÷"
    rf"{_EMOJI}]"
)
_JOINERS = (
    "再?然后|接下来|末尾|尾巴|收尾|当中|剩下|紧接着?|接着|跟着|随后|之后|后面|后边|最后|中间|前面|开头|结尾|再来|再加|加上"
    "|还有|以及|下划线|横杠|斜杠|空格|逗号|一杠|[再加接后点杠横和是]|and then"
    "|followed by"
    "|then|and|next|dash|dot|space|plus"
)
# Chinese characters and English words that such a joining word is made of.
JOINING: Final = frozenset(re.findall("[一-鿿]", _JOINERS))
JOINING_WORDS: Final = frozenset(re.findall("[a-z]+", _JOINERS))
_TAGS: Final = "(?:</?[a-z]{1,6}>){1,4}"
GAP: Final = (
    rf"(?:{_NOISE}{{1,4}}|{_TAGS}|{_NOISE}{{0,2}}(?:(?:{_JOINERS}){_NOISE}?){{1,3}})"
)

_RUN = re.compile(rf"[0-9](?:{GAP}?[0-9]){{3,}}")
_GROUP = re.compile(r"[0-9]+")


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
    if len(run.digits) < shortest:
        return
    for first in range(len(run.groups)):
        yield from windows_from(run, first, (shortest, longest))


def windows_from(run: Run, first: int, sizes: tuple[int, int]) -> Iterator[Window]:
    """The same from one group on; sizes are the fewest digits and the most."""
    shortest, longest = sizes
    groups = run.groups
    begun = groups[first][0]
    last, count = first, len(groups)
    while last < count and groups[last][1] - begun <= longest:
        last += 1
    for end in range(last, first, -1):
        if groups[end - 1][1] - begun < shortest:
            return
        yield Window(run, first, end)


def find_runs(view: Normal) -> list[Run]:
    """Runs of at least four digits, plain ones and those with Chinese numerals."""
    if view.digit_count < 4:
        return []
    readings = [view.bare]
    if view.bare_digits != view.bare:
        readings.append(view.bare_digits)
    return [_run_of(text, match) for text in readings for match in _RUN.finditer(text)]


def _run_of(text: str, match: re.Match[str]) -> Run:
    digits: list[str] = []
    places: list[tuple[int, int]] = []
    groups: list[tuple[int, int]] = []
    for group in _GROUP.finditer(text, match.start(), match.end()):
        groups.append((len(places), len(places) + len(group[0])))
        digits.append(group[0])
        places.extend((at, at + 1) for at in range(group.start(), group.end()))
    return Run("".join(digits), tuple(places), tuple(groups))
