"""The record of a dispute as a story: who did what, when, and why.

What happens inside an open poll stands in a sealed chain, so this record cannot
tell it; after the close an auditor may read that chain too.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from jury.redaction import segments
from jury.services.proof.audit import dispute_chain, poll_chain
from jury.services.reading.case_views import RungView, TextView
from jury.services.reading.casefile import rung_views
from jury.storage.audit import AuditEntry, list_entries, list_notes
from jury.storage.desk.tasks import list_tasks_of
from jury.storage.disputes import Dispute, get_dispute, list_disputes_of_order
from jury.storage.draws import Draw, list_draws
from jury.storage.polls import list_ballots, list_sentences


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
            if draw.closed_at is not None and not draw.is_void:
                entries += _read(poll_chain(draw.id))
    return tuple(entries)


def linked_disputes(dispute: Dispute) -> tuple[Dispute, ...]:
    """Other disputes about the same order."""
    return tuple(
        one for one in list_disputes_of_order(dispute.order_ref) if one.id != dispute.id
    )


@dataclass(frozen=True)
class Split:
    """How one closed poll voted, from the lowest rung to the highest."""

    round_number: int
    draw_no: int
    counts: tuple[tuple[RungView, int], ...]
    cannot_decide: int


def splits(dispute: Dispute, locale: str) -> tuple[Split, ...]:
    """The counts of every poll of a dispute that was counted, hung ones too, in order.

    A vote that was never opened has none.
    """
    ladder = rung_views(dispute, locale)
    counted = (
        draw
        for draw in list_draws(dispute.id)
        if draw.closed_at is not None and not draw.never_opened
    )
    return tuple(_split(draw, ladder) for draw in counted)


def _split(draw: Draw, ladder: tuple[RungView, ...]) -> Split:
    votes = Counter(ballot.choice for ballot in list_ballots(draw.id))
    return Split(
        round_number=draw.round_number,
        draw_no=draw.draw_no,
        counts=tuple((rung, votes[rung.index]) for rung in ladder),
        cannot_decide=votes[None],
    )


def released_sentences(dispute: Dispute, locale: str) -> dict[str, TextView]:
    """Jurors' sentences that both sides read, by the task that released each."""
    tasks = {task.target: task.id for task in list_tasks_of(dispute.id, "sentence")}
    return {
        tasks[row.ballot_id]: TextView(
            "sentence", tuple(segments(row.template, locale)), row.language
        )
        for row in list_sentences(dispute.id)
        if row.released_at is not None and row.ballot_id in tasks
    }


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
