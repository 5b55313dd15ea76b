"""The audit log: one hash chain a dispute, linked into a master chain.

While a poll is open its entries stand in a sealed chain of their own ("poll:7"),
so that neither heads nor numbers tell the turnout; it joins at the close.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, select
from sqlalchemy.orm import Mapped, mapped_column

from jury.storage.base import Base, current_session


class AuditEntry(Base):
    """One line of one chain; `hash` covers everything here and the line before."""

    __tablename__ = "audit_entry"
    __table_args__ = (Index(None, "at"),)

    chain: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    actor: Mapped[str]
    action: Mapped[str]
    payload: Mapped[dict[str, Any]]
    previous: Mapped[str]
    hash: Mapped[str]


class AuditHead(Base):
    """The newest line of every chain; `linked_seq` is what the master knows."""

    __tablename__ = "audit_head"
    __table_args__ = (Index("ix_audit_head_unlinked", "unlinked"),)

    chain: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int]
    hash: Mapped[str]
    unlinked: Mapped[bool]


class MasterEntry(Base):
    """The master chain: which head every chain had, in the order they came."""

    __tablename__ = "master_entry"

    seq: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    chain: Mapped[str]
    chain_seq: Mapped[int]
    chain_hash: Mapped[str]
    previous: Mapped[str]
    hash: Mapped[str]


class AuditNote(Base):
    """The words behind an entry (a moderator's reason): can be erased, the entry not.

    The entry holds the digest of `salt` and `text`.
    """

    __tablename__ = "audit_note"

    chain: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    salt: Mapped[str]
    text: Mapped[str]


def list_entries(chain: str) -> list[AuditEntry]:
    """A chain from its beginning."""
    query = select(AuditEntry).where(AuditEntry.chain == chain)
    return list(current_session().scalars(query.order_by(AuditEntry.seq)))


def list_notes(chain: str) -> dict[int, str]:
    """The words that still exist behind a chain's entries."""
    query = select(AuditNote).where(AuditNote.chain == chain)
    return {note.seq: note.text for note in current_session().scalars(query)}


def find_master_head() -> MasterEntry | None:
    """The newest line of the master chain."""
    query = select(MasterEntry).order_by(MasterEntry.seq.desc()).limit(1)
    return current_session().scalar(query)
