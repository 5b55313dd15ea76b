"""What answers to control disputes come to, by juror and by control dispute."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import and_, case, func, select

from jury.domain.jurors.control import RIGHT
from jury.domain.lives.part_states import SummonsState
from jury.storage.base import current_session
from jury.storage.jurors.controls import ControlCall, ControlItem


@dataclass(frozen=True)
class ItemCounts:
    """How many were called, told, right, undecided, and contested it."""

    sent: int = 0
    told: int = 0
    right: int = 0
    undecided: int = 0
    contested: int = 0


def counts_by_controls(juror_ids: Collection[int]) -> dict[int, dict[str, int]]:
    """What answers to control disputes add to jurors' counts, by juror.

    Only those that the juror was told of, in items that stand.
    """
    query = (
        select(ControlCall.juror_id, ControlCall.counted, func.count())
        .join(ControlItem, ControlItem.id == ControlCall.item_id)
        .where(
            ControlCall.juror_id.in_(juror_ids),
            ControlCall.told_at.is_not(None),
            ControlCall.counted.is_not(None),
            ControlItem.withdrawn_at.is_(None),
        )
        .group_by(ControlCall.juror_id, ControlCall.counted)
    )
    found: dict[int, dict[str, int]] = {}
    for juror_id, counted, many in current_session().execute(query):
        found.setdefault(juror_id, {})[str(counted)] = many
    return found


def count_calls(item_ids: Collection[str]) -> dict[str, ItemCounts]:
    """What calls came to, by item; answers only of those who were told."""
    is_told = and_(
        ControlCall.told_at.is_not(None), ControlCall.state == SummonsState.VOTED.value
    )
    query = (
        select(
            ControlCall.item_id,
            func.count(),
            func.sum(case((is_told, 1), else_=0)),
            func.sum(case((and_(is_told, ControlCall.counted.in_(RIGHT)), 1), else_=0)),
            func.sum(case((and_(is_told, ControlCall.counted.is_(None)), 1), else_=0)),
            func.count(ControlCall.contested_at),
        )
        .where(ControlCall.item_id.in_(item_ids))
        .group_by(ControlCall.item_id)
    )
    rows = current_session().execute(query)
    return {item_id: ItemCounts(*map(int, counts)) for item_id, *counts in rows}
