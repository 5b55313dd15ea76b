"""Reads the entrance exam, once, and holds its mock disputes against the court's law.

In `exam` beside the policies stand `exam.toml`, and in `mocks` one TOML file a dispute;
in `controls` those of the same form that are read among real ones, and in no exam.
What is wrong in one is named by file and field, and the court does not start with it.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType

from jury.domain.jurors.exam import ExamTerms, read_exam
from jury.domain.jurors.mocks import UNDECIDED, MockDispute, read_mock
from jury.domain.law.fields import FieldProblem, LawInvalid, Table
from jury.domain.law.whole import Law
from jury.services.law.lawbook import SHIPPED, lawbook

FOLDER = SHIPPED / "exam"


@dataclass(frozen=True)
class Exam:
    """The terms of a sitting, and the mock disputes by their code.

    `controls` are read among real disputes, and have no exhibits: where real ones have
    pictures, words in their place would tell them apart.
    """

    terms: ExamTerms
    mocks: Mapping[str, MockDispute]
    controls: Mapping[str, MockDispute] = field(default_factory=dict)


@cache
def exam() -> Exam:
    """The exam as shipped; read at start-up."""
    return load_exam(FOLDER, lawbook())


def load_exam(folder: Path, law: Law) -> Exam:
    """Read every file in `folder`; raises LawInvalid with every problem."""
    problems: list[FieldProblem] = []
    terms = read_exam(_table(folder / "exam.toml", problems))
    found = _disputes(folder / "mocks", law, problems=problems)
    controls = _disputes(folder / "controls", law, others=found, problems=problems)
    if len(found) < terms.disputes:
        message = f"must be at least {terms.disputes}, as exam.toml asks"
        problems.append(FieldProblem("mocks", message))
    if problems:
        raise LawInvalid(problems)
    return Exam(terms, found, controls)


def _disputes(
    folder: Path,
    law: Law,
    *,
    others: Mapping[str, MockDispute] = MappingProxyType({}),
    problems: list[FieldProblem],
) -> dict[str, MockDispute]:
    """Every dispute of a folder by its code, which none of the `others` has."""
    are_controls = folder.name == "controls"
    found: dict[str, MockDispute] = {}
    for path in sorted(folder.glob("*.toml")):
        table = _table(path, problems)
        mock = read_mock(table, law)
        if mock.code in {*found, *others}:
            table.note("code", f"{mock.code} stands twice")
        if are_controls and mock.exhibits:
            table.note("exhibit", "must be absent: jurors would know it for a control")
        if are_controls and mock.answer == UNDECIDED:
            table.note("answer", "must be a remedy: how else is it known")
        found[mock.code] = mock
    return found


def _table(path: Path, problems: list[FieldProblem]) -> Table:
    try:
        source = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as broken:
        problems.append(FieldProblem(path.stem, f"is not TOML: {broken}"))
        source = {}
    return Table(source, path=path.stem, problems=problems)
