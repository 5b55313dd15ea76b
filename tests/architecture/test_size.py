"""Functions and files stay short enough to be read at one go."""

import pytest

from tests.architecture import sources
from tests.architecture.sources import Function


def longest_of_95_in_100(functions: list[Function]) -> int:
    lengths = sorted(function.lines for function in functions)
    return lengths[int(len(lengths) * 0.95)] if lengths else 0


def longer_than(limit: int, functions: list[Function]) -> list[str]:
    return [
        f"{function.place} has {function.lines} lines"
        for function in functions
        if function.lines > limit
    ]


def test_no_function_is_longer_than_60_lines() -> None:
    long = longer_than(60, list(sources.functions(*sources.ALL)))
    assert not long, "\n".join(long)


def test_a_view_is_at_most_30_lines_long() -> None:
    views = [one for one in sources.functions("jury/web", "jury/api") if one.is_view]
    long = longer_than(30, views)
    assert not long, "\n".join(long)


def test_95_in_100_shipped_functions_have_at_most_30_lines() -> None:
    assert longest_of_95_in_100(list(sources.functions(*sources.SHIPPED))) <= 30


def test_95_in_100_tests_have_at_most_25_lines() -> None:
    tests = [one for one in sources.functions("tests") if one.is_test]
    assert longest_of_95_in_100(tests) <= 25


@pytest.mark.parametrize("root", sources.ALL)
def test_no_file_is_longer_than_300_lines(root: str) -> None:
    long = [
        f"{sources.name(file)} has {lines} lines"
        for file in sources.python_files(root)
        if (lines := len(file.read_text().splitlines())) > 300
    ]
    assert not long, "\n".join(long)
