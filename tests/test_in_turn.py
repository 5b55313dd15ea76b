"""Tests of pages take turns between the databases; nothing is left out on both."""

from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from tests import in_turn

PAGES, RULES = "tests/web/test_some_pages.py", "tests/services/test_some_rules.py"


@dataclass(eq=False)
class Found:
    """As much of a test as is known before it runs."""

    name: str
    kind: str
    file: str = PAGES
    marks: tuple[str, ...] = ()
    asked: str = "tests"
    callspec: SimpleNamespace = field(init=False)
    config: SimpleNamespace = field(init=False)

    def __post_init__(self) -> None:
        """Say what pytest says of it."""
        self.path, self.nodeid = Path(self.file), f"{self.file}::{self.name}"
        self.nodeid += f"[{self.kind}]"
        self.callspec = SimpleNamespace(params={"database_url": self.kind})
        hook = SimpleNamespace(pytest_deselected=dict)
        self.config = SimpleNamespace(args=[self.asked], hook=hook)

    def get_closest_marker(self, name: str) -> bool:
        """Whether it bears a mark."""
        return name in self.marks


def left(*found: Found) -> list[str]:
    items = cast(list[pytest.Item], list(found))
    in_turn.leave_out(items)
    return [f"{one.name} {one.kind}" for one in cast(list[Found], items)]


def on_both(name: str, file: str = PAGES, asked: str = "tests") -> list[Found]:
    return [Found(name, kind, file, asked=asked) for kind in in_turn.KINDS]


def test_tests_of_pages_take_turns() -> None:
    found = [one for name in ("a", "b", "c") for one in on_both(name)]
    assert left(*found) == ["a sqlite", "b postgresql", "c sqlite"]


def test_each_file_begins_anew() -> None:
    others = on_both("b", "tests/web/test_other_pages.py")
    assert left(*on_both("a"), *others) == ["a sqlite", "b sqlite"]


def test_all_others_run_on_both() -> None:
    marked = [Found("m", kind, marks=("both",)) for kind in in_turn.KINDS]
    rules = on_both("r", RULES)
    assert left(*marked, *rules) == [
        "m sqlite",
        "m postgresql",
        "r sqlite",
        "r postgresql",
    ]


def test_what_runs_on_one_alone_runs_there() -> None:
    alone = Found("b", "sqlite")
    assert left(*on_both("a"), alone) == ["a sqlite", "b sqlite"]


def test_whoever_names_a_test_has_it_on_both() -> None:
    assert left(*on_both("a", asked=f"{PAGES}::a")) == ["a sqlite", "a postgresql"]
