"""Polls of disputes that are over, with every ballot that counted; for figures alone.

Nothing here is told of a single person: what is made of it are shares and means.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, func, or_, select

from jury.domain.lifecycle import Stage
from jury.storage.base import current_session
from jury.storage.disputes import Dispute
from jury.storage.draws import Draw, Lane, Seat, Stratum, Summons
from jury.storage.money.payments import rung_in_force
from jury.storage.polls import Ballot
from jury.storage.roster.people import is_current
from jury.storage.roster.tables import JurorRecord
from jury.storage.verdicts import Verdict

# As many parameters as SQLite takes in one statement, with room to spare.
AT_ONCE = 500
OVER = (Stage.FINAL.value, Stage.CLOSED.value)


class HeldPoll(NamedTuple):
    """A poll that was held and opened, and what its dispute came to in the end.

    *split* is of this poll's own verdict; None where it had none. *final_rung* is what
    binds: after an appeal, and after a change of the award.
    """

    draw_id: int
    dispute_id: str
    policy_name: str
    reason: str
    language: str
    filed_by: str
    seats: int
    began_at: datetime
    split: dict[str, Any] | None
    final_rung: int | None
    ended_by: str | None


class CastBallot(NamedTuple):
    """A ballot that counted: its choice, its quarter of an hour, and who cast it."""

    draw_id: int
    seat_id: str
    choice: int | None
    bucket_at: datetime
    juror_id: int
    first_side: str


class Trades(NamedTuple):
    """How often a juror has bought and sold, as the marketplace last said."""

    as_buyer: int
    as_seller: int


def list_held_polls(
    *,
    since: datetime | None = None,
    policies: Collection[str] = (),
    newest: int | None = None,
) -> list[HeldPoll]:
    """Polls that were opened, of disputes that are over, the oldest first.

    Only so many of the newest, when a number is given.
    """
    last = _last_verdicts()
    query = (
        select(
            Draw.id,
            Draw.dispute_id,
            Dispute.policy_name,
            Dispute.reason,
            Dispute.language,
            Dispute.filed_by,
            Draw.seats_wanted,
            Draw.committed_at,
            Verdict.split,
            rung_in_force(Dispute.id, last.c.rung),
            Dispute.ended_by,
        )
        .join(Dispute, Dispute.id == Draw.dispute_id)
        .outerjoin(
            Verdict,
            and_(
                Verdict.dispute_id == Draw.dispute_id,
                Verdict.round_number == Draw.round_number,
            ),
        )
        .outerjoin(last, last.c.dispute_id == Draw.dispute_id)
        .where(*_was_opened(since, policies))
        .order_by(Draw.id.desc())
        .limit(newest)
    )
    found = [HeldPoll(*row) for row in current_session().execute(query)]
    return found[::-1]


def list_cast(draw_ids: Sequence[int]) -> list[CastBallot]:
    """The ballots that counted in these polls: the last of each seat there is."""
    found: dict[str, CastBallot] = {}
    for start in range(0, len(draw_ids), AT_ONCE):
        query = (
            select(
                Seat.draw_id,
                Ballot.seat_id,
                Ballot.choice,
                Ballot.cast_bucket_at,
                Summons.juror_id,
                Summons.first_side,
            )
            .join(Seat, Seat.id == Ballot.seat_id)
            .join(Summons, Summons.id == Seat.summons_id)
            .where(
                Seat.draw_id.in_(draw_ids[start : start + AT_ONCE]),
                Seat.removed_at.is_(None),
            )
            .order_by(Ballot.ballot_no)
        )
        for row in current_session().execute(query):
            found[row.seat_id] = CastBallot(*row)
    return sorted(found.values(), key=lambda one: (one.draw_id, one.seat_id))


def trades_of(juror_ids: Collection[int]) -> dict[int, Trades]:
    """How often each of these has bought and sold; nobody whom no import names."""
    found: dict[int, Trades] = {}
    ids = sorted(juror_ids)
    for start in range(0, len(ids), AT_ONCE):
        query = select(
            JurorRecord.juror_id,
            JurorRecord.trades_as_buyer,
            JurorRecord.trades_as_seller,
        ).where(
            JurorRecord.juror_id.in_(ids[start : start + AT_ONCE]),
            is_current(JurorRecord.juror_id, JurorRecord.import_id, as_of=None),
        )
        for juror_id, bought, sold in current_session().execute(query):
            found[juror_id] = Trades(bought, sold)
    return found


def strata_of(draw_ids: Sequence[int]) -> dict[tuple[int, int], str]:
    """From which list each juror was called, by poll and juror, in balanced draws."""
    found: dict[tuple[int, int], str] = {}
    for start in range(0, len(draw_ids), AT_ONCE):
        some = draw_ids[start : start + AT_ONCE]
        several = select(Stratum.draw_id).where(
            Stratum.draw_id.in_(some), Stratum.stratum_no > 1
        )
        query = select(Lane.draw_id, Lane.juror_id, Lane.segment).where(
            Lane.draw_id.in_(several), Lane.juror_id.is_not(None)
        )
        for draw_id, juror_id, segment in current_session().execute(query):
            if juror_id is not None:
                found[draw_id, juror_id] = segment
    return found


def _was_opened(
    since: datetime | None, policies: Collection[str]
) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [
        Draw.closed_at.is_not(None),
        Draw.void_salt.is_(None),
        Draw.never_opened.is_(False),
        Dispute.stage.in_(OVER),
    ]
    if since is not None:
        found.append(Draw.committed_at >= since)
    if policies:
        # The name of a policy, in whatever version.
        found.append(or_(*(Dispute.policy_name.like(f"{name}/%") for name in policies)))
    return found


def _last_verdicts() -> Any:
    """The rung that the last round of each dispute named."""
    last = (
        select(Verdict.dispute_id, func.max(Verdict.round_number).label("round"))
        .group_by(Verdict.dispute_id)
        .subquery()
    )
    return (
        select(Verdict.dispute_id, Verdict.rung)
        .join(
            last,
            and_(
                last.c.dispute_id == Verdict.dispute_id,
                last.c.round == Verdict.round_number,
            ),
        )
        .subquery()
    )
