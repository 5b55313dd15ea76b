"""HEARING: a juror or a side saw who somebody is, and says where.

A side asks as it did before the hearing, and a moderator looks at it; the vote goes on.

Jurors point and write nothing, so that no report carries a word of anybody's vote. A
moderator looks at it; who reported stands nowhere, and the log tells it, rounded to a
quarter of an hour, only once the poll has closed.
"""

from datetime import datetime, timedelta

from jury.domain.deadlines import bucket
from jury.domain.errors import N_, Invalid, NotNow, TooMany
from jury.domain.lifecycle import Side, Stage
from jury.services.hearing.asked_views import without_awaited
from jury.services.hearing.poll import refuse_not_seated
from jury.services.moderation.tasks import REPORTED, open_task
from jury.services.proof import audit
from jury.services.screening.covering import read_wish
from jury.services.screening.heard import DISMISSED
from jury.services.screening.reports import list_reports_of
from jury.services.screening.wishes import Spot, detail_of, wish_of
from jury.services.stages import refuse_paused, require
from jury.storage.desk.tasks import find_task
from jury.storage.disputes import Dispute, get_dispute, list_redacted
from jury.storage.exhibits import list_released
from jury.storage.jurors.calls import get_call

PUT, ASKED = "report.put", "cover.asked_late"
SOON = timedelta(hours=1)
# In one dispute, however they are answered.
MOST_OF_A_SIDE = 10


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


def report_as_side(
    dispute_id: str,
    side: Side,
    *,
    target: str,
    passage: str,
    now: datetime,
    spot: Spot | None = None,
) -> None:
    """A side asks that more be covered of what jurors read already.

    The same wish twice stays one while it waits. Raises Invalid or NotNow when jurors
    do not read it, TooMany when it has asked too often.
    """
    dispute = get_dispute(dispute_id)
    require(dispute, Stage.HEARING)
    _refuse_unread(dispute, target)
    wish = read_wish(dispute, side, target=target, passage=passage, spot=spot)
    known = list_reports_of(dispute.id, side)
    if any(task.done_at is None and wish_of(task) == wish for task in known):
        return
    if len(known) >= MOST_OF_A_SIDE:
        raise TooMany(
            N_("You have asked for cover as often as you can while it is heard.")
        )
    task = open_task(
        dispute.id,
        REPORTED,
        target=f"{target}~{side}~{len(known) + 1}",
        due_at=now + SOON,
        detail=detail_of(wish),
        now=now,
    )
    told = {"side": side.value, "target": target, "task": task.id}
    actor, said = f"party:{side}", wish.passage
    audit.record(dispute.id, ASKED, told, actor=actor, now=now, note=said)


def _refuse_unread(dispute: Dispute, target: str) -> None:
    """Only of what jurors read now: a caption stands and falls with its exhibit."""
    exhibit_id = target.removeprefix("caption:")
    if target in list_redacted(dispute.id) and exhibit_id == target:
        return
    read = {one.id for one in without_awaited(dispute, list_released(dispute.id))}
    if exhibit_id not in read:
        raise NotNow(N_("Jurors do not see this. There is nothing to cover."))
