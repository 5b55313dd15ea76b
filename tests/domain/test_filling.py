"""Panels fill in hours, few say yes for nothing, and nobody's side gains by it."""

from collections.abc import Iterator
from functools import cache
from random import Random

import pytest

from jury.domain.filled import Figures, figures_of
from jury.domain.filling import (
    Court,
    People,
    hearings,
    learned,
)
from jury.domain.stopping import StoppingKind, StoppingRule
from jury.domain.turnout import Turnout
from jury.domain.windows import Pace

SETTLED = StoppingRule()
LEAD_OF_FIVE = StoppingRule(StoppingKind.MARGIN, margin=5)
PANELS = ((5, SETTLED), (9, SETTLED), (17, LEAD_OF_FIVE))
# What a court knows of its people on its first day, and what policies count on then.
NOTHING = Turnout(0.5)
NUMBER = 60


def by_chance(number: int, *, seed: int) -> Iterator[tuple[Random, Random]]:
    """The same people and the same judgement for every court that is tried."""
    for each in range(number):
        yield Random(f"{seed}/{each}"), Random(f"{seed}/{each}/judges")


@cache
def tried(
    people: People, panel: tuple[int, StoppingRule], *, known: bool, waves: int = 0
) -> Figures:
    seats, rule = panel
    court = Court(seats=seats, rule=rule, pace=Pace(), waves=waves)
    turnout = learned(people) if known else NOTHING
    return figures_of(
        hearings(court, people, turnout, chances=by_chance(NUMBER, seed=7))
    )


@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.parametrize("known", ["nothing", "all"])
@pytest.mark.parametrize("turnout", [0.3, 0.7])
def test_few_say_yes_for_nothing_and_panels_fill_in_time(
    turnout: float, known: str, panel: tuple[int, StoppingRule]
) -> None:
    figures = tried(People(turnout=turnout), panel, known=known == "all")
    assert figures.unseated <= 0.05
    assert figures.hours_median <= 3
    assert figures.hours_95 <= 24


@pytest.mark.parametrize("panel", PANELS)
def test_waves_of_a_fixed_size_did_worse(panel: tuple[int, StoppingRule]) -> None:
    people = People(turnout=0.7)
    plain = tried(people, panel, known=False, waves=200)
    assert plain.unseated > 0.05 > tried(people, panel, known=False).unseated


def test_turnout_that_is_known_fills_panels_sooner() -> None:
    sooner, later = (tried(People(), PANELS[0], known=known) for known in (True, False))
    assert sooner.hours_median < later.hours_median


def test_to_know_when_people_can_moves_neither_side_nor_experience() -> None:
    """Those who mostly buy come in the evening, the others by day."""
    people = People(drift=0.4)
    blind, knowing = (
        figures_of(
            hearings(
                Court(seats=9, rule=SETTLED, pace=Pace(), knows=knows),
                people,
                learned(people),
                chances=by_chance(400, seed=3),
            )
        )
        for knows in (False, True)
    )
    assert abs(knowing.buyers - blind.buyers) <= 0.01
    assert abs(knowing.new - blind.new) <= 0.01
