"""Panels with planted truth: the court's rules among people of known faults."""

from dataclasses import replace

import numpy as np
import pytest
from click.testing import CliRunner
from flask import Flask

from jury.cli.planted import simulate_panels
from jury.domain.fairness.intervals import Estimate
from jury.domain.fairness.meters import lean
from jury.domain.fairness.planted import Nature, Played, Terms, play
from jury.domain.jurors.strata import Axis
from jury.domain.stopping import StoppingRule

NINE = Terms(9, StoppingRule())
BALANCED = replace(NINE, balance=(Axis.TRADE,))
# Four in five mostly buy, and everybody leans ten points to the side they mostly are.
LEANING = Nature(lazy=0.0)
DISPUTES = 2000


def gap(played: Played) -> Estimate:
    return played.side_gap(chance=np.random.default_rng(0))


def right(played: Played) -> float:
    found = played.right()
    assert found is not None
    return found.value


def test_a_balanced_draw_holds_the_gap_where_a_plain_one_shows_its_bias() -> None:
    plain = play(LEANING, NINE, disputes=DISPUTES, seed=1)
    balanced = play(LEANING, BALANCED, disputes=DISPUTES, seed=1)
    assert gap(plain).low > 0.02
    assert abs(gap(balanced).value) < 0.02
    assert right(balanced) > right(plain) - 0.01
    buys = balanced.crowd.buys[balanced.ballots.jurors]
    assert 0.45 < buys.mean() < 0.58


def test_the_meter_finds_five_points_between_the_kinds() -> None:
    nature = replace(LEANING, lean=0.025)
    played = play(nature, BALANCED, disputes=DISPUTES, seed=1)
    buys = played.crowd.buys[played.ballots.jurors]
    found = lean(played.ballots, buys)
    assert found is not None
    assert found.low > 0
    assert found.low < 0.05 < found.high


def test_people_who_do_not_read_cost_right_verdicts() -> None:
    few = Terms(5, StoppingRule())
    careful = play(replace(LEANING, lean=0.0), few, disputes=400, seed=3)
    lazy = play(Nature(lean=0.0, lazy=0.6), few, disputes=400, seed=3)
    assert right(lazy) < right(careful) - 0.05
    # Half of them take the first remedy on the page, which gives the buyer nothing.
    assert gap(lazy).high < 0


def test_the_same_seed_gives_the_same_disputes() -> None:
    one, two = (play(LEANING, BALANCED, disputes=40, seed=4) for _time in range(2))
    assert one.verdicts.tolist() == two.verdicts.tolist()
    assert one.ballots.jurors.tolist() == two.ballots.jurors.tolist()


def test_hard_disputes_are_hard_for_everybody() -> None:
    alike = play(replace(LEANING, hardness=0.0), NINE, disputes=400, seed=5)
    unlike = play(replace(LEANING, hardness=2.0), NINE, disputes=400, seed=5)
    assert right(alike) > right(unlike)


def test_the_command_prints_each_way_of_each_policy(app: Flask) -> None:
    given = ["--disputes", "40", "--jurors", "200", "--policy", "large"]
    said = CliRunner().invoke(simulate_panels, given)
    assert said.exit_code == 0, said.output
    rows = said.output.splitlines()
    assert rows[0].split() == ["right", "votes", "gap", "to", "buyers"]
    assert [row.split("  ")[0] for row in rows[1:]] == [
        "large, everybody",
        "large, by trade",
    ]
    assert all("%" in row and " to " in row for row in rows[1:])


def test_a_policy_is_played_with_another_size_and_rule(app: Flask) -> None:
    given = ["--disputes", "20", "--jurors", "200", "--policy", "large"]
    wish = ["--seats", "7", "--stop", "fixed"]
    said = CliRunner().invoke(simulate_panels, [*given, *wish])
    assert said.exit_code == 0, said.output
    votes = [row.split("%")[1].split()[1] for row in said.output.splitlines()[1:]]
    assert votes == ["7.00", "7.00"]


@pytest.mark.parametrize("name", ["nobody", "paperwork"])
def test_a_policy_without_a_jury_is_not_played(app: Flask, name: str) -> None:
    said = CliRunner().invoke(simulate_panels, ["--policy", name])
    assert said.exit_code == 1
    assert f"There is no policy {name} with a jury here." in said.output
