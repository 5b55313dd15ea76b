"""Simulated jurors who lean, and who do not judge what they read."""

import json
from datetime import UTC, datetime

import pytest

from jury.cli.simulate.chance import chance
from jury.cli.simulate.faults import Faults
from jury.cli.simulate.roster import juror_lines, juror_ref, mostly_buys, number_of

NOW = datetime(2026, 3, 1, tzinfo=UTC)
MANY = 2000


def share_right(faults: Faults, *, for_buyer: bool, buys: bool | None = None) -> float:
    """How many of the jurors of a kind see what is true in one dispute each."""
    seen = [
        faults.sees_what_is_true(
            1,
            juror_ref(number),
            chance(1, "mind", number),
            accuracy=0.8,
            for_buyer=for_buyer,
        )
        for number in range(MANY)
        if buys is None or mostly_buys(1, number, faults.buyers) is buys
    ]
    return sum(seen) / len(seen)


@pytest.mark.parametrize(
    ("buys", "for_buyer", "expected"),
    [(True, True, 0.9), (True, False, 0.7), (False, True, 0.7), (False, False, 0.9)],
)
def test_everybody_leans_to_the_side_that_they_mostly_are(
    *, buys: bool, for_buyer: bool, expected: float
) -> None:
    faults = Faults(buyers=0.5, lean=0.1)
    found = share_right(faults, for_buyer=for_buyer, buys=buys)
    assert found == pytest.approx(expected, abs=0.05)


def test_the_lazy_vote_by_chance_or_for_the_first_remedy() -> None:
    faults = Faults(lazy=1.0)
    assert share_right(faults, for_buyer=True) == pytest.approx(0.25, abs=0.05)
    assert share_right(faults, for_buyer=False) == pytest.approx(0.75, abs=0.05)


def test_the_roster_says_who_mostly_buys() -> None:
    lines = [json.loads(line) for line in juror_lines(1, 300, buyers=0.8, now=NOW)]
    buys = [one["trades_as_buyer"] > one["trades_as_seller"] for one in lines]
    assert buys == [mostly_buys(1, number, 0.8) for number in range(300)]
    assert 0.7 < sum(buys) / 300 < 0.9
    trades = [one["trades_as_buyer"] + one["trades_as_seller"] for one in lines]
    assert trades == [one["trades_completed"] for one in lines]


@pytest.mark.parametrize(
    ("ref", "number"), [(juror_ref(7), 7), ("demo-juror", None), ("sim-juror-x", None)]
)
def test_whoever_was_there_before_has_no_faults(ref: str, number: int | None) -> None:
    assert number_of(ref) == number


def test_a_hard_dispute_is_hard_for_all_of_its_jurors() -> None:
    faults = Faults(hardness=1.5)
    pages = [f"At stake: ¥{number}.00. Time left: 3 h." for number in range(400)]
    found = [faults.accuracy_in(page, 0.8, seed=1) for page in pages]
    other_page = "Your page, 40 min left. At stake: ¥7.00."
    assert faults.accuracy_in(other_page, 0.8, seed=1) == found[7]
    assert min(found) < 0.3
    assert max(found) > 0.97
    assert sorted(found)[200] == pytest.approx(0.8, abs=0.05)
    assert {Faults().accuracy_in(page, 0.8, seed=1) for page in pages} == {0.8}
