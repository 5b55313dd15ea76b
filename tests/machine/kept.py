"""What the court keeps, as the promises ask for it."""

from functools import cached_property
from typing import TypeVar

from sqlalchemy import select

from jury.storage.audit import AuditEntry
from jury.storage.base import Base, current_session
from jury.storage.disputes import Dispute
from jury.storage.draws import Draw, Seat
from jury.storage.polls import Ballot
from tests.machine.court import Play

Row = TypeVar("Row", bound=Base)


class Kept:
    """What the court keeps, each table read once, beside what the players remember."""

    def __init__(self, play: Play) -> None:
        """Nothing is read before it is asked for."""
        self.play = play
        self._rows: dict[type[Base], list[Base]] = {}

    def all(self, table: type[Row], **wanted: object) -> list[Row]:
        """The rows of a table, or those with these values."""
        if table not in self._rows:
            self._rows[table] = list(current_session().scalars(select(table)))
        rows: list[Row] = self._rows[table]  # type: ignore[assignment]
        return [
            row for row in rows if all(getattr(row, k) == v for k, v in wanted.items())
        ]

    @cached_property
    def disputes(self) -> dict[str, Dispute]:
        """The disputes by their ids."""
        return {one.id: one for one in self.all(Dispute)}

    @cached_property
    def ballots(self) -> dict[int, list[Ballot]]:
        """The ballots of every draw that count, or would."""
        return {
            draw.id: [
                ballot
                for seat in self.all(Seat, draw_id=draw.id, removed_at=None)
                for ballot in self._last_of(seat.id)
            ]
            for draw in self.all(Draw)
        }

    def _last_of(self, seat_id: str) -> list[Ballot]:
        cast = sorted(self.all(Ballot, seat_id=seat_id), key=lambda one: one.ballot_no)
        return cast[-1:]

    @cached_property
    def log(self) -> dict[str, list[AuditEntry]]:
        """The chain of every dispute."""
        chains: dict[str, list[AuditEntry]] = {one: [] for one in self.disputes}
        for entry in sorted(self.all(AuditEntry), key=lambda one: one.seq):
            kind, _, dispute_id = entry.chain.partition(":")
            if kind == "dispute":
                chains[dispute_id].append(entry)
        return chains
