"""How a row of beats may be read, and how much its form speaks for a number in code.

A row may have a word too many at its end, bring one sign along with every digit
("√1 √9", "老一老四"), or take two characters for each ("面条 豆浆"). What counts is
what comes back: of eleven digits some do, of eleven words in a title none.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

FEWEST: Final = 8
FEWEST_HAN: Final = 10
MOBILE: Final = 11
_MOST: Final = 40
_FEWEST_DIFFERENT: Final = 4
_FEWEST_BACK: Final = 2
_MOST_DIFFERENT: Final = 10
_MOST_AMONG_STROKES: Final = 2
_MOST_TOO_MANY: Final = 3
# Two of five, where each digit brings it along.
_MARKED: Final = 0.4
_WORDS_BACK: Final = re.compile(r"(...).*\1|(.)\2\2")
_PARTS: Final = re.compile(r"[\s,，、]")
_SHORT: Final = frozenset({"word", "digits"})


@dataclass(frozen=True)
class Beat:
    """One sign of a row: what it is equal to, what it is, and where it stands."""

    key: str
    sort: str
    start: int
    end: int


def find_code(
    text: str, row: Sequence[Beat], needed: int, *, told: bool
) -> Sequence[Beat]:
    """The first way to read a row as a number for which so much speaks; else none.

    ``needed`` is nothing to five; ``told`` says that a word of contact stands near.
    """
    for way in _ways(text, row) if len(row) <= 2 * _MOST else ():
        for counted in (way, _unmarked(way)):
            if (
                FEWEST <= len(way) <= _MOST
                and _is_code(counted)
                and _like(text, way, counted, told=told) >= needed
            ):
                return way
    return ()


def _ways(text: str, row: Sequence[Beat]) -> Iterator[Sequence[Beat]]:
    meant: Sequence[Beat] = [beat for beat in row if beat.sort != "strokes"]
    meant = _of_one_sort(meant if len(meant) > _MOST_AMONG_STROKES else row)
    yield meant
    even = _evenly_parted(text, meant)
    yield even
    # Chinese has no words to be one too many of.
    if MOBILE < len(even) <= MOBILE + _MOST_TOO_MANY and even[0].sort != "han":
        yield from (even[:MOBILE], even[-MOBILE:])
    chunks = _chunked(text, meant)
    if len(chunks) < len(meant):
        yield chunks


def _of_one_sort(row: Sequence[Beat]) -> Sequence[Beat]:
    """Without what stands at the ends and is of another sort than most.

    Unless it comes back inside: the code has a sign of that sort.
    """
    sort, _ = Counter(beat.sort for beat in row).most_common(1)[0]
    times = Counter(beat.key for beat in row)
    kept = [
        at
        for at, beat in enumerate(row)
        if beat.sort in {sort, "digits"}
        or (len(beat.key) == 1 and beat.sort in _SHORT)
        or (beat.sort == "sign" and times[beat.key] > 1)
    ]
    return row[kept[0] : kept[-1] + 1]


def _evenly_parted(text: str, row: Sequence[Beat]) -> Sequence[Beat]:
    """The longest part in which the same stands between any two."""
    best: Sequence[Beat] = ()
    begun = 0
    for at in range(1, len(row) + 1):
        if at == len(row) or (
            at - begun > 1
            and text[row[at - 1].end : row[at].start]
            != text[row[begun].end : row[begun + 1].start]
        ):
            best = max(best, row[begun:at], key=len)
            begun = at - 1
    return best


def _chunked(text: str, row: Sequence[Beat]) -> Sequence[Beat]:
    """What neither blank nor comma parts as one beat: "面条 豆浆", "2/2 16/2"."""
    chunks: list[Beat] = []
    for beat in row:
        last = chunks[-1] if chunks else None
        if last and not _PARTS.search(text, last.end, beat.start):
            whole = text[last.start : beat.end]
            chunks[-1] = Beat(whole, "words", last.start, beat.end)
        else:
            chunks.append(beat)
    return chunks


def _unmarked(row: Sequence[Beat]) -> Sequence[Beat]:
    """Without the one sign that goes with every digit."""
    if len(row) < MOBILE:
        return row
    key, times = Counter(beat.key for beat in row).most_common(1)[0]
    return [beat for beat in row if beat.key != key or times < _MARKED * len(row)]


def _is_code(row: Sequence[Beat]) -> bool:
    different = len({beat.key for beat in row})
    back = len(row) - different
    lone = sum(beat.sort == "digits" and len(beat.key) == 1 for beat in row)
    if lone >= FEWEST and 2 * lone >= len(row):
        return True
    if 2 * sum(beat.sort == "han" for beat in row) > len(row):
        few = back >= _FEWEST_BACK if len(row) == MOBILE else 4 * back >= len(row)
        laughs = different < _FEWEST_DIFFERENT
        return len(row) >= FEWEST_HAN and few and not laughs
    return (
        different >= _FEWEST_DIFFERENT
        and back >= _FEWEST_BACK
        and (different <= _MOST_DIFFERENT or back >= different)
    )


def _like(
    text: str, way: Sequence[Beat], counted: Sequence[Beat], *, told: bool
) -> int:
    """How much the form speaks for a number: nothing for hearts in twos and threes."""
    mark = "".join({beat.key for beat in way} - {beat.key for beat in counted})
    sorts = {
        "one" if len(beat.key) == 1 and beat.sort in _SHORT else beat.sort
        for beat in counted
    }
    doubled = sum(one.key == other.key for one, other in pairwise(counted))
    if not told and sorts == {"sign"} and 3 * doubled >= len(counted):
        return 0
    gaps = (text[one.end : other.start] for one, other in pairwise(counted))
    # A mark that one digit does without parts no two of them.
    even = len({gap.strip(mark) for gap in gaps}) == 1
    if not told and (sorts == {"strokes"} or ("han" in sorts and _is_worded(counted))):
        return 0
    mobile = even and len(counted) == MOBILE
    return 2 * (sorts == {"sign"}) + (len(sorts) == 1) + even + mobile


def _is_worded(row: Sequence[Beat]) -> bool:
    """Chinese in which words come back or somebody laughs, and not single signs."""
    keys = "".join(beat.key for beat in row)
    return len(row) != MOBILE or bool(_WORDS_BACK.search(keys))
