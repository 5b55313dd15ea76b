"""Reads the court's rules from their TOML files, once, and checks them whole.

In the folder stand `reasons.toml`, `rungs.toml`, `words.toml`, and one file a policy.
What is wrong is named by file, line and field.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from jury.domain.fields import FieldProblem, LawInvalid
from jury.domain.law import Law
from jury.domain.law_files import parse_law
from jury.domain.toml_lines import line_of

SHIPPED = Path(__file__).resolve().parent.parent / "policies"
_CATALOGUES = ("reasons", "rungs", "words")
_AT_LINE = re.compile(r" \(at line (\d+), column \d+\)$")


@cache
def lawbook() -> Law:
    """Give the law as shipped; read at the first call, which is at start-up."""
    return load_law(SHIPPED)


def load_law(folder: Path) -> Law:
    """Read and check the rules in `folder`; raises LawInvalid with every problem."""
    texts: dict[str, str] = {}
    read: dict[str, object] = {}
    broken: list[FieldProblem] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            texts[path.stem] = path.read_text("utf-8")
            read[path.stem] = tomllib.loads(texts[path.stem])
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
            broken.append(_unreadable(path, problem))
    here = {path.stem for path in folder.glob("*.toml")}
    broken += [
        FieldProblem("", "is not there", f"{name}.toml")
        for name in _CATALOGUES
        if name not in here
    ]
    if broken:
        raise LawInvalid(broken)
    catalogues = {name: read.pop(name) for name in _CATALOGUES}
    try:
        return parse_law(**catalogues, policies=read)
    except LawInvalid as invalid:
        found = [_placed(problem, texts, folder) for problem in invalid.problems]
        raise LawInvalid(found) from invalid


def _unreadable(path: Path, problem: ValueError) -> FieldProblem:
    if isinstance(problem, UnicodeDecodeError):
        line = problem.object.count(b"\n", 0, problem.start) + 1
        return FieldProblem("", "the text is not UTF-8", f"{path.name}, line {line}")
    said = str(problem)
    at = _AT_LINE.search(said)
    place = f"{path.name}, line {at[1]}" if at else f"{path.name}, at the end"
    return FieldProblem("", f"this is not TOML: {_AT_LINE.sub('', said)}", place)


def _placed(
    problem: FieldProblem, texts: Mapping[str, str], folder: Path
) -> FieldProblem:
    name, _dot, field = problem.field.partition(".")
    if name not in texts:
        return replace(problem, place=folder.name)
    line = line_of(texts[name], field)
    return replace(problem, field=field, place=f"{name}.toml, line {line}")
