"""Ballots, and the reading that must come before them."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    UniqueConstraint,
    and_,
    bindparam,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column

from jury.domain.lives.part_states import ExhibitState
from jury.storage.base import Base, current_session
from jury.storage.draws import Draw, Seat
from jury.storage.exhibits import Exhibit


class ExhibitOpening(Base):
    """That one juror was sent an exhibit, and opened it."""

    __tablename__ = "exhibit_opening"

    summons_id: Mapped[str] = mapped_column(ForeignKey("summons.id"), primary_key=True)
    exhibit_id: Mapped[str] = mapped_column(ForeignKey("exhibit.id"), primary_key=True)
    delivered_at: Mapped[datetime | None]
    opened_at: Mapped[datetime | None]


class BallotDraft(Base):
    """What a juror has chosen so far; gone once the ballot is cast."""

    __tablename__ = "ballot_draft"

    summons_id: Mapped[str] = mapped_column(ForeignKey("summons.id"), primary_key=True)
    content: Mapped[dict[str, Any]]
    saved_at: Mapped[datetime]


class Ballot(Base):
    """One seat's secret choice. It carries no juror, address or exact time.

    `choice` is the rung, or nothing for "cannot decide". Times are 15-minute
    buckets and reading time is rounded, so that nobody is found by the clock.
    """

    __tablename__ = "ballot"
    __table_args__ = (
        UniqueConstraint("seat_id", "ballot_no"),
        CheckConstraint("ballot_no IN (1, 2)", name="ballot_no"),
        CheckConstraint("choice IS NULL OR choice >= 0", name="choice"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    seat_id: Mapped[str] = mapped_column(ForeignKey("seat.id"))
    ballot_no: Mapped[int] = mapped_column(default=1)
    choice: Mapped[int | None]
    reasons: Mapped[list[str]]
    sentence: Mapped[str]
    language: Mapped[str]
    reading_seconds: Mapped[int]
    cast_bucket_at: Mapped[datetime]
    salt: Mapped[str]


class JurorSentence(Base):
    """A juror's optional sentence on its way through screening, after the close."""

    __tablename__ = "juror_sentence"

    ballot_id: Mapped[str] = mapped_column(ForeignKey("ballot.id"), primary_key=True)
    dispute_id: Mapped[str] = mapped_column(ForeignKey("dispute.id"), index=True)
    template: Mapped[str]
    language: Mapped[str]
    released_at: Mapped[datetime | None]
    withheld_at: Mapped[datetime | None]


def list_openings(summons_id: str) -> dict[str, ExhibitOpening]:
    """What this juror was sent and opened, by exhibit."""
    query = select(ExhibitOpening).where(ExhibitOpening.summons_id == summons_id)
    return {row.exhibit_id: row for row in current_session().scalars(query)}


# Built once: every page of a file asks it.
_READING = (
    select(Exhibit.id, ExhibitOpening.delivered_at, ExhibitOpening.opened_at)
    .outerjoin(
        ExhibitOpening,
        and_(
            ExhibitOpening.exhibit_id == Exhibit.id,
            ExhibitOpening.summons_id == bindparam("summons"),
        ),
    )
    .where(
        Exhibit.dispute_id == bindparam("dispute"),
        Exhibit.state == ExhibitState.RELEASED.value,
    )
    .order_by(Exhibit.exhibit_no)
)


class Reading(NamedTuple):
    """A released exhibit, when this juror was sent it, and when they opened it."""

    exhibit_id: str
    delivered_at: datetime | None
    opened_at: datetime | None


def list_reading(dispute_id: str, summons_id: str) -> list[Reading]:
    """Every exhibit that jurors are shown, in order, with how far this one is."""
    named = {"dispute": dispute_id, "summons": summons_id}
    return [Reading(*row) for row in current_session().execute(_READING, named)]


def list_ballots(draw_id: int) -> list[Ballot]:
    """The ballots that count: the last of every seat there is, by random id."""
    query = (
        select(Ballot)
        .join(Seat)
        .where(Seat.draw_id == draw_id, Seat.removed_at.is_(None))
        .order_by(Ballot.ballot_no)
    )
    last = {ballot.seat_id: ballot for ballot in current_session().scalars(query)}
    return sorted(last.values(), key=lambda ballot: ballot.id)


def find_ballot_of_seat(seat_id: str) -> Ballot | None:
    """The ballot that counts for a seat."""
    query = (
        select(Ballot)
        .where(Ballot.seat_id == seat_id)
        .order_by(Ballot.ballot_no.desc())
        .limit(1)
    )
    return current_session().scalar(query)


def list_sentences(
    dispute_id: str, round_number: int | None = None
) -> list[JurorSentence]:
    """Jurors' sentences, of one round or of all, in no order that tells a seat."""
    query = select(JurorSentence).where(JurorSentence.dispute_id == dispute_id)
    if round_number is not None:
        query = (
            query.join(Ballot, Ballot.id == JurorSentence.ballot_id)
            .join(Seat, Seat.id == Ballot.seat_id)
            .join(Draw, Draw.id == Seat.draw_id)
            .where(Draw.round_number == round_number)
        )
    return list(current_session().scalars(query.order_by(JurorSentence.ballot_id)))


def find_counted_draw(dispute_id: str) -> Draw | None:
    """The newest draw whose votes were counted; None where no jury decided."""
    query = select(Draw).where(
        Draw.dispute_id == dispute_id,
        Draw.closed_at.is_not(None),
        Draw.void_salt.is_(None),
    )
    return current_session().scalars(query.order_by(Draw.id.desc())).first()
