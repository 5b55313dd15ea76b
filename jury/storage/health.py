"""Signs of life: when the sweeper was last heard, and the sandbox's clock."""

from datetime import datetime, timedelta

from sqlalchemy import CheckConstraint, select, update
from sqlalchemy.orm import Mapped, mapped_column

from jury.domain.respites import Period
from jury.storage.base import Base, current_session, insert_new


class Heartbeat(Base):
    """When a background process was last heard from, in real time."""

    __tablename__ = "heartbeat"

    name: Mapped[str] = mapped_column(primary_key=True)
    heard_at: Mapped[datetime]


class SandboxClock(Base):
    """How far a sandbox's clock is ahead; one row, never in production."""

    __tablename__ = "sandbox_clock"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    offset_seconds: Mapped[int] = mapped_column(default=0)


class Outage(Base):
    """A time in which no sweeper was heard; every window open then is lengthened.

    `seconds` are real ones; `noticed_at` and `ended_at` are told by the court's clock,
    like the disputes they are compared with. `reached` is the last dispute that was
    lengthened, so that a crash in between loses nothing. One that was announced is
    lengthened when it begins, by all that was announced; only it has `begins_at`.
    """

    __tablename__ = "outage"

    id: Mapped[int] = mapped_column(primary_key=True)
    seconds: Mapped[int]
    noticed_at: Mapped[datetime]
    reached: Mapped[str] = mapped_column(default="")
    ended_at: Mapped[datetime | None]
    begins_at: Mapped[datetime | None]

    @property
    def period(self) -> Period:
        """From when to when nobody moves disputes on."""
        length = timedelta(seconds=self.seconds)
        if self.begins_at is not None:
            return Period(self.begins_at, self.begins_at + length)
        return Period(self.noticed_at - length, self.noticed_at)


def find_open_outage() -> Outage | None:
    """An outage whose windows are not all lengthened yet; locked for the caller."""
    query = select(Outage).where(Outage.ended_at.is_(None)).order_by(Outage.id)
    return current_session().scalar(query.limit(1).with_for_update())


def find_heartbeat(name: str) -> Heartbeat | None:
    """The last sign of life of a background process."""
    return current_session().get(Heartbeat, name)


def beat(name: str, *, now: datetime) -> timedelta:
    """Note that a background process is alive; returns how long it was silent.

    A conditional update: of many that are heard at once only one ends the silence,
    and to all others it is none.
    """
    session = current_session()
    heard_at = session.scalar(select(Heartbeat.heard_at).where(Heartbeat.name == name))
    if heard_at is None:
        _begin(name, now=now)
        return timedelta()
    ended = session.scalar(
        update(Heartbeat)
        .where(Heartbeat.name == name, Heartbeat.heard_at == heard_at)
        .values(heard_at=now)
        .returning(Heartbeat.name)
    )
    return timedelta() if ended is None else now - heard_at


def _begin(name: str, *, now: datetime) -> None:
    first = insert_new(Heartbeat).values(name=name, heard_at=now)
    current_session().execute(first.on_conflict_do_nothing())


def move_sandbox_clock(by: timedelta) -> int:
    """Move the sandbox clock forward; returns the whole offset in seconds."""
    session = current_session()
    row = session.get(SandboxClock, 1)
    if row is None:
        row = SandboxClock(id=1, offset_seconds=0)
        session.add(row)
    row.offset_seconds += int(by.total_seconds())
    session.flush()
    return row.offset_seconds
