"""Which line of a TOML file a field stands on."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from jury.domain.law.toml_lines import line_of
from jury.services.law.lawbook import SHIPPED

TEXT = '''# A comment = here
name = "a = b" # and here
ladder = [
  "nothing", # [not] = a heading
  "full",
]
says.en = """
[no] heading = here
"""
says."zh-Hans" = "字"

[windows]
hearing_hours = 24

[[rule]]
code = 'one'
when = { reasons = ["x"], grades = ["new"] }
[[rule.part]]
code = "deep"

[[rule]]
code = "two"
[rule.more]
last = true'''


@pytest.mark.parametrize(
    ("field", "line"),
    [
        ("name", 2),
        ("ladder", 3),
        ("says", 7),
        ("says.en", 7),
        ("says.zh-Hans", 10),
        ("windows", 12),
        ("windows.hearing_hours", 13),
        ("rule", 15),
        ("rule[0]", 15),
        ("rule[0].code", 16),
        ("rule[0].when.reasons", 17),
        ("rule[0].part[0].code", 19),
        ("rule[1].code", 22),
        ("rule[1].more.last", 24),
        ("windows.missing_hours", 12),
        ("rule[1].award", 21),
        ("seats", 1),
        ("", 1),
    ],
)
def test_a_field_is_found_or_else_the_table_around_it(field: str, line: int) -> None:
    assert line_of(TEXT, field) == line


def leaves(value: object, name: str = "") -> Iterator[str]:
    """The dotted name of every value that is no table."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, f"{name}.{key}" if name else key)
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        for place, inner in enumerate(value):
            yield from leaves(inner, f"{name}[{place}]")
    else:
        yield name


@pytest.mark.parametrize("path", sorted(SHIPPED.rglob("*.toml")), ids=lambda p: p.stem)
def test_every_field_of_the_shipped_files_is_on_its_line(path: Path) -> None:
    text = path.read_text("utf-8")
    lines = text.splitlines()
    for name in leaves(tomllib.loads(text)):
        key = name.rsplit(".")[-1]
        assert key in lines[line_of(text, name) - 1], name
