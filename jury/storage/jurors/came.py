"""Who came to closed polls for nothing: said yes and found no seat, or read in vain."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, case, func, select

from jury.domain.lives.part_states import SummonsState
from jury.storage.base import current_session
from jury.storage.disputes import Dispute
from jury.storage.draws import Draw, Summons
from jury.storage.jurors.answers import had_seat


class Came(NamedTuple):
    """One closed poll: how many sat, found no seat, voted, and read in vain."""

    closed_at: datetime
    policy_name: str
    sat: int
    unseated: int
    voted: int
    in_vain: int


def list_who_came(*, newest: int) -> list[Came]:
    """The newest so many closed polls; never an open one, nor one that is void.

    In vain reads who opened the file in time and was sent home before voting.
    """
    last = (
        select(Draw.id)
        .where(Draw.closed_at.is_not(None), Draw.void_salt.is_(None))
        .order_by(Draw.id.desc())
        .limit(newest)
    )
    was_unseated = and_(Summons.unseated_at.is_not(None), ~had_seat())
    was_sent_home = and_(
        Summons.state == SummonsState.RELEASED.value, Summons.opened_at.is_not(None)
    )
    query = (
        select(
            Draw.closed_at,
            Dispute.policy_name,
            _count(had_seat()),
            _count(was_unseated),
            _count(Summons.state == SummonsState.VOTED.value),
            _count(was_sent_home),
        )
        .join(Dispute, Dispute.id == Draw.dispute_id)
        .join(Summons, Summons.draw_id == Draw.id)
        .where(Draw.id.in_(last))
        .group_by(Draw.id, Draw.closed_at, Dispute.policy_name)
        .order_by(Draw.id)
    )
    rows = current_session().execute(query)
    return [
        Came(closed_at, policy, sat, unseated, voted, in_vain)
        for closed_at, policy, sat, unseated, voted, in_vain in rows
        if closed_at is not None
    ]


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0))
