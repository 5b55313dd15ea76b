"""SCREENING: a person decided about a picture that machines had still to look through.

What they drew on it, or why they kept it back, is more than machines know. Whatever
becomes of it after that is a person's to decide, also when it is opened again.
"""

from datetime import datetime, timedelta

from jury.domain.lifecycle import Who
from jury.domain.lives.redacting import OVERTAKEN, REDACTION, RedactionState
from jury.services.screening.detecting import has_detectors
from jury.storage.redactions import find_redaction, list_waiting

# Whoever looks through pictures is given so long before a person is sent to one.
PATIENCE = timedelta(minutes=10)


def left_to_machines(now: datetime) -> list[str]:
    """Pictures that need nobody yet: machines will have been through them soon."""
    return list_waiting(now - PATIENCE) if has_detectors() else []


def overtake(exhibit_id: str, *, now: datetime) -> None:
    """Machines need not look through it any more; what one finds meanwhile is late."""
    row = find_redaction(exhibit_id)
    if row is None or row.state != RedactionState.WAITING.value:
        return
    state = RedactionState(row.state)
    row.state = REDACTION.after(state, "overtake", Who.MODERATOR).value
    row.code, row.lease_until, row.finished_at = OVERTAKEN, None, now
