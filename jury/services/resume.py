"""Disputes and stops: who must stand still, and who goes on once a stop is lifted.

Asked of the disputes themselves, in every sweep: a crash in between goes on where it
was, and what an administrator stops again meanwhile simply stays where it is.
"""

from datetime import datetime

from jury.domain.lifecycle import Stage
from jury.services import audit, empanel, outage, telling
from jury.services.stops import stand_still
from jury.storage.disputes import Dispute, get_dispute
from jury.storage.draws import find_open_draw
from jury.storage.stops import Stopped, find_stop, list_heard, list_waiting

BATCH = 200


def list_to_settle() -> list[str]:
    """Disputes that must begin or cease to stand still."""
    found: list[str] = []
    if find_stop(Stopped.DRAWS) is None:
        found += list_waiting(Stopped.DRAWS.value, limit=BATCH)
    else:
        found += list_heard(limit=BATCH)
    if find_stop(Stopped.ENFORCEMENT) is None:
        found += list_waiting(Stopped.ENFORCEMENT.value, limit=BATCH)
    return found


def settle_stop(dispute_id: str, *, now: datetime) -> None:
    """Let a dispute stand still, or go on, as the stops of this moment have it."""
    dispute = get_dispute(dispute_id)
    if dispute.stands_for is None:
        begun = find_stop(Stopped.DRAWS)
        if begun is not None and dispute.stage == Stage.HEARING.value:
            since = begun.stopped_at
            stand_still(dispute, Stopped.DRAWS, since=since, now=now)
    elif find_stop(Stopped(dispute.stands_for)) is None:
        _go_on(dispute, Stopped(dispute.stands_for), now=now)


def _go_on(dispute: Dispute, what: Stopped, *, now: datetime) -> None:
    since = dispute.stands_since or now
    dispute.stands_since = dispute.stands_for = None
    seconds = int((now - since).total_seconds())
    told = {"cause": what.value, "seconds": seconds}
    audit.record(dispute.id, "dispute.resumed", told, actor="sweep", now=now)
    telling.emit(dispute, "dispute.resumed", told, now=now)
    if what is Stopped.DRAWS:
        # The sides are told by that, with the new time.
        outage.lengthen(dispute.id, by=now - since, now=now)
        if find_open_draw(dispute.id) is None:
            empanel.begin_draw(dispute, now=now)
        else:
            dispute.next_due_at = now
    else:
        # What waited is due at once; nobody's window had still to run.
        dispute.next_due_at = now
        telling.notify_parties(
            dispute, "resumed.enforcement", now=now, once=since.isoformat()
        )
