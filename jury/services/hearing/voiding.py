"""HEARING: a vote that must not count ends, and another jury is drawn at once.

The new jury has the whole window. Nobody who was called before is called again, and
nothing of the void vote is opened, counted or told, for ever.
"""

from datetime import datetime

from jury.domain.deadlines import decided_after, window_end
from jury.domain.law.windows import Window
from jury.domain.lifecycle import Stage
from jury.services.drawing import empanel
from jury.services.hearing.closing import close_void
from jury.services.hearing.inquiry_end import drop_with_evidence
from jury.services.law.rules import rules_of
from jury.services.notices import telling
from jury.storage.disputes import Dispute
from jury.storage.draws import get_open_draw


def hear_anew(dispute: Dispute, *, cause: str, actor: str, now: datetime) -> None:
    """Void the running vote and draw a disjoint jury; `cause` says why in one code."""
    draw = get_open_draw(dispute.id)
    drop_with_evidence(dispute, draw, now=now)
    close_void(dispute, draw, cause=cause, actor=actor, now=now)
    policy = rules_of(dispute).policy
    closes_at = window_end(policy, Window.HEARING, now)
    latest = decided_after(policy, Stage.HEARING, closes_at)
    dispute.decided_by_at = max(dispute.decided_by_at, latest)
    telling.notify_parties(
        dispute,
        "hearing.voided",
        now=now,
        expires_at=closes_at,
        once=f"{draw.round_number}:{draw.draw_no}",
    )
    empanel.open_hearing(dispute, "void poll", actor=actor, now=now)
