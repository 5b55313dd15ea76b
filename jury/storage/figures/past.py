"""The simulated past of a sandbox: what it was made from, and the figures it gives."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from jury.storage.base import Base, current_session, insert_new


class SimulatedPast(Base):
    """One a court. The past itself is made again from its seed whenever it is asked."""

    __tablename__ = "simulated_past"
    __table_args__ = (CheckConstraint("id = 1", name="only_one"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seed: Mapped[int]
    disputes: Mapped[int]
    figures: Mapped[dict[str, Any]]
    made_at: Mapped[datetime]


def find_past() -> SimulatedPast | None:
    """The simulated past; None in every court but a sandbox that was given one."""
    return current_session().get(SimulatedPast, 1)


def claim_past(
    *, seed: int, disputes: int, figures: dict[str, Any], now: datetime
) -> SimulatedPast | None:
    """Keep a simulated past; None when there is one."""
    claim = insert_new(SimulatedPast).values(
        id=1, seed=seed, disputes=disputes, figures=figures, made_at=now
    )
    return current_session().scalar(
        claim.on_conflict_do_nothing().returning(SimulatedPast)
    )
