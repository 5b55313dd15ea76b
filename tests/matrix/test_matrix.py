"""Every act at every place: allowed as the table says, else refused with a clear word.

A refusal changes nothing, whoever comes and however. All who may do an act at a place
try it there, and by turns one who may only elsewhere or, more seldom, never; `python -m
bench matrix` lets everybody try everything.
"""

from collections.abc import Iterator

import pytest

from jury.domain.lifecycle import Stage
from tests import databases
from tests.databases import Run
from tests.matrix.acts import acts_of
from tests.matrix.expected import (
    TABLE,
    everybody_at,
    faults_at,
    read_table,
    who_tries,
)
from tests.matrix.places import STORIES, Story
from tests.matrix.tries import Board, open_board


@pytest.fixture(scope="module")
def board(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Board]:
    with databases.sqlite_database(run) as url:
        yield open_board(url, tmp_path_factory.mktemp("matrix"), run)


def test_every_act_has_its_line_in_the_table(board: Board) -> None:
    endpoints = {rule.endpoint for rule in acts_of(board.app)}
    assert endpoints == set(read_table()), f"see {TABLE.name}"


def test_every_stage_has_its_places(board: Board) -> None:
    assert {place.stage for place in board.places} == {stage.value for stage in Stage}


def test_everybody_tries_every_act_somewhere(board: Board) -> None:
    lines = read_table()
    for number, rule in enumerate(acts_of(board.app)):
        tried = {
            who
            for turn, place in enumerate(board.places, start=number)
            for who in who_tries(
                lines[rule.endpoint], rule, place, turn, all_of_them=False
            )
        }
        assert tried == set(everybody_at(rule)), rule.endpoint


@pytest.mark.parametrize("story", STORIES, ids=lambda story: str(story.__name__))
def test_what_the_table_does_not_allow_is_refused_and_changes_nothing(
    board: Board, story: Story
) -> None:
    rules = acts_of(board.app)
    for place in board.places:
        if place.story is story:
            _tries, faults = faults_at(board, place, rules)
            assert faults == []
