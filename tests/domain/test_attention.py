"""The reading time, and what is missing before a ballot counts."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jury.domain.attention import (
    Attention,
    Missing,
    has_time_to_read,
    missing,
    reading_seconds,
    text_load,
)
from tests.domain.builders import NOW


@pytest.mark.parametrize(
    ("text", "load"),
    [
        ("", (0, 0)),
        ("手机屏幕有暗病。", (7, 0)),
        ("The screen doesn't light up.", (0, 5)),
        ("iPhone 13 充不进电, battery 79%", (4, 4)),
        ("キーボードが壊れた", (9, 0)),
        ("화면이 깨졌어요", (7, 0)),
        ("…!? —", (0, 0)),
        ("𠮷野家", (3, 0)),
    ],
)
def test_signs_and_words_are_counted_apart(text: str, load: tuple[int, int]) -> None:
    assert text_load(text) == load


@pytest.mark.parametrize(
    ("characters", "words", "exhibits", "seconds"),
    [
        (0, 0, 0, 20),
        (12, 0, 0, 21),
        (11, 0, 0, 20),
        (0, 4, 0, 21),
        (6, 2, 0, 21),
        (0, 0, 3, 29),
        (600, 40, 5, 95),
        (1200, 0, 20, 180),
        (10**6, 10**6, 100, 180),
    ],
)
def test_the_reading_time_follows_the_file_up_to_three_minutes(
    characters: int, words: int, exhibits: int, seconds: int
) -> None:
    assert (
        reading_seconds(characters=characters, words=words, exhibits=exhibits)
        == seconds
    )


def test_a_policy_may_set_other_figures() -> None:
    quick = Attention(base_seconds=1, most_seconds=5, exhibit_seconds=0)
    assert reading_seconds(characters=24, words=0, exhibits=9, figures=quick) == 3


@given(st.integers(0, 10**5), st.integers(0, 10**5), st.integers(0, 99))
def test_more_to_read_never_takes_less_time(
    characters: int, words: int, exhibits: int
) -> None:
    def seconds(more: int) -> int:
        return reading_seconds(
            characters=characters + more, words=words + more, exhibits=exhibits + more
        )

    assert 20 <= seconds(0) <= seconds(1) <= 180


def still_missing(
    *, delivered: bool = True, opened: bool = True, after: float | None = 60
) -> Missing:
    return missing(
        exhibits={"E1": NOW if delivered else None},
        opened={"E1"} if opened else set(),
        read_since=None if after is None else NOW,
        seconds=60,
        now=NOW + timedelta(seconds=after or 0),
    )


def test_nothing_is_missing_when_all_was_opened_and_the_time_has_passed() -> None:
    assert still_missing().is_nothing


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (still_missing(delivered=False, opened=False), Missing(("E1",), (), 0)),
        (still_missing(opened=False), Missing((), ("E1",), 0)),
        (still_missing(after=59), Missing((), (), 1)),
        (still_missing(after=59.5), Missing((), (), 1)),
        (still_missing(after=0), Missing((), (), 60)),
        (still_missing(after=None), Missing((), (), 60)),
        (still_missing(after=10**6), Missing((), (), 0)),
    ],
)
def test_what_is_missing_is_named(found: Missing, expected: Missing) -> None:
    assert found == expected
    assert found.is_nothing == (expected == Missing((), (), 0))


@pytest.mark.parametrize(("seconds_left", "has_time"), [(119, False), (120, True)])
def test_a_summons_needs_twice_the_reading_time(
    seconds_left: int, *, has_time: bool
) -> None:
    closes_at = NOW + timedelta(seconds=seconds_left)
    assert has_time_to_read(now=NOW, closes_at=closes_at, seconds=60) is has_time
