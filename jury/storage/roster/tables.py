"""The roster's tables: who somebody is, what each import said, and who is tied.

An import writes new rows and changes none: what counts of a juror is the record of
the newest activated import. So activating a million jurors is one small update, and
what counted at any earlier moment can still be told.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    SmallInteger,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from jury.storage.base import Base
from jury.storage.roster.columns import CodeSet, KeySet, UtcSeconds


class ImportMode(StrEnum):
    """Whether an import adds to the roster or is the whole of it."""

    UPDATE = "update"
    REPLACE = "replace"


class ImportState(StrEnum):
    """How far an import has come."""

    STAGING = "staging"
    ACTIVE = "active"
    FAILED = "failed"


class Juror(Base):
    """One user of the marketplace who stands on the roster, or asks to.

    `row_key` is a hash of `ref`, so its being unique makes `ref` unique, and one
    index does for both. `import_id` is the import that first named this person.
    """

    __tablename__ = "juror"
    __table_args__ = (
        UniqueConstraint("row_key"),
        CheckConstraint("length(row_key) = 16", name="row_key_length"),
        CheckConstraint(
            "import_id IS NOT NULL OR volunteered_at IS NOT NULL", name="came_somehow"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str]
    row_key: Mapped[bytes] = mapped_column(LargeBinary)
    import_id: Mapped[int | None] = mapped_column(ForeignKey("juror_import.id"))
    volunteered_at: Mapped[datetime | None]
    volunteered_language: Mapped[str | None]
    volunteered_categories: Mapped[frozenset[str] | None] = mapped_column(CodeSet)
    paused_at: Mapped[datetime | None]
    # When they passed the entrance exam.
    passed_at: Mapped[datetime | None]


class JurorImport(Base):
    """One delivery of jurors by the marketplace, in force as a whole or not at all.

    In force from `activated_at` until `superseded_at`, which a later replacement
    of the whole roster sets.
    """

    __tablename__ = "juror_import"
    __table_args__ = (
        Index(
            "uq_juror_import_staging",
            "state",
            unique=True,
            sqlite_where=text("state = 'staging'"),
            postgresql_where=text("state = 'staging'"),
        ),
        CheckConstraint("mode IN ('update', 'replace')", name="mode"),
        CheckConstraint("state IN ('staging', 'active', 'failed')", name="state"),
        CheckConstraint(
            "(state = 'active') = (activated_at IS NOT NULL)", name="activated"
        ),
        CheckConstraint("superseded_at >= activated_at", name="times_in_order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    mode: Mapped[str]
    state: Mapped[str] = mapped_column(default=ImportState.STAGING.value)
    actor: Mapped[str]
    lines: Mapped[int] = mapped_column(default=0)
    added: Mapped[int] = mapped_column(default=0)
    bad_lines: Mapped[int] = mapped_column(default=0)
    faults: Mapped[list[Any]] = mapped_column(default=list)
    begun_at: Mapped[datetime]
    heard_at: Mapped[datetime]
    activated_at: Mapped[datetime | None]
    superseded_at: Mapped[datetime | None]
    failed_at: Mapped[datetime | None]
    swept_at: Mapped[datetime | None]


class JurorRecord(Base):
    """What one import said of one juror. What rules ask for stands first and narrow."""

    __tablename__ = "juror_record"
    __table_args__ = (
        CheckConstraint(
            "trades_completed >= 0 AND trades_as_buyer >= 0 AND trades_as_seller >= 0",
            name="trades_not_negative",
        ),
        CheckConstraint("credit >= 0 AND strikes >= 0", name="counts_not_negative"),
        CheckConstraint(
            "(quiet_from IS NULL) = (quiet_until IS NULL)", name="quiet_hours_whole"
        ),
        CheckConstraint(
            "quiet_from BETWEEN 0 AND 1439 AND quiet_until BETWEEN 0 AND 1439",
            name="quiet_hours_in_day",
        ),
        {"sqlite_with_rowid": False},
    )

    juror_id: Mapped[int] = mapped_column(ForeignKey("juror.id"), primary_key=True)
    import_id: Mapped[int] = mapped_column(
        ForeignKey("juror_import.id"), primary_key=True
    )
    enrolled: Mapped[bool]
    language: Mapped[str]
    adult: Mapped[bool]
    verified: Mapped[bool]
    account_opened_on: Mapped[date]
    trades_completed: Mapped[int]
    credit: Mapped[int]
    last_active_at: Mapped[datetime | None] = mapped_column(UtcSeconds)
    strikes: Mapped[int] = mapped_column(SmallInteger)
    categories: Mapped[frozenset[str]] = mapped_column(CodeSet)
    person_key: Mapped[int | None] = mapped_column(BigInteger)
    trades_as_buyer: Mapped[int]
    trades_as_seller: Mapped[int]
    email: Mapped[str | None]
    locale: Mapped[str | None]
    timezone: Mapped[str | None]
    quiet_from: Mapped[int | None] = mapped_column(SmallInteger)
    quiet_until: Mapped[int | None] = mapped_column(SmallInteger)
    region: Mapped[str | None]
    # The same as in juror_tie, for going from a juror to the keys: an index of those
    # by juror makes an import of a million take three times as long.
    ties: Mapped[frozenset[int] | None] = mapped_column(KeySet)


class JurorTie(Base):
    """A hash that a juror shares with whoever is tied to them, or is them.

    `of_person` tells a person's own key from a tie. It counts only while its import
    is the juror's current one. No foreign key: checking seven million rows an import
    costs more than writing them, and a tie without its record counts for nothing.
    """

    __tablename__ = "juror_tie"
    __table_args__ = ({"sqlite_with_rowid": False},)

    tie_key: Mapped[int] = mapped_column(
        BigInteger, primary_key=True, autoincrement=False
    )
    of_person: Mapped[bool] = mapped_column(primary_key=True)
    juror_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    import_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class RosterEpoch(Base):
    """The roster as it was promised at one moment; a draw uses one from before."""

    __tablename__ = "roster_epoch"
    __table_args__ = (
        Index(None, "committed_at"),
        CheckConstraint(
            "(committed_at IS NULL) = (digest IS NULL)", name="committed_whole"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    begun_at: Mapped[datetime]
    committed_at: Mapped[datetime | None]
    digest: Mapped[str | None]


class RosterSegment(Base):
    """One list of an epoch: everybody of one language, category and status."""

    __tablename__ = "roster_segment"
    __table_args__ = (
        UniqueConstraint("epoch_id", "key"),
        CheckConstraint("size > 0", name="not_empty"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    epoch_id: Mapped[int] = mapped_column(ForeignKey("roster_epoch.id"))
    key: Mapped[str]
    root: Mapped[bytes] = mapped_column(LargeBinary)
    size: Mapped[int]
    page_hashes: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


class RosterPage(Base):
    """A run of a segment's row keys, packed, as the tree over them divides it."""

    __tablename__ = "roster_page"
    __table_args__ = (
        ForeignKeyConstraint(["segment_id"], ["roster_segment.id"]),
        CheckConstraint(
            "length(keys) > 0 AND length(keys) % 16 = 0", name="whole_rows"
        ),
    )

    segment_id: Mapped[int] = mapped_column(primary_key=True)
    page_no: Mapped[int] = mapped_column(primary_key=True)
    keys: Mapped[bytes] = mapped_column(LargeBinary)
