"""What a table of the lifecycle is made of: who may do what, when, and what follows."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from jury.domain.errors import NotAllowed, NotNow


class Who(StrEnum):
    """Who performs an act."""

    MARKETPLACE = "marketplace"
    PARTY = "party"
    JUROR = "juror"
    MODERATOR = "moderator"
    ADMINISTRATOR = "administrator"
    SWEEP = "sweep"


State = TypeVar("State", bound=StrEnum)


@dataclass(frozen=True)
class Row(Generic[State]):
    """`who` may `act` at `at` on `condition`; `to` follows."""

    at: State
    act: str
    who: Who
    condition: str
    to: State
    or_who: Who | None = None

    @property
    def may(self) -> tuple[Who, ...]:
        """Everybody who may do it."""
        return (self.who,) if self.or_who is None else (self.who, self.or_who)


@dataclass(frozen=True)
class Table(Generic[State]):
    """All rows for one kind of thing."""

    name: str
    rows: tuple[Row[State], ...]

    def after(self, at: State, act: str, who: Who) -> State:
        """What follows when `who` does `act` at `at`.

        Raises NotNow when no row has the act there, NotAllowed when it is not theirs.
        """
        row = next((one for one in self.rows if one.at is at and one.act == act), None)
        if row is None:
            raise NotNow
        if who not in row.may:
            raise NotAllowed
        return row.to

    def acts_at(self, at: State) -> tuple[Row[State], ...]:
        """The rows that are open at `at`, in the order of the table."""
        return tuple(row for row in self.rows if row.at is at)

    def mermaid(self) -> str:
        """The table as a Mermaid state diagram."""
        return "\n".join(["stateDiagram-v2", *_arrows(self.rows)])


def _arrows(rows: Iterable[Row[State]]) -> list[str]:
    return [f"    {row.at.upper()} --> {row.to.upper()}: {row.act}" for row in rows]
