"""Stored polls replayed under other rules."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jury.domain.fairness.backtest import Order, Poll, Terms, backtest, replay
from jury.domain.stopping import Ballot, StoppingKind, StoppingRule

SETTLED = StoppingRule()
FIXED = StoppingRule(StoppingKind.FIXED)
LEAD = StoppingRule(StoppingKind.MARGIN, margin=3, minimum=3)


def poll(*rows: tuple[int, int | None], seats: int = 9, final: int = 1) -> Poll:
    ballots = tuple((quarter, Ballot(choice)) for quarter, choice in rows)
    return Poll("fake", 2, seats, ballots, final)


ONE_SIDED = poll(*[(quarter, 1) for quarter in range(1, 10)])


def chance() -> np.random.Generator:
    return np.random.default_rng(7)


@pytest.mark.parametrize(
    ("terms", "votes", "quarter"),
    [
        (Terms(SETTLED), 5, 5),
        (Terms(FIXED), 9, 9),
        (Terms(LEAD), 3, 3),
        (Terms(SETTLED, seats=5), 3, 3),
        (Terms(FIXED, quarters=4), 4, 4),
    ],
)
def test_a_poll_of_one_mind_stops_when_the_rule_says(
    terms: Terms, votes: int, quarter: int
) -> None:
    found = replay(ONE_SIDED, terms, chance=chance())
    assert (found.votes, found.quarter, found.rung) == (votes, quarter, 1)


def test_ballots_of_one_quarter_are_found_together() -> None:
    together = poll(*[(1, 1)] * 4, *[(2, 1)] * 5)
    found = replay(together, Terms(LEAD), chance=chance())
    assert (found.votes, found.quarter) == (4, 1)


def test_a_poll_with_too_few_ballots_for_a_larger_jury_falls_short() -> None:
    found = replay(ONE_SIDED, Terms(FIXED, seats=17), chance=chance())
    assert found.fell_short
    assert found.votes == 9


def test_an_even_split_decides_nothing() -> None:
    even = poll((1, 0), (2, 1), seats=9)
    assert replay(even, Terms(SETTLED), chance=chance()).rung is None


def test_figures_stand_with_intervals_and_count_disputes_once() -> None:
    wrong = poll(*[(1, 0)] * 9, final=1)
    polls = [ONE_SIDED] * 30 + [wrong] * 10
    found = backtest(polls, Terms(SETTLED), chance=chance(), orders=5)
    assert found.polls == 40
    assert found.agree_final is not None
    assert (found.agree_final.value, found.agree_final.count) == (0.75, 40)
    assert found.agree_audited is None
    assert found.votes.low <= found.votes.value <= found.votes.high


def test_nothing_cannot_be_replayed() -> None:
    with pytest.raises(ValueError, match="needs a poll"):
        backtest([], Terms(SETTLED), chance=chance())


@given(
    st.lists(
        st.tuples(st.integers(1, 20), st.sampled_from([0, 1, 2, None])), max_size=17
    ),
    st.sampled_from([SETTLED, FIXED, LEAD]),
    st.sampled_from(list(Order)),
)
def test_no_replay_counts_a_ballot_twice_or_ends_after_the_last(
    rows: list[tuple[int, int | None]], rule: StoppingRule, order: Order
) -> None:
    held = Poll("fake", 3, 17, tuple((at, Ballot(one)) for at, one in rows), None)
    found = replay(held, Terms(rule, order=order), chance=chance())
    assert found.votes <= len(rows)
    assert found.quarter <= max((at for at, _one in rows), default=0)
    assert Fraction(found.votes, 17) <= 1
