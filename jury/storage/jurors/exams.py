"""Sittings of the entrance exam, and the mock disputes that each one read."""

from datetime import datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    UniqueConstraint,
    select,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from jury.domain.errors import NotFound
from jury.storage.base import Base, current_session


class ExamSitting(Base):
    """One sitting: so many mock disputes, of which `needed` are to be answered right.

    What was needed when it began counts to its end.
    """

    __tablename__ = "exam_sitting"
    __table_args__ = (
        UniqueConstraint("juror_id", "sitting_no"),
        Index(
            "uq_exam_sitting_open",
            "juror_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
        CheckConstraint("(ended_at IS NULL) = (passed IS NULL)", name="ended_whole"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    juror_id: Mapped[int] = mapped_column(ForeignKey("juror.id"))
    sitting_no: Mapped[int]
    language: Mapped[str]
    needed: Mapped[int]
    begun_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    passed: Mapped[bool | None]


class ExamFile(Base):
    """One mock dispute of a sitting: opened, read, and answered once."""

    __tablename__ = "exam_file"
    __table_args__ = (
        UniqueConstraint("sitting_id", "mock"),
        CheckConstraint(
            "(answered_at IS NULL) = (choice IS NULL)", name="answered_whole"
        ),
        CheckConstraint("(answered_at IS NULL) = (is_right IS NULL)", name="judged"),
        CheckConstraint("answered_at >= opened_at", name="read_first"),
    )

    sitting_id: Mapped[int] = mapped_column(
        ForeignKey("exam_sitting.id"), primary_key=True
    )
    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    mock: Mapped[str]
    first_side: Mapped[str]
    opened_at: Mapped[datetime | None]
    opened: Mapped[list[int]] = mapped_column(default=list)
    # The code of a remedy, or "undecided".
    choice: Mapped[str | None]
    answered_at: Mapped[datetime | None]
    is_right: Mapped[bool | None]


def list_sittings(juror_id: int) -> list[ExamSitting]:
    """Every sitting of somebody, oldest first."""
    query = select(ExamSitting).where(ExamSitting.juror_id == juror_id)
    return list(current_session().scalars(query.order_by(ExamSitting.sitting_no)))


def find_last_sitting(juror_id: int) -> ExamSitting | None:
    """The newest sitting of somebody."""
    query = select(ExamSitting).where(ExamSitting.juror_id == juror_id)
    newest = query.order_by(ExamSitting.sitting_no.desc()).limit(1)
    return current_session().scalar(newest)


def list_files(sitting_id: int) -> list[ExamFile]:
    """The mock disputes of a sitting, in the order they are read."""
    query = select(ExamFile).where(ExamFile.sitting_id == sitting_id)
    return list(current_session().scalars(query.order_by(ExamFile.place)))


def list_mocks_seen(juror_id: int) -> list[str]:
    """The mock disputes that somebody had in any sitting, oldest first."""
    query = (
        select(ExamFile.mock)
        .join(ExamSitting, ExamSitting.id == ExamFile.sitting_id)
        .where(ExamSitting.juror_id == juror_id)
        .order_by(ExamSitting.sitting_no, ExamFile.place)
    )
    return list(current_session().scalars(query))


def get_file(sitting_id: int, place: int, *, for_change: bool = False) -> ExamFile:
    """One mock dispute of a sitting; NotFound before those ahead are answered.

    `for_change` lets nobody else change it meanwhile.
    """
    behind = select(ExamFile.place).where(
        ExamFile.sitting_id == sitting_id,
        ExamFile.place < place,
        ExamFile.answered_at.is_(None),
    )
    query = select(ExamFile).where(
        ExamFile.sitting_id == sitting_id, ExamFile.place == place, ~behind.exists()
    )
    if for_change:
        query = query.with_for_update().execution_options(populate_existing=True)
    found = current_session().scalar(query)
    if found is None:
        raise NotFound
    return found
