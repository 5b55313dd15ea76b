"""What the pool of jurors is made of, and what all users of the marketplace are."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from jury.storage.base import Base, current_session, insert_new

_ONE = 1


class PoolReading(Base):
    """The roster of one day, counted."""

    __tablename__ = "pool_reading"
    __table_args__ = (UniqueConstraint("day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[str]
    counts: Mapped[dict[str, Any]]
    made_at: Mapped[datetime]


class UserFigures(Base):
    """The newest that the marketplace said of all its users; there is one row."""

    __tablename__ = "user_figures"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    figures: Mapped[dict[str, Any]]
    told_at: Mapped[datetime]


def find_pool() -> PoolReading | None:
    """The roster as it was last counted."""
    query = select(PoolReading).order_by(PoolReading.day.desc()).limit(1)
    return current_session().scalar(query)


def keep_pool(day: str, counts: Mapping[str, Any], *, now: datetime) -> None:
    """Keep what was counted on a day, in place of what was counted earlier on it."""
    new = insert_new(PoolReading).values(day=day, counts=counts, made_at=now)
    current_session().execute(
        new.on_conflict_do_update(
            index_elements=["day"], set_={"counts": counts, "made_at": now}
        )
    )


def find_user_figures() -> UserFigures | None:
    """What the marketplace last said of all its users."""
    return current_session().get(UserFigures, _ONE)


def keep_user_figures(figures: Mapping[str, Any], *, now: datetime) -> None:
    """Keep what the marketplace says, in place of what it said before."""
    new = insert_new(UserFigures).values(id=_ONE, figures=figures, told_at=now)
    current_session().execute(
        new.on_conflict_do_update(
            index_elements=["id"], set_={"figures": figures, "told_at": now}
        )
    )
