"""Reading rules out of plain mappings: every kind of field, right and wrong."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

import pytest

from jury.domain.law.fields import FieldProblem, Table, within


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True)
class Figures:
    must: int = field(metadata={"low": 1, "high": 9})
    may: int = within(0, 5, default=2)
    on: bool = True


Read = Callable[[Table], object]
READERS: list[tuple[Read, object, object]] = [
    (lambda table: table.integer("x", low=2, high=5), 3, 2),
    (lambda table: table.flag("x"), True, False),
    (lambda table: table.text("x"), "word", ""),
    (lambda table: table.code("x", Colour), Colour.BLUE, Colour.RED),
    (lambda table: table.ratio("x"), "1/3", Fraction(0)),
]


@pytest.mark.parametrize(("read", "value", "stand_in"), READERS)
def test_a_required_field_that_is_missing_is_noted_once(
    read: Read, value: object, stand_in: object
) -> None:
    problems: list[FieldProblem] = []
    assert read(Table({}, path="p", problems=problems)) == stand_in
    assert [str(problem) for problem in problems] == ["p.x: is missing"]
    assert read(Table({"x": value}, problems=problems)) in {value, Fraction(1, 3)}
    assert len(problems) == 1


@pytest.mark.parametrize(("read", "value", "stand_in"), READERS)
@pytest.mark.parametrize("wrong", [None, [], 2.5])
def test_a_field_of_the_wrong_kind_is_noted_and_read_as_a_stand_in(
    read: Read, value: object, stand_in: object, wrong: object
) -> None:
    problems: list[FieldProblem] = []
    assert read(Table({"x": wrong}, problems=problems)) == stand_in
    assert [problem.field for problem in problems] == ["x"]


def test_a_section_is_read_as_its_dataclass_declares_it() -> None:
    problems: list[FieldProblem] = []
    table = Table({"f": {"must": 4, "on": False}}, problems=problems)
    assert table.section("f", Figures) == Figures(must=4, may=2, on=False)
    assert problems == []


def test_a_section_notes_what_is_missing_and_what_is_out_of_bounds() -> None:
    problems: list[FieldProblem] = []
    Table({"f": {"may": 6}}, problems=problems).section("f", Figures)
    assert [str(problem) for problem in problems] == [
        "f.must: is missing",
        "f.may: must be between 0 and 5",
    ]


def test_fields_that_nobody_reads_are_noted() -> None:
    problems: list[FieldProblem] = []
    table = Table({"x": "a", "y": 1, "z": 2}, path="p", problems=problems)
    table.text("x")
    table.finish()
    assert [problem.field for problem in problems] == ["p.y", "p.z"]
