"""HEARING: a juror saw who somebody is, and says where.

They point and write nothing, so that no report carries a word of anybody's vote. A
moderator looks at it; who reported stands nowhere, and the log tells it, rounded to a
quarter of an hour, only once the poll has closed.
"""

from datetime import datetime, timedelta

from jury.domain.deadlines import bucket
from jury.domain.errors import N_, Invalid
from jury.services.hearing.asked_views import without_awaited
from jury.services.hearing.poll import refuse_not_seated
from jury.services.moderation.tasks import REPORTED, open_task
from jury.services.proof import audit
from jury.services.screening.heard import DISMISSED
from jury.services.stages import refuse_paused
from jury.storage.desk.tasks import find_task
from jury.storage.disputes import list_redacted
from jury.storage.exhibits import list_released
from jury.storage.jurors.calls import get_call

PUT = "report.put"
SOON = timedelta(hours=1)


def report(summons_id: str, juror_id: int, target: str, *, now: datetime) -> None:
    """Say that a text or an exhibit shows who somebody is.

    Raises Invalid when there is no such place, and as for a ballot when the juror
    holds no seat. What a moderator has looked at is not put before one again.
    """
    summons, dispute, seat = get_call(summons_id, juror_id)
    refuse_paused(dispute)
    refuse_not_seated(summons, seat, now=dispute.window_time(now))
    is_text = target in list_redacted(dispute.id)
    shown = without_awaited(dispute, list_released(dispute.id))
    if not is_text and target not in {one.id for one in shown}:
        raise Invalid({"target": N_("Please choose where it stands.")})
    known = find_task(dispute.id, REPORTED, target)
    if known is not None and (known.done_at is None or known.outcome == DISMISSED):
        return
    open_task(
        dispute.id,
        REPORTED,
        target=target,
        due_at=min(now + SOON, summons.draw.window_ends_at),
        detail={"is_text": is_text},
        now=now,
    )
    audit.append(
        audit.poll_chain(summons.draw.id),
        PUT,
        {"target": target},
        actor="juror",
        now=bucket(now),
    )
