"""What time does to control calls: replies, seats and windows end, answers are told.

They are told when the window ends that a real vote would have had, so that the moment
betrays nothing before. Then the service counts as any other does.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from jury.domain.attention import has_time_to_read
from jury.domain.errors import NotFound
from jury.domain.jurors.control import RIGHT
from jury.domain.lives.part_states import SummonsState
from jury.services.control.answering import change, record_call
from jury.services.control.items import mock_of
from jury.services.control.rules import counted_of, ladder_of_call, rules_of_call
from jury.services.drawing.learning import lay_on
from jury.services.drawing.notices import tell_juror
from jury.services.notices import telling
from jury.storage.jurors.controls import ControlCall, get_control_call, list_due_calls
from jury.storage.roster import get_juror

TOLD = "control.told"
RELEASED = "summons.released"
AT_ONCE = 100
LIVE = frozenset({SummonsState.SENT.value, SummonsState.ACCEPTED.value})


@dataclass(frozen=True)
class Comparison:
    """What a juror reads afterwards; remedies by their codes, None: cannot decide.

    `is_right` is None where nothing was decided: that says nothing either way.
    `beside` is what can be defended besides; `reply` what a moderator answers to
    whoever contests it.
    """

    answer: str
    chosen: str | None
    is_right: bool | None
    beside: tuple[str, ...]
    why: str
    stands: bool
    contested_at: datetime | None
    reply: str | None


def end_due_controls(*, now: datetime) -> int:
    """Expire, revoke, close and tell what is due; returns how many calls changed."""
    due = list_due_calls(now=now, limit=AT_ONCE)
    return sum(_end(call, now=now) for call in due)


def comparison_of(call_id: str, juror_id: int, locale: str) -> Comparison:
    """How their answer compares with the verified one; NotFound before it is told."""
    call = get_control_call(call_id, juror_id)
    if call.told_at is None:
        raise NotFound
    mock, ladder = mock_of(call.mock), ladder_of_call(call)
    counted = counted_of(call, call.choice)
    return Comparison(
        answer=mock.answer,
        chosen=None if call.choice is None else ladder[call.choice].code,
        is_right=None if counted is None else counted in RIGHT,
        beside=mock.defensible,
        why=mock.why.for_locale(locale),
        stands=call.item.withdrawn_at is None,
        contested_at=call.contested_at,
        reply=call.reply,
    )


def _end(call: ControlCall, *, now: datetime) -> bool:
    """Do what is due of one call; a seat is kept where nobody else could read."""
    if now >= call.window_ends_at:
        _close(call, now=now)
        return True
    if call.state == SummonsState.SENT.value:
        change(call, "expire", now=now)
        call.answered_at = now
        record_call(call, "control.expired", actor="sweep", now=now)
        return True
    if not has_time_to_read(
        now=now, closes_at=call.window_ends_at, seconds=call.reading_seconds
    ):
        return False
    change(call, "revoke", now=now)
    call.vote_due_at = None
    record_call(call, "control.revoked", actor="sweep", now=now)
    return True


def _close(call: ControlCall, *, now: datetime) -> None:
    """The window is over: thank who is still called, tell who has read, and credit."""
    call.closed_at = now
    if call.state in LIVE:
        if change(call, "release", now=now):
            tell_juror(call, RELEASED, now=now)
        call.vote_due_at = None
        record_call(call, "control.released", actor="sweep", now=now)
    policy = rules_of_call(call).policy
    is_hard = policy.eligibility.is_long(call.reading_seconds)
    reply = timedelta(minutes=policy.pace.reply_minutes)
    lay_on([call], reply, hard_at=now if is_hard else None)
    has_voted = call.state == SummonsState.VOTED.value
    if not (has_voted or call.opened_at):
        return
    call.told_at = now
    record_call(call, TOLD, actor="sweep", now=now)
    if has_voted:
        tell_juror(call, TOLD, now=now)
        credited = {"user": get_juror(call.juror_id).ref, "votes": 1}
        telling.emit(None, "juror.credited", credited, now=now)
