"""Jurors' counts: what each voted where the final outcome was what.

A count is of ballots in disputes that are final, under what became final: after an
appeal, a decision of staff, or a changed award. Votes that are void, were never opened
or were set aside are in none.
"""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    Executable,
    ForeignKey,
    and_,
    case,
    delete,
    exists,
    func,
    select,
)
from sqlalchemy.orm import Mapped, aliased, mapped_column

from jury.domain.lifecycle import EndedBy, Stage
from jury.storage.base import Base, current_session, insert_new
from jury.storage.disputes import Dispute
from jury.storage.draws import Draw, Seat, Summons
from jury.storage.money.payments import rung_in_force
from jury.storage.polls import Ballot
from jury.storage.verdicts import Verdict

COUNTS = ("kept_nothing", "gave_wrongly", "gave_rightly", "gave_nothing", "gave_other")
# Somebody judged these; what the sides agreed on or a rule decides proves nobody wrong.
_JUDGED = (EndedBy.VERDICT.value, EndedBy.STAFF.value, EndedBy.EXPERT.value)
_AT_ONCE = 500


class JurorReliability(Base):
    """What one juror voted: the first two counts where nothing was right.

    `gave_nothing` and `gave_other` are of disputes in which another rung was right, the
    former by a vote for nothing.
    """

    __tablename__ = "juror_reliability"
    __table_args__ = (
        CheckConstraint(
            " AND ".join(f"{name} >= 0" for name in COUNTS),
            name="counts_not_negative",
        ),
    )

    juror_id: Mapped[int] = mapped_column(ForeignKey("juror.id"), primary_key=True)
    kept_nothing: Mapped[int]
    gave_wrongly: Mapped[int]
    gave_rightly: Mapped[int]
    gave_nothing: Mapped[int]
    gave_other: Mapped[int]

    @property
    def agreed(self) -> int:
        """Votes for what became final."""
        return self.kept_nothing + self.gave_rightly

    @property
    def finals(self) -> int:
        """Votes in disputes that are final."""
        return sum(getattr(self, name) for name in COUNTS)


def find_reliability(juror_id: int) -> JurorReliability | None:
    """A juror's counts; None before anything they voted on is final."""
    return current_session().get(JurorReliability, juror_id)


def count_dispute(dispute_id: str) -> None:
    """Add a final dispute's votes to the counts of those who cast them."""
    for rows in _batches(_counted(Dispute.id == dispute_id)):
        fresh = insert_new(JurorReliability).values(rows)
        more = {
            name: getattr(JurorReliability, name) + fresh.excluded[name]
            for name in COUNTS
        }
        current_session().execute(
            fresh.on_conflict_do_update(index_elements=["juror_id"], set_=more)
        )


def list_voters_after(juror_id: int, *, limit: int) -> list[int]:
    """The next people who were ever called, by roster id."""
    query = select(Summons.juror_id).where(Summons.juror_id > juror_id).distinct()
    found = query.order_by(Summons.juror_id).limit(limit)
    return list(current_session().scalars(found))


def count_anew(first: int, last: int) -> int:
    """Replace the counts of a range of jurors by what all disputes say; how many."""
    session = current_session()
    kept = JurorReliability.juror_id.between(first, last)
    # Whoever counts a dispute meanwhile waits, and adds to the new counts; both lock in
    # the order of ids.
    locked = select(JurorReliability.juror_id).where(kept)
    session.execute(locked.order_by(JurorReliability.juror_id).with_for_update())
    session.execute(delete(JurorReliability).where(kept))
    found = 0
    for rows in _batches(_counted(Summons.juror_id.between(first, last))):
        session.execute(insert_new(JurorReliability).values(rows))
        found += len(rows)
    session.expire_all()
    return found


def _batches(query: Executable) -> Sequence[list[dict[str, Any]]]:
    found = [dict(row) for row in current_session().execute(query).mappings()]
    return [found[at : at + _AT_ONCE] for at in range(0, len(found), _AT_ONCE)]


def _counted(which: ColumnElement[bool]) -> Executable:
    """One row a juror, in the order of their ids, so that two never lock crosswise."""
    final = rung_in_force(Dispute.id, Verdict.rung)
    nothing, same = final == 0, Ballot.choice == final
    sums = {
        "kept_nothing": and_(nothing, same),
        "gave_wrongly": and_(nothing, ~same),
        "gave_rightly": and_(~nothing, same),
        "gave_nothing": and_(~nothing, Ballot.choice == 0),
        "gave_other": and_(~nothing, ~same, Ballot.choice != 0),
    }
    later = aliased(Ballot)
    is_replaced = exists().where(
        later.seat_id == Ballot.seat_id, later.ballot_no > Ballot.ballot_no
    )
    return (
        select(
            Summons.juror_id,
            *(
                func.sum(case((is_it, 1), else_=0)).label(n)
                for n, is_it in sums.items()
            ),
        )
        .select_from(Ballot)
        .join(Seat, Ballot.seat_id == Seat.id)
        .join(Summons, Seat.summons_id == Summons.id)
        .join(Draw, Seat.draw_id == Draw.id)
        .join(Dispute, Draw.dispute_id == Dispute.id)
        .join(
            Verdict,
            and_(
                Verdict.dispute_id == Dispute.id,
                Verdict.round_number == Dispute.round_number,
            ),
        )
        .where(
            which,
            Dispute.stage.in_([Stage.FINAL.value, Stage.CLOSED.value]),
            Verdict.ended_by.in_(_JUDGED),
            Verdict.rung.is_not(None),
            Ballot.choice.is_not(None),
            Seat.removed_at.is_(None),
            Draw.closed_at.is_not(None),
            Draw.never_opened.is_(False),
            ~is_replaced,
        )
        .group_by(Summons.juror_id)
        .order_by(Summons.juror_id)
    )


def counts_of(juror_ids: Collection[int]) -> dict[int, tuple[int, ...]]:
    """The counts of these jurors, in their fixed order; nobody without votes."""
    found: dict[int, tuple[int, ...]] = {}
    ids = sorted(juror_ids)
    for start in range(0, len(ids), _AT_ONCE):
        query = select(JurorReliability).where(
            JurorReliability.juror_id.in_(ids[start : start + _AT_ONCE])
        )
        for row in current_session().scalars(query):
            found[row.juror_id] = tuple(getattr(row, name) for name in COUNTS)
    return found
