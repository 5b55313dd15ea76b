"""On which line of a TOML file each field stands, for whoever has to mend it.

The reader of the standard library tells no lines. Names are dotted as `fields.Table`
writes them: `windows.hearing_hours`, `rule[1].award`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

_PART = re.compile(
    r'"""(?s:.*?)"""'
    r"|'''(?s:.*?)'''"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|#[^\n]*"
    r"|[\[\]{}=\n]"
    r"|[^\S\n]+"
    r"|[^\s\"'#\[\]{}=]+"
)
_NAME = re.compile(r'"([^"]*)"|\'([^\']*)\'|([A-Za-z0-9_-]+)')
_DEEPER = {"[": 1, "{": 1, "]": -1, "}": -1}


def line_of(text: str, dotted: str) -> int:
    """Say where a field stands, or the nearest table around it; else the first line.

    `text` must be valid TOML.
    """
    places = _places(text)
    name = dotted
    while name and name not in places:
        name = _around(name)
    return places.get(name, 1)


@lru_cache(maxsize=16)
def _places(text: str) -> dict[str, int]:
    """Where every table and every key begins."""
    found: dict[str, int] = {}
    counts: Counter[str] = Counter()
    table = ""
    for line, tokens in _statements(text):
        if tokens[0] != "[":
            named = _names(tokens[: tokens.index("=")])
            _note(found, f"{table}.{'.'.join(named)}".strip("."), line)
            continue
        table = _dotted(_names(tokens), counts)
        if tokens[1] == "[":
            found.setdefault(table, line)
            counts[table] += 1
            table += f"[{counts[table] - 1}]"
        _note(found, table, line)
    return found


def _note(found: dict[str, int], name: str, line: int) -> None:
    """Keep where a name begins, and each table around it that had no line yet."""
    while name and name not in found:
        found[name] = line
        name = _around(name)


def _around(name: str) -> str:
    """The table in which a name lies: "a.b[1].c" in "a.b[1]", and that in "a.b"."""
    shorter = re.sub(r"(\[\d+\]|\.?[^.\[\]]+)$", "", name)
    return shorter if shorter != name else ""


def _statements(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each heading and each assignment, with the line on which it begins."""
    line, began, depth = 1, 1, 0
    parts: list[str] = []
    for part in _PART.findall(text):
        depth += _DEEPER.get(part, 0)
        if part == "\n" and not depth and parts:
            yield began, parts
            parts = []
        elif part.strip() and not part.startswith("#"):
            began = began if parts else line
            parts.append(part)
        line += part.count("\n")
    if parts:
        yield began, parts


def _names(tokens: Sequence[str]) -> list[str]:
    joined = "".join(token for token in tokens if token not in _DEEPER)
    return ["".join(parts) for parts in _NAME.findall(joined)]


def _dotted(names: Sequence[str], counts: Counter[str]) -> str:
    """The name of a table; within a list of tables it belongs to the last of them."""
    dotted = ""
    for place, name in enumerate(names):
        dotted = f"{dotted}.{name}" if dotted else name
        if place < len(names) - 1 and counts[dotted]:
            dotted += f"[{counts[dotted] - 1}]"
    return dotted
