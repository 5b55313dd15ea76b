"""The audit log: one hash chain a dispute, linked into a master chain.

While a poll is open its entries stand in a sealed chain of their own ("poll:7"),
so that neither heads nor numbers tell the turnout; it joins at the close.
"""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Index, and_, bindparam, select
from sqlalchemy.orm import Mapped, mapped_column

from jury.storage.base import Base, current_session, insert_new

HEADS_FILE = "audit-heads.log"
AT_ONCE = 1000


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
    """The newest line of every chain, and whether the master must still learn of it."""

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


def lock_head(chain: str, *, beginning: str) -> AuditHead:
    """The head of a chain, begun if need be; whoever else adds to the chain waits."""
    session = current_session()
    head = session.get(AuditHead, chain, with_for_update=True)
    if head is None:
        _begin(chain, beginning)
        head = session.get_one(AuditHead, chain, with_for_update=True)
    return head


# Built once: every ballot asks it.
_TIP = (
    select(AuditHead.seq, AuditHead.hash)
    .where(AuditHead.chain == bindparam("chain"))
    .with_for_update()
)


class Tip(NamedTuple):
    """Where a chain ends: the number and the hash of its newest line."""

    seq: int
    hash: str


def lock_tip(chain: str, *, beginning: str) -> Tip:
    """As `lock_head`, for who writes the next line and moves the head as one."""
    connection = current_session().connection()
    found = connection.execute(_TIP, {"chain": chain}).one_or_none()
    if found is None:
        _begin(chain, beginning)
        found = connection.execute(_TIP, {"chain": chain}).one()
    return Tip(*found)


def _begin(chain: str, beginning: str) -> None:
    """Two that begin a chain at once wait for each other here."""
    first = insert_new(AuditHead).values(
        chain=chain, seq=0, hash=beginning, unlinked=False
    )
    current_session().execute(first.on_conflict_do_nothing())


class Line(NamedTuple):
    """An entry, the words that still exist behind it, and the head of its chain."""

    entry: AuditEntry
    note: AuditNote | None
    head: AuditHead | None


def list_entries(chain: str, action: str | None = None) -> list[AuditEntry]:
    """A chain from its beginning, whole or the entries of one action."""
    query = select(AuditEntry).where(AuditEntry.chain == chain)
    if action is not None:
        query = query.where(AuditEntry.action == action)
    return list(current_session().scalars(query.order_by(AuditEntry.seq)))


def stream_lines() -> Iterator[Line]:
    """The whole log, chain by chain from its beginning, a part at a time."""
    same = AuditNote.chain == AuditEntry.chain, AuditNote.seq == AuditEntry.seq
    query = (
        select(AuditEntry, AuditNote, AuditHead)
        .outerjoin(AuditNote, and_(*same))
        .outerjoin(AuditHead, AuditHead.chain == AuditEntry.chain)
        .order_by(AuditEntry.chain, AuditEntry.seq)
        .execution_options(yield_per=AT_ONCE)
    )
    for entry, note, head in current_session().execute(query):
        yield Line(entry, note, head)


def list_heads_without_entries() -> list[str]:
    """Chains of which nothing is left but the head."""
    first = and_(AuditEntry.chain == AuditHead.chain, AuditEntry.seq == 1)
    query = select(AuditHead.chain).outerjoin(AuditEntry, first)
    query = query.where(AuditEntry.chain.is_(None)).order_by(AuditHead.chain)
    return list(current_session().scalars(query))


def stream_master() -> Iterator[tuple[MasterEntry, str | None]]:
    """The master chain, each line beside the hash that its chain has there now."""
    linked = AuditEntry.chain == MasterEntry.chain
    same = and_(linked, AuditEntry.seq == MasterEntry.chain_seq)
    query = (
        select(MasterEntry, AuditEntry.hash)
        .outerjoin(AuditEntry, same)
        .order_by(MasterEntry.seq)
        .execution_options(yield_per=AT_ONCE)
    )
    yield from current_session().execute(query)


def list_master_of(chains: Collection[str]) -> list[MasterEntry]:
    """The lines of the master chain that name one of these chains, in order."""
    query = select(MasterEntry).where(MasterEntry.chain.in_(chains))
    return list(current_session().scalars(query.order_by(MasterEntry.seq)))


def list_unlinked(*, limit: int) -> list[AuditHead]:
    """Heads that the master must learn of, kept from moving until this one is done."""
    query = select(AuditHead).where(AuditHead.unlinked.is_(True))
    query = query.order_by(AuditHead.chain).limit(limit)
    return list(current_session().scalars(query.with_for_update(skip_locked=True)))


def list_notes(chain: str) -> dict[int, str]:
    """The words that still exist behind a chain's entries."""
    query = select(AuditNote).where(AuditNote.chain == chain)
    return {note.seq: note.text for note in current_session().scalars(query)}


def find_master_head() -> MasterEntry | None:
    """The newest line of the master chain."""
    query = select(MasterEntry).order_by(MasterEntry.seq.desc()).limit(1)
    return current_session().scalar(query)
