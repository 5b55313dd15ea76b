"""Control disputes that are in use, and the calls to read one.

A call stands apart from draws, seats and ballots: nothing that counts those ever meets
one. What it holds has the names that a summons and a ballot have.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    SmallInteger,
    UniqueConstraint,
    and_,
    or_,
    select,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jury.domain.errors import NotFound
from jury.domain.lives.part_states import SummonsState
from jury.storage.base import Base, current_session
from jury.storage.people import User
from jury.storage.roster.tables import Juror

OPEN = (SummonsState.SENT.value, SummonsState.ACCEPTED.value)


class ControlItem(Base):
    """One mock dispute that is read among real ones; withdrawn, it counts no more.

    Nobody but staff reads the reasons.
    """

    __tablename__ = "control_item"
    __table_args__ = (
        CheckConstraint(
            "(withdrawn_at IS NULL) = (withdrawn_by IS NULL)", name="withdrawn_by_one"
        ),
        CheckConstraint(
            "(withdrawn_at IS NULL) = (withdrawn_reason IS NULL)",
            name="withdrawn_with_reason",
        ),
        Index(
            "uq_control_item_in_use",
            "mock",
            unique=True,
            sqlite_where=text("withdrawn_at IS NULL"),
            postgresql_where=text("withdrawn_at IS NULL"),
        ),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    # The code of a file in `exam/controls`.
    mock: Mapped[str]
    marked_by: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    marked_at: Mapped[datetime]
    reason: Mapped[str]
    withdrawn_by: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    withdrawn_at: Mapped[datetime | None]
    withdrawn_reason: Mapped[str | None]


class ControlCall(Base):
    """The call of one juror to one of them, with what they answered.

    `counted` is the count of theirs that the answer adds to, and empty for *cannot
    decide*. An answer has a 15-minute bucket for its time, as ballots have.
    """

    __tablename__ = "control_call"
    __table_args__ = (
        UniqueConstraint("juror_id", "mock"),
        Index(
            "uq_control_call_open",
            "juror_id",
            unique=True,
            sqlite_where=text("state IN ('sent', 'accepted')"),
            postgresql_where=text("state IN ('sent', 'accepted')"),
        ),
        Index("ix_control_call_due", "closed_at", "window_ends_at"),
        CheckConstraint(
            "(state = 'voted') = (cast_bucket_at IS NOT NULL)", name="cast_whole"
        ),
        CheckConstraint("(state = 'voted') = (salt IS NOT NULL)", name="receipted"),
        CheckConstraint("cast_bucket_at IS NOT NULL OR choice IS NULL", name="cast"),
        CheckConstraint(
            "(asked IS NULL) = (asked_bucket_at IS NULL)", name="asked_at_a_time"
        ),
        CheckConstraint("told_at IS NULL OR closed_at IS NOT NULL", name="told_late"),
        CheckConstraint(
            "(contested_at IS NULL) = (contest IS NULL)", name="contested_in_words"
        ),
        CheckConstraint(
            "contested_at IS NULL OR told_at IS NOT NULL", name="contested_once_told"
        ),
        CheckConstraint(
            "(reply IS NULL) = (replied_at IS NULL)", name="replied_in_words"
        ),
        CheckConstraint(
            "replied_at IS NULL OR contested_at IS NOT NULL",
            name="replied_if_contested",
        ),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    item_id: Mapped[str] = mapped_column(ForeignKey("control_item.id"))
    # Beside the item: marked anew it is another item, and the same to read.
    mock: Mapped[str]
    juror_id: Mapped[int] = mapped_column(ForeignKey("juror.id"))
    language: Mapped[str]
    # As of the call: what is read does not change with the files that it came from.
    policy: Mapped[dict[str, Any]]
    currency: Mapped[str]
    state: Mapped[str] = mapped_column(default=SummonsState.SENT.value)
    sent_at: Mapped[datetime]
    begins_at: Mapped[datetime]
    reply_due_at: Mapped[datetime]
    window_ends_at: Mapped[datetime]
    reading_seconds: Mapped[int]
    first_side: Mapped[str]
    hour: Mapped[int | None] = mapped_column(SmallInteger)
    said: Mapped[str | None]
    answered_at: Mapped[datetime | None]
    recusal_reason: Mapped[str | None]
    vote_due_at: Mapped[datetime | None]
    opened_at: Mapped[datetime | None]
    # What was filled in so far; gone with the vote.
    draft: Mapped[dict[str, Any] | None]
    # The rung that was chosen, or none for *cannot decide*.
    choice: Mapped[int | None]
    reasons: Mapped[list[str]] = mapped_column(default=list)
    sentence: Mapped[str] = mapped_column(default="")
    vote_language: Mapped[str | None]
    # What evidence they asked for; nobody is asked for it.
    asked: Mapped[str | None]
    asked_bucket_at: Mapped[datetime | None]
    salt: Mapped[str | None]
    counted: Mapped[str | None]
    cast_bucket_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    # Those who read the file are told what it was; others have nothing to learn.
    told_at: Mapped[datetime | None]
    contested_at: Mapped[datetime | None]
    contest: Mapped[str | None]
    # What a moderator answers to it.
    reply: Mapped[str | None]
    replied_at: Mapped[datetime | None]
    item: Mapped[ControlItem] = relationship(lazy="joined")

    @property
    def unseated_at(self) -> datetime | None:
        """When a yes found every seat taken: never, for there is always one."""
        return None


def get_item(item_id: str, *, for_change: bool = False) -> ControlItem:
    """One control dispute, in use or withdrawn; raises NotFound."""
    query = select(ControlItem).where(ControlItem.id == item_id)
    if for_change:
        query = query.with_for_update().execution_options(populate_existing=True)
    found = current_session().scalar(query)
    if found is None:
        raise NotFound
    return found


def list_items_in_use() -> list[ControlItem]:
    """Those that may be sent, in the order in which they were marked."""
    query = select(ControlItem).where(ControlItem.withdrawn_at.is_(None))
    ordered = query.order_by(ControlItem.marked_at, ControlItem.id)
    return list(current_session().scalars(ordered))


def find_item_in_use(mock: str) -> ControlItem | None:
    """The one that this mock dispute is, while it is in use."""
    query = select(ControlItem).where(
        ControlItem.mock == mock, ControlItem.withdrawn_at.is_(None)
    )
    return current_session().scalar(query)


def get_control_call(
    call_id: str, juror_id: int, *, for_change: bool = False
) -> ControlCall:
    """A juror's own call; else NotFound. `for_change` locks it."""
    query = select(ControlCall).where(
        ControlCall.id == call_id, ControlCall.juror_id == juror_id
    )
    if for_change:
        query = query.with_for_update(of=ControlCall).execution_options(
            populate_existing=True
        )
    found = current_session().scalar(query)
    if found is None:
        raise NotFound
    return found


def get_call_of_any(call_id: str) -> ControlCall:
    """A call, whoever's it is; raises NotFound."""
    found = current_session().get(ControlCall, call_id, populate_existing=True)
    if found is None:
        raise NotFound
    return found


def list_calls_of(juror_id: int, *, limit: int) -> list[ControlCall]:
    """A juror's control calls, newest first."""
    query = select(ControlCall).where(ControlCall.juror_id == juror_id)
    ordered = query.order_by(ControlCall.sent_at.desc(), ControlCall.id)
    return list(current_session().scalars(ordered.limit(limit)))


def find_own_control(user_id: int, call_id: str) -> int | None:
    """The roster id of a user whose control call this is."""
    query = (
        select(ControlCall.juror_id)
        .join(Juror, Juror.id == ControlCall.juror_id)
        .join(User, User.ref == Juror.ref)
        .where(ControlCall.id == call_id, User.id == user_id)
    )
    return current_session().scalar(query)


def list_mocks_had(juror_id: int) -> list[str]:
    """The mock disputes that somebody was ever called to as control disputes."""
    query = select(ControlCall.mock).where(ControlCall.juror_id == juror_id)
    return list(current_session().scalars(query.order_by(ControlCall.sent_at)))


def list_due_calls(*, now: datetime, limit: int) -> list[ControlCall]:
    """Calls of which something is over: the time to reply, to vote, or the window.

    Seats that are kept to the end, because nobody could read any more, stand last.
    """
    query = select(ControlCall).where(_is_due(now))
    ordered = query.order_by(ControlCall.window_ends_at.desc(), ControlCall.id)
    locked = ordered.limit(limit).with_for_update(of=ControlCall, skip_locked=True)
    return list(current_session().scalars(locked))


def has_due_calls(*, now: datetime) -> bool:
    """Whether there is any, asked without locking it."""
    query = select(ControlCall.id).where(_is_due(now)).limit(1)
    return current_session().scalar(query) is not None


def _is_due(now: datetime) -> ColumnElement[bool]:
    return and_(
        ControlCall.closed_at.is_(None),
        or_(
            and_(
                ControlCall.state == SummonsState.SENT.value,
                ControlCall.reply_due_at <= now,
            ),
            and_(
                ControlCall.state == SummonsState.ACCEPTED.value,
                ControlCall.vote_due_at <= now,
            ),
            ControlCall.window_ends_at <= now,
        ),
    )


def list_contested(item_id: str) -> list[ControlCall]:
    """The calls whose jurors contest the known answer and have no reply yet."""
    query = select(ControlCall).where(
        ControlCall.item_id == item_id,
        ControlCall.contested_at.is_not(None),
        ControlCall.replied_at.is_(None),
    )
    return list(current_session().scalars(query.order_by(ControlCall.id)))


def list_open_before(at: datetime) -> list[ControlCall]:
    """Calls sent before a moment whose window is not over."""
    query = select(ControlCall).where(
        ControlCall.sent_at < at, ControlCall.closed_at.is_(None)
    )
    locked = query.order_by(ControlCall.id).with_for_update(of=ControlCall)
    return list(current_session().scalars(locked))


def list_items(*, limit: int) -> list[ControlItem]:
    """Those in use and those withdrawn, the newest first."""
    query = select(ControlItem).order_by(ControlItem.marked_at.desc(), ControlItem.id)
    return list(current_session().scalars(query.limit(limit)))
