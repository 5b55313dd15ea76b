"""What a dispute costs, and a shadow court beside staff: figures and intervals."""

from dataclasses import replace

import numpy as np
import pytest

from jury.domain.fairness.beside import Beside, compare
from jury.domain.fairness.cost import (
    Prices,
    Spent,
    cost_of,
    costs_by_policy,
    money_of,
    read_cost,
)
from jury.domain.law.fields import Table

SMALL = Spent("small", votes=5, juror_seconds=600, staff_seconds=120)
LARGE = Spent("large", votes=11, juror_seconds=1800, staff_seconds=600)
PRICES = Prices(
    juror_minute=10,
    staff_minute=100,
    vote_reward=3,
    computing_hour=3600,
    computing_seconds=7,
)
ONE = Beside(
    held_minor=1000,
    court_minor=1000,
    staff_minor=500,
    court_seconds=7200,
    staff_seconds=86400,
    is_blind=True,
    spent=SMALL,
)


def chance() -> np.random.Generator:
    return np.random.default_rng(1)


@pytest.mark.parametrize(
    ("priced", "minor"),
    [
        (Prices(0, 0, 0, 0, 0), 0),
        (replace(Prices(0, 0, 0, 0, 0), juror_minute=10), 100),
        (replace(Prices(0, 0, 0, 0, 0), staff_minute=100), 200),
        (replace(Prices(0, 0, 0, 0, 0), vote_reward=3), 15),
        (PRICES, 100 + 200 + 15 + 7),
    ],
)
def test_a_dispute_costs_minutes_votes_and_computing(
    priced: Prices, minor: int
) -> None:
    assert money_of(SMALL, priced) == minor


def test_each_policy_has_its_own_cost_and_the_court_the_mean() -> None:
    spent = [SMALL] * 3 + [LARGE]
    found = costs_by_policy(spent, PRICES, chance=chance())
    assert {name: one.votes.value for name, one in found.items()} == {
        "small": 5,
        "large": 11,
    }
    whole = cost_of(spent, PRICES, chance=chance())
    assert whole is not None
    assert whole.juror_minutes.value == 15
    assert whole.money.low < whole.money.value < whole.money.high
    assert found["small"].money.low == found["small"].money.high


def test_nothing_costs_nothing() -> None:
    assert cost_of([], PRICES, chance=chance()) is None
    assert costs_by_policy([], PRICES, chance=chance()) == {}


@pytest.mark.parametrize(
    ("source", "field"),
    [
        ({"staff_minute": -1}, "cost.staff_minute"),
        ({"staff_minute": "much"}, "cost.staff_minute"),
        ({"lunch": 1}, "cost.lunch"),
        ({"currency": " "}, "cost.currency"),
    ],
)
def test_wrong_prices_are_named(source: object, field: str) -> None:
    problems: list[object] = []
    read_cost(Table(source, path="cost", problems=problems))  # type: ignore[arg-type]
    assert [one.field for one in problems] == [field]  # type: ignore[attr-defined]


def test_court_and_staff_are_compared_on_what_both_decided() -> None:
    same = replace(ONE, staff_minor=1000, is_blind=False)
    hung = replace(ONE, court_minor=None)
    found = compare([ONE, same, hung], PRICES, chance=chance())
    assert found.disputes == 3
    assert found.undecided is not None
    assert found.undecided.value == pytest.approx(1 / 3)
    for figure, value in (
        (found.agree, 0.5),
        (found.blind_agree, 0),
        (found.same_side, 0.5),
        (found.money_gap, 0.25),
        (found.money_apart, 0.25),
        (found.court_hours, 2),
        (found.hours_gap, -22),
        (found.votes, 5),
        (found.cost, 322),
    ):
        assert figure is not None
        assert figure.value == pytest.approx(value)


def test_where_a_shadow_never_decided_only_what_it_took_is_known() -> None:
    found = compare([replace(ONE, court_minor=None)], PRICES, chance=chance())
    assert (found.agree, found.money_gap, found.court_hours) == (None, None, None)
    assert found.votes is not None
    assert compare([], PRICES, chance=chance()).votes is None
