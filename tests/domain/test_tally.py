"""The count of a poll, and when nothing still out can change it."""

from fractions import Fraction
from itertools import combinations_with_replacement
from statistics import median_low

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jury.domain.tally import HungBy, Outcome, Tally, VerdictRule, is_settled, tally

Choices = tuple[int | None, ...]
CANNOT = None


def count(choices: Choices, *, seats: int, rungs: int = 2, end: bool = True) -> Tally:
    return tally(choices, rungs=rungs, seats=seats, at_window_end=end)


def settled(choices: Choices, *, seats: int, rungs: int = 2) -> bool:
    return is_settled(
        choices, outstanding=seats - len(choices), rungs=rungs, seats=seats
    )


@pytest.mark.parametrize(
    ("choices", "seats", "rungs", "rung"),
    [
        ((1, 1, 0), 3, 2, 1),
        ((0, 0, 1), 3, 2, 0),
        ((0, 1, 2, 3, 4), 5, 5, 2),
        ((4, 4, 4, 1, 1), 5, 5, 4),
        ((1, 1, 3, 3), 5, 4, 1),  # an even count takes the milder middle
        ((1, 2, 3, CANNOT), 5, 4, 2),
        ((0, 1, 1, CANNOT, CANNOT), 5, 2, 1),
    ],
)
def test_the_outcome_is_the_median_rung_of_the_deciding_ballots(
    choices: Choices, seats: int, rungs: int, rung: int
) -> None:
    result = count(choices, seats=seats, rungs=rungs)
    assert (result.outcome, result.median_rung) == (Outcome.DECIDED, rung)
    assert result.hung_by is None


@pytest.mark.parametrize(
    ("choices", "seats", "outcome", "hung_by"),
    [
        ((0, 0, 1, 1), 5, Outcome.HUNG, HungBy.EVEN_SPLIT),
        ((0, 0, 1, 2), 5, Outcome.HUNG, HungBy.EVEN_SPLIT),
        ((CANNOT,) * 5, 5, Outcome.HUNG, HungBy.NOBODY_DECIDED),
        ((2, CANNOT, CANNOT, CANNOT), 5, Outcome.HUNG, HungBy.TOO_FEW_DECIDED),
        ((0, 0, *[CANNOT] * 5), 9, Outcome.HUNG, HungBy.TOO_FEW_DECIDED),
        ((1, 1), 5, Outcome.NO_QUORUM, None),
        ((), 5, Outcome.NO_QUORUM, None),
        ((1, 1, CANNOT), 5, Outcome.DECIDED, None),
    ],
)
def test_at_the_windows_end_quorum_and_deciding_ballots_are_tested(
    choices: Choices, seats: int, outcome: Outcome, hung_by: HungBy | None
) -> None:
    result = count(choices, seats=seats, rungs=3)
    assert result.outcome is outcome
    assert result.hung_by is hung_by
    assert (result.median_rung is None) == (outcome is not Outcome.DECIDED)


@pytest.mark.parametrize("choices", [(1, 1), (1, CANNOT), (1, 1, 1, 1, 1, 1, 1, 1, 1)])
def test_an_early_close_tests_neither_quorum_nor_the_deciding(choices: Choices) -> None:
    assert count(choices, seats=17, end=False).outcome is Outcome.DECIDED


def test_a_poll_with_every_ballot_in_has_reached_its_end() -> None:
    choices = (1, 1, *[CANNOT] * 15)
    assert count(choices, seats=17, end=False).hung_by is HungBy.TOO_FEW_DECIDED


def test_a_tally_says_how_the_ballots_fell() -> None:
    result = count((0, 1, 2, 2, CANNOT), seats=5, rungs=3)
    assert result.counts == (1, 1, 2)
    assert (result.cannot_decide, result.deciding, result.ballots) == (1, 4, 5)
    assert result.split == (1, 3)


@pytest.mark.parametrize(
    ("seats", "quorum", "deciding"), [(3, 2, 1), (5, 3, 2), (9, 6, 3), (17, 11, 6)]
)
def test_quorum_and_deciding_follow_from_the_seats(
    seats: int, quorum: int, deciding: int
) -> None:
    rule = VerdictRule()
    assert (rule.quorum_of(seats), rule.deciding_of(seats)) == (quorum, deciding)


def test_a_policy_may_ask_for_every_ballot() -> None:
    strict = VerdictRule(quorum=Fraction(1))
    result = tally((1, 1, 1, 1), rungs=2, seats=5, rule=strict, at_window_end=True)
    assert result.outcome is Outcome.NO_QUORUM


@pytest.mark.parametrize(
    ("choices", "is_it"),
    [
        ((1,) * 9, True),
        ((1,) * 8, False),
        ((1,) * 9 + (0,) * 7, True),
        ((1,) * 8 + (0,) * 8, False),
        ((1,) * 8 + (CANNOT,), False),  # eight may yet say no: an even split
        ((1,) * 8 + (CANNOT,) * 2, True),
        ((0,) * 8 + (CANNOT,) * 2, True),
        ((1,) * 6 + (CANNOT,) * 6, True),
        ((1,) * 5 + (CANNOT,) * 8, False),  # too few have decided to be sure
        ((CANNOT,) * 16, False),
        ((CANNOT,) * 17, True),
    ],
)
def test_seventeen_seats_and_two_rungs_are_first_to_nine(
    choices: Choices, *, is_it: bool
) -> None:
    assert settled(choices, seats=17) is is_it


def test_a_long_ladder_settles_only_when_the_middle_cannot_move() -> None:
    assert not settled((2, 2, 3), seats=5, rungs=4)
    assert settled((2, 2, 2), seats=5, rungs=4)
    assert not settled((0, 0, 1, 1, 2), seats=7, rungs=3)


@pytest.mark.parametrize(
    ("choices", "seats", "rungs", "says"),
    [
        ((2,), 3, 2, "not on the ladder"),
        ((-1,), 3, 2, "not on the ladder"),
        ((1, 1, 1, 1), 3, 2, "more ballots than seats"),
        ((0,), 3, 1, "at least two rungs"),
    ],
)
def test_a_count_that_cannot_be_is_a_mistake_of_the_caller(
    choices: Choices, seats: int, rungs: int, says: str
) -> None:
    with pytest.raises(ValueError, match=says):
        count(choices, seats=seats, rungs=rungs)


def test_every_seat_has_voted_or_is_outstanding() -> None:
    with pytest.raises(ValueError, match="outstanding"):
        is_settled((1, 1), outstanding=2, rungs=2, seats=5)


@st.composite
def polls(draw: st.DrawFn, most_seats: int = 7) -> tuple[Choices, int, int]:
    seats = draw(st.sampled_from(range(1, most_seats + 1, 2)))
    rungs = draw(st.integers(2, 4))
    ballot = st.none() | st.integers(0, rungs - 1)
    return draw(st.tuples(*[ballot] * draw(st.integers(0, seats)))), seats, rungs


@given(polls())
def test_settled_means_that_every_way_to_finish_decides_alike(
    poll: tuple[Choices, int, int],
) -> None:
    choices, seats, rungs = poll
    out = seats - len(choices)
    ways = combinations_with_replacement((CANNOT, *range(rungs)), out)
    ends = {
        (end.outcome, end.median_rung)
        for way in ways
        for end in [count((*choices, *way), seats=seats, rungs=rungs)]
    }
    decided_alike = len(ends) == 1 and ends.pop()[0] is Outcome.DECIDED
    assert settled(choices, seats=seats, rungs=rungs) == (decided_alike or out == 0)


@given(polls(most_seats=31))
def test_an_early_close_announces_what_the_full_poll_would_have(
    poll: tuple[Choices, int, int],
) -> None:
    choices, seats, rungs = poll
    if settled(choices, seats=seats, rungs=rungs):
        early = count(choices, seats=seats, rungs=rungs, end=False)
        for rest in (CANNOT, 0, rungs - 1):
            full = (*choices, *[rest] * (seats - len(choices)))
            late = count(full, seats=seats, rungs=rungs)
            assert (early.outcome, early.median_rung) == (
                late.outcome,
                late.median_rung,
            )


@given(polls(most_seats=31))
def test_a_decided_poll_names_the_low_median(poll: tuple[Choices, int, int]) -> None:
    choices, seats, rungs = poll
    result = count(choices, seats=seats, rungs=rungs)
    if result.outcome is Outcome.DECIDED:
        deciding = [choice for choice in choices if choice is not None]
        assert result.median_rung == median_low(deciding)


@given(polls(most_seats=15), st.data())
def test_exaggerating_never_brings_the_median_nearer(
    poll: tuple[Choices, int, int], data: st.DataObject
) -> None:
    others, seats, rungs = poll
    mine = data.draw(st.integers(0, rungs - 1))
    said = data.draw(st.integers(0, rungs - 1))
    honest = count((*others, mine), seats=seats + 2, rungs=rungs, end=False)
    other = count((*others, said), seats=seats + 2, rungs=rungs, end=False)
    if honest.median_rung is not None and other.median_rung is not None:
        assert abs(honest.median_rung - mine) <= abs(other.median_rung - mine)
