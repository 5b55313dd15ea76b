"""What is stopped, by administrators, and which disputes wait for it.

A dispute that waits keeps its times where they are; `stands_since` on its row says
since when, and its windows are moved by as much once it goes on.
"""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, select, text
from sqlalchemy.orm import Mapped, mapped_column

from jury.domain.lifecycle import Stage
from jury.storage.base import Base, current_session
from jury.storage.disputes import Dispute


class Stopped(StrEnum):
    """What can be stopped, each for itself."""

    INTAKE = "intake"
    DRAWS = "draws"
    ENFORCEMENT = "enforcement"


class Stop(Base):
    """One stop, from its beginning to its end; of each kind one at a time."""

    __tablename__ = "stop"
    __table_args__ = (
        Index(
            "uq_stop_open",
            "what",
            unique=True,
            sqlite_where=text("lifted_at IS NULL"),
            postgresql_where=text("lifted_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    what: Mapped[str]
    reason: Mapped[str]
    stopped_at: Mapped[datetime]
    stopped_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    warned_at: Mapped[datetime | None]
    lifted_at: Mapped[datetime | None]
    lifted_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))


def find_stop(what: Stopped) -> Stop | None:
    """The stop that stands, if this is stopped."""
    query = select(Stop).where(Stop.what == what.value, Stop.lifted_at.is_(None))
    return current_session().scalar(query)


def list_stops() -> list[Stop]:
    """Every stop that stands."""
    query = select(Stop).where(Stop.lifted_at.is_(None))
    return list(current_session().scalars(query.order_by(Stop.id)))


def list_old_stops(now: datetime, *, age: timedelta) -> list[Stop]:
    """Stops that have stood this long, of which nobody was warned."""
    query = select(Stop).where(
        Stop.lifted_at.is_(None),
        Stop.warned_at.is_(None),
        Stop.stopped_at <= now - age,
    )
    return list(current_session().scalars(query.order_by(Stop.id)))


def list_heard(*, limit: int) -> list[str]:
    """Disputes in a hearing whose time still runs."""
    query = select(Dispute.id).where(
        Dispute.stage == Stage.HEARING.value, Dispute.stands_since.is_(None)
    )
    return list(current_session().scalars(query.order_by(Dispute.id).limit(limit)))


def list_waiting(cause: str, *, limit: int) -> list[str]:
    """Disputes whose time stands still because of this."""
    query = select(Dispute.id).where(Dispute.stands_for == cause)
    return list(current_session().scalars(query.order_by(Dispute.id).limit(limit)))
