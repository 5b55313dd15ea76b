"""HEARING: the side that its jury asked looks its evidence over, as jurors will see it.

As in SCREENING it confirms, or asks for more cover first; the end of the wait replaces
its word, and what is not covered as it asked by then is withheld.
"""

from datetime import datetime

from jury.domain.errors import N_, NotNow
from jury.domain.lifecycle import Side, Stage
from jury.domain.lives.inquiries import InquiryState
from jury.services.hearing.inquiry_filing import go_on_when_ready
from jury.services.hearing.inquiry_view import (
    evidence_digest,
    is_confirmed,
    is_settled,
    list_filed_for,
)
from jury.services.proof import audit
from jury.services.screening.disclose import CHANGED
from jury.services.stages import refuse_paused
from jury.services.submissions.submit import TOO_LATE
from jury.storage.disputes import Dispute, get_dispute
from jury.storage.inquiries import Inquiry, find_open_inquiry

CONFIRMED = "evidence.confirmed"


def find_to_look_over(dispute: Dispute, side: Side) -> Inquiry | None:
    """The answer of this side whose evidence it has not agreed to yet."""
    if dispute.stage != Stage.HEARING.value:
        return None
    row = find_open_inquiry(dispute.id)
    if row is None or row.side != side.value:
        return None
    is_answered = row.state == InquiryState.ANSWERED.value and list_filed_for(row)
    is_done = is_settled(row) and is_confirmed(row)
    return row if is_answered and not is_done else None


def find_covered(dispute: Dispute, side: Side) -> Inquiry | None:
    """The same once all of it is covered: only the word of its side is missing."""
    row = find_to_look_over(dispute, side)
    return row if row is not None and is_settled(row) else None


def may_look_over(dispute: Dispute, side: Side, *, now: datetime) -> bool:
    """Whether evidence of this side waits for its word, or for cover before that."""
    row = find_to_look_over(dispute, side)
    return row is not None and now < row.covered_by_at and not dispute.is_paused


def confirm_evidence(
    dispute_id: str, side: Side, *, digest: str, now: datetime
) -> None:
    """A side agrees to what jurors will see of its evidence; it was shown `digest`.

    Raises NotNow when nothing waits for it, when something is still to be covered, and
    when it was shown something else.
    """
    dispute = get_dispute(dispute_id)
    refuse_paused(dispute)
    row = find_to_look_over(dispute, side)
    if row is None:
        raise NotNow
    if now >= row.covered_by_at:
        raise NotNow(TOO_LATE)
    if not is_settled(row):
        raise NotNow(N_("Something is still being covered. Look again in a while."))
    if digest != evidence_digest(row):
        raise NotNow(CHANGED)
    row.confirmed_at, row.confirmed_digest = now, digest
    told = {"side": side.value, "digest": digest}
    audit.record(dispute.id, CONFIRMED, told, actor=f"party:{side}", now=now)
    go_on_when_ready(dispute, now=now)
