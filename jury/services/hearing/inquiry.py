"""HEARING: enough jurors asked a side for the same, so the poll waits for its answer.

Once a poll. That it waits says only that jurors asked, and for what; who and how many
stays sealed. Then it goes on, answered or not, with its time given back.
"""

from datetime import datetime

from jury.domain.asking import Ask, most_asked
from jury.domain.deadlines import answer_due_at, window_end
from jury.domain.law.windows import Window
from jury.domain.lifecycle import Who
from jury.domain.lives.inquiries import INQUIRY, InquiryState
from jury.domain.lives.part_states import SummonsState
from jury.services.drawing.held_jurors import hold_back
from jury.services.drawing.notices import tell_juror
from jury.services.drawing.removal import remove_tied
from jury.services.law.rules import rules_of
from jury.services.notices import telling
from jury.services.proof import audit
from jury.services.settlement.offer_time import hold_reminder
from jury.storage.base import current_session
from jury.storage.disputes import EVIDENCE, Dispute
from jury.storage.draws import Draw, list_summonses
from jury.storage.inquiries import (
    Inquiry,
    count_inquiries,
    find_inquiry,
    list_seated_questions,
)

ASKED = "dispute.evidence_asked"


def pause_when_asked(dispute: Dispute, draw: Draw, *, now: datetime) -> bool:
    """On the grid of the sweep, let a poll wait if enough jurors ask for the same.

    Before it is tested whether the poll may close: a vote is not settled while those
    who hold it say that something is missing.
    """
    is_open = draw.poll_closes_at is None and now < draw.window_ends_at
    if not (is_open and now >= draw.next_test_at and draw.asked_at is None):
        return False
    if _find_asked(dispute, draw) is None:
        return False
    # Whoever may not judge it has not asked either.
    remove_tied(dispute, draw, now=now)
    current_session().flush()
    ask = _find_asked(dispute, draw)
    if ask is None:
        return False
    _wait(dispute, draw, ask, now=now)
    return True


def _find_asked(dispute: Dispute, draw: Draw) -> Ask | None:
    rules = rules_of(dispute)
    if not rules.asks:
        return None
    return most_asked(
        list_seated_questions(draw.id),
        rules.asks,
        seats=draw.seats_wanted,
        terms=rules.policy.ask,
    )


def _wait(dispute: Dispute, draw: Draw, ask: Ask, *, now: datetime) -> None:
    policy = rules_of(dispute).policy
    due_at = answer_due_at(policy, now)
    row = Inquiry(
        dispute_id=dispute.id,
        draw_id=draw.id,
        number=count_inquiries(dispute.id) + 1,
        code=ask.code,
        side=ask.side.value,
        asked_at=now,
        due_at=due_at,
        covered_by_at=window_end(policy, Window.SCREENING, due_at),
    )
    current_session().add(row)
    dispute.stands_since, dispute.stands_for, draw.asked_at = now, EVIDENCE, now
    hold_back(dispute)
    hold_reminder(dispute)
    told = {
        "draw_no": draw.draw_no,
        "round_number": draw.round_number,
        "ask": ask.code,
        "side": ask.side.value,
        "due_at": due_at.isoformat(),
    }
    audit.record(dispute.id, ASKED, told, actor="sweep", now=now)
    telling.emit(dispute, ASKED, told, now=now)
    tell_asked(dispute, row, now=now)
    for summons in list_summonses(draw.id):
        if summons.state == SummonsState.ACCEPTED.value:
            tell_juror(summons, "seat.waits", now=now, is_private=True)


def tell_asked(dispute: Dispute, row: Inquiry, *, now: datetime) -> None:
    """Tell both sides what the jury wants, and of whom."""
    once = f"{row.number}:{row.due_at.isoformat()}"
    for party in dispute.parties:
        kind = "evidence.asked" if party.side == row.side else "evidence.asked_other"
        telling.notify_party(party, kind, now=now, expires_at=row.due_at, once=once)


def drop_inquiry(draw: Draw, *, now: datetime) -> None:
    """The poll ends while it waits: nobody need answer any more."""
    row = find_inquiry(draw.id) if draw.is_waiting else None
    if row is not None and row.ended_at is None:
        row.state = INQUIRY.after(InquiryState(row.state), "drop", Who.SWEEP).value
        row.ended_at = now
