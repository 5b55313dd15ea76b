"""Panels fill in hours, few say yes for nothing, and nobody's side gains by it."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from random import Random

import pytest

from jury.domain.calling.filled import Figures, figures_of
from jury.domain.calling.filling import Court, hearings
from jury.domain.calling.rhythm import People, learned
from jury.domain.calling.turnout import Turnout
from jury.domain.stopping import StoppingRule
from jury.services.law.lawbook import lawbook

POLICIES = {one.name: one for one in lawbook().policies}
PANELS = ("small", "medium", "large")
PACE = POLICIES["medium"].pace
# What a court knows of its people on its first day, and what policies count on then.
NOTHING = Turnout(0.5)
NUMBER = 60


def by_chance(number: int, *, seed: int) -> Iterator[tuple[Random, Random]]:
    """The same people and the same judgement for every court that is tried."""
    for each in range(number):
        yield Random(f"{seed}/{each}"), Random(f"{seed}/{each}/judges")


@cache
def tried(
    people: People, panel: str, *, known: bool, waves: int = 0, reply: int | None = None
) -> Figures:
    policy = POLICIES[panel]
    court = Court(
        seats=policy.seats,
        rule=policy.stopping,
        pace=replace(policy.pace, reply_minutes=reply or policy.pace.reply_minutes),
        waves=waves,
        balanced=bool(policy.panel.balance),
    )
    turnout = learned(people) if known else NOTHING
    return figures_of(
        hearings(court, people, turnout, chances=by_chance(NUMBER, seed=7))
    )


@pytest.mark.parametrize("panel", PANELS)
@pytest.mark.parametrize("known", ["nothing", "all"])
@pytest.mark.parametrize("turnout", [0.3, 0.7])
def test_few_say_yes_for_nothing_and_panels_fill_in_time(
    turnout: float, known: str, panel: str
) -> None:
    figures = tried(People(turnout=turnout), panel, known=known == "all")
    assert figures.unseated <= 0.05
    assert figures.hours_median <= 3
    assert figures.hours_95 <= 24


@pytest.mark.parametrize("panel", PANELS)
def test_waves_of_a_fixed_size_did_worse(panel: str) -> None:
    people = People(turnout=0.7)
    plain = tried(people, panel, known=False, waves=200)
    assert plain.unseated > 0.05 > tried(people, panel, known=False).unseated


@pytest.mark.parametrize("panel", PANELS)
def test_an_hour_to_answer_fills_panels_sooner_than_two(panel: str) -> None:
    one, two = (tried(People(), panel, known=False, reply=reply) for reply in (60, 120))
    assert one.hours_median < two.hours_median
    assert one.unseated <= 0.05


def test_a_balanced_panel_seats_as_many_of_each_kind() -> None:
    """Of nine five mostly buy, though four of five people do."""
    assert tried(People(), "medium", known=True).buyers == pytest.approx(
        5 / 9, abs=0.05
    )


def test_turnout_that_is_known_fills_panels_sooner() -> None:
    sooner, later = (tried(People(), PANELS[0], known=known) for known in (True, False))
    assert sooner.hours_median < later.hours_median


def test_to_know_when_people_can_moves_neither_side_nor_experience() -> None:
    """Those who mostly buy come in the evening, the others by day."""
    people = People(drift=0.4)
    blind, knowing = (
        figures_of(
            hearings(
                Court(seats=9, rule=StoppingRule(), pace=PACE, knows=knows),
                people,
                learned(people),
                chances=by_chance(400, seed=3),
            )
        )
        for knows in (False, True)
    )
    assert abs(knowing.buyers - blind.buyers) <= 0.01
    assert abs(knowing.new - blind.new) <= 0.01
