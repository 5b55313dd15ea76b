"""Reads the court's rules out of plain mappings and notes every bad field.

The rules come from TOML at start-up and from a dispute's frozen JSON afterwards, and
whoever edits them wants all mistakes at once, each under its dotted name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, Field, dataclass, field, fields
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeVar

from jury.domain.law.texts import Text

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Section = TypeVar("Section", bound="DataclassInstance")
Code = TypeVar("Code", bound=StrEnum)

_REQUIRED = object()


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """One field that cannot be used, and why; `place` is its file and line."""

    field: str
    message: str
    place: str = ""

    def __str__(self) -> str:
        if not self.place:
            return f"{self.field}: {self.message}"
        said = f"{self.field} {self.message}".strip()
        return f"{self.place}: {said}."


class LawInvalid(ValueError):
    """A rules file is wrong; `problems` names every bad field."""

    def __init__(self, problems: Sequence[FieldProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(str(problem) for problem in self.problems))

    @property
    def report(self) -> str:
        """Every problem on a line of its own, for whoever mends the files."""
        listed = "\n".join(f"  {problem}" for problem in self.problems)
        return f"The rules do not hold.\n{listed}"


def within(low: int, high: int, *, default: int) -> Any:
    """Declare an integer field of a section with its bounds and its default."""
    return field(default=default, metadata={"low": low, "high": high})


class Table:
    """One mapping being read. A bad value is noted and a stand-in returned."""

    def __init__(
        self, source: object, *, path: str = "", problems: list[FieldProblem]
    ) -> None:
        self._path = path
        self._problems = problems
        self._source: Mapping[str, object] = {}
        self._read: set[str] = set()
        if isinstance(source, Mapping):
            self._source = source
        else:
            self.note("", "must be a table")

    def note(self, name: str, message: str) -> None:
        """Record a problem with the field `name` of this table."""
        dotted = ".".join(part for part in (self._path, name) if part)
        self._problems.append(FieldProblem(dotted or "(whole)", message))

    def finish(self) -> None:
        """Note every field that nobody asked for."""
        for name in sorted(set(self._source) - self._read):
            self.note(name, "is not a known field")

    def retire(self, name: str, fields_gone: frozenset[str]) -> None:
        """Read the table `name` as if these fields were not in it."""
        inner = self._source.get(name)
        if isinstance(inner, Mapping):
            kept = {key: inner[key] for key in inner if key not in fields_gone}
            self._source = {**self._source, name: kept}

    def fill(self, name: str, fields_new: Mapping[str, object]) -> None:
        """Read the table `name` as if it said this where it says nothing."""
        inner = self._source.get(name)
        if isinstance(inner, Mapping):
            self._source = {**self._source, name: {**fields_new, **inner}}

    def skip(self, name: str) -> None:
        """Take the field as read, whatever it says."""
        self._read.add(name)

    def keys(self) -> tuple[str, ...]:
        """Give the names that stand in the table, in order."""
        return tuple(self._source)

    def has(self, name: str) -> bool:
        """Tell whether the field is there at all."""
        return name in self._source

    def _take(self, name: str, default: object) -> object:
        self._read.add(name)
        if name in self._source:
            return self._source[name]
        if default is _REQUIRED:
            self.note(name, "is missing")
        return default

    def integer(
        self, name: str, *, low: int, high: int, default: object = _REQUIRED
    ) -> int:
        """Read a whole number between `low` and `high`, both included."""
        value = self._take(name, default)
        if value is _REQUIRED:
            return low
        if isinstance(value, bool) or not isinstance(value, int):
            self.note(name, "must be a whole number")
            return low
        if not low <= value <= high:
            self.note(name, f"must be between {low} and {high}")
            return low
        return value

    def flag(self, name: str, *, default: object = _REQUIRED) -> bool:
        """Read true or false."""
        value = self._take(name, default)
        if value is _REQUIRED:
            return False
        if not isinstance(value, bool):
            self.note(name, "must be true or false")
            return False
        return value

    def text(self, name: str, *, default: object = _REQUIRED) -> str:
        """Read a text that is not blank."""
        value = self._take(name, default)
        if value is _REQUIRED:
            return ""
        if not isinstance(value, str) or not value.strip():
            self.note(name, "must be a text")
            return ""
        return value

    def date(self, name: str) -> date:
        """Read a day: a date of TOML, or the same as a text."""
        value = self._take(name, _REQUIRED)
        if type(value) is date:
            return value
        try:
            return date.fromisoformat(value if isinstance(value, str) else "")
        except ValueError:
            if value is not _REQUIRED:
                self.note(name, "must be a date such as 2027-10-01")
        return date.min

    def strings(self, name: str) -> tuple[str, ...]:
        """Read a list of different texts; one that is absent is empty."""
        value = self._take(name, ())
        if not isinstance(value, list | tuple) or not all(
            isinstance(item, str) and item for item in value
        ):
            self.note(name, "must be a list of texts")
            return ()
        if len(set(value)) < len(value):
            self.note(name, "names something twice")
        return tuple(value)

    def integers(self, name: str, *, low: int, high: int) -> tuple[int, ...]:
        """Read a list of whole numbers between `low` and `high`, at least one."""
        value = self._take(name, _REQUIRED)
        if not isinstance(value, list | tuple) or not value:
            self.note(name, "must be a list of whole numbers")
            return ()
        if not all(type(one) is int and low <= one <= high for one in value):
            self.note(name, f"must be whole numbers between {low} and {high}")
            return ()
        return tuple(value)

    def code(self, name: str, kind: type[Code], *, default: object = _REQUIRED) -> Code:
        """Read one of the codes of `kind`."""
        value = self._take(name, default)
        members = list(kind)
        if isinstance(value, str) and value in members:
            return kind(value)
        if value is not _REQUIRED:
            self.note(name, f"must be one of {', '.join(members)}")
        return members[0]

    def ratio(self, name: str, *, default: object = _REQUIRED) -> Fraction:
        """Read a share between 0 and 1, written "2/3"."""
        value = self._take(name, default)
        if value is _REQUIRED:
            return Fraction(0)
        try:
            ratio = Fraction(value) if isinstance(value, str) else None
        except (ValueError, ZeroDivisionError):
            ratio = None
        if ratio is None or not 0 <= ratio <= 1:
            self.note(name, 'must be a share such as "2/3"')
            return Fraction(0)
        return ratio

    def table(self, name: str) -> Table:
        """Read a table; one that is absent is empty."""
        return Table(
            self._take(name, {}), path=self._dotted(name), problems=self._problems
        )

    def tables(self, name: str) -> tuple[Table, ...]:
        """Read a list of tables; one that is absent is empty."""
        value = self._take(name, ())
        if not isinstance(value, list | tuple):
            self.note(name, "must be a list of tables")
            return ()
        return tuple(
            Table(item, path=f"{self._dotted(name)}[{place}]", problems=self._problems)
            for place, item in enumerate(value)
        )

    def words(self, name: str) -> Text:
        """Read a text that stands in both languages under `name`."""
        if not self.has(name):
            self._take(name, _REQUIRED)
            return Text("", "")
        both = self.table(name)
        words = both.own_words()
        both.finish()
        return words

    def own_words(self) -> Text:
        """Read the text in both languages that stands in this very table."""
        return Text(self.text("en"), self.text("zh-Hans"))

    def section(self, name: str, kind: type[Section]) -> Section:
        """Read a section whose fields are all `within` bounds or true/false."""
        table = self.table(name)
        values = {one.name: table.declared(one) for one in fields(kind)}
        table.finish()
        return kind(**values)

    def declared(self, one: Field[Any]) -> int | bool:
        """Read one field of a section as its dataclass declares it."""
        default = _REQUIRED if one.default is MISSING else one.default
        if "low" not in one.metadata:
            return self.flag(one.name, default=default)
        return self.integer(
            one.name,
            low=one.metadata["low"],
            high=one.metadata["high"],
            default=default,
        )

    def _dotted(self, name: str) -> str:
        return f"{self._path}.{name}" if self._path else name
