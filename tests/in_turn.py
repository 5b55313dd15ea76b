"""On which database a test of pages runs: on one of the two, in turn.

Every page and every form is opened on both databases by the crawls of the promises, by
the matrix and by the acts, and the services below have tests of their own there. What a
test of pages proves beyond that is how a page answers, and it answers from rows that
look the same on both: so of each file of them the tests take turns. Whoever names a
test when calling pytest has it on both.

What is more than that says so with the mark `both`: what may never happen, what is told
apart by a constraint or a lock, how a query is asked.
"""

from collections import defaultdict
from collections.abc import Sequence

import pytest

KINDS = ("sqlite", "postgresql")
# Beside all of tests/web: pages that are tested beside what they show.
FILES = frozenset(
    {
        "test_fairness_pages.py",
        "test_practice_pages.py",
        "test_settlement_pages.py",
    }
)

Twins = dict[str, dict[str, pytest.Item]]


def leave_out(items: list[pytest.Item]) -> None:
    """Take out the tests of pages whose turn it is on the other database."""
    others = set(_others(items))
    if not others or any("::" in asked for asked in items[0].config.args):
        return
    items[0].config.hook.pytest_deselected(items=list(others))
    items[:] = [item for item in items if item not in others]


def _others(items: Sequence[pytest.Item]) -> list[pytest.Item]:
    files: defaultdict[str, Twins] = defaultdict(dict)
    for item in items:
        kind = _kind_of(item)
        if kind and _is_of_pages(item) and not item.get_closest_marker("both"):
            name = item.nodeid.replace(kind, "", 1)
            files[str(item.path)].setdefault(name, {})[kind] = item
    return [
        twins[KINDS[1 - turn % 2]]
        for tests in files.values()
        for turn, twins in enumerate(tests.values())
        if len(twins) == len(KINDS)
    ]


def _kind_of(item: pytest.Item) -> str | None:
    """The database it is to run on, when it is made once for each."""
    told = getattr(item, "callspec", None)
    kind: str | None = told.params.get("database_url") if told else None
    return kind


def _is_of_pages(item: pytest.Item) -> bool:
    return item.path.parent.name == "web" or item.path.name in FILES
