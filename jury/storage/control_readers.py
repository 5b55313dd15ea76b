"""What jurors have read, for control disputes to be a small share of it."""

from datetime import datetime

from sqlalchemy import func, or_, select

from jury.storage.base import current_session
from jury.storage.controls import OPEN, ControlCall
from jury.storage.draws import Summons


def count_read_since_last(juror_id: int) -> int:
    """How many real files somebody opened since their last control was sent, or ever.

    Once voted on, a file has a bucket for its opening, which is earlier: that counts
    too few, and never too many.
    """
    last = (
        select(func.max(ControlCall.sent_at))
        .where(ControlCall.juror_id == juror_id)
        .scalar_subquery()
    )
    query = select(func.count(Summons.id)).where(
        Summons.juror_id == juror_id,
        Summons.opened_at.is_not(None),
        or_(last.is_(None), Summons.opened_at > last),
    )
    return current_session().scalar(query) or 0


def count_sent_since(juror_id: int, since: datetime) -> int:
    """How many controls somebody was called to after a moment."""
    query = select(func.count(ControlCall.id)).where(
        ControlCall.juror_id == juror_id, ControlCall.sent_at > since
    )
    return current_session().scalar(query) or 0


def list_readers(*, least: int, after: int, limit: int) -> list[int]:
    """The next people by roster id who ever opened so many real files."""
    query = (
        select(Summons.juror_id)
        .where(Summons.opened_at.is_not(None), Summons.juror_id > after)
        .group_by(Summons.juror_id)
        .having(func.count(Summons.id) >= least)
    )
    found = query.order_by(Summons.juror_id).limit(limit)
    return list(current_session().scalars(found))


def find_last_reader() -> int:
    """The highest roster id of whoever opened a real file; 0 where nobody did."""
    query = select(func.max(Summons.juror_id)).where(Summons.opened_at.is_not(None))
    return current_session().scalar(query) or 0


def has_open_call(juror_id: int) -> bool:
    """Whether a call of theirs, real or not, waits for an answer or for a vote."""
    session = current_session()
    real = select(Summons.id).where(
        Summons.juror_id == juror_id, Summons.state.in_(OPEN)
    )
    control = select(ControlCall.id).where(
        ControlCall.juror_id == juror_id, ControlCall.state.in_(OPEN)
    )
    return any(session.scalars(one.limit(1)).first() for one in (real, control))
