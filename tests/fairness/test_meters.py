"""How far outcomes and ballots lean."""

import numpy as np
import pytest

from jury.domain.fairness.intervals import Estimate
from jury.domain.fairness.meters import (
    Ballots,
    Ended,
    by_filer,
    by_language,
    for_buyers,
    lean,
)

BAND = 0.02
DISPUTES, SEATS, JURORS = 2000, 9, 5000


def court(bias: float, seed: int) -> Estimate:
    """Two thousand disputes of unlike cases, jurors of whom four in five mostly buy."""
    chance = np.random.default_rng(seed)
    disputes = np.repeat(np.arange(DISPUTES), SEATS)
    jurors = chance.integers(JURORS, size=len(disputes))
    buys, own = chance.random(JURORS) < 0.8, chance.normal(0, 0.1, JURORS)
    case = chance.random(DISPUTES) * 0.8 + 0.1
    likely = case[disputes] + own[jurors] + bias * (buys[jurors] - 0.5)
    votes = (chance.random(len(disputes)) < np.clip(likely, 0, 1)).astype(float)
    found = lean(Ballots(disputes, jurors, votes), buys[jurors])
    assert found is not None
    return found


def test_a_bias_of_five_points_is_found_in_two_thousand_disputes() -> None:
    found = [court(0.05, seed) for seed in range(20)]
    assert all(one.low > 0 for one in found)
    assert sum(one.leaves(BAND) for one in found) >= 14


def test_without_a_bias_the_interval_holds_nothing_nearly_always() -> None:
    found = [court(0, seed) for seed in range(60)]
    assert sum(one.low <= 0 <= one.high for one in found) >= 53
    assert not any(one.leaves(BAND) for one in found)


def test_jurors_of_one_kind_alone_compare_with_nobody() -> None:
    places = np.arange(40)
    ballots = Ballots(places // 2, places, np.ones(40))
    assert len(ballots) == 40
    assert lean(ballots, np.ones(40, dtype=bool)) is None


def test_too_few_disputes_say_nothing() -> None:
    places = np.arange(8)
    kinds = places % 2 == 0
    assert lean(Ballots(places // 2, places, np.ones(8)), kinds) is None


def ended(*rows: tuple[bool, str, bool]) -> list[Ended]:
    return [Ended(*row) for row in rows]


def test_outcomes_are_counted_by_side_filer_and_language() -> None:
    found = ended(
        (True, "en", True), (True, "en", True), (True, "zh", False), (False, "zh", True)
    )
    for estimate, value in (
        (for_buyers(found), 3 / 4),
        (by_filer(found), 2 / 3 - 0),
        (by_language(found, "en"), 1 - 1 / 2),
    ):
        assert estimate is not None
        assert estimate.value == pytest.approx(value)


def test_where_nobody_filed_otherwise_there_is_no_difference() -> None:
    assert by_filer(ended((True, "en", True))) is None
    assert for_buyers([]) is None
