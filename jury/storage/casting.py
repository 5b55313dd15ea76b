"""Casting a ballot: what it is judged by, and all that it writes, a statement each.

Jurors of one poll wait for each other from the lock of its ballots' chain to the
commit, and everybody else on a server for each trip less.
"""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import and_, bindparam, delete, insert, select, update
from sqlalchemy.orm import contains_eager, load_only

from jury.domain.errors import NotFound
from jury.domain.lives.part_states import ExhibitState
from jury.storage.audit import AuditEntry, AuditHead
from jury.storage.base import current_session
from jury.storage.disputes import Dispute
from jury.storage.draws import Draw, Seat, Summons
from jury.storage.exhibits import Exhibit
from jury.storage.outside.outbox import Notice
from jury.storage.polls import Ballot, BallotDraft, ExhibitOpening, Reading
from jury.storage.together import Together, bound_columns, values_of

# What else there is of them is read only if somebody asks for it.
_JUDGED_BY = (
    contains_eager(Summons.draw).load_only(
        Draw.dispute_id,
        Draw.reading_seconds,
        Draw.window_ends_at,
        Draw.poll_closes_at,
        Draw.closed_at,
        Draw.asked_at,
        Draw.went_on_at,
        Draw.confirm_until,
    ),
    load_only(Summons.state, Summons.opened_at),
    load_only(Seat.summons_id),
    load_only(
        Dispute.stands_since,
        Dispute.reason,
        Dispute.currency,
        Dispute.price_minor,
        Dispute.freight_minor,
        Dispute.held_minor,
        Dispute.asked_minor,
        Dispute.deposit_minor,
        Dispute.compensation_minor,
    ),
)
_VOTER = (
    select(
        Summons,
        Dispute,
        Seat,
        Exhibit.id.label("exhibit_id"),
        ExhibitOpening.delivered_at,
        ExhibitOpening.opened_at,
    )
    .join(Summons.draw)
    .join(Dispute, Dispute.id == Draw.dispute_id)
    .outerjoin(Seat, Seat.summons_id == Summons.id)
    .outerjoin(
        Exhibit,
        and_(
            Exhibit.dispute_id == Draw.dispute_id,
            Exhibit.state == ExhibitState.RELEASED.value,
        ),
    )
    .outerjoin(
        ExhibitOpening,
        and_(
            ExhibitOpening.exhibit_id == Exhibit.id,
            ExhibitOpening.summons_id == Summons.id,
        ),
    )
    .options(*_JUDGED_BY)
    .where(Summons.id == bindparam("summons"), Summons.juror_id == bindparam("juror"))
    .order_by(Exhibit.exhibit_no)
)
_CAST = Together(
    insert(Ballot).values(bound_columns(Ballot, "ballot")),
    insert(AuditEntry).values(bound_columns(AuditEntry, "entry")),
    update(AuditHead)
    .where(AuditHead.chain == bindparam("entry_chain"))
    .values(seq=bindparam("entry_seq"), hash=bindparam("entry_hash")),
    update(Summons)
    .where(Summons.id == bindparam("summons"))
    .values(state=bindparam("summons_state"), opened_at=bindparam("summons_opened_at")),
    delete(BallotDraft).where(BallotDraft.summons_id == bindparam("summons")),
    delete(Notice).where(
        Notice.once_key == bindparam("reminder"),
        Notice.made_at > bindparam("told_until"),
        Notice.read_at.is_(None),
        Notice.mail_attempts == 0,
    ),
)


class Voter(NamedTuple):
    """Who casts a ballot, in which seat, and what they have read."""

    summons: Summons
    dispute: Dispute
    seat: Seat | None
    reading: list[Reading]


class Cast(NamedTuple):
    """What becomes of a summons by its ballot, and which reminder of it falls away."""

    summons_id: str
    state: str
    opened_at: datetime
    reminder: str


def get_voter(summons_id: str, juror_id: int) -> Voter:
    """A juror's own summons and how far they have read; else NotFound."""
    asked = {"summons": summons_id, "juror": juror_id}
    rows = current_session().execute(_VOTER, asked).all()
    if not rows:
        raise NotFound
    summons, dispute, seat, *_ = rows[0]
    reading = [Reading(*row[3:]) for row in rows if row.exhibit_id]
    return Voter(summons, dispute, seat, reading)


def keep_ballot(
    ballot: Ballot, entry: AuditEntry, cast: Cast, *, now: datetime
) -> None:
    """Write a ballot with its line in the log, and what it ends, at once.

    A reminder that is due already is left: it is being told.
    """
    _CAST.make(
        {
            **values_of(ballot, "ballot"),
            **values_of(entry, "entry"),
            "summons": cast.summons_id,
            "summons_state": cast.state,
            "summons_opened_at": cast.opened_at,
            "reminder": cast.reminder,
            "told_until": now,
        }
    )
