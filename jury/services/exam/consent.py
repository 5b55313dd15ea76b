"""Whether both sides let their closed dispute be read for practice; each may take back.

Nobody is asked before the dispute is closed, and nothing of it hangs on the answer. A
side never learns what the other said.
"""

from datetime import datetime

from jury.domain.errors import NotNow
from jury.domain.jurors.mocks import MockEnd
from jury.domain.lifecycle import EndedBy, Side, Stage
from jury.services.exam.ending import end_mock_of
from jury.services.proof import audit
from jury.storage.base import current_session
from jury.storage.disputes import Dispute, get_dispute
from jury.storage.jurors.closed_mocks import (
    PracticeConsent,
    list_consents,
    may_have_another,
)

# Somebody read the whole file and judged it; what ended otherwise teaches nobody.
JUDGED = frozenset(
    {EndedBy.VERDICT.value, EndedBy.EXPERT.value, EndedBy.STAFF.value},
)


def may_be_asked(dispute: Dispute) -> bool:
    """Whether its sides are asked: it is closed, and it was judged on its file."""
    is_judged = dispute.ended_by in JUDGED and not dispute.is_shadow
    return dispute.stage == Stage.CLOSED.value and is_judged


def is_agreed(dispute: Dispute) -> bool:
    """Whether it may be read for practice: both sides say so now."""
    said = list_consents(dispute.id)
    return may_be_asked(dispute) and all(
        side in said and said[side].is_given for side in Side
    )


def may_be_made(dispute: Dispute) -> bool:
    """Whether a moderator may make a mock dispute of it now."""
    return is_agreed(dispute) and may_have_another(dispute.id)


def say_consent(dispute_id: str, side: Side, *, is_given: bool, now: datetime) -> None:
    """A side says yes or no; a no takes a mock dispute out that was made of it.

    Raises NotNow to a yes before the dispute is closed. A no is heard at any time.
    """
    dispute = get_dispute(dispute_id)
    row = list_consents(dispute.id).get(side)
    if not may_be_asked(dispute) and (is_given or row is None):
        raise NotNow
    if row is not None and row.is_given is is_given:
        return
    if row is None:
        row = PracticeConsent(dispute_id=dispute.id, side=side.value)
        current_session().add(row)
    row.is_given, row.said_at = is_given, now
    action = "practice.allowed" if is_given else "practice.not_allowed"
    actor = f"party:{side}"
    audit.record(dispute.id, action, {"side": side.value}, actor=actor, now=now)
    if not is_given:
        end_mock_of(dispute, MockEnd.CONSENT, actor=actor, now=now)
