"""When jurors say they can serve, what their calls came to, and who rests.

None of it says who is called: the drawn order does. It says when they are told, how
many are called at once, and whom a policy lets rest.
"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, select
from sqlalchemy.orm import Mapped, mapped_column

from jury.domain.calling.turnout import HOURS, Answers, Said, Turnout
from jury.storage.base import Base, current_session

# What an answer is counted by.
HOUR, SAID = "hour", "said"
# A count as large as this is halved: what people did long ago counts less and less.
_MOST = 4000


class AnswerCount(Base):
    """What the calls of closed polls came to, by hour and by what was said."""

    __tablename__ = "answer_count"
    __table_args__ = (
        CheckConstraint("kind IN ('hour', 'said')", name="kind"),
        CheckConstraint("willing BETWEEN 0 AND called", name="willing_of_called"),
    )

    kind: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    called: Mapped[int]
    willing: Mapped[int]


class JurorHours(Base):
    """What a juror says of their own time: a zone, the hours of a day, and just now.

    `hours` has a bit for each hour of the day, the first for midnight to one.
    """

    __tablename__ = "juror_hours"
    __table_args__ = (CheckConstraint("hours BETWEEN 1 AND 16777215", name="a_day"),)

    juror_id: Mapped[int] = mapped_column(ForeignKey("juror.id"), primary_key=True)
    timezone: Mapped[str | None]
    hours: Mapped[int | None]
    ready_since: Mapped[datetime | None]


class JurorLoad(Base):
    """What lies behind a juror: calls let pass in a row, and the last hard dispute.

    Counted from closed polls alone. `excused_at`: when they last said that the calls
    were let pass for a good reason, which ends their rest.
    """

    __tablename__ = "juror_load"
    __table_args__ = (
        CheckConstraint("missed >= 0", name="missed_not_negative"),
        Index(None, "missed_at"),
        Index(None, "hard_at"),
    )

    juror_id: Mapped[int] = mapped_column(ForeignKey("juror.id"), primary_key=True)
    missed: Mapped[int] = mapped_column(SmallInteger, default=0)
    missed_at: Mapped[datetime | None]
    hard_at: Mapped[datetime | None]
    excused_at: Mapped[datetime | None]


def get_turnout(usual: float) -> Turnout:
    """What calls come to, so far as it has been learned."""
    found: dict[str, dict[str, Answers]] = {HOUR: {}, SAID: {}}
    for row in current_session().scalars(select(AnswerCount)):
        found[row.kind][row.key] = Answers(row.called, row.willing)
    return Turnout(
        usual=usual,
        hours={int(key): one for key, one in found[HOUR].items()},
        said={Said(key): one for key, one in found[SAID].items()},
    )


def add_answers(kind: str, key: str, more: Answers) -> None:
    """Count further answers."""
    row = current_session().get(AnswerCount, (kind, key))
    if row is None:
        row = AnswerCount(kind=kind, key=key, called=0, willing=0)
        current_session().add(row)
    row.called, row.willing = row.called + more.called, row.willing + more.willing
    if row.called > _MOST:
        row.called, row.willing = row.called // 2, row.willing // 2


def find_hours(juror_id: int) -> JurorHours | None:
    """What a juror has said of their own time."""
    return current_session().get(JurorHours, juror_id)


def get_or_add_hours(juror_id: int) -> JurorHours:
    """The same, to be changed."""
    row = find_hours(juror_id)
    if row is None:
        row = JurorHours(juror_id=juror_id)
        current_session().add(row)
    return row


def list_hours(juror_ids: Collection[int]) -> dict[int, JurorHours]:
    """What many jurors have said of their own time, by juror."""
    query = select(JurorHours).where(JurorHours.juror_id.in_(juror_ids))
    return {row.juror_id: row for row in current_session().scalars(query)}


def find_load(juror_id: int) -> JurorLoad | None:
    """What lies behind a juror."""
    return current_session().get(JurorLoad, juror_id)


def list_loads_to_change(juror_ids: Collection[int]) -> dict[int, JurorLoad]:
    """What lies behind many jurors, by juror, with a row for each."""
    query = select(JurorLoad).where(JurorLoad.juror_id.in_(juror_ids))
    found = {row.juror_id: row for row in current_session().scalars(query)}
    for juror_id in sorted(set(juror_ids) - set(found)):
        found[juror_id] = JurorLoad(juror_id=juror_id, missed=0)
        current_session().add(found[juror_id])
    return found


def hours_of(mask: int | None) -> frozenset[int]:
    """The hours of a day that a mask has bits for; none when nothing was said."""
    return frozenset(hour for hour in range(HOURS) if (mask or 0) >> hour & 1)


def mask_of(hours: Collection[int]) -> int | None:
    """The mask for hours of a day; nothing for none, and for all of them."""
    wanted = {hour for hour in hours if 0 <= hour < HOURS}
    return sum(1 << hour for hour in wanted) if 0 < len(wanted) < HOURS else None
