"""SUBMISSIONS of an appeal: no new text tells the new jurors what was decided before.

What the detector finds is struck at once; a moderator looks at every such text, strikes
more or lifts what was struck by mistake. Until somebody looks, what is struck stays so.
"""

from datetime import datetime

from jury.redaction.earlier import strike
from jury.services.moderation.tasks import STRIKE, open_task
from jury.services.screening import texts
from jury.storage.disputes import Dispute, RedactedText, list_redacted


def strike_earlier(
    dispute: Dispute, source: str, *, due_at: datetime, now: datetime
) -> None:
    """Strike what tells of the first round in a new text, and ask for a second look."""
    row = list_redacted(dispute.id)[source]
    whole = row.revision
    struck = strike_row(dispute, row)
    open_task(
        dispute.id,
        STRIKE,
        target=source,
        due_at=due_at,
        detail={"whole": whole, "struck": struck},
        now=now,
    )


def strike_row(dispute: Dispute, row: RedactedText) -> bool:
    """Keep a text without the sentences that tell of it; whether there were any."""
    struck = strike(row.template)
    if struck == row.template:
        return False
    texts.replace_template(dispute, row, struck)
    return True
