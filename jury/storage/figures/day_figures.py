"""How the court moves: what came in and went out, what waits, and the money that does.

As many statements however many disputes there are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute

from jury.domain.lifecycle import Stage
from jury.storage.base import current_session
from jury.storage.desk.tasks import Task
from jury.storage.disputes import Dispute


@dataclass(frozen=True)
class Day:
    """What came in and went out on one day."""

    begins_at: datetime
    came_in: int
    went_out: int


@dataclass(frozen=True)
class DayFigures:
    """The last days, today last; and what waits at this moment."""

    days: Sequence[Day]
    oldest_at: datetime | None
    tasks_waiting: int
    median_wait: timedelta | None
    blocked_minor: Mapping[str, int]

    @property
    def today(self) -> Day:
        """The day that is not over yet."""
        return self.days[-1]


def day_figures(midnights: Sequence[datetime], *, now: datetime) -> DayFigures:
    """The figures of days that begin at these moments, oldest first."""
    session = current_session()
    came, went = (
        _count_by_day(column, midnights, now=now)
        for column in (Dispute.admitted_at, Dispute.closed_at)
    )
    still_open = [stage.value for stage in Stage if stage is not Stage.CLOSED]
    oldest = select(func.min(Dispute.admitted_at)).where(Dispute.stage.in_(still_open))
    waiting = select(func.count(Task.id)).where(Task.done_at.is_(None))
    count = session.scalar(waiting) or 0
    return DayFigures(
        days=[Day(*row) for row in zip(midnights, came, went, strict=True)],
        oldest_at=session.scalar(oldest),
        tasks_waiting=count,
        median_wait=_median_wait(count, now=now),
        blocked_minor=_blocked(),
    )


def _count_by_day(
    column: InstrumentedAttribute[datetime] | InstrumentedAttribute[datetime | None],
    midnights: Sequence[datetime],
    *,
    now: datetime,
) -> list[int]:
    ends = [*midnights, now + timedelta(days=1)]
    spans = [(column >= start) & (column < end) for start, end in pairwise(ends)]
    counts = [func.count(Dispute.id).filter(span) for span in spans]
    query = select(*counts).where(column >= midnights[0])
    return list(current_session().execute(query).one())


def _median_wait(count: int, *, now: datetime) -> timedelta | None:
    """How long half of what waits has waited at least."""
    if not count:
        return None
    middle = select(Task.opened_at).where(Task.done_at.is_(None))
    at = middle.order_by(Task.opened_at.desc()).offset(count // 2).limit(1)
    opened_at = current_session().scalar(at)
    return None if opened_at is None else now - opened_at


def _blocked() -> dict[str, int]:
    """The held sums of all disputes in which somebody on staff must act."""
    waiting = select(Task.dispute_id).where(Task.done_at.is_(None))
    query = (
        select(Dispute.currency, func.sum(Dispute.held_minor))
        .where(Dispute.id.in_(waiting), Dispute.stage != Stage.CLOSED.value)
        .group_by(Dispute.currency)
        .order_by(Dispute.currency)
    )
    rows = current_session().execute(query)
    return {currency: int(minor) for currency, minor in rows}
