"""Shares, differences and means with their intervals."""

from math import isclose

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jury.domain.fairness.intervals import at_most, difference, mean, share


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [
        # Wilson's interval as printed by Newcombe (1998), table I.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_a_share_has_the_interval_of_wilson(
    part: int, whole: int, low: float, high: float
) -> None:
    found = share(part, whole)
    assert found is not None
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    [
        # Newcombe's method 10 as printed in his second paper of 1998, table II.
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((10, 10), (0, 10), 0.6075, 1.0),
    ],
)
def test_a_difference_has_the_interval_of_newcombe(
    first: tuple[int, int], second: tuple[int, int], low: float, high: float
) -> None:
    found = difference(first, second)
    assert found is not None
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


def test_of_nothing_there_is_no_share() -> None:
    assert share(0, 0) is None
    assert difference((1, 2), (0, 0)) is None
    with pytest.raises(ValueError, match="a part"):
        share(3, 2)


@pytest.mark.parametrize(
    ("part", "whole", "most"), [(0, 59, 0.0495), (1, 100, 0.0466), (5, 5, 1.0)]
)
def test_the_most_that_so_few_allow_is_exact(
    part: int, whole: int, most: float
) -> None:
    assert isclose(at_most(part, whole, doubt=0.05), most, abs_tol=1e-4)


def test_a_bound_asks_for_a_part_of_a_whole() -> None:
    with pytest.raises(ValueError, match="a part of a whole"):
        at_most(2, 1, doubt=0.05)


@given(st.integers(0, 50), st.integers(1, 50))
def test_a_share_lies_in_its_interval(part: int, more: int) -> None:
    found = share(part, part + more - 1)
    if found is not None:
        assert 0 <= found.low <= found.value + 1e-12
        assert found.value - 1e-12 <= found.high <= 1


def test_a_mean_lies_in_the_interval_of_drawing_again() -> None:
    values = np.array([3.0, 5.0, 7.0, 9.0] * 50)
    found = mean(values, chance=np.random.default_rng(1))
    assert found.value == 6
    assert 5.6 < found.low < 6 < found.high < 6.4
    with pytest.raises(ValueError, match="no mean"):
        mean(np.array([]), chance=np.random.default_rng(1))


def test_an_interval_leaves_a_band_only_as_a_whole() -> None:
    found = difference((600, 1000), (500, 1000))
    assert found is not None
    assert found.leaves(0.05)
    assert not found.leaves(0.08)
