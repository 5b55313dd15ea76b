"""How far outcomes and ballots lean."""

import numpy as np
import pytest

from jury.domain.fairness.intervals import Estimate, Floats
from jury.domain.fairness.meters import (
    Ballots,
    Ended,
    Flags,
    by_filer,
    by_language,
    for_buyers,
    in_group,
    lean,
)

BAND = 0.02
DISPUTES, SEATS, JURORS = 2000, 9, 5000


def play(
    bias: float, seed: int, *, milder: float = 0.0, filers: float = 0.8
) -> tuple[Ballots, Floats, Flags]:
    """Two thousand disputes of unlike cases, jurors of whom four in five mostly buy.

    *bias* is how much more for the buyer they are than the others, *milder* how much
    more for whoever filed; *filers* of the disputes are filed by buyers.
    """
    chance = np.random.default_rng(seed)
    disputes = np.repeat(np.arange(DISPUTES), SEATS)
    jurors = chance.integers(JURORS, size=len(disputes))
    buys, own = chance.random(JURORS) < 0.8, chance.normal(0, 0.1, JURORS)
    case = chance.random(DISPUTES) * 0.8 + 0.1
    filed = (chance.random(DISPUTES) < filers)[disputes]
    leans = bias + np.where(filed, milder, -milder)
    likely = case[disputes] + own[jurors] + leans * (buys[jurors] - 0.5)
    votes = (chance.random(len(disputes)) < np.clip(likely, 0, 1)).astype(float)
    return Ballots(disputes, jurors, votes), buys[jurors].astype(float), filed


def court(bias: float, seed: int) -> Estimate:
    ballots, buys, _filed = play(bias, seed)
    found = lean(ballots, buys)
    assert found is not None
    return found


def favour(bias: float, seed: int, *, milder: float = 0.0) -> Estimate:
    found = in_group(*play(bias, seed, milder=milder))
    assert found is not None
    return found


def test_favour_for_ones_own_kind_is_found_in_two_thousand_disputes() -> None:
    found = [favour(0.05, seed) for seed in range(10)]
    assert sum(one.low > 0 for one in found) >= 9
    assert np.mean([one.value for one in found]) == pytest.approx(0.05, abs=0.01)


def test_jurors_who_are_milder_to_every_filer_favour_nobody() -> None:
    found = [favour(0, seed, milder=0.1) for seed in range(20)]
    assert sum(one.low <= 0 <= one.high for one in found) >= 17
    assert abs(np.mean([one.value for one in found])) < 0.01


def test_where_only_buyers_file_favour_cannot_be_told() -> None:
    assert in_group(*play(0.2, 1, filers=1.0)) is None


def test_jurors_of_neither_kind_are_half_of_each() -> None:
    ballots, buys, _filed = play(0.2, 1)
    assert lean(ballots, np.full(len(ballots), 0.5)) is None
    neither = ballots.jurors % 2 == 0
    mixed = lean(ballots, np.where(neither, 0.5, buys))
    assert mixed is not None
    assert mixed.low > 0


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
