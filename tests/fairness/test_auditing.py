"""Whether few enough verdicts are wrong: a test that may stop at any reading."""

import numpy as np
import pytest

from jury.domain.fairness.auditing import Finding, Limit, audit, readers_error

FIVE = Limit(0.05)


def test_before_anything_is_read_nothing_is_known() -> None:
    found = audit([], limit=FIVE)
    assert found.finding is Finding.OPEN
    assert (found.low, found.high) == (0, 1)
    assert found.more > 0


def test_as_many_right_verdicts_as_it_asks_for_are_enough() -> None:
    more = audit([], limit=FIVE).more
    assert audit([False] * more, limit=FIVE).finding is Finding.BELOW
    assert audit([False] * (more - 1), limit=FIVE).finding is Finding.OPEN
    # Never fewer than the 59 that a sample of fixed size needs.
    assert 59 <= more <= 75


def test_what_was_found_is_not_lost_by_reading_on() -> None:
    right = [False] * 100
    assert audit([*right, True, True], limit=FIVE).finding is Finding.BELOW


def test_many_wrong_ones_show_that_the_limit_is_exceeded() -> None:
    found = audit([True, False, False] * 15, limit=FIVE)
    assert found.finding is Finding.ABOVE
    assert found.low > 0.05
    assert found.more == 0


def test_it_says_below_of_a_court_at_its_limit_no_oftener_than_promised() -> None:
    chance = np.random.default_rng(5)
    courts = chance.random((400, 250)) < 0.05
    said = [audit(row.tolist(), limit=FIVE).finding is Finding.BELOW for row in courts]
    assert np.mean(said) <= 0.05


def test_a_court_far_below_its_limit_is_found_with_few_readings() -> None:
    chance = np.random.default_rng(6)
    courts = chance.random((60, 250)) < 0.01
    said = [audit(row.tolist(), limit=FIVE).finding is Finding.BELOW for row in courts]
    assert np.mean(said) > 0.8


def test_readers_who_differ_much_make_it_harder() -> None:
    right = [False] * 90
    assert audit(right, limit=FIVE, pairs=90, differed=0).finding is Finding.BELOW
    doubtful = audit(right, limit=FIVE, pairs=90, differed=30)
    assert doubtful.finding is Finding.OPEN
    assert doubtful.missed > 0.2
    assert doubtful.high > audit(right, limit=FIVE).high


@pytest.mark.parametrize(
    ("pairs", "differed", "error"),
    [(0, 0, 0.5), (10, 10, 0.5), (1000, 180, 0.1), (1000, 0, 0.0014)],
)
def test_a_readers_error_follows_from_how_often_two_differ(
    pairs: int, differed: int, error: float
) -> None:
    found = readers_error(pairs, differed, doubt=0.05)
    assert error <= found <= error + 0.02


@pytest.mark.parametrize("wrong", [0.0, 1.0])
def test_a_limit_is_a_share(wrong: float) -> None:
    with pytest.raises(ValueError, match="a limit is a share"):
        Limit(wrong)
