"""What a check of the whole court reads: every poll, ballot and verdict there was."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import undefer

from jury.domain.case.chains import ADMITTED
from jury.storage.audit import AuditEntry, AuditHead
from jury.storage.base import current_session
from jury.storage.desk.set_aside import SetAside
from jury.storage.disputes import Dispute
from jury.storage.draws import Draw, Seat
from jury.storage.polls import Ballot
from jury.storage.verdicts import Verdict

CHAIN = "dispute:"
AT_ONCE = 200


def list_secret_draw_ids() -> list[int]:
    """Draws of which no number may be told: the poll is open, or it is void."""
    is_secret = or_(Draw.closed_at.is_(None), Draw.void_salt.is_not(None))
    query = select(Draw.id).where(is_secret).order_by(Draw.id)
    return list(current_session().scalars(query))


def list_draw_ids() -> list[int]:
    """Every draw there was."""
    return list(current_session().scalars(select(Draw.id).order_by(Draw.id)))


def list_sealed_chains() -> list[str]:
    """The names of all chains of polls."""
    query = select(AuditHead.chain).where(AuditHead.chain.like("poll:%"))
    return list(current_session().scalars(query.order_by(AuditHead.chain)))


def list_chains_of(action: str) -> list[str]:
    """The names of the chains that have an entry of this action."""
    query = select(AuditEntry.chain).where(AuditEntry.action == action).distinct()
    return list(current_session().scalars(query))


def stream_admissions() -> Iterator[tuple[str, dict[str, Any], Dispute | None]]:
    """Each chain with what its admission says, and its dispute if that is there."""
    query = (
        select(AuditEntry.chain, AuditEntry.payload, Dispute)
        .outerjoin(Dispute, Dispute.id == func.substr(AuditEntry.chain, len(CHAIN) + 1))
        .where(AuditEntry.action == ADMITTED)
        .order_by(AuditEntry.chain, AuditEntry.seq)
        .options(undefer(Dispute.policy))
        .execution_options(yield_per=AT_ONCE)
    )
    yield from current_session().execute(query)


def list_judged_dispute_ids() -> list[str]:
    """Disputes with a draw or a verdict, one that was set aside included."""
    query = select(Draw.dispute_id).union(
        select(Verdict.dispute_id), select(SetAside.dispute_id)
    )
    return sorted(current_session().scalars(query))


def list_removed_seat_nos(draw_id: int) -> list[int]:
    """The numbers of the seats whose ballots never count."""
    query = select(Seat.seat_no).where(
        Seat.draw_id == draw_id, Seat.removed_at.is_not(None)
    )
    return sorted(current_session().scalars(query))


def count_seats(draw_id: int) -> int:
    """How many seats a draw has had, removed ones included."""
    query = select(func.count(Seat.id)).where(Seat.draw_id == draw_id)
    return current_session().scalar(query) or 0


def list_set_aside(draw_id: int) -> list[Ballot]:
    """Ballots of whoever turned out not to be allowed to judge; they never count."""
    query = select(Ballot).join(Seat)
    gone = query.where(Seat.draw_id == draw_id, Seat.removed_at.is_not(None))
    return list(current_session().scalars(gone))


def list_every_ballot(draw_id: int) -> list[Ballot]:
    """All ballots of a draw, those that no longer count included."""
    query = select(Ballot).join(Seat).where(Seat.draw_id == draw_id)
    return list(current_session().scalars(query))
