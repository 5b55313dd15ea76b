"""What administrators stopped, and the outages they announced."""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, bindparam, select, text
from sqlalchemy.orm import Mapped, mapped_column

from jury.domain.errors import NotFound
from jury.storage.base import Base, current_session


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


class PlannedOutage(Base):
    """An outage that was announced; every window open when it begins is lengthened.

    `told` is the last dispute whose people were told, so that a crash in between
    loses nothing; of one that was called off, the last whose people do not know that
    yet. `begun_at` is when its windows began to be lengthened.
    """

    __tablename__ = "planned_outage"
    __table_args__ = (CheckConstraint("ends_at > begins_at", name="has_length"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    begins_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    reason: Mapped[str]
    announced_at: Mapped[datetime]
    announced_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    told: Mapped[str] = mapped_column(default="")
    told_at: Mapped[datetime | None]
    begun_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    cancelled_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))

    def is_going_on(self, now: datetime) -> bool:
        """Whether the court is out of order at this moment, as it was announced."""
        return self.cancelled_at is None and self.begins_at <= now < self.ends_at

    @property
    def is_cut_short(self) -> bool:
        """Whether it ended sooner than announced, after it had begun."""
        return self.cancelled_at is not None and self.cancelled_at >= self.begins_at


def find_stop(what: Stopped) -> Stop | None:
    """The stop that stands, if this is stopped."""
    query = select(Stop).where(Stop.what == what.value, Stop.lifted_at.is_(None))
    return current_session().scalar(query)


def list_stops() -> list[Stop]:
    """Every stop that stands."""
    query = select(Stop).where(Stop.lifted_at.is_(None))
    return list(current_session().scalars(query.order_by(Stop.id)))


def list_past_stops(*, limit: int) -> list[Stop]:
    """Stops that were lifted, the newest first."""
    query = select(Stop).where(Stop.lifted_at.is_not(None))
    return list(current_session().scalars(query.order_by(Stop.id.desc()).limit(limit)))


def list_old_stops(now: datetime, *, age: timedelta) -> list[Stop]:
    """Stops that have stood this long, of which nobody was warned."""
    query = select(Stop).where(
        Stop.lifted_at.is_(None),
        Stop.warned_at.is_(None),
        Stop.stopped_at <= now - age,
    )
    return list(current_session().scalars(query.order_by(Stop.id)))


# Built once: every page asks it.
PLANNED = (
    select(PlannedOutage)
    .where(
        PlannedOutage.cancelled_at.is_(None), PlannedOutage.ends_at > bindparam("now")
    )
    .order_by(PlannedOutage.begins_at, PlannedOutage.id)
)


def list_planned(now: datetime) -> list[PlannedOutage]:
    """Announced outages that are still to come or go on, the next first."""
    return list(current_session().scalars(PLANNED, {"now": now}))


def get_planned(planned_id: int) -> PlannedOutage:
    """The announced outage; raises NotFound."""
    row = current_session().get(PlannedOutage, planned_id)
    if row is None:
        raise NotFound
    return row


def list_unbegun(now: datetime) -> list[PlannedOutage]:
    """Announced outages that have begun, whose windows are not lengthened yet."""
    query = select(PlannedOutage).where(
        PlannedOutage.cancelled_at.is_(None),
        PlannedOutage.begun_at.is_(None),
        PlannedOutage.begins_at <= now,
    )
    return list(current_session().scalars(query.order_by(PlannedOutage.id)))


def find_untold() -> PlannedOutage | None:
    """An announced outage of which not everybody was told yet."""
    query = select(PlannedOutage).where(
        PlannedOutage.cancelled_at.is_(None), PlannedOutage.told_at.is_(None)
    )
    return current_session().scalar(query.order_by(PlannedOutage.id).limit(1))


def find_told_in_vain(now: datetime) -> PlannedOutage | None:
    """One that was called off or ended sooner, of which not all were told that."""
    query = select(PlannedOutage).where(
        PlannedOutage.cancelled_at.is_not(None),
        PlannedOutage.ends_at > now,
        PlannedOutage.told != "",
    )
    return current_session().scalar(query.order_by(PlannedOutage.id).limit(1))
