"""Returns of the goods: where they are, by when what is due, and what was decided."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column

from jury.domain.deadlines import remind_at
from jury.domain.errors import NotFound
from jury.domain.returns import ENDED, ReturnState
from jury.storage.base import Base, current_session

_ENDED = "state IN ('accepted', 'refused', 'lapsed')"


class GoodsReturn(Base):
    """The one return of a dispute; its sums are set once it has ended."""

    __tablename__ = "goods_return"
    __table_args__ = (
        CheckConstraint(f"({_ENDED}) = (due_at IS NULL)", name="never_stuck"),
        CheckConstraint(f"({_ENDED}) = (ended_at IS NOT NULL)", name="ends_once"),
        CheckConstraint(
            "state IN ('due', 'lapsed') OR courier_number <> ''", name="has_a_number"
        ),
        CheckConstraint(
            f"({_ENDED}) = (buyer_minor IS NOT NULL AND seller_minor IS NOT NULL "
            "AND freight_minor IS NOT NULL)",
            name="sums_at_the_end",
        ),
        CheckConstraint("freight_cost_minor >= 0", name="cost_not_negative"),
    )

    dispute_id: Mapped[str] = mapped_column(ForeignKey("dispute.id"), primary_key=True)
    state: Mapped[str] = mapped_column(default=ReturnState.DUE.value)
    freight_bearer: Mapped[str]
    # What the courier took, when its bearer pays outside the held sum.
    freight_cost_minor: Mapped[int] = mapped_column(default=0)
    courier: Mapped[str] = mapped_column(default="")
    courier_number: Mapped[str] = mapped_column(default="")
    contest_ground: Mapped[str | None]
    appealed_by: Mapped[str | None]
    opened_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    received_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    paid_at: Mapped[datetime | None]
    # Since when the present step runs, and when it must be over.
    step_at: Mapped[datetime]
    due_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]
    buyer_minor: Mapped[int | None]
    seller_minor: Mapped[int | None]
    freight_minor: Mapped[int | None]

    @property
    def is_open(self) -> bool:
        """Whether something is still to happen before money moves."""
        return ReturnState(self.state) not in ENDED

    @property
    def next_at(self) -> datetime | None:
        """When the clock must look at it next: to remind, then to end the step."""
        if self.due_at is None or self.reminded_at is not None:
            return self.due_at
        return remind_at(self.step_at, self.due_at)


class ReturnDecision(Base):
    """What a moderator decided of a contested or missing parcel; twice at most."""

    __tablename__ = "return_decision"
    __table_args__ = (
        CheckConstraint("number IN (1, 2)", name="twice_at_most"),
        CheckConstraint("decided_for IN ('buyer', 'seller')", name="for_a_side"),
        CheckConstraint(
            "consented_by IS NULL OR consented_by <> decided_by", name="two_people"
        ),
    )

    dispute_id: Mapped[str] = mapped_column(
        ForeignKey("goods_return.dispute_id"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True)
    decided_for: Mapped[str]
    reason: Mapped[str]
    decided_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    consented_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    decided_at: Mapped[datetime]


def find_return(dispute_id: str) -> GoodsReturn | None:
    """The return of a dispute, ended or not."""
    return current_session().get(GoodsReturn, dispute_id)


def get_return(dispute_id: str) -> GoodsReturn:
    """The same; raises NotFound."""
    row = find_return(dispute_id)
    if row is None:
        raise NotFound
    return row


def find_open_return(dispute_id: str) -> GoodsReturn | None:
    """The return for which money waits."""
    row = find_return(dispute_id)
    return row if row is not None and row.is_open else None


def returns_of(dispute_ids: Sequence[str]) -> dict[str, GoodsReturn]:
    """The return of each dispute that has one."""
    query = select(GoodsReturn).where(GoodsReturn.dispute_id.in_(dispute_ids))
    return {row.dispute_id: row for row in current_session().scalars(query)}


def list_decisions(dispute_id: str) -> list[ReturnDecision]:
    """What moderators decided of a return, in order."""
    query = select(ReturnDecision).where(ReturnDecision.dispute_id == dispute_id)
    return list(current_session().scalars(query.order_by(ReturnDecision.number)))
