"""What jurors have read, for control disputes to be a small share of it."""

from datetime import timedelta

from sqlalchemy import func, or_, select

from jury.storage.base import current_session
from jury.storage.disputes import Dispute
from jury.storage.draws import Draw, Summons
from jury.storage.jurors.controls import OPEN, ControlCall

_LAST = 20


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


def find_last_currency(juror_id: int) -> str | None:
    """The currency of the last real dispute that somebody read."""
    query = (
        select(Dispute.currency)
        .join(Draw, Draw.dispute_id == Dispute.id)
        .join(Summons, Summons.draw_id == Draw.id)
        .where(Summons.juror_id == juror_id, Summons.opened_at.is_not(None))
    )
    last = query.order_by(Summons.sent_at.desc(), Summons.id).limit(1)
    return current_session().scalar(last)


def list_left_of_windows() -> list[timedelta]:
    """How long the calls of the last draws were before the end of their windows."""
    last = (
        select(Draw.id)
        .where(Draw.extended_at.is_(None))
        .order_by(Draw.id.desc())
        .limit(_LAST)
    )
    query = (
        select(Draw.window_ends_at, Summons.sent_at)
        .join(Draw, Draw.id == Summons.draw_id)
        .where(Draw.id.in_(last))
    )
    rows = current_session().execute(query.order_by(Summons.sent_at, Summons.id))
    return [ends_at - sent_at for ends_at, sent_at in rows]


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
