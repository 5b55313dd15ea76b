"""The key of each dispute, under which its files lie; wrapped by a master key."""

from sqlalchemy import CheckConstraint, ForeignKey, func, select
from sqlalchemy.orm import Mapped, mapped_column

from jury.storage.base import Base, current_session


class DisputeKey(Base):
    """`wrapped` opens with the master key of that version, and for this dispute only.

    Without this row, or without that master key, no file of the dispute can be read.
    """

    __tablename__ = "dispute_key"
    __table_args__ = (CheckConstraint("master_version >= 1", name="a_version"),)

    dispute_id: Mapped[str] = mapped_column(ForeignKey("dispute.id"), primary_key=True)
    master_version: Mapped[int]
    wrapped: Mapped[str]


def find_dispute_key(dispute_id: str) -> DisputeKey | None:
    """The key of a dispute, once anything was filed in it."""
    return current_session().get(DisputeKey, dispute_id)


def list_wrapped_otherwise(version: int, *, limit: int) -> list[DisputeKey]:
    """Keys that another master key wraps than the one of this version."""
    query = select(DisputeKey).where(DisputeKey.master_version != version)
    query = query.order_by(DisputeKey.dispute_id).limit(limit)
    return list(current_session().scalars(query.with_for_update()))


def count_by_version() -> dict[int, int]:
    """How many keys of disputes each master key wraps."""
    version = DisputeKey.master_version
    query = select(version, func.count()).group_by(version).order_by(version)
    return {row[0]: row[1] for row in current_session().execute(query)}


def find_one_of(version: int) -> DisputeKey | None:
    """Some key that the master key of this version wraps."""
    query = select(DisputeKey).where(DisputeKey.master_version == version).limit(1)
    return current_session().scalar(query)
