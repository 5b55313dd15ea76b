"""Files that machines look through: what waits, who is at it, and what was found."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, func, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from jury.domain.lives.part_states import ExhibitState
from jury.domain.lives.redacting import MOST_ATTEMPTS, RedactionState
from jury.storage.base import Base, current_session
from jury.storage.disputes import PAUSE, Dispute
from jury.storage.exhibits import Exhibit

# Beside pictures: files of which workers make pictures.
LOOKED_AT = {"pdf", "video"}


class Redaction(Base):
    """One file to be looked through: the row is the truth, any queue only a nudge.

    `lease_until` is in real time, which no sandbox moves: until then the worker of
    the last attempt is at it, `percent` of the way. `findings` were covered, `review`
    is what was doubted.
    """

    __tablename__ = "redaction"
    __table_args__ = (
        Index("ix_redaction_waiting", "state", "queued_at"),
        CheckConstraint(f"attempts BETWEEN 0 AND {MOST_ATTEMPTS}", name="attempts"),
        CheckConstraint("percent BETWEEN 0 AND 100", name="percent"),
    )

    exhibit_id: Mapped[str] = mapped_column(ForeignKey("exhibit.id"), primary_key=True)
    dispute_id: Mapped[str] = mapped_column(ForeignKey("dispute.id"))
    state: Mapped[str] = mapped_column(default=RedactionState.WAITING.value)
    attempts: Mapped[int] = mapped_column(default=0)
    lease_until: Mapped[datetime | None]
    percent: Mapped[int] = mapped_column(default=0)
    queued_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    code: Mapped[str | None]
    # Why a film is not played, where its policy would play it.
    film_code: Mapped[str | None]
    findings: Mapped[list[Any]]
    review: Mapped[list[Any]]


@dataclass(frozen=True)
class Progress:
    """How far a file is: how many are before it, whether somebody is at it."""

    state: RedactionState
    before: int
    is_begun: bool
    percent: int
    code: str
    film_code: str


def queue_redaction(exhibit: Exhibit, *, now: datetime) -> None:
    """Have machines look through a file, once; nothing that they cannot look at."""
    session = current_session()
    is_looked_at = exhibit.prepared_blob is not None or exhibit.kind in LOOKED_AT
    if is_looked_at and session.get(Redaction, exhibit.id) is None:
        row = Redaction(
            exhibit_id=exhibit.id,
            dispute_id=exhibit.dispute_id,
            queued_at=now,
            findings=[],
            review=[],
        )
        session.add(row)


def find_redaction(exhibit_id: str) -> Redaction | None:
    """The row of a picture, if it was ever queued."""
    return current_session().get(Redaction, exhibit_id)


def get_redaction(exhibit_id: str) -> Redaction:
    """The row of a picture that was queued."""
    return current_session().get_one(Redaction, exhibit_id)


def find_free(real: datetime) -> Redaction | None:
    """The first picture that nobody is at; what others take at this moment is not.

    Those of a paused dispute wait until it goes on.
    """
    query = (
        select(Redaction)
        .join(Exhibit)
        .join(Dispute, Dispute.id == Redaction.dispute_id)
        .where(
            or_(Dispute.stands_for.is_(None), Dispute.stands_for != PAUSE),
            Redaction.state == RedactionState.WAITING.value,
            Exhibit.state == ExhibitState.FILED.value,
            or_(Redaction.lease_until.is_(None), Redaction.lease_until <= real),
        )
        .order_by(Redaction.queued_at, Redaction.exhibit_id)
        .limit(1)
    )
    return current_session().scalar(
        query.with_for_update(of=Redaction, skip_locked=True)
    )


def list_waiting(since: datetime) -> list[str]:
    """The pictures that machines have still to look through, queued since then."""
    query = select(Redaction.exhibit_id).where(
        Redaction.state == RedactionState.WAITING.value, Redaction.queued_at > since
    )
    return list(current_session().scalars(query))


def find_progress(exhibit_id: str) -> Progress | None:
    """How far a picture is; None for what no machine looks through."""
    session = current_session()
    row = session.get(Redaction, exhibit_id)
    if row is None:
        return None
    before = (
        select(func.count())
        .select_from(Redaction)
        .join(Exhibit)
        .where(
            Redaction.state == RedactionState.WAITING.value,
            Exhibit.state == ExhibitState.FILED.value,
            Redaction.queued_at < row.queued_at,
        )
    )
    state = RedactionState(row.state)
    return Progress(
        state,
        session.scalar(before) or 0,
        row.attempts > 0,
        row.percent,
        row.code or "",
        row.film_code or "",
    )
