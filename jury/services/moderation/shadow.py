"""Beside staff: what they decided in a shadow dispute, reported by the marketplace.

It is kept next to the verdict for whoever compares the two, and moves nothing: no
stage, no money, and no word of it reaches a juror or a party.
"""

from dataclasses import dataclass
from datetime import datetime

from jury.domain.errors import N_, AlreadyDone, Invalid, NotNow
from jury.services.notices import telling
from jury.services.proof import audit
from jury.services.stages import refuse_paused
from jury.storage.base import current_session
from jury.storage.desk.staff_decisions import StaffDecision, find_staff_decision
from jury.storage.disputes import Dispute, get_dispute
from jury.storage.verdicts import find_verdict

REPORTED = "staff_decision.reported"


class NoShadow(NotNow):
    """In every other dispute the court itself says what is decided."""

    code = "no_shadow"
    sentence = N_("A decision of staff is reported of shadow disputes only.")


class ReportedOtherwise(AlreadyDone):
    """The first report stands: a comparison must not be bettered afterwards."""

    code = "reported_otherwise"
    sentence = N_("Another decision of staff was reported before. It stands.")


@dataclass(frozen=True, kw_only=True)
class Decided:
    """What the buyer gets by it, when staff decided, and the code they give it."""

    buyer_minor: int
    currency: str
    decided_at: datetime
    code: str = ""


def report_staff_decision(
    dispute_id: str, decided: Decided, *, actor: str, now: datetime
) -> StaffDecision:
    """Keep what staff decided, before or after the verdict; a repeat changes nothing.

    Raises NoShadow, ReportedOtherwise, or Invalid naming every bad field.
    """
    dispute = get_dispute(dispute_id)
    if not dispute.is_shadow:
        raise NoShadow
    refuse_paused(dispute)
    _refuse_wrong(dispute, decided, now=now)
    known = find_staff_decision(dispute.id)
    if known is not None:
        if not _is_same(known, decided):
            raise ReportedOtherwise
        return known
    row = StaffDecision(
        dispute_id=dispute.id,
        buyer_minor=decided.buyer_minor,
        code=decided.code,
        decided_at=decided.decided_at,
        reported_at=now,
        before_verdict=find_verdict(dispute.id) is None,
    )
    current_session().add(row)
    told = told_of(row, dispute.currency)
    audit.record(dispute.id, REPORTED, told, actor=actor, now=now)
    telling.emit(dispute, "dispute.staff_decided", told, now=now)
    return row


def told_of(row: StaffDecision, currency: str) -> dict[str, object]:
    """What the log is told of a report."""
    return {
        "buyer": {"minor": row.buyer_minor, "currency": currency},
        "code": row.code,
        "decided_at": row.decided_at.isoformat(),
        "before_verdict": row.before_verdict,
    }


def _is_same(known: StaffDecision, decided: Decided) -> bool:
    return (known.buyer_minor, known.code, known.decided_at) == (
        decided.buyer_minor,
        decided.code,
        decided.decided_at,
    )


def _refuse_wrong(dispute: Dispute, decided: Decided, *, now: datetime) -> None:
    wrong: dict[str, str] = {}
    if decided.currency != dispute.currency:
        wrong["buyer"] = N_("This is not the currency of the dispute.")
    elif decided.buyer_minor > dispute.held_minor:
        wrong["buyer"] = N_("More is given than is held.")
    if decided.decided_at > now:
        wrong["decided_at"] = N_("This lies in the future.")
    if wrong:
        raise Invalid(wrong)
