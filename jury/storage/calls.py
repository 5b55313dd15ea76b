"""A juror's own call with all that hangs on it, in one statement.

Every page and every act of a juror begins with it, so its queries are built once.
"""

from collections.abc import Mapping

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import contains_eager

from jury.domain.errors import NotFound
from jury.storage.base import current_session
from jury.storage.disputes import Dispute
from jury.storage.draws import Draw, Seat, Summons
from jury.storage.roster import Juror

_CALL = (
    select(Summons, Dispute, Seat)
    .join(Summons.draw)
    .join(Dispute, Dispute.id == Draw.dispute_id)
    .outerjoin(Seat, Seat.summons_id == Summons.id)
    .options(contains_eager(Summons.draw))
    .where(Summons.id == bindparam("summons"), Summons.juror_id == bindparam("juror"))
)
_CALL_LOCKED = _CALL.with_for_update(of=Summons)

_IDS = (
    select(Summons.juror_id, Draw.dispute_id)
    .join(Summons.draw)
    .join(Juror, Juror.id == Summons.juror_id)
    .where(Summons.id == bindparam("summons"), Juror.row_key == bindparam("juror"))
)

Call = tuple[Summons, Dispute, Seat | None]


def get_call(summons_id: str, juror_id: int) -> Call:
    """A juror's own summons, its dispute and the seat it holds; else NotFound."""
    return _get_call(_CALL, {"summons": summons_id, "juror": juror_id})


def get_call_ids(summons_id: str, key: bytes) -> tuple[int, str]:
    """The ids of a juror and of the dispute that their own summons is about."""
    own = {"summons": summons_id, "juror": key}
    found = current_session().execute(_IDS, own).one_or_none()
    if found is None:
        raise NotFound
    return found


def lock_call(summons_id: str, juror_id: int) -> Call:
    """The same, and what else this juror does at once must wait."""
    return _get_call(_CALL_LOCKED, {"summons": summons_id, "juror": juror_id})


def _get_call(
    query: Select[Summons, Dispute, Seat], named: Mapping[str, object]
) -> Call:
    found = current_session().execute(query, named).one_or_none()
    if found is None:
        raise NotFound
    return found
