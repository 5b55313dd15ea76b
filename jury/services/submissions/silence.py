"""Silence: who says nothing is reminded, and what follows when they never answer.

A policy may decide by default for the side that filed. Then the other side is reminded
twice, and both reminders must have reached it. A side that was reached once, or that
said anything at all, is heard on what is there.
"""

from datetime import datetime, timedelta

from jury.domain.deadlines import remind_at
from jury.domain.lifecycle import EndedBy, Side, Stage
from jury.domain.policy import Policy, Silence
from jury.services.law.rules import plain_ladder_of
from jury.services.notices import telling
from jury.services.notices.receipts import was_reached
from jury.services.proof import audit
from jury.services.reading.progress import checklist, loses_by_silence
from jury.services.stages import require
from jury.services.verdict.pronounce import award_of, enter_pronounced
from jury.storage.disputes import Dispute, Party, get_dispute, list_statements
from jury.storage.exhibits import list_exhibits
from jury.storage.outside.outbox import list_notices_of_kind

REMINDERS = 2
DEFAULT_REMINDER = "submissions.default_reminder"
BY_DEFAULT = "default"


def first_reminder_at(
    policy: Policy, opened_at: datetime, closes_at: datetime
) -> datetime:
    """When the silent are first reminded: sooner where silence alone may decide."""
    if policy.silence is Silence.DEFAULT:
        return opened_at + (closes_at - opened_at) / 2
    return remind_at(opened_at, closes_at)


def remind_silent(dispute_id: str, *, now: datetime) -> None:
    """Remind whoever has not said they are done, and wait for what is due next."""
    dispute = get_dispute(dispute_id)
    require(dispute, Stage.SUBMISSIONS)
    closes_at = dispute.stage_closes_at or now
    is_first = dispute.reminded_at is None
    dispute.next_due_at = closes_at
    if is_first and loses_by_silence(dispute):
        half = (closes_at - now) / 2
        dispute.next_due_at = closes_at - max(half, timedelta(minutes=1))
    dispute.reminded_at = now
    silent = [party for party in dispute.parties if party.done_at is None]
    for party in silent:
        telling.notify_party(
            party,
            _reminder(dispute, party),
            now=now,
            expires_at=closes_at,
            once=now.isoformat(),
        )
    audit.record(
        dispute.id,
        "submissions.reminded",
        {"sides": [party.side for party in silent]},
        actor="sweep",
        now=now,
    )


def decide_by_default(dispute: Dispute, *, now: datetime) -> bool:
    """Decide for the side that filed, if silence allows it; says whether it did."""
    filer = Side(dispute.filed_by)
    is_ready = (
        loses_by_silence(dispute)
        and _is_silent(dispute, filer.other)
        and _is_reached(dispute.party(filer.other))
        and checklist(dispute, filer, dispute.language).missing == 0
    )
    if not is_ready:
        return False
    # Whoever asks is asked for at the top of the ladder; a seller asks for its foot.
    rung = len(plain_ladder_of(dispute)) - 1 if filer is Side.BUYER else 0
    verdict = award_of(dispute, rung, now=now)
    verdict.ended_by = EndedBy.DEFAULT.value
    verdict.pronounced_by = BY_DEFAULT
    enter_pronounced(dispute, verdict, "decide by default", actor="sweep", now=now)
    return True


def may_default(dispute: Dispute, side: Side) -> bool:
    """Whether this side, as things stand, may lose by saying nothing."""
    is_respondent = dispute.filed_by != side.value
    return is_respondent and loses_by_silence(dispute) and _is_silent(dispute, side)


def _is_silent(dispute: Dispute, side: Side) -> bool:
    """Whether a side has said nothing: no text, no point, no evidence, not done."""
    has_written = any(one.side == side.value for one in list_statements(dispute.id))
    has_shown = any(one.side == side.value for one in list_exhibits(dispute.id))
    return not (has_written or has_shown or dispute.party(side).done_at)


def _is_reached(party: Party) -> bool:
    told = list_notices_of_kind(party.user_id, party.dispute_id, DEFAULT_REMINDER)
    return sum(map(was_reached, told)) >= REMINDERS


def _reminder(dispute: Dispute, party: Party) -> str:
    if dispute.round_number > 1:
        return "addition.reminder"
    if may_default(dispute, Side(party.side)):
        return DEFAULT_REMINDER
    return "submissions.reminder"
