"""The whole matrix: every act by everybody at every place."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench.measure import Figure
from tests import databases
from tests.matrix.acts import acts_of
from tests.matrix.expected import faults_at
from tests.matrix.tries import open_board


def figures() -> Iterator[Figure]:
    """How many tries there were, and how many were answered otherwise than allowed."""
    with tempfile.TemporaryDirectory(prefix="jury-bench-") as folder:
        begun, lock = databases.begin_run()
        try:
            with databases.sqlite_database(begun) as url:
                board = open_board(url, Path(folder), begun)
                tried, wrong = 0, list[str]()
                rules = acts_of(board.app)
                for place in board.places:
                    tries, faults = faults_at(board, place, rules, all_of_them=True)
                    tried, wrong = tried + tries, [*wrong, *faults]
        finally:
            databases.end_run(begun, lock)
    print(*wrong, sep="\n", end="")
    yield Figure(name="acts by everybody everywhere", ours=tried, unit="")
    yield Figure(name="of these not as allowed", ours=len(wrong), unit="", at_most=0)
