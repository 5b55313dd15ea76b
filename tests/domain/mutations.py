"""Every small way to change a JSON value: what a forger would try one by one."""

import copy
from collections.abc import Iterator
from typing import Any

Path = tuple[str | int, ...]


def mutations(value: Any, *, once: bool = False) -> Iterator[tuple[str, Any]]:
    """Yield (what was done, the changed copy) for every place in *value*.

    With *once*, of places that differ only in their number in a list the first.
    """
    for path in _kinds_of(_paths(value)) if once else _paths(value):
        for name, changed in _changes(_at(value, path)):
            copied = copy.deepcopy(value)
            _at(copied, path[:-1])[path[-1]] = changed
            yield f"{name} {path}", copied
        yield f"drop {path}", _without(value, path)
        if isinstance(path[-1], int):
            yield f"double {path}", _doubled(value, path)


def _kinds_of(paths: Iterator[Path]) -> Iterator[Path]:
    kinds = set()
    for path in paths:
        kind = tuple(step if isinstance(step, str) else 0 for step in path)
        if kind not in kinds:
            kinds.add(kind)
            yield path


def _paths(value: Any, path: Path = ()) -> Iterator[Path]:
    if path:
        yield path
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _paths(inner, (*path, name))
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from _paths(inner, (*path, at))


def _changes(value: Any) -> Iterator[tuple[str, Any]]:
    others: list[Any] = [None, [], {}, "", -1, 2**60, 0.5, "0", value == 1, [value]]
    for other in others:
        if type(other) is not type(value) or other != value:
            yield f"set {other!r}", other
    if type(value) is int:
        yield from (("add", value + 1), ("take", value - 1), ("float", float(value)))
        yield "write as text", str(value)
    if type(value) is bool:
        yield "turn", not value
    if type(value) is str:
        yield from _text_changes(value)
    if type(value) is list and len(value) > 1 and value[::-1] != value:
        yield "reverse", value[::-1]


def _text_changes(text: str) -> Iterator[tuple[str, str]]:
    yield "cut", text[:-1]
    yield "cut a byte", text[:-2]
    yield "lengthen", text + "0"
    yield "lengthen by a byte", text + "00"
    yield "change the first", ("1" if text[:1] != "1" else "2") + text[1:]
    yield "change the last", text[:-1] + ("1" if text[-1:] != "1" else "2")
    yield "add a space", f" {text}"
    if text.upper() != text:
        yield "write in capitals", text.upper()


def _without(value: Any, path: Path) -> Any:
    copied = copy.deepcopy(value)
    del _at(copied, path[:-1])[path[-1]]
    return copied


def _doubled(value: Any, path: Path) -> Any:
    copied = copy.deepcopy(value)
    parent = _at(copied, path[:-1])
    parent.insert(path[-1], copy.deepcopy(parent[path[-1]]))
    return copied


def _at(value: Any, path: Path) -> Any:
    for step in path:
        value = value[step]
    return value
