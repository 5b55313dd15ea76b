"""Jurors of a hearing that stands still: who keeps a seat, and who is thanked.

All of it is private, by our own mail and inbox: who still sits, and who has not voted
yet, nobody may learn while a poll is open.
"""

from collections.abc import Mapping
from datetime import datetime

from jury.services.drawing.notices import REMINDERS, remind, tell_juror
from jury.services.hearing.closing import release, standing
from jury.services.notices import telling
from jury.services.people.accounts import ensure_user
from jury.storage.disputes import Dispute
from jury.storage.draws import Draw, Summons, find_open_draw
from jury.storage.outside.outbox import list_notices_by_keys
from jury.storage.roster import get_juror


def hold_back(dispute: Dispute) -> None:
    """No juror is reminded of a time that stands still."""
    draw = find_open_draw(dispute.id)
    if draw is not None:
        called = [summons.id for summons, _promise in standing(draw)]
        keys = [telling.juror_key(kind, one) for kind in REMINDERS for one in called]
        telling.withdraw(keys)


def keep_readers(dispute: Dispute, *, now: datetime) -> None:
    """A pause begins: whoever reads keeps the seat, everybody else is thanked."""
    draw = find_open_draw(dispute.id)
    if draw is None:
        return
    for summons, promise in standing(draw):
        if promise is not None and summons.opened_at is not None:
            tell_juror(summons, "seat.paused", now=now, is_private=True)
        else:
            release(draw, summons, now=now, kind="summons.paused", is_private=True)


def call_back(draw: Draw, *, is_told: bool, now: datetime) -> None:
    """It goes on: jurors are reminded in time again, and told so after a pause."""
    for summons, promise in standing(draw):
        due_at = promise or summons.reply_due_at
        _remind(
            summons,
            "seat.ending" if promise else "summons.ending",
            due_at=due_at,
            now=now,
        )
        if is_told:
            when = {"when": due_at.isoformat()}
            tell_juror(summons, "seat.resumed", now=now, is_private=True, params=when)


def _remind(summons: Summons, kind: str, *, due_at: datetime, now: datetime) -> None:
    was_told = list_notices_by_keys([telling.juror_key(kind, summons.id)])
    if was_told or due_at <= now:
        return
    juror = get_juror(summons.juror_id)
    user = ensure_user(juror.ref, locale="zh-Hans", now=now)
    remind(user, kind, summons.id, begins_at=now, due_at=due_at)


def tell_waiting(
    dispute: Dispute,
    kind: str,
    params: Mapping[str, str],
    *,
    now: datetime,
    called_by: datetime | None = None,
) -> None:
    """Tell every juror who was called, by then, and has not answered, or sits."""
    draw = find_open_draw(dispute.id)
    for summons, _promise in standing(draw) if draw else ():
        if called_by is not None and summons.sent_at > called_by:
            continue
        tell_juror(summons, kind, now=now, is_private=True, params=params)
