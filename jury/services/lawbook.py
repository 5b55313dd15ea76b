"""Reads the court's rules from their TOML files, once, and checks them whole.

In the folder stand `reasons.toml`, `rungs.toml`, `words.toml`, and one file a policy.
"""

import tomllib
from functools import cache
from pathlib import Path

from jury.domain.fields import FieldProblem, LawInvalid
from jury.domain.law import Law, parse_law

SHIPPED = Path(__file__).resolve().parent.parent / "policies"
_CATALOGUES = ("reasons", "rungs", "words")


@cache
def lawbook() -> Law:
    """Give the law as shipped; read at the first call, which is at start-up."""
    return load_law(SHIPPED)


def load_law(folder: Path) -> Law:
    """Read and check the rules in `folder`; raises LawInvalid with every problem."""
    read = {path.stem: _read(path) for path in sorted(folder.glob("*.toml"))}
    missing = [name for name in _CATALOGUES if name not in read]
    if missing:
        raise LawInvalid(
            [FieldProblem(f"{name}.toml", "is not there") for name in missing]
        )
    return parse_law(
        reasons=read.pop("reasons"),
        rungs=read.pop("rungs"),
        words=read.pop("words"),
        policies=read,
    )


def _read(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as broken:
        raise LawInvalid([FieldProblem(path.name, str(broken))]) from broken
