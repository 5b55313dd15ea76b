"""What a juror is told of a call: it came, its time runs out, and what came of it."""

from collections.abc import Mapping
from datetime import datetime

from jury.services.notices import telling
from jury.services.notices.telling import Message
from jury.services.people.accounts import ensure_user
from jury.storage.draws import Summons
from jury.storage.jurors.controls import ControlCall
from jury.storage.people import User
from jury.storage.roster import get_juror, quiet_until

CALL = "summons.sent"
SEAT_REMINDER = "seat.ending"
REMINDERS = ("summons.ending", SEAT_REMINDER)


def tell_called(
    user: User,
    summons_id: str,
    *,
    begins_at: datetime,
    due_at: datetime,
    now: datetime,
) -> None:
    """Tell a juror of the call, and once more before the time to reply is over."""
    told = {"summons": summons_id, "when": due_at.isoformat()}
    call = Message(
        kind=CALL,
        once=summons_id,
        params=told,
        expires_at=due_at,
        not_before=begins_at if begins_at > now else None,
    )
    telling.notify_user(user, call, now=now)
    remind(user, "summons.ending", summons_id, begins_at=begins_at, due_at=due_at)


def remind(
    user: User, kind: str, summons_id: str, *, begins_at: datetime, due_at: datetime
) -> None:
    """Keep a reminder for the last quarter of a juror's time.

    It goes by our own mail and inbox alone, and is taken back once it is not needed:
    the marketplace must not learn who sits, or who has not voted yet.
    """
    reminder = Message(
        kind=kind,
        once=summons_id,
        params={"summons": summons_id, "when": due_at.isoformat()},
        expires_at=due_at,
        not_before=due_at - (due_at - begins_at) / 4,
        is_private=True,
    )
    telling.notify_user(user, reminder, now=begins_at)


def tell_juror(
    summons: Summons | ControlCall,
    kind: str,
    *,
    now: datetime,
    is_private: bool = False,
    params: Mapping[str, str] | None = None,
) -> None:
    """Tell a juror, outside their quiet hours."""
    juror = get_juror(summons.juror_id)
    user = ensure_user(juror.ref, locale="zh-Hans", now=now)
    wakes_at = quiet_until(juror, now=now)
    message = Message(
        kind=kind,
        # The same may be told again, after another pause.
        once=f"{summons.id}:{now.isoformat()}" if is_private else summons.id,
        params={"summons": summons.id, **(params or {})},
        not_before=wakes_at if wakes_at > now else None,
        is_private=is_private,
    )
    telling.notify_user(user, message, now=now)
