"""Disputes, their parties, and what the parties and the marketplace said."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    UniqueConstraint,
    false,
    func,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jury.domain.errors import NotFound
from jury.domain.lifecycle import Side, Stage
from jury.storage.base import Base, current_session
from jury.storage.people import User

# What `stands_for` says when a moderator paused the dispute; else which stop.
PAUSE = "pause"
# The same when its jury asked a side for evidence and waits for the answer.
EVIDENCE = "evidence"


class Dispute(Base):
    """The aggregate root; `next_due_at` is the earliest of its due times.

    What is large and seldom needed is read only when asked for.
    """

    __tablename__ = "dispute"
    __table_args__ = (
        CheckConstraint(
            "stage = 'closed' OR next_due_at IS NOT NULL", name="never_stuck"
        ),
        CheckConstraint("held_minor > 0", name="held_positive"),
        CheckConstraint(
            "asked_minor > 0 AND asked_minor <= held_minor", name="asked_within_held"
        ),
        Index("ix_dispute_due", "next_due_at"),
        Index("ix_dispute_order", "order_ref"),
        Index("ix_dispute_docket", "stage", "next_due_at"),
        Index("ix_dispute_newest", "stage", "admitted_at"),
        Index("ix_dispute_stands_for", "stands_for", "id"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    order_ref: Mapped[str]
    refund_ref: Mapped[str] = mapped_column(unique=True)
    filed_by: Mapped[str]
    reason: Mapped[str]
    claim: Mapped[str] = mapped_column(deferred=True)
    category: Mapped[str]
    language: Mapped[str]
    currency: Mapped[str]
    price_minor: Mapped[int]
    freight_minor: Mapped[int]
    held_minor: Mapped[int]
    asked_minor: Mapped[int]
    # The deposit that the seller left, and what is asked of it above the price.
    deposit_minor: Mapped[int] = mapped_column(default=0)
    compensation_minor: Mapped[int] = mapped_column(default=0)
    order_facts: Mapped[dict[str, Any]] = mapped_column(deferred=True)
    policy: Mapped[dict[str, Any]] = mapped_column(deferred=True)
    policy_name: Mapped[str]
    # Beside the policy that says it, since lists tell it of many disputes.
    effect: Mapped[str] = mapped_column(server_default="binding")
    # Beside staff: its parties take no part and are told nothing.
    is_shadow: Mapped[bool] = mapped_column(default=False, server_default=false())
    stage: Mapped[str] = mapped_column(default=Stage.SUBMISSIONS.value)
    round_number: Mapped[int] = mapped_column(default=1)
    stage_closes_at: Mapped[datetime | None]
    next_due_at: Mapped[datetime | None]
    decided_by_at: Mapped[datetime]
    admitted_at: Mapped[datetime] = mapped_column(index=True)
    closed_at: Mapped[datetime | None] = mapped_column(index=True)
    ended_by: Mapped[str | None]
    labels: Mapped[dict[str, Any]] = mapped_column(deferred=True)
    secret: Mapped[str]
    event_seq: Mapped[int] = mapped_column(default=0)
    reminded_at: Mapped[datetime | None]
    stands_since: Mapped[datetime | None]
    stands_for: Mapped[str | None]
    parties: Mapped[list["Party"]] = relationship(
        back_populates="dispute", order_by="Party.side"
    )

    @property
    def is_paused(self) -> bool:
        """Whether a moderator paused it: nobody may change anything meanwhile."""
        return self.stands_for == PAUSE

    def window_time(self, now: datetime) -> datetime:
        """The moment by which its windows are measured: it stands while they pause."""
        return self.stands_since or now

    def party(self, side: Side) -> "Party":
        """The buyer or the seller of this dispute."""
        return next(party for party in self.parties if party.side == side.value)


class Party(Base):
    """One side of one dispute, with what must never reach a juror."""

    __tablename__ = "party"
    __table_args__ = (
        UniqueConstraint("dispute_id", "side"),
        Index(None, "user_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    dispute_id: Mapped[str] = mapped_column(ForeignKey("dispute.id"))
    side: Mapped[str]
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    display_name: Mapped[str]
    phone: Mapped[str]
    address: Mapped[str]
    email: Mapped[str]
    handles: Mapped[list[str]]
    names: Mapped[list[str]]
    nicknames: Mapped[list[str]]
    locale: Mapped[str]
    person_key: Mapped[str]
    tie_keys: Mapped[list[str]]
    trades_as_buyer: Mapped[int]
    trades_as_seller: Mapped[int]
    credit: Mapped[int | None]
    done_at: Mapped[datetime | None]
    extended_at: Mapped[datetime | None]
    confirmed_digest: Mapped[str | None]
    confirmed_at: Mapped[datetime | None]
    dispute: Mapped[Dispute] = relationship(back_populates="parties")
    user: Mapped[User] = relationship(lazy="joined")


class Statement(Base):
    """What a side wrote: its case, its one answer, its word on a point, or on appeal.

    `kind` is "case", "answer", "point:N" or "addition"; a correction is a new version.
    For a point `stance` says yes or no to the question.
    """

    __tablename__ = "statement"
    __table_args__ = (UniqueConstraint("dispute_id", "side", "kind", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    dispute_id: Mapped[str] = mapped_column(ForeignKey("dispute.id"))
    side: Mapped[str]
    kind: Mapped[str]
    version: Mapped[int]
    stance: Mapped[bool | None]
    text: Mapped[str]
    language: Mapped[str]
    written_at: Mapped[datetime]


class ChatMessage(Base):
    """One message of the marketplace's own chat log, as it was sent."""

    __tablename__ = "chat_message"

    dispute_id: Mapped[str] = mapped_column(ForeignKey("dispute.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    sender: Mapped[str]
    text: Mapped[str]
    sent_at: Mapped[datetime]


class RedactedText(Base):
    """What jurors read in place of one text: words and label codes.

    `source` names the text: "chat:3", "statement:buyer:case", "point:2:seller",
    "caption:EXHIBIT", "claim", "listing", "line:1", "courier:2". The highest
    revision counts; its digest is what a party confirms.
    """

    __tablename__ = "redacted_text"

    dispute_id: Mapped[str] = mapped_column(ForeignKey("dispute.id"), primary_key=True)
    source: Mapped[str] = mapped_column(primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True)
    side: Mapped[str | None]
    template: Mapped[str]
    language: Mapped[str]
    digest: Mapped[str]


def get_dispute(dispute_id: str) -> Dispute:
    """The dispute; raises NotFound."""
    dispute = current_session().get(Dispute, dispute_id)
    if dispute is None:
        raise NotFound
    return dispute


def find_dispute_by_refund(refund_ref: str) -> Dispute | None:
    """The one dispute about a refund record."""
    return current_session().scalar(
        select(Dispute).where(Dispute.refund_ref == refund_ref)
    )


def list_disputes_of_order(order_ref: str) -> list[Dispute]:
    """All disputes about one order, oldest first."""
    query = select(Dispute).where(Dispute.order_ref == order_ref)
    return list(
        current_session().scalars(query.order_by(Dispute.admitted_at, Dispute.id))
    )


def list_disputes_of_user(user_id: int) -> list[Dispute]:
    """The disputes in which this user takes part as a party, newest first."""
    is_theirs = (Party.user_id == user_id, Dispute.is_shadow.is_(False))
    query = select(Dispute).join(Party).where(*is_theirs)
    newest = query.order_by(Dispute.admitted_at.desc(), Dispute.id)
    return list(current_session().scalars(newest))


def get_party_of(dispute_id: str, user_id: int) -> Party:
    """This user's side of this dispute; NotFound to everybody else.

    Also to the parties of a shadow: to them there is no such dispute.
    """
    party = current_session().scalar(
        select(Party).where(Party.dispute_id == dispute_id, Party.user_id == user_id)
    )
    if party is None or party.dispute.is_shadow:
        raise NotFound
    return party


def list_statements(dispute_id: str) -> list[Statement]:
    """The latest version of everything both sides wrote."""
    query = (
        select(Statement)
        .where(Statement.dispute_id == dispute_id)
        .order_by(Statement.version, Statement.id)
    )
    latest = {(row.side, row.kind): row for row in current_session().scalars(query)}
    return list(latest.values())


def list_chat(dispute_id: str) -> list[ChatMessage]:
    """The chat log in the order it was sent."""
    query = select(ChatMessage).where(ChatMessage.dispute_id == dispute_id)
    return list(current_session().scalars(query.order_by(ChatMessage.seq)))


def list_redacted(dispute_id: str) -> dict[str, RedactedText]:
    """The newest revision of every redacted text, by its source."""
    query = (
        select(RedactedText)
        .where(RedactedText.dispute_id == dispute_id)
        .order_by(RedactedText.revision)
    )
    return {row.source: row for row in current_session().scalars(query)}


def last_revision(dispute_id: str, source: str) -> int:
    """The newest revision of one redacted text, or 0."""
    query = select(func.max(RedactedText.revision)).where(
        RedactedText.dispute_id == dispute_id, RedactedText.source == source
    )
    return current_session().scalar(query) or 0


def list_revisions(dispute_id: str, side: str | None) -> list[RedactedText]:
    """Every revision of a side's redacted texts: text by text, the oldest first."""
    query = select(RedactedText).where(
        RedactedText.dispute_id == dispute_id, RedactedText.side == side
    )
    query = query.order_by(RedactedText.source, RedactedText.revision)
    return list(current_session().scalars(query))


def find_revision(dispute_id: str, source: str, revision: int) -> RedactedText:
    """One revision of a redacted text."""
    key = (dispute_id, source, revision)
    return current_session().get_one(RedactedText, key)


def last_version(dispute_id: str, side: Side, kind: str) -> int:
    """The newest version of what a side wrote, or 0."""
    query = select(func.max(Statement.version)).where(
        Statement.dispute_id == dispute_id,
        Statement.side == side.value,
        Statement.kind == kind,
    )
    return current_session().scalar(query) or 0
