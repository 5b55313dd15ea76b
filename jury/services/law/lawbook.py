"""Reads the court's rules from their TOML files, once, and checks them whole.

In the folder stand `reasons.toml`, `rungs.toml`, `words.toml`, `fairness.toml`,
`asks.toml`, and one file a policy; calendars of holidays stand in `calendars`. What is
wrong is named by file and line.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from jury.domain.law.fields import FieldProblem, LawInvalid
from jury.domain.law.files import parse_law
from jury.domain.law.toml_lines import line_of
from jury.domain.law.whole import Law

SHIPPED = Path(__file__).resolve().parents[2] / "policies"
CALENDARS = "calendars"
_CATALOGUES = ("reasons", "rungs", "words")
_BESIDE = ("fairness", "asks")
_AT_LINE = re.compile(r" \(at line (\d+), column \d+\)$")


@cache
def lawbook() -> Law:
    """Give the law as shipped; read at the first call, which is at start-up."""
    return load_law(SHIPPED)


def load_law(folder: Path) -> Law:
    """Read and check the rules in `folder`; raises LawInvalid with every problem."""
    paths = sorted(folder.glob("*.toml")) + sorted(folder.glob(f"{CALENDARS}/*.toml"))
    names = {path: _name(path, folder) for path in paths}
    texts: dict[str, str] = {}
    read: dict[str, object] = {}
    broken = [
        FieldProblem("", "is not there", f"{name}.toml")
        for name in _CATALOGUES
        if name not in names.values()
    ]
    for path, name in names.items():
        try:
            texts[name] = path.read_text("utf-8")
            read[name] = tomllib.loads(texts[name])
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
            broken.append(_unreadable(f"{name}.toml", problem))
    if broken:
        raise LawInvalid(broken)
    try:
        return _parse(read)
    except LawInvalid as invalid:
        found = [_placed(problem, texts, folder) for problem in invalid.problems]
        raise LawInvalid(found) from invalid


def _name(path: Path, folder: Path) -> str:
    return path.relative_to(folder).with_suffix("").as_posix()


def _parse(read: Mapping[str, object]) -> Law:
    catalogues = {name: read[name] for name in _CATALOGUES}
    named = {*catalogues, *_BESIDE}
    rest = {name: source for name, source in read.items() if name not in named}
    kept = f"{CALENDARS}/"
    return parse_law(
        **catalogues,
        beside={name: read[name] for name in _BESIDE if name in read},
        policies={name: one for name, one in rest.items() if kept not in name},
        calendars={
            name.removeprefix(kept): one for name, one in rest.items() if kept in name
        },
    )


def _unreadable(name: str, problem: ValueError) -> FieldProblem:
    if isinstance(problem, UnicodeDecodeError):
        line = problem.object.count(b"\n", 0, problem.start) + 1
        return FieldProblem("", "the text is not UTF-8", f"{name}, line {line}")
    said = str(problem)
    at = _AT_LINE.search(said)
    place = f"{name}, line {at[1]}" if at else f"{name}, at the end"
    return FieldProblem("", f"this is not TOML: {_AT_LINE.sub('', said)}", place)


def _placed(
    problem: FieldProblem, texts: Mapping[str, str], folder: Path
) -> FieldProblem:
    name, _dot, field = problem.field.partition(".")
    if name not in texts:
        return replace(problem, place=folder.name)
    line = line_of(texts[name], field)
    return replace(problem, field=field, place=f"{name}.toml, line {line}")
