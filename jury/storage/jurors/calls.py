"""A juror's own call with all that hangs on it, in one statement.

Every page and every act of a juror begins with it, so its queries are built once.
"""

from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, bindparam, select
from sqlalchemy.orm import contains_eager

from jury import clock
from jury.domain.errors import NotFound
from jury.storage.base import current_session
from jury.storage.disputes import Dispute
from jury.storage.draws import Draw, Seat, Summons
from jury.storage.people import User
from jury.storage.roster import Juror

# What a poll is, and nothing of how its lot fell.
_DRAW = contains_eager(Summons.draw).load_only(
    Draw.dispute_id,
    Draw.round_number,
    Draw.draw_no,
    Draw.reading_seconds,
    Draw.window_ends_at,
    Draw.extended_at,
    Draw.poll_closes_at,
    Draw.closed_at,
    Draw.asked_at,
    Draw.went_on_at,
    Draw.confirm_until,
    Draw.file_version,
    Draw.never_opened,
    Draw.void_salt,
)
_CALL = (
    select(Summons, Dispute, Seat)
    .join(Summons.draw)
    .join(Dispute, Dispute.id == Draw.dispute_id)
    .outerjoin(Seat, Seat.summons_id == Summons.id)
    .options(_DRAW)
    .where(Summons.id == bindparam("summons"), Summons.juror_id == bindparam("juror"))
)

_CALLER = (
    select(User, Juror.id, Draw.dispute_id)
    .select_from(User)
    .outerjoin(Summons, Summons.id == bindparam("summons"))
    .outerjoin(Juror, and_(Juror.id == Summons.juror_id, Juror.ref == User.ref))
    .outerjoin(Draw, and_(Draw.id == Summons.draw_id, Juror.id.is_not(None)))
    .where(User.id == bindparam("user"))
)

Call = tuple[Summons, Dispute, Seat | None]


class OwnIds(NamedTuple):
    """The roster id of a juror, and the dispute that their own summons is about.

    A control call is about none.
    """

    juror_id: int
    dispute_id: str | None


Caller = tuple[User, OwnIds | None]


class Reader(NamedTuple):
    """A user who asks for a page, the call it is about if it is theirs, and when."""

    user: User
    call: Call | None
    asked_at: datetime

    @property
    def own(self) -> OwnIds | None:
        """What the call is about."""
        if self.call is None:
            return None
        summons, dispute, _seat = self.call
        return OwnIds(summons.juror_id, dispute.id)


def get_call(summons_id: str, juror_id: int) -> Call:
    """A juror's own summons, its dispute and the seat it holds; else NotFound."""
    asked = {"summons": summons_id, "juror": juror_id}
    found: Call | None = current_session().execute(_CALL, asked).one_or_none()
    if found is None:
        raise NotFound
    return found


def find_caller(user_id: int, summons_id: str) -> Caller | None:
    """A user, and what a summons is about if it is their own."""
    asked = {"user": user_id, "summons": summons_id}
    found = current_session().execute(_CALLER, asked).one_or_none()
    if found is None:
        return None
    user, juror_id, dispute_id = found
    return user, OwnIds(juror_id, dispute_id) if juror_id else None


def find_reader(user_id: int, summons_id: str) -> Reader | None:
    """A user with the whole call that a page of theirs is about, and the moment."""
    session = current_session()
    query = _reader(session.get_bind().dialect.name)
    asked = {"user": user_id, "summons": summons_id}
    found = session.execute(query, asked).one_or_none()
    if found is None:
        return None
    user, juror_id, summons, dispute, seat, *moment = found
    call = None if juror_id is None else (summons, dispute, seat)
    return Reader(user, call, clock.of_server(*moment))


@lru_cache
def _reader(dialect: str) -> Select[Any]:
    """The caller with all of the call and the moment, built once a database."""
    return (
        _CALLER.with_only_columns(
            User, Juror.id, Summons, Dispute, Seat, *clock.ASKED_BESIDE[dialect]
        )
        .outerjoin(Dispute, Dispute.id == Draw.dispute_id)
        .outerjoin(Seat, Seat.summons_id == Summons.id)
        .options(_DRAW)
    )
