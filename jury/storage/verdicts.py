"""Verdicts: what was decided, how, and what it awards."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from jury.storage.base import Base, current_session


class Verdict(Base):
    """The decision of one round, with its reasons and its award.

    There is one a round. What it said before a slip was corrected stands beside it, in
    `verdict_version`.
    """

    __tablename__ = "verdict"
    __table_args__ = (
        UniqueConstraint("dispute_id", "round_number"),
        CheckConstraint(
            "buyer_minor >= 0 AND seller_minor >= 0 AND freight_minor >= 0",
            name="award_not_negative",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    dispute_id: Mapped[str] = mapped_column(ForeignKey("dispute.id"))
    round_number: Mapped[int]
    ended_by: Mapped[str]
    rung: Mapped[int | None]
    remedy: Mapped[str]
    buyer_minor: Mapped[int]
    seller_minor: Mapped[int]
    freight_minor: Mapped[int]
    freight_bearer: Mapped[str | None]
    # Whether money waits for the goods to come back.
    goods_back: Mapped[bool] = mapped_column(default=False)
    # Whether it waits for goods that are sent to the buyer, and what the buyer gets
    # of the held sum when they are not.
    resent: Mapped[bool] = mapped_column(default=False)
    instead_minor: Mapped[int] = mapped_column(default=0)
    # On top of the held sum, from the seller's deposit.
    deposit_minor: Mapped[int] = mapped_column(default=0)
    calculation: Mapped[list[Any]]
    split: Mapped[dict[str, Any]]
    reasons: Mapped[list[Any]]
    median_reading_seconds: Mapped[int | None]
    staff_reason: Mapped[str | None]
    pronounced_by: Mapped[str]
    consented_by: Mapped[int | None]
    pronounced_at: Mapped[datetime]
    # Until when a slip can be corrected: of what was pronounced and can have one.
    correction_closes_at: Mapped[datetime | None]
    # The code of the rule or floor that decided, where one did.
    basis: Mapped[str | None]
    version: Mapped[int] = mapped_column(default=1)
    corrected_at: Mapped[datetime | None]

    @property
    def moves_goods(self) -> bool:
        """Whether money waits for goods that are under way."""
        return self.goods_back or self.resent


class VerdictVersion(Base):
    """What a verdict said before a slip in it was corrected; never changed again."""

    __tablename__ = "verdict_version"
    __table_args__ = (
        CheckConstraint(
            "buyer_minor >= 0 AND seller_minor >= 0 AND freight_minor >= 0",
            name="award_not_negative",
        ),
    )

    verdict_id: Mapped[int] = mapped_column(ForeignKey("verdict.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    buyer_minor: Mapped[int]
    seller_minor: Mapped[int]
    freight_minor: Mapped[int]
    deposit_minor: Mapped[int] = mapped_column(default=0)
    calculation: Mapped[list[Any]]
    staff_reason: Mapped[str | None]
    replaced_at: Mapped[datetime]


def find_verdict(dispute_id: str) -> Verdict | None:
    """The verdict of the newest round."""
    query = (
        select(Verdict)
        .where(Verdict.dispute_id == dispute_id)
        .order_by(Verdict.round_number.desc())
        .limit(1)
    )
    return current_session().scalar(query)


def find_verdict_of(dispute_id: str, round_number: int) -> Verdict | None:
    """The verdict of one round."""
    return current_session().scalar(
        select(Verdict).where(
            Verdict.dispute_id == dispute_id, Verdict.round_number == round_number
        )
    )


def list_verdicts(dispute_id: str) -> list[Verdict]:
    """The verdicts of a dispute, round by round."""
    query = select(Verdict).where(Verdict.dispute_id == dispute_id)
    return list(current_session().scalars(query.order_by(Verdict.round_number)))


def list_versions_before(verdict_id: int) -> list[VerdictVersion]:
    """What a verdict said before its corrections, oldest first."""
    query = select(VerdictVersion).where(VerdictVersion.verdict_id == verdict_id)
    return list(current_session().scalars(query.order_by(VerdictVersion.version)))
