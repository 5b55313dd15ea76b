"""Goods under way after a decision: where they are, what is due by when, and what was
decided of them.

They go back to the seller, or to the buyer again; an exchange has both, one after the
other.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column

from jury.domain.deadlines import remind_at
from jury.domain.errors import NotFound
from jury.domain.lifecycle import Side, Table
from jury.domain.lives.resends import RESEND
from jury.domain.lives.returns import ENDED, RETURN, ReturnState
from jury.storage.base import Base, current_session

_ENDED = "state IN ('accepted', 'refused', 'lapsed')"


def _checks() -> tuple[CheckConstraint, ...]:
    return (
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


class Journey(Base):
    """One way of the goods; its sums are set once it has ended."""

    __abstract__ = True

    # How its steps are called, who sends, and what may follow what.
    name: ClassVar[str]
    sender: ClassVar[Side]
    table: ClassVar[Table[ReturnState]]
    decisions: ClassVar[type["JourneyDecision"]]

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

    @property
    def receiver(self) -> Side:
        """Who looks at what arrives, or loses by not looking."""
        return self.sender.other

    @property
    def is_lost(self) -> bool:
        """Whether it is over and did not count: other sums than the verdict's move."""
        return not self.is_open and self.state != ReturnState.ACCEPTED.value


def _checks_of_decision() -> tuple[CheckConstraint, ...]:
    return (
        CheckConstraint("number IN (1, 2)", name="twice_at_most"),
        CheckConstraint("decided_for IN ('buyer', 'seller')", name="for_a_side"),
        CheckConstraint(
            "consented_by IS NULL OR consented_by <> decided_by", name="two_people"
        ),
    )


class JourneyDecision(Base):
    """What a moderator decided of a contested or missing parcel; twice at most."""

    __abstract__ = True

    dispute_id: Mapped[str]
    number: Mapped[int] = mapped_column(primary_key=True)
    decided_for: Mapped[str]
    reason: Mapped[str]
    decided_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    consented_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    decided_at: Mapped[datetime]


class ReturnDecision(JourneyDecision):
    """Of a parcel to the seller."""

    __tablename__ = "return_decision"
    __table_args__ = _checks_of_decision()

    dispute_id: Mapped[str] = mapped_column(
        ForeignKey("goods_return.dispute_id"), primary_key=True
    )


class ResendDecision(JourneyDecision):
    """Of a parcel to the buyer."""

    __tablename__ = "resend_decision"
    __table_args__ = _checks_of_decision()

    dispute_id: Mapped[str] = mapped_column(
        ForeignKey("goods_resend.dispute_id"), primary_key=True
    )


class GoodsReturn(Journey):
    """The one return of a dispute."""

    __tablename__ = "goods_return"
    __table_args__ = _checks()

    name = "return"
    sender = Side.BUYER
    table = RETURN
    decisions = ReturnDecision


class GoodsResend(Journey):
    """The goods, or others, sent to the buyer; once a dispute."""

    __tablename__ = "goods_resend"
    __table_args__ = _checks()

    name = "resend"
    sender = Side.SELLER
    table = RESEND
    decisions = ResendDecision


def find_return(dispute_id: str) -> GoodsReturn | None:
    """The return of a dispute, ended or not."""
    return current_session().get(GoodsReturn, dispute_id)


def find_resend(dispute_id: str) -> GoodsResend | None:
    """What is sent to the buyer again, ended or not."""
    return current_session().get(GoodsResend, dispute_id)


def find_journey(dispute_id: str) -> Journey | None:
    """The last way of the goods, ended or not: of an exchange the one to the buyer."""
    return find_resend(dispute_id) or find_return(dispute_id)


def get_journey(dispute_id: str) -> Journey:
    """The same; raises NotFound."""
    row = find_journey(dispute_id)
    if row is None:
        raise NotFound
    return row


def find_open_journey(dispute_id: str) -> Journey | None:
    """The way of the goods for which money waits."""
    row = find_journey(dispute_id)
    return row if row is not None and row.is_open else None


def returns_of(dispute_ids: Sequence[str]) -> dict[str, GoodsReturn]:
    """The return of each dispute that has one."""
    query = select(GoodsReturn).where(GoodsReturn.dispute_id.in_(dispute_ids))
    return {row.dispute_id: row for row in current_session().scalars(query)}


def resends_of(dispute_ids: Sequence[str]) -> dict[str, GoodsResend]:
    """The parcel to the buyer of each dispute that has one."""
    query = select(GoodsResend).where(GoodsResend.dispute_id.in_(dispute_ids))
    return {row.dispute_id: row for row in current_session().scalars(query)}


def list_decisions(row: Journey) -> Sequence[JourneyDecision]:
    """What moderators decided of a way of the goods, in order."""
    kind = row.decisions
    query = select(kind).where(kind.dispute_id == row.dispute_id)
    return current_session().scalars(query.order_by(kind.number)).all()
