"""SCREENING: whoever has not confirmed what jurors will see is reminded, once."""

from datetime import datetime

from jury.domain.lifecycle import Stage
from jury.services.notices import telling
from jury.services.proof import audit
from jury.services.stages import require
from jury.storage.disputes import get_dispute


def remind_unconfirmed(dispute_id: str, *, now: datetime) -> None:
    """Remind whoever has not confirmed, once, and wait for the window."""
    dispute = get_dispute(dispute_id)
    require(dispute, Stage.SCREENING)
    dispute.next_due_at = dispute.stage_closes_at
    late = [party for party in dispute.parties if party.confirmed_at is None]
    if not late:
        return
    for party in late:
        telling.notify_party(
            party,
            "screening.reminder",
            now=now,
            expires_at=dispute.stage_closes_at,
            once=now.isoformat(),
        )
    audit.record(
        dispute.id,
        "screening.reminded",
        {"sides": [party.side for party in late]},
        actor="sweep",
        now=now,
    )
