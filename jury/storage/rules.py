"""The rules of the court as they were adopted, and who approved of a change."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from jury.storage.base import Base, current_session, insert_new


class Slot(StrEnum):
    """The two places that versions of the rules stand in, one each."""

    FORCE = "force"
    OPEN = "open"


class RulesVersion(Base):
    """Rules that files said at some time: in force, waiting, or neither any more.

    `approvals` is how many administrators these rules ask for the next change;
    `replays` what a change would have made of polls that were held.
    """

    __tablename__ = "rules_version"
    __table_args__ = (
        UniqueConstraint("slot"),
        CheckConstraint("slot IN ('force', 'open')", name="slot"),
        CheckConstraint(
            "slot IS NULL OR (slot = 'force') = (adopted_at IS NOT NULL)",
            name="adopted",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slot: Mapped[str | None]
    digest: Mapped[str]
    rules: Mapped[dict[str, Any]]
    approvals: Mapped[int]
    replays: Mapped[dict[str, Any]]
    seen_at: Mapped[datetime]
    told_at: Mapped[datetime]
    adopted_at: Mapped[datetime | None]


class RulesApproval(Base):
    """One administrator's approval of one version, and why."""

    __tablename__ = "rules_approval"

    version_id: Mapped[int] = mapped_column(
        ForeignKey("rules_version.id"), primary_key=True
    )
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), primary_key=True)
    reason: Mapped[str]
    approved_at: Mapped[datetime]


def find_version(slot: Slot) -> RulesVersion | None:
    """The rules in force, or those that wait."""
    query = select(RulesVersion).where(RulesVersion.slot == slot.value)
    return current_session().scalar(query)


def find_digest_in_force() -> str | None:
    """What the rules in force are known by, without reading them."""
    query = select(RulesVersion.digest).where(RulesVersion.slot == Slot.FORCE.value)
    return current_session().scalar(query)


def lock_open(number: int) -> RulesVersion | None:
    """Rules that wait, by their number; whoever else approves of them waits."""
    query = select(RulesVersion).where(
        RulesVersion.id == number, RulesVersion.slot == Slot.OPEN.value
    )
    return current_session().scalar(query.with_for_update())


def claim_slot(slot: Slot, **values: Any) -> RulesVersion | None:
    """Put rules into a place; None when somebody else has just done it."""
    claim = insert_new(RulesVersion).values(slot=slot.value, **values)
    return current_session().scalar(
        claim.on_conflict_do_nothing().returning(RulesVersion)
    )


def list_approvals(number: int) -> list[RulesApproval]:
    """Who approved of a version, in that order."""
    query = select(RulesApproval).where(RulesApproval.version_id == number)
    return list(current_session().scalars(query.order_by(RulesApproval.approved_at)))
