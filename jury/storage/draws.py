"""Draws: the commitment, the lanes it met, the summonses and the seats."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    SmallInteger,
    UniqueConstraint,
    false,
    func,
    select,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jury.domain.errors import NotFound, NotNow
from jury.domain.lives.part_states import SummonsState
from jury.storage.base import Base, current_session


class Draw(Base):
    """One lot over committed rosters, and the poll of the panel it seats."""

    __tablename__ = "draw"
    __table_args__ = (
        UniqueConstraint("dispute_id", "round_number", "draw_no"),
        Index(
            "ix_draw_to_learn",
            "closed_at",
            sqlite_where=text("NOT is_learned"),
            postgresql_where=text("NOT is_learned"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    dispute_id: Mapped[str] = mapped_column(ForeignKey("dispute.id"))
    round_number: Mapped[int]
    draw_no: Mapped[int]
    epoch_id: Mapped[int] = mapped_column(ForeignKey("roster_epoch.id"))
    seats_wanted: Mapped[int]
    juries_served: Mapped[int] = mapped_column(default=0)
    commitment: Mapped[dict[str, Any]] = mapped_column(deferred=True)
    commitment_digest: Mapped[str]
    excluded_keys: Mapped[list[str]] = mapped_column(deferred=True)
    server_seed: Mapped[str]
    nonce: Mapped[str | None]
    seed: Mapped[str | None]
    weak_randomness: Mapped[bool] = mapped_column(default=False)
    committed_at: Mapped[datetime]
    nonce_due_at: Mapped[datetime]
    seeded_at: Mapped[datetime | None]
    reading_seconds: Mapped[int]
    window_ends_at: Mapped[datetime]
    extended_at: Mapped[datetime | None]
    next_test_at: Mapped[datetime]
    poll_closes_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    # Enough jurors asked a side for the same: the poll waited from then, to then, and
    # until when whoever had voted before may confirm or change it.
    asked_at: Mapped[datetime | None]
    went_on_at: Mapped[datetime | None]
    confirm_until: Mapped[datetime | None]
    # How often more was covered since this jury sat: its pages are kept under it.
    file_version: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    # The dispute ended before the vote did: what was cast stays sealed for ever.
    never_opened: Mapped[bool] = mapped_column(default=False, server_default=false())
    # Hung, or long to read by its policy: whoever voted has earned a break.
    is_hard: Mapped[bool] = mapped_column(default=False, server_default=false())
    # Whether what its calls came to is counted among what calls come to.
    is_learned: Mapped[bool] = mapped_column(default=False, server_default=false())
    # Set when the vote is void: what the log says of it is sealed with this.
    void_salt: Mapped[str | None]
    seats: Mapped[list["Seat"]] = relationship(
        order_by="Seat.seat_no",
        primaryjoin="and_(Seat.draw_id == Draw.id, Seat.removed_at.is_(None))",
    )

    strata: Mapped[list["Stratum"]] = relationship(order_by="Stratum.stratum_no")

    @property
    def exhausted(self) -> bool:
        """Whether nobody is left whom its lot could name."""
        return all(stratum.exhausted for stratum in self.strata)

    @property
    def is_void(self) -> bool:
        """Whether the vote must not count although the dispute goes on."""
        return self.void_salt is not None

    @property
    def is_waiting(self) -> bool:
        """Whether its jury asked for evidence, and no vote is taken meanwhile."""
        return self.asked_at is not None and self.went_on_at is None


class Stratum(Base):
    """One committed list that a draw goes along, its seats, and how far it has come.

    A draw that is not balanced between kinds of people has one, of everybody. Until
    the lot is drawn `seats` are those that are surely its own.
    """

    __tablename__ = "stratum"
    __table_args__ = (
        UniqueConstraint("draw_id", "segment"),
        CheckConstraint("seats >= 0 AND next_lane >= 0", name="counts_not_negative"),
        CheckConstraint(
            "(list_root IS NULL) = (list_rows IS NULL)", name="list_is_whole"
        ),
    )

    draw_id: Mapped[int] = mapped_column(ForeignKey("draw.id"), primary_key=True)
    stratum_no: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    segment: Mapped[str]
    seats: Mapped[int]
    next_lane: Mapped[int] = mapped_column(default=0)
    exhausted: Mapped[bool] = mapped_column(default=False)
    list_root: Mapped[str | None]
    list_rows: Mapped[bytes | None] = mapped_column(deferred=True)


class Lane(Base):
    """One step along the stream: the row it hit and what became of it."""

    __tablename__ = "lane"

    draw_id: Mapped[int] = mapped_column(ForeignKey("draw.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    segment: Mapped[str]
    lane_no: Mapped[int]
    list_row: Mapped[int | None]
    row: Mapped[int]
    row_key: Mapped[str]
    outcome: Mapped[str]
    juror_id: Mapped[int | None]


class Summons(Base):
    """The call to one drawn juror; rank is the drawn order."""

    __tablename__ = "summons"
    __table_args__ = (
        UniqueConstraint("draw_id", "rank"),
        UniqueConstraint("draw_id", "juror_id"),
        Index(None, "juror_id", "sent_at"),
        Index(None, "draw_id", "state"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    draw_id: Mapped[int] = mapped_column(ForeignKey("draw.id"))
    juror_id: Mapped[int] = mapped_column(ForeignKey("juror.id"))
    rank: Mapped[int]
    state: Mapped[str] = mapped_column(default=SummonsState.SENT.value)
    sent_at: Mapped[datetime]
    reply_due_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    recusal_reason: Mapped[str | None]
    first_side: Mapped[str]
    opened_at: Mapped[datetime | None]
    # When the time to reply began, at what hour of the juror's own day, how likely a
    # yes was of a thousand, what they had said of that hour, and when a yes of theirs
    # found every seat taken.
    begins_at: Mapped[datetime | None]
    hour: Mapped[int | None] = mapped_column(SmallInteger)
    likely: Mapped[int | None] = mapped_column(SmallInteger)
    said: Mapped[str | None]
    unseated_at: Mapped[datetime | None]
    draw: Mapped[Draw] = relationship(lazy="joined")


class Seat(Base):
    """A place on the panel; whoever holds it now may cast its one ballot.

    One that is removed is no place any more: another stands for it, and a ballot that
    was cast in it never counts.
    """

    __tablename__ = "seat"
    __table_args__ = (
        UniqueConstraint("draw_id", "seat_no"),
        UniqueConstraint("summons_id"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    draw_id: Mapped[int] = mapped_column(ForeignKey("draw.id"))
    seat_no: Mapped[int]
    summons_id: Mapped[str | None] = mapped_column(ForeignKey("summons.id"))
    vote_due_at: Mapped[datetime | None]
    removed_at: Mapped[datetime | None]


def find_open_draw(dispute_id: str) -> Draw | None:
    """The draw whose poll has not closed."""
    return current_session().scalar(
        select(Draw).where(Draw.dispute_id == dispute_id, Draw.closed_at.is_(None))
    )


def get_open_draw(dispute_id: str) -> Draw:
    """The draw whose poll has not closed; raises NotNow when there is none."""
    draw = find_open_draw(dispute_id)
    if draw is None:
        raise NotNow
    return draw


def find_draw(dispute_id: str, round_number: int, draw_no: int) -> Draw | None:
    """One draw of a dispute by its numbers."""
    return current_session().scalar(
        select(Draw).where(
            Draw.dispute_id == dispute_id,
            Draw.round_number == round_number,
            Draw.draw_no == draw_no,
        )
    )


def count_draws(dispute_id: str, round_number: int) -> int:
    """How many draws a round has had."""
    query = select(func.count(Draw.id)).where(
        Draw.dispute_id == dispute_id, Draw.round_number == round_number
    )
    return current_session().scalar(query) or 0


def list_draws(dispute_id: str) -> list[Draw]:
    """Every draw of a dispute, oldest first."""
    query = select(Draw).where(Draw.dispute_id == dispute_id).order_by(Draw.id)
    return list(current_session().scalars(query))


def find_latest_draw(dispute_id: str, round_number: int | None = None) -> Draw | None:
    """The newest draw of a dispute, or of one round of it, open or closed."""
    query = select(Draw).where(Draw.dispute_id == dispute_id).order_by(Draw.id.desc())
    if round_number is not None:
        query = query.where(Draw.round_number == round_number)
    return current_session().scalars(query).first()


def get_summons(summons_id: str) -> Summons:
    """The summons; raises NotFound."""
    summons = current_session().get(Summons, summons_id)
    if summons is None:
        raise NotFound
    return summons


def get_summons_of(summons_id: str, juror_id: int) -> Summons:
    """This juror's own summons; NotFound to everybody else."""
    summons = get_summons(summons_id)
    if summons.juror_id != juror_id:
        raise NotFound
    return summons


def list_summonses(draw_id: int) -> list[Summons]:
    """Every summons of a draw in drawn order."""
    query = select(Summons).where(Summons.draw_id == draw_id).order_by(Summons.rank)
    return list(current_session().scalars(query))


def was_called(dispute_id: str, juror_id: int) -> bool:
    """Whether somebody was ever called to judge a dispute."""
    query = (
        select(Summons.id)
        .join(Draw)
        .where(Draw.dispute_id == dispute_id, Summons.juror_id == juror_id)
    )
    return current_session().scalar(query.limit(1)) is not None


def find_seat_of(summons_id: str) -> Seat | None:
    """The seat that this summons holds now."""
    return current_session().scalar(select(Seat).where(Seat.summons_id == summons_id))


def list_lanes(draw_id: int) -> list[Lane]:
    """The lanes of a draw in the order they were met."""
    query = select(Lane).where(Lane.draw_id == draw_id).order_by(Lane.position)
    return list(current_session().scalars(query))


def strata_of_jurors(draw_id: int) -> dict[int, str]:
    """From which list each juror was called in a draw."""
    query = select(Lane.juror_id, Lane.segment).where(
        Lane.draw_id == draw_id, Lane.juror_id.is_not(None)
    )
    rows = current_session().execute(query)
    return {juror_id: segment for juror_id, segment in rows if juror_id is not None}


def list_jurors_of_earlier_panels(dispute_id: str) -> set[int]:
    """Everybody summoned in an earlier draw of this dispute."""
    query = select(Summons.juror_id).join(Draw).where(Draw.dispute_id == dispute_id)
    return set(current_session().scalars(query))
