"""What an act remembers, so that whoever did it can take it back for a while."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from jury.storage.audit import AuditEntry
from jury.storage.base import current_session
from jury.storage.desk.last_act import LastAct
from jury.storage.disputes import Dispute, RedactedText
from jury.storage.exhibits import Exhibit

EXHIBIT_FIELDS = ("state", "withheld_code", "shown_blob", "shown_digest", "boxes")
Before = Mapping[str, Any]


def exhibit_before(exhibit: Exhibit) -> Before:
    """An exhibit as it is, before an act changes it."""
    kept = {name: getattr(exhibit, name) for name in EXHIBIT_FIELDS}
    return {"exhibit": exhibit.id, "fields": kept}


def text_before(row: RedactedText) -> Before:
    """A text as jurors would read it, before an act changes it."""
    return {"source": row.source, "revision": row.revision}


def remember(
    dispute: Dispute,
    entry: AuditEntry,
    before: Before,
    *,
    staff_id: int,
    now: datetime,
) -> None:
    """Keep what an act changed, in the place of what was kept before."""
    kept = LastAct(
        dispute_id=dispute.id,
        staff_id=staff_id,
        action=entry.action,
        entry_seq=entry.seq,
        stage=dispute.stage,
        round_number=dispute.round_number,
        before=dict(before),
        done_at=now,
    )
    current_session().merge(kept)
