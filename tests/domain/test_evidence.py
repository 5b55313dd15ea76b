"""What a vote says, given how the juror's earlier votes stood."""

from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jury.domain.reliability.evidence import Counts

NOBODY = Counts()
OFTEN_RIGHT = Counts(kept_nothing=20, gave_rightly=20)
# Sees who should get nothing, and never who should get something.
ONE_SIDED = Counts(kept_nothing=20, gave_nothing=20)
COUNTS = st.builds(Counts, *[st.integers(0, 50)] * 5)


def weight(counts: Counts, choice: int, *, rungs: int = 2) -> int:
    """By how much a vote speaks for its own rung against the strongest other."""
    said = counts.evidence(choice, rungs=rungs)
    return said[choice] - max(one for rung, one in enumerate(said) if rung != choice)


@pytest.mark.parametrize("rungs", [2, 4])
def test_whoever_was_often_right_says_more(rungs: int) -> None:
    for choice in range(rungs):
        known = weight(OFTEN_RIGHT, choice, rungs=rungs)
        assert known > weight(NOBODY, choice, rungs=rungs) > 0


def test_a_vote_that_comes_either_way_says_nothing() -> None:
    assert abs(weight(ONE_SIDED, 0)) < 500
    assert weight(ONE_SIDED, 1) > 0


@given(COUNTS, st.integers(0, 1))
def test_of_two_rungs_the_chances_of_both_votes_add_up(
    counts: Counts, right: int
) -> None:
    logs = [counts.evidence(one, rungs=2)[right] for one in range(2)]
    assert sum(exp(one / 1000) for one in logs) == pytest.approx(1, abs=0.01)


@given(COUNTS, st.integers(2, 7), st.integers(2, 7))
def test_more_rungs_to_err_to_make_no_vote_say_more(
    counts: Counts, some: int, other: int
) -> None:
    few, many = sorted((some, other))
    for choice in range(1, few):
        said = [counts.evidence(choice, rungs=one)[0] for one in (few, many)]
        assert said[0] == said[1]
