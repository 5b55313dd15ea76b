"""What few votes say of how often somebody sees a dispute as it ends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jury.domain.reliability.agreement import agreement


@pytest.mark.parametrize(
    ("agreed", "finals", "low", "high", "is_telling"),
    [
        (0, 0, 0, 10, False),
        (1, 1, 2, 10, False),
        (9, 12, 5, 9, True),
        (0, 20, 0, 2, True),
        (90, 100, 8, 9, True),
    ],
)
def test_one_vote_says_next_to_nothing_and_many_say_more(
    agreed: int, finals: int, low: int, high: int, *, is_telling: bool
) -> None:
    found = agreement(agreed=agreed, finals=finals)
    assert (found.low, found.high) == (low, high)
    assert found.is_telling is is_telling


@given(st.integers(0, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_range_holds_what_was_seen(votes: tuple[int, int]) -> None:
    agreed, finals = votes
    found = agreement(agreed=agreed, finals=finals)
    assert 0 <= found.low <= found.high <= 10
    if finals:
        assert found.low - 0.5 <= 10 * agreed / finals <= found.high + 0.5


def test_nobody_agrees_more_often_than_they_voted() -> None:
    with pytest.raises(ValueError, match="more often"):
        agreement(agreed=2, finals=1)
