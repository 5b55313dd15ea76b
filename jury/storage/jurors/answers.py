"""What calls came to: of single jurors, and of polls whose calls are still to count."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, case, func, or_, select

from jury.domain.calling.turnout import Answers
from jury.domain.lives.part_states import SummonsState
from jury.storage.base import current_session
from jury.storage.draws import Draw, Summons
from jury.storage.jurors.controls import ControlCall

# What somebody did longer ago says nothing of them any more.
_LOOKS_BACK = timedelta(days=180)
_SAT = frozenset(
    {
        SummonsState.ACCEPTED.value,
        SummonsState.VOTED.value,
        SummonsState.REVOKED.value,
        SummonsState.REMOVED.value,
    }
)


def is_willing(summons: Summons | ControlCall) -> bool:
    """Whether somebody said yes, whether or not a seat was free for them."""
    was_seated = summons.state in _SAT or (
        summons.state == SummonsState.RELEASED.value and summons.answered_at is not None
    )
    return was_seated or summons.unseated_at is not None


def had_seat() -> ColumnElement[bool]:
    """Whether a call gave somebody a seat, as a condition of a query."""
    return or_(
        Summons.state.in_(_SAT),
        and_(
            Summons.state == SummonsState.RELEASED.value,
            Summons.answered_at.is_not(None),
        ),
    )


def has_answered(summons: Summons | ControlCall) -> bool:
    """Whether a call came to an end by an answer, or by its time; not by ours."""
    is_over = summons.state not in {
        SummonsState.SENT.value,
        SummonsState.RELEASED.value,
    }
    return is_over or is_willing(summons)


def list_answers(
    juror_ids: Collection[int], *, now: datetime
) -> Mapping[int, Mapping[int, Answers]]:
    """What the calls of jurors came to, by juror and hour of their day.

    Of polls that have closed: what happens in an open one is secret.
    """
    said_yes = or_(had_seat(), Summons.unseated_at.is_not(None))
    said_nothing = and_(
        Summons.state == SummonsState.RELEASED.value,
        Summons.answered_at.is_(None),
        Summons.unseated_at.is_(None),
    )
    query = (
        select(
            Summons.juror_id,
            Summons.hour,
            func.count(Summons.id),
            func.sum(case((said_yes, 1), else_=0)),
        )
        .join(Draw, Draw.id == Summons.draw_id)
        .where(
            Summons.juror_id.in_(juror_ids),
            Summons.sent_at > now - _LOOKS_BACK,
            Summons.hour.is_not(None),
            Draw.closed_at <= now,
            ~said_nothing,
        )
        .group_by(Summons.juror_id, Summons.hour)
    )
    found: dict[int, dict[int, Answers]] = {}
    for juror_id, hour, called, willing in current_session().execute(query):
        found.setdefault(juror_id, {})[hour] = Answers(called, int(willing))
    return found


def list_draws_to_learn(*, limit: int) -> list[Draw]:
    """Polls that have closed, and what their calls came to is not counted yet.

    Whoever reads them counts them: a second sweeper passes by those of the first.
    """
    query = (
        select(Draw)
        .where(Draw.closed_at.is_not(None), Draw.is_learned.is_(False))
        .order_by(Draw.closed_at, Draw.id)
        .limit(limit)
        .with_for_update(of=Draw, skip_locked=True)
    )
    return list(current_session().scalars(query))


def has_to_learn() -> bool:
    """Whether there are any."""
    query = select(Draw.id).where(
        Draw.closed_at.is_not(None), Draw.is_learned.is_(False)
    )
    return current_session().scalar(query.limit(1)) is not None
