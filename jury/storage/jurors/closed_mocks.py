"""Mock disputes made from closed ones, and whether both sides let theirs be one."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    exists,
    func,
    or_,
    select,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from jury.domain.errors import NotFound
from jury.domain.jurors.mocks import MockEnd, MockState
from jury.domain.lifecycle import Side, Stage
from jury.storage.base import Base, current_session
from jury.storage.disputes import Dispute

_OPEN = (MockState.PROPOSED.value, MockState.SERVING.value)


def _bars_another() -> ColumnElement[bool]:
    """One that stands, and one that staff took out: that dispute stays out."""
    is_taken_out = ClosedMock.ended_by == MockEnd.TAKEN_OUT.value
    return or_(ClosedMock.state.in_(_OPEN), is_taken_out)


class PracticeConsent(Base):
    """What one side said, last, to its closed dispute being read for practice."""

    __tablename__ = "practice_consent"

    dispute_id: Mapped[str] = mapped_column(ForeignKey("dispute.id"), primary_key=True)
    side: Mapped[str] = mapped_column(primary_key=True)
    is_given: Mapped[bool]
    said_at: Mapped[datetime]


class ClosedMock(Base):
    """One closed dispute as a mock dispute, in the language of the dispute.

    `content` holds the file as it is read, by the reader's language, what is to be
    seen on each exhibit, why it was decided so, and how many seconds it is read at
    least. It is emptied when the mock dispute ends. Two people make one.
    """

    __tablename__ = "closed_mock"
    __table_args__ = (
        CheckConstraint(
            "state <> 'serving' OR (decided_by IS NOT NULL AND decided_by <> made_by)",
            name="by_two",
        ),
        CheckConstraint("(state = 'ended') = (ended_at IS NOT NULL)", name="end_timed"),
        CheckConstraint("(state = 'ended') = (ended_by IS NOT NULL)", name="end_named"),
        Index(
            "uq_closed_mock_open",
            "dispute_id",
            unique=True,
            sqlite_where=text("state <> 'ended'"),
            postgresql_where=text("state <> 'ended'"),
        ),
        Index("ix_closed_mock_state", "state", "language"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    dispute_id: Mapped[str] = mapped_column(ForeignKey("dispute.id"))
    language: Mapped[str]
    state: Mapped[str]
    content: Mapped[dict[str, Any]] = mapped_column(deferred=True)
    # Of what was proposed: what a colleague agrees to is exactly this.
    digest: Mapped[str]
    answer: Mapped[str]
    defensible: Mapped[list[str]]
    made_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    made_at: Mapped[datetime]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    decided_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[str | None]


def list_consents(dispute_id: str) -> dict[Side, PracticeConsent]:
    """What each side said, if it said anything."""
    query = select(PracticeConsent).where(PracticeConsent.dispute_id == dispute_id)
    return {Side(row.side): row for row in current_session().scalars(query)}


def list_agreed(limit: int) -> list[Dispute]:
    """Closed disputes that both sides let be read, and that are not read yet.

    The one that has waited longest first; what staff have taken out stays out.
    """
    given = select(PracticeConsent.dispute_id).where(PracticeConsent.is_given)
    both = given.group_by(PracticeConsent.dispute_id).having(func.count() == len(Side))
    made = exists().where(ClosedMock.dispute_id == Dispute.id, _bars_another())
    query = select(Dispute).where(
        Dispute.id.in_(both), Dispute.stage == Stage.CLOSED.value, ~made
    )
    waiting = query.order_by(Dispute.closed_at, Dispute.id).limit(limit)
    return list(current_session().scalars(waiting))


def get_closed_mock(mock_id: str) -> ClosedMock:
    """The mock dispute; raises NotFound."""
    found = current_session().get(ClosedMock, mock_id)
    if found is None:
        raise NotFound
    return found


def find_open_mock(dispute_id: str) -> ClosedMock | None:
    """The one of this dispute that is proposed or read."""
    query = select(ClosedMock).where(
        ClosedMock.dispute_id == dispute_id, ClosedMock.state.in_(_OPEN)
    )
    return current_session().scalar(query)


def may_have_another(dispute_id: str) -> bool:
    """Whether none stands of this dispute, and staff have taken none out."""
    query = select(ClosedMock.id).where(
        ClosedMock.dispute_id == dispute_id, _bars_another()
    )
    return current_session().scalars(query.limit(1)).first() is None


def find_serving(mock_id: str) -> ClosedMock | None:
    """The mock dispute, while it may be read."""
    found = current_session().get(ClosedMock, mock_id)
    is_read = found is not None and found.state == MockState.SERVING.value
    return found if is_read else None


def list_serving(language: str) -> list[ClosedMock]:
    """Every one that may be read in a language."""
    query = select(ClosedMock).where(
        ClosedMock.state == MockState.SERVING.value, ClosedMock.language == language
    )
    return list(current_session().scalars(query.order_by(ClosedMock.id)))


def list_closed_mocks(
    states: Collection[MockState], *, limit: int
) -> Sequence[ClosedMock]:
    """Those in any of these states, the newest first."""
    query = select(ClosedMock).where(
        ClosedMock.state.in_([one.value for one in states])
    )
    newest = query.order_by(ClosedMock.made_at.desc(), ClosedMock.id).limit(limit)
    return list(current_session().scalars(newest))
