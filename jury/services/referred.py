"""REFERRED: a moderator decides what a jury could not, or calls a fresh panel."""

from datetime import datetime

from jury.domain.errors import N_, Invalid
from jury.domain.lifecycle import EndedBy, Stage
from jury.services import audit, empanel, texts
from jury.services.pronounce import award_of, enter_pronounced
from jury.services.rules import ladder_of
from jury.services.stages import require
from jury.services.tasks import finish
from jury.storage.disputes import get_dispute
from jury.storage.verdicts import Verdict

REASON_LENGTH = 2000


def pronounce_by_staff(
    dispute_id: str, *, rung: int, reason: str, staff_id: int, now: datetime
) -> Verdict:
    """A moderator decides what the jury could not, with a written reason."""
    dispute = get_dispute(dispute_id)
    require(dispute, Stage.REFERRED)
    if not 0 <= rung < len(ladder_of(dispute)):
        raise Invalid({"rung": N_("This outcome is not on the ladder.")})
    said = texts.clean(reason, field="reason", most=REASON_LENGTH)
    verdict = award_of(dispute, rung, now=now)
    verdict.ended_by, verdict.pronounced_by = EndedBy.STAFF.value, f"staff:{staff_id}"
    verdict.staff_reason = said
    finish(
        dispute.id,
        "referred",
        target=dispute.id,
        outcome="pronounced",
        staff_id=staff_id,
        now=now,
    )
    enter_pronounced(
        dispute, verdict, "pronounce", actor=f"staff:{staff_id}", now=now, note=said
    )
    return verdict


def send_back(dispute_id: str, *, reason: str, staff_id: int, now: datetime) -> None:
    """A moderator sends a referred dispute to a fresh panel of other jurors."""
    dispute = get_dispute(dispute_id)
    require(dispute, Stage.REFERRED)
    said = texts.clean(reason, field="reason", most=REASON_LENGTH)
    finish(
        dispute.id,
        "referred",
        target=dispute.id,
        outcome="sent_back",
        staff_id=staff_id,
        now=now,
    )
    audit.record(
        dispute.id,
        "dispute.sent_back",
        {},
        actor=f"staff:{staff_id}",
        now=now,
        note=said,
    )
    empanel.open_hearing(dispute, "send back", actor=f"staff:{staff_id}", now=now)
