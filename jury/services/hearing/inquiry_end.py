"""A poll that waited for evidence goes on: shown is what was covered in time.

Everybody has their whole time again. Whoever had voted may confirm or change that,
once; who does neither is counted as they voted.
"""

from datetime import datetime, timedelta

from jury.domain.deadlines import bucket, reply_due_at
from jury.domain.lifecycle import Who
from jury.domain.lives.inquiries import INQUIRY, InquiryState
from jury.domain.lives.part_states import SummonsState
from jury.domain.respites import Period
from jury.services.drawing.empanel import reading_seconds_of
from jury.services.drawing.held_jurors import call_back
from jury.services.drawing.notices import tell_juror
from jury.services.hearing.inquiry import drop_inquiry
from jury.services.hearing.inquiry_filing import go_on_when_ready
from jury.services.hearing.inquiry_view import (
    is_confirmed,
    is_settled,
    list_waiting,
    list_wishes_for,
)
from jury.services.law.rules import rules_of
from jury.services.moderation.tasks import SCREEN, finish
from jury.services.notices import telling
from jury.services.proof import audit
from jury.services.screening.lapse import cover_as_asked, leave_uncovered
from jury.services.screening.wishes import answer_wishes
from jury.services.settlement.offer_time import open_until
from jury.services.standstill.windows import give_back
from jury.storage.base import current_session
from jury.storage.disputes import EVIDENCE, Dispute
from jury.storage.draws import Draw, get_open_draw, list_summonses
from jury.storage.inquiries import Inquiry, find_open_inquiry


def is_wait_over(dispute: Dispute, *, now: datetime) -> bool:
    """Whether a poll waits for evidence, for nothing else, and long enough."""
    if dispute.stands_for != EVIDENCE:
        return False
    row = find_open_inquiry(dispute.id)
    return row is not None and row.due_at <= now


def end_wait(dispute: Dispute, *, now: datetime) -> bool:
    """Go on, or wait for what is not covered yet; whether anything was due at all."""
    row = find_open_inquiry(dispute.id)
    if row is None or not is_wait_over(dispute, now=now):
        return False
    is_answered = row.state == InquiryState.ANSWERED.value
    is_ready = is_settled(row) and is_confirmed(row)
    if is_answered and now < row.covered_by_at and not is_ready:
        go_on_when_ready(dispute, now=now)
        return True
    draw = get_open_draw(dispute.id)
    if bucket(now) <= bucket(row.asked_at):
        # A ballot tells the quarter of an hour alone in which it was cast.
        row.due_at = bucket(now) + timedelta(minutes=15)
        return True
    withhold_waiting(dispute, row, now=now)
    act = "show" if is_answered else "lapse"
    row.state = INQUIRY.after(InquiryState(row.state), act, Who.SWEEP).value
    row.ended_at = draw.went_on_at = now
    current_session().flush()
    _go_on(dispute, draw, row, now=now)
    return True


def withhold_waiting(dispute: Dispute, row: Inquiry, *, now: datetime) -> None:
    """What nobody has looked through in time does not reach the jury.

    Nor does a picture of which more was to be covered; a caption is covered as asked.
    """
    waiting, wishes = list_waiting(row), list_wishes_for(row)
    cover_as_asked(dispute, wishes, now=now)
    answer_wishes(wishes, "lapsed", staff_id=None, now=now)
    for exhibit in waiting:
        leave_uncovered(dispute, exhibit, now=now)
        finish(
            dispute.id,
            SCREEN,
            target=exhibit.id,
            outcome="lapsed",
            staff_id=None,
            now=now,
        )


def drop_with_evidence(dispute: Dispute, draw: Draw, *, now: datetime) -> None:
    """The vote is void while its jury waits: what is not covered is left out."""
    row = find_open_inquiry(dispute.id)
    if row is not None:
        withhold_waiting(dispute, row, now=now)
        drop_inquiry(draw, now=now)


def _go_on(dispute: Dispute, draw: Draw, row: Inquiry, *, now: datetime) -> None:
    dispute.stands_since = dispute.stands_for = None
    by = give_back(dispute, Period(row.asked_at, now), cause=EVIDENCE, now=now)
    _renew(dispute, draw, now=now)
    closes_at = draw.window_ends_at
    told = {
        "cause": EVIDENCE,
        "seconds": int(by.total_seconds()),
        "closes_at": closes_at.isoformat(),
        "decided_by": dispute.decided_by_at.isoformat(),
        "offer_until": open_until(dispute),
    }
    audit.record(dispute.id, "dispute.resumed", told, actor="sweep", now=now)
    telling.emit(dispute, "dispute.resumed", told, now=now)
    telling.notify_parties(
        dispute,
        "resumed.evidence",
        now=now,
        expires_at=closes_at,
        once=str(row.number),
    )
    call_back(draw, is_told=False, now=now)
    _tell_jurors(draw, now=now)
    dispute.next_due_at = now


def _renew(dispute: Dispute, draw: Draw, *, now: datetime) -> None:
    """Time enough for those who had voted, and the whole of a seat for the others.

    The file has changed, so that everybody reads it as if for the first time.
    """
    policy = rules_of(dispute).policy
    draw.confirm_until = now + timedelta(hours=policy.ask.confirm_hours)
    more = max(timedelta(), draw.confirm_until - draw.window_ends_at)
    draw.window_ends_at += more
    dispute.stage_closes_at = draw.window_ends_at
    dispute.decided_by_at += more
    draw.reading_seconds = reading_seconds_of(dispute)
    whole = reply_due_at(
        now, minutes=policy.pace.seat_minutes, window_end=draw.window_ends_at
    )
    seats = {one.summons_id: one for one in draw.seats if one.summons_id}
    for summons in list_summonses(draw.id):
        seat = seats.get(summons.id)
        if seat is None:
            continue
        summons.opened_at = None
        if summons.state == SummonsState.ACCEPTED.value and seat.vote_due_at:
            seat.vote_due_at = max(seat.vote_due_at, whole)
    current_session().flush()


def _tell_jurors(draw: Draw, *, now: datetime) -> None:
    """Tell everybody with a seat, by our own mail and inbox alone."""
    until = draw.confirm_until or now
    due = {one.summons_id: one.vote_due_at or until for one in draw.seats}
    for summons in list_summonses(draw.id):
        if summons.id not in due:
            continue
        has_voted = summons.state == SummonsState.VOTED.value
        when = until if has_voted else due[summons.id]
        kind = "seat.may_change" if has_voted else "seat.goes_on"
        params = {"when": when.isoformat()}
        tell_juror(summons, kind, now=now, is_private=True, params=params)
