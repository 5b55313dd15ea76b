"""Which rows of the tables of the law plays have taken, and which they never did.

Of a row that no play takes nobody knows whether the promises hold.
"""

from collections import Counter
from enum import StrEnum
from typing import Any

import pytest

from jury.domain.lifecycle import DISPUTE
from jury.domain.lives.parts import EXHIBIT, REFUND, SUMMONS
from jury.domain.lives.redacting import REDACTION
from jury.domain.lives.resends import RESEND
from jury.domain.lives.returns import RETURN
from jury.domain.lives.tables import Table, Who
from jury.domain.settlement import OFFER

# A row: of what, from where, by which act.
Taken = tuple[str, str, str]
TABLES: tuple[Table[Any], ...] = (
    DISPUTE,
    REFUND,
    EXHIBIT,
    REDACTION,
    SUMMONS,
    OFFER,
    RETURN,
    RESEND,
)
ROWS: tuple[Taken, ...] = tuple(
    (table.name, row.at.value, row.act) for table in TABLES for row in table.rows
)


class Rows:
    """How often each row was taken by an act that was carried out."""

    def __init__(self) -> None:
        """None was yet."""
        self.taken: Counter[Taken] = Counter()
        self._asked: list[Taken] = []

    def watch(self, patch: pytest.MonkeyPatch) -> None:
        """Listen to every table; the act that asks still has to be carried out."""
        after, asked = Table.after, self._asked

        def heard(table: Table[Any], at: StrEnum, act: str, who: Who) -> StrEnum:
            to: StrEnum = after(table, at, act, who)
            asked.append((table.name, at.value, act))
            return to

        patch.setattr(Table, "after", heard)

    def forget(self) -> None:
        """What was asked until now led to nothing, or only looked."""
        self._asked.clear()

    def keep(self) -> None:
        """What was asked until now was carried out."""
        self.taken.update(self._asked)
        self.forget()

    def never(self) -> list[str]:
        """The rows that no play has taken, in the order of the tables."""
        return [": ".join(row) for row in ROWS if not self.taken[row]]
