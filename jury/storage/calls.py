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
    .where(Summons.id == bindparam("summons"))
)
_CALL_BY_KEY = _CALL.join(Juror, Juror.id == Summons.juror_id).where(
    Juror.row_key == bindparam("juror")
)
_CALL_LOCKED = _CALL.where(Summons.juror_id == bindparam("juror")).with_for_update(
    of=Summons
)

Call = tuple[Summons, Dispute, Seat | None]


def get_call(summons_id: str, key: bytes) -> Call:
    """A juror's own summons, its dispute and the seat it holds; else NotFound."""
    return _get_call(_CALL_BY_KEY, {"summons": summons_id, "juror": key})


def lock_call(summons_id: str, juror_id: int) -> Call:
    """The same by the juror's id; what else this juror does at once must wait."""
    return _get_call(_CALL_LOCKED, {"summons": summons_id, "juror": juror_id})


def _get_call(
    query: Select[Summons, Dispute, Seat], named: Mapping[str, object]
) -> Call:
    found = current_session().execute(query, named).one_or_none()
    if found is None:
        raise NotFound
    return found
