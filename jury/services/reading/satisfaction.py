"""CLOSED: each side is asked once how content it is; staff read sums alone.

What somebody writes is covered before it is kept, and its original is not kept.
"""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from jury.domain.errors import N_, AlreadyDone, Invalid, NotNow
from jury.domain.lifecycle import Side, Stage
from jury.domain.satisfaction import HIGHEST, LOWEST, sums, whole_batches
from jury.services.money.award_changes import present_award
from jury.services.money.reconcile import court_zone
from jury.services.proof import audit
from jury.services.screening import texts
from jury.storage.base import current_session
from jury.storage.disputes import Dispute, get_dispute
from jury.storage.figures.satisfaction import Answered, Satisfaction, has_answered
from jury.storage.verdicts import find_verdict

LENGTH = 300
# Whoever was not asked within so long remembers other things than this court.
ASKED_FOR = timedelta(days=30)
# So many of the newest sentences are shown.
SENTENCES = 20


def may_say(dispute: Dispute, side: Side, *, now: datetime) -> bool:
    """Whether this side is asked how content it is, and has not said it yet."""
    is_closed = dispute.stage == Stage.CLOSED.value and dispute.closed_at is not None
    if not is_closed or now >= (dispute.closed_at or now) + ASKED_FOR:
        return False
    return not has_answered(dispute.id, side)


def say_how_content(
    dispute_id: str, side: Side, *, marks: str, text: str, language: str, now: datetime
) -> None:
    """Keep what a side says, once; raises Invalid, AlreadyDone, NotNow."""
    dispute = get_dispute(dispute_id)
    if has_answered(dispute.id, side):
        raise AlreadyDone
    if not may_say(dispute, side, now=now):
        raise NotNow
    given = [str(one) for one in range(LOWEST, HIGHEST + 1)]
    if marks not in given:
        raise Invalid({"marks": N_("Please choose one of the five.")})
    said = texts.clean(text, field="text", most=LENGTH, empty=True)
    current_session().add(
        Satisfaction(
            dispute_id=dispute.id,
            side=side.value,
            marks=int(marks),
            got_most=_got_most(dispute, side),
            covered=texts.covered_words(dispute, said) if said else "",
            language=language,
            answered_at=now,
        )
    )
    told = {"side": side.value}
    audit.record(dispute.id, "satisfaction.said", told, actor=f"party:{side}", now=now)


def _got_most(dispute: Dispute, side: Side) -> bool:
    """Whether a side got more than half of what was held."""
    verdict = find_verdict(dispute.id)
    if verdict is None:
        return False
    award = present_award(verdict)
    own = award.buyer_minor if side is Side.BUYER else award.seller_minor
    return 2 * own > dispute.held_minor


def content_figures(answers: Sequence[Answered]) -> dict[str, Any]:
    """Sums and sentences as figures keep them; nothing of fewer than a batch."""
    zone = court_zone()
    rows = [
        (one.answered_at.astimezone(zone).year, one.got_most, one.marks, one.user_id)
        for one in answers
    ]
    written = [one for one in answers if one.covered]
    told = whole_batches(written, lambda one: one.user_id)[-SENTENCES:]
    return {
        "sums": [asdict(one) for one in sums(rows)],
        # In another order than they came in.
        "sentences": sorted([one.covered, one.language] for one in told),
    }
