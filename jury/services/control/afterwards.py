"""What time does to control calls: replies and seats end, and answers are told.

An answer is told when the window ends that a real vote would have had, so that the
moment betrays nothing before.
"""

from dataclasses import dataclass
from datetime import datetime

from jury.domain.control import RIGHT
from jury.domain.part_states import SummonsState
from jury.services.control.answering import change, record_call
from jury.services.control.items import counted_of, ladder_of_control, mock_of
from jury.services.notices import telling
from jury.services.notices.telling import Message
from jury.services.people.accounts import ensure_user
from jury.storage.controls import ControlCall, get_control_call, list_due_calls
from jury.storage.roster import get_juror, quiet_until

TOLD = "control.told"
AT_ONCE = 100


@dataclass(frozen=True)
class Comparison:
    """What a juror reads afterwards; remedies by their codes, None: cannot decide.

    `is_right` is None where nothing was decided: that says nothing either way.
    """

    answer: str
    chosen: str | None
    is_right: bool | None
    why: str
    stands: bool


def end_due_controls(*, now: datetime) -> int:
    """Expire, revoke and tell whatever is due; returns how many calls changed."""
    due = list_due_calls(now=now, limit=AT_ONCE)
    for call in due:
        if call.state == SummonsState.SENT.value:
            change(call, "expire", now=now)
            call.answered_at = now
            record_call(call, "control.expired", actor="sweep", now=now)
        elif call.state == SummonsState.ACCEPTED.value:
            change(call, "revoke", now=now)
            call.vote_due_at = None
            record_call(call, "control.revoked", actor="sweep", now=now)
        else:
            _tell(call, now=now)
    return len(due)


def comparison_of(call_id: str, juror_id: int, locale: str) -> Comparison | None:
    """How their answer compares with the verified one; None before it is told."""
    call = get_control_call(call_id, juror_id)
    if call.told_at is None:
        return None
    mock, ladder = mock_of(call.mock), ladder_of_control(call.mock)
    counted = counted_of(call.mock, call.choice)
    return Comparison(
        answer=mock.answer,
        chosen=None if call.choice is None else ladder[call.choice],
        is_right=None if counted is None else counted in RIGHT,
        why=mock.why.for_locale(locale),
        stands=call.item.withdrawn_at is None,
    )


def _tell(call: ControlCall, *, now: datetime) -> None:
    """Tell a juror, outside their quiet hours, by our own mail and inbox alone."""
    call.told_at = now
    juror = get_juror(call.juror_id)
    wakes_at = quiet_until(juror, now=now)
    message = Message(
        kind=TOLD,
        once=call.id,
        params={"summons": call.id},
        not_before=wakes_at if wakes_at > now else None,
        is_private=True,
    )
    user = ensure_user(juror.ref, locale=call.language, now=now)
    telling.notify_user(user, message, now=now)
    record_call(call, TOLD, actor="sweep", now=now)
