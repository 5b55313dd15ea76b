"""An outage lengthens what a control call promises, as it does for a real one."""

from jury.domain.respites import Period
from jury.services.standstill.windows import move_notices
from jury.storage.jurors.controls import list_open_before


def lengthen_controls(period: Period) -> None:
    """Move every time of open calls by what the outage took of it."""
    for call in list_open_before(period.until):
        by = period.until - max(period.since, call.sent_at)
        call.window_ends_at += by
        call.reply_due_at += by
        call.begins_at += by
        if call.vote_due_at is not None:
            call.vote_due_at += by
        move_notices([call.id], by)
