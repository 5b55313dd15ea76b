"""Why a vote was closed before its time was over, for whoever reads its outcome."""

from dataclasses import dataclass

from jury.domain.lifecycle import EndedBy
from jury.domain.stopping import Enough
from jury.services.hearing.enough import rule_of, why_of
from jury.storage.disputes import Dispute
from jury.storage.draws import find_latest_draw
from jury.storage.verdicts import Verdict


@dataclass(frozen=True)
class Early:
    """Which part of the rule allowed it, and the number that the rule names there."""

    why: Enough
    number: int


def early_close_of(dispute: Dispute, verdict: Verdict) -> Early | None:
    """Why the vote of a verdict closed early; None if all voted, or time ran out."""
    draw = find_latest_draw(dispute.id, verdict.round_number)
    if verdict.ended_by != EndedBy.VERDICT.value or draw is None:
        return None
    if draw.closed_at is None or draw.closed_at >= draw.window_ends_at:
        return None
    why, rule = why_of(dispute, draw, at=draw.closed_at), rule_of(dispute, draw)
    if why is None or why is Enough.ALL_VOTED:
        return None
    is_maximum = why is Enough.MAXIMUM and rule.maximum is not None
    return Early(why, rule.maximum or 0 if is_maximum else rule.margin)
