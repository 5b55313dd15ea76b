"""Control disputes that are in use, and the calls to read one.

A call stands apart from draws, seats and ballots: nothing that counts those ever meets
one. What it holds has the names that a summons and a ballot have.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    UniqueConstraint,
    and_,
    case,
    func,
    or_,
    select,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jury.domain.control import RIGHT
from jury.domain.errors import NotFound
from jury.domain.part_states import SummonsState
from jury.storage.base import Base, current_session

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


@dataclass(frozen=True)
class ItemCounts:
    """How many were called, told, right, undecided, and contested it."""

    sent: int = 0
    told: int = 0
    right: int = 0
    undecided: int = 0
    contested: int = 0


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
        Index("ix_control_call_due", "told_at", "window_ends_at"),
        CheckConstraint(
            "(state = 'voted') = (cast_bucket_at IS NOT NULL)", name="cast_whole"
        ),
        CheckConstraint("(state = 'voted') = (salt IS NOT NULL)", name="receipted"),
        CheckConstraint("cast_bucket_at IS NOT NULL OR choice IS NULL", name="cast"),
        CheckConstraint(
            "(contested_at IS NULL) = (contest IS NULL)", name="contested_in_words"
        ),
        CheckConstraint(
            "contested_at IS NULL OR told_at IS NOT NULL", name="contested_once_told"
        ),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    item_id: Mapped[str] = mapped_column(ForeignKey("control_item.id"))
    # Beside the item: marked anew it is another item, and the same to read.
    mock: Mapped[str]
    juror_id: Mapped[int] = mapped_column(ForeignKey("juror.id"))
    language: Mapped[str]
    state: Mapped[str] = mapped_column(default=SummonsState.SENT.value)
    sent_at: Mapped[datetime]
    begins_at: Mapped[datetime]
    reply_due_at: Mapped[datetime]
    window_ends_at: Mapped[datetime]
    reading_seconds: Mapped[int]
    first_side: Mapped[str]
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
    salt: Mapped[str | None]
    counted: Mapped[str | None]
    cast_bucket_at: Mapped[datetime | None]
    told_at: Mapped[datetime | None]
    contested_at: Mapped[datetime | None]
    contest: Mapped[str | None]
    item: Mapped[ControlItem] = relationship(lazy="joined")


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


def list_mocks_had(juror_id: int) -> list[str]:
    """The mock disputes that somebody was ever called to as control disputes."""
    query = select(ControlCall.mock).where(ControlCall.juror_id == juror_id)
    return list(current_session().scalars(query.order_by(ControlCall.sent_at)))


def list_due_calls(*, now: datetime, limit: int) -> list[ControlCall]:
    """Calls of which something is over: the time to reply, to vote, or the window."""
    query = select(ControlCall).where(_is_due(now)).order_by(ControlCall.id)
    locked = query.limit(limit).with_for_update(of=ControlCall, skip_locked=True)
    return list(current_session().scalars(locked))


def has_due_calls(*, now: datetime) -> bool:
    """Whether there is any, asked without locking it."""
    query = select(ControlCall.id).where(_is_due(now)).limit(1)
    return current_session().scalar(query) is not None


def _is_due(now: datetime) -> ColumnElement[bool]:
    return or_(
        and_(
            ControlCall.state == SummonsState.SENT.value,
            ControlCall.reply_due_at <= now,
        ),
        and_(
            ControlCall.state == SummonsState.ACCEPTED.value,
            ControlCall.vote_due_at <= now,
        ),
        and_(
            ControlCall.state == SummonsState.VOTED.value,
            ControlCall.told_at.is_(None),
            ControlCall.window_ends_at <= now,
        ),
    )


def counts_by_controls(juror_ids: Collection[int]) -> dict[int, dict[str, int]]:
    """What answers to control disputes add to jurors' counts, by juror.

    Only those that the juror was told of, in items that stand.
    """
    query = (
        select(ControlCall.juror_id, ControlCall.counted, func.count())
        .join(ControlItem, ControlItem.id == ControlCall.item_id)
        .where(
            ControlCall.juror_id.in_(juror_ids),
            ControlCall.told_at.is_not(None),
            ControlCall.counted.is_not(None),
            ControlItem.withdrawn_at.is_(None),
        )
        .group_by(ControlCall.juror_id, ControlCall.counted)
    )
    found: dict[int, dict[str, int]] = {}
    for juror_id, counted, many in current_session().execute(query):
        found.setdefault(juror_id, {})[str(counted)] = many
    return found


def list_contested(item_id: str) -> list[str]:
    """The calls whose jurors do not agree with the known answer of this one."""
    query = select(ControlCall.id).where(
        ControlCall.item_id == item_id, ControlCall.contested_at.is_not(None)
    )
    return list(current_session().scalars(query.order_by(ControlCall.id)))


def list_open_before(at: datetime) -> list[ControlCall]:
    """Calls sent before a moment that wait for an answer or a vote, or to be told."""
    query = select(ControlCall).where(
        ControlCall.sent_at < at,
        or_(
            ControlCall.state.in_(OPEN),
            and_(
                ControlCall.state == SummonsState.VOTED.value,
                ControlCall.told_at.is_(None),
            ),
        ),
    )
    locked = query.order_by(ControlCall.id).with_for_update(of=ControlCall)
    return list(current_session().scalars(locked))


def list_items(*, limit: int) -> list[ControlItem]:
    """Those in use and those withdrawn, the newest first."""
    query = select(ControlItem).order_by(ControlItem.marked_at.desc(), ControlItem.id)
    return list(current_session().scalars(query.limit(limit)))


def count_calls(item_ids: Collection[str]) -> dict[str, ItemCounts]:
    """What calls came to, by item; answers only of those who were told."""
    is_told = ControlCall.told_at.is_not(None)
    query = (
        select(
            ControlCall.item_id,
            func.count(),
            func.sum(case((is_told, 1), else_=0)),
            func.sum(case((and_(is_told, ControlCall.counted.in_(RIGHT)), 1), else_=0)),
            func.sum(case((and_(is_told, ControlCall.counted.is_(None)), 1), else_=0)),
            func.count(ControlCall.contested_at),
        )
        .where(ControlCall.item_id.in_(item_ids))
        .group_by(ControlCall.item_id)
    )
    rows = current_session().execute(query)
    return {item_id: ItemCounts(*map(int, counts)) for item_id, *counts in rows}
