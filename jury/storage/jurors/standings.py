"""How a juror's votes had stood when they were called: what their ballot is weighed by.

Kept only where a rule weighs ballots, so that a stop can be reckoned again for ever.
"""

from collections.abc import Mapping

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column

from jury.storage.base import Base, current_session
from jury.storage.draws import Seat, Summons
from jury.storage.jurors.reliabilities import COUNTS, find_reliability


class SummonsStanding(Base):
    """One call, and the five counts of whoever was called, in their fixed order."""

    __tablename__ = "summons_standing"

    summons_id: Mapped[str] = mapped_column(ForeignKey("summons.id"), primary_key=True)
    counts: Mapped[list[int]]


def keep_standing(summons: Summons) -> list[int]:
    """Keep a called juror's counts as they are now."""
    known = find_reliability(summons.juror_id)
    counts = [getattr(known, name) if known else 0 for name in COUNTS]
    row = SummonsStanding(summons_id=summons.id, counts=counts)
    current_session().add(row)
    return counts


def list_standings(draw_id: int) -> Mapping[str, list[int]]:
    """The counts that were kept of everybody who was called, by call."""
    query = select(SummonsStanding).join(Summons).where(Summons.draw_id == draw_id)
    rows = current_session().scalars(query)
    return {row.summons_id: row.counts for row in rows}


def standings_by_seat(draw_id: int) -> Mapping[str, list[int]]:
    """The same of those who hold or used a seat, by seat."""
    query = (
        select(Seat.id, SummonsStanding)
        .join(SummonsStanding, SummonsStanding.summons_id == Seat.summons_id)
        .where(Seat.draw_id == draw_id)
    )
    found = current_session().execute(query)
    return {seat_id: row.counts for seat_id, row in found}
