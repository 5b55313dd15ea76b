"""How long a file takes to read, and what a juror has still to do before voting."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from jury.domain.law.fields import within

# Han (with its extensions), kana and hangul are read sign by sign.
_CJK = re.compile(
    "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
    "\U00020000-\U0003ffff]"
)
_WORD = re.compile(r"\w+(?:['’.,:/@-]\w+)*")


@dataclass(frozen=True, slots=True)
class Attention:
    """The figures of the reading time; frozen into a dispute with its policy."""

    base_seconds: int = within(0, 600, default=20)
    most_seconds: int = within(0, 3600, default=180)
    characters_a_second: int = within(1, 100, default=12)
    words_a_second: int = within(1, 100, default=4)
    exhibit_seconds: int = within(0, 600, default=3)


ATTENTION = Attention()


@dataclass(frozen=True, slots=True)
class Missing:
    """What stands between a juror and the ballot."""

    undelivered: tuple[str, ...]
    unopened: tuple[str, ...]
    seconds_left: int

    @property
    def is_nothing(self) -> bool:
        """Tell whether the ballot may be cast."""
        return not (self.undelivered or self.unopened or self.seconds_left)


def text_load(text: str) -> tuple[int, int]:
    """Count what is read sign by sign, and the words beside it."""
    signs = len(_CJK.findall(text))
    return signs, len(_WORD.findall(_CJK.sub(" ", text)))


def reading_seconds(
    *, characters: int, words: int, exhibits: int, figures: Attention = ATTENTION
) -> int:
    """Give the least time that a file must be open before its ballot counts.

    min(180, 20 + 1 a 12 characters or 4 words + 3 an exhibit), part seconds dropped.
    """
    text_parts = (
        characters * figures.words_a_second + words * figures.characters_a_second
    )
    text_seconds = text_parts // (figures.characters_a_second * figures.words_a_second)
    wanted = figures.base_seconds + text_seconds + exhibits * figures.exhibit_seconds
    return min(figures.most_seconds, wanted)


def seconds_for(
    texts: Iterable[str], *, exhibits: int, figures: Attention = ATTENTION
) -> int:
    """The same for these texts and so many exhibits."""
    loads = [text_load(one) for one in texts]
    return reading_seconds(
        characters=sum(signs for signs, _words in loads),
        words=sum(words for _signs, words in loads),
        exhibits=exhibits,
        figures=figures,
    )


def missing(
    *,
    exhibits: Mapping[str, datetime | None],
    opened: Collection[str],
    read_since: datetime | None,
    seconds: int,
    now: datetime,
) -> Missing:
    """Say what a juror has still to do.

    `exhibits` are the released ones, each with the time it was delivered to this juror
    (None: not yet); `read_since` is when the file was first shown (None: never).
    """
    undelivered = tuple(code for code, at in exhibits.items() if at is None)
    unopened = tuple(
        code for code, at in exhibits.items() if at is not None and code not in opened
    )
    if read_since is None:
        return Missing(undelivered, unopened, seconds)
    left = read_since + timedelta(seconds=seconds) - now
    return Missing(undelivered, unopened, max(0, -(-left // timedelta(seconds=1))))


def has_time_to_read(*, now: datetime, closes_at: datetime, seconds: int) -> bool:
    """Tell whether a summons may still be sent or accepted.

    It needs twice the reading time before the poll's close.
    """
    return closes_at - now >= timedelta(seconds=2 * seconds)
