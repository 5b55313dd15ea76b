"""Patterns that are put together from parts hold the parts, and not their names."""

import ast
import re

from tests.architecture import sources

# What an f-string would have filled in, or taken for one brace.
UNFILLED = re.compile(r"\{_?[A-Z][A-Z_]{2,}\}|\{\{[0-9,]+\}\}")


def test_no_pattern_holds_the_name_of_its_part() -> None:
    faults = [
        (sources.name(file), one.lineno)
        for file in sources.python_files("jury/redaction")
        for one in ast.walk(ast.parse(file.read_text()))
        if isinstance(one, ast.Constant)
        and isinstance(one.value, str)
        and UNFILLED.search(one.value)
    ]
    assert faults == []
