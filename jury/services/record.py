"""The record of a dispute as a story: who did what, when, and why.

What happens inside an open poll stands in a sealed chain, so this record cannot
tell it; after the close an auditor may read that chain too.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from jury.services.audit import dispute_chain, poll_chain
from jury.storage.audit import AuditEntry, list_entries, list_notes
from jury.storage.disputes import Dispute, get_dispute, list_disputes_of_order
from jury.storage.draws import list_draws


@dataclass(frozen=True)
class RecordEntry:
    """One line of the story; `subject` groups lines for filters."""

    seq: int
    at: datetime
    actor: str
    action: str
    subject: str
    payload: Mapping[str, Any]
    note: str | None
    hash: str


def record(dispute_id: str, *, is_auditor: bool = False) -> tuple[RecordEntry, ...]:
    """Everything the log says of a dispute, oldest first."""
    dispute = get_dispute(dispute_id)
    entries = _read(dispute_chain(dispute.id))
    if is_auditor:
        for draw in list_draws(dispute.id):
            if draw.closed_at is not None:
                entries += _read(poll_chain(draw.id))
    return tuple(entries)


def linked_disputes(dispute: Dispute) -> tuple[Dispute, ...]:
    """Other disputes about the same order."""
    return tuple(
        one for one in list_disputes_of_order(dispute.order_ref) if one.id != dispute.id
    )


def _read(chain: str) -> list[RecordEntry]:
    notes = list_notes(chain)
    return [_entry(entry, notes.get(entry.seq)) for entry in list_entries(chain)]


def _entry(entry: AuditEntry, note: str | None) -> RecordEntry:
    return RecordEntry(
        seq=entry.seq,
        at=entry.at,
        actor=entry.actor,
        action=entry.action,
        subject=entry.action.partition(".")[0],
        payload=entry.payload,
        note=note,
        hash=entry.hash,
    )
