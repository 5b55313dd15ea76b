"""Telling the outside, in the transaction of the change: events and notices.

Nothing leaves the house here. Rows are written; the relay sends them after the
commit and tries again until they arrive.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from jury.services.notices.words import notice_path, notice_title
from jury.storage.base import current_session, current_settings, new_id
from jury.storage.disputes import Dispute, Party
from jury.storage.outside.outbox import (
    Event,
    Notice,
    drop_event,
    event_id_of,
    list_held,
    list_notices_by_keys,
    list_untold,
)
from jury.storage.people import Role, User, list_staff, list_staff_with_role

Payload = Mapping[str, object]


def emit(
    dispute: Dispute | None,
    type_: str,
    payload: Payload,
    *,
    now: datetime,
    held_for: int | None = None,
) -> Event:
    """Write one event. `held_for` keeps it, unnumbered, until that draw's close."""
    event = Event(
        public_id=new_id("evt"),
        dispute_id=dispute.id if dispute else None,
        dispute_seq=None if held_for or dispute is None else _next_seq(dispute),
        type=type_,
        payload=dict(payload),
        happened_at=now,
        held_for=held_for,
    )
    current_session().add(event)
    return event


def release_held(dispute: Dispute, draw_id: int) -> None:
    """At the close: number what waited, in the order it happened, and let it go."""
    for event in list_held(draw_id):
        event.dispute_seq = _next_seq(dispute)
        event.held_for = None


def _next_seq(dispute: Dispute) -> int:
    dispute.event_seq += 1
    return dispute.event_seq


@dataclass(frozen=True)
class Message:
    """One notice to be sent: `once` tells repeats of one kind apart.

    `params` fill the texts; `dispute_id` stays empty in what a juror is told. A private
    one goes by our own mail and inbox alone: no event tells the marketplace of it.
    """

    kind: str
    once: str
    params: Payload = field(default_factory=dict)
    dispute_id: str | None = None
    expires_at: datetime | None = None
    not_before: datetime | None = None
    is_private: bool = False

    def once_key(self, user: User) -> str:
        """What makes a repeat of this a repeat; a juror's are known by the call."""
        if self.dispute_id is None:
            return juror_key(self.kind, self.once)
        return f"user:{user.id}:{self.kind}:{self.once}"


def juror_key(kind: str, summons_id: str) -> str:
    """The key of what a juror is told of a call; each call is one person's."""
    return f"juror:{kind}:{summons_id}"


def notify_user(user: User, message: Message, *, now: datetime) -> Notice:
    """Tell a marketplace user: inbox line, mail, and `notice.due` for a push."""
    told_at = message.not_before or now
    notice = Notice(
        id=new_id("ntc"),
        user_id=user.id,
        dispute_id=message.dispute_id,
        kind=message.kind,
        params=dict(message.params),
        path=notice_path(message.kind, message.params),
        once_key=message.once_key(user),
        made_at=told_at,
        expires_at=message.expires_at,
        mail_due_at=told_at if user.email else None,
    )
    current_session().add(notice)
    if not message.is_private:
        _emit_due(user, notice, message, now=now)
    return notice


def withdraw(
    once_keys: Sequence[str], *, later_than: datetime | None = None
) -> frozenset[str]:
    """Take back what was not told yet; returns the keys of what was taken back.

    A call that ends while its notice waits for the morning must not wake anybody.
    With `later_than`, what was due by then is left: it is being told.
    """
    untold = [
        notice
        for notice, is_carried in list_untold(once_keys)
        if (later_than is None or notice.made_at > later_than)
        and (not is_carried or drop_event(event_id_of(notice)))
    ]
    for notice in untold:
        current_session().delete(notice)
    return frozenset(notice.once_key for notice in untold)


def _emit_due(user: User, notice: Notice, message: Message, *, now: datetime) -> None:
    """Ask the marketplace to carry a notice to its user by push or SMS."""
    payload = {
        "notice": notice.id,
        "user": user.ref,
        "kind": message.kind,
        "locale": user.locale,
        "text": notice_title(message.kind, user.locale, notice.params),
        "link": current_settings().public_url + notice.path,
        "expires_at": message.expires_at and message.expires_at.isoformat(),
    }
    event = emit(None, "notice.due", payload, now=now)
    event.public_id = event_id_of(notice)
    event.next_attempt_at = message.not_before


def notify_party(
    party: Party,
    kind: str,
    *,
    now: datetime,
    params: Payload | None = None,
    expires_at: datetime | None = None,
    once: str = "",
) -> None:
    """Tell one side of a dispute; `expires_at` is shown as the time to act by.

    The sides of a shadow are told nothing: for them staff decide, and nobody else.
    """
    if party.dispute.is_shadow:
        return
    filled: dict[str, object] = {"dispute": party.dispute_id, **(params or {})}
    if expires_at is not None:
        filled["when"] = expires_at.isoformat()
    message = Message(
        kind=kind,
        once=_once(party, once),
        params=filled,
        dispute_id=party.dispute_id,
        expires_at=expires_at,
    )
    notify_user(party.user, message, now=now)


def has_been_told(party: Party, kind: str, *, once: str) -> bool:
    """Whether this side was told the very same before."""
    return bool(list_notices_by_keys([party_key(party, kind, once=once)]))


def party_key(party: Party, kind: str, *, once: str) -> str:
    """The key of what `notify_party` tells this side."""
    message = Message(kind, _once(party, once), dispute_id=party.dispute_id)
    return message.once_key(party.user)


def _once(party: Party, once: str) -> str:
    return f"{party.dispute_id}:{party.side}:{once}"


def notify_parties(
    dispute: Dispute,
    kind: str,
    *,
    now: datetime,
    params: Payload | None = None,
    expires_at: datetime | None = None,
    once: str = "",
) -> None:
    """Tell both sides the same, each in their own language."""
    for party in dispute.parties:
        notify_party(
            party, kind, now=now, params=params, expires_at=expires_at, once=once
        )


def notify_staff(
    role: Role,
    kind: str,
    *,
    once: str,
    now: datetime,
    params: Payload | None = None,
    expires_at: datetime | None = None,
) -> None:
    """Tell everybody on staff who holds a role; `expires_at` is the time to act by.

    Whoever was told of the same before finds one line that is new again, not two.
    """
    filled = dict(params or {})
    if expires_at is not None:
        filled["when"] = expires_at.isoformat()
    told = list_staff_with_role(role, now=now)
    keys = [_staff_key(one.id, kind, once) for one in told]
    known = {one.once_key: one for one in list_notices_by_keys(keys)}
    for staff, key in zip(told, keys, strict=True):
        notice = known.get(key)
        if notice is None:
            notice = Notice(id=new_id("ntc"), staff_id=staff.id, once_key=key)
            current_session().add(notice)
        notice.kind, notice.params = kind, filled
        notice.path = notice_path(kind, filled)
        notice.made_at, notice.expires_at, notice.read_at = now, expires_at, None
        notice.mail_due_at = now if staff.email else None
        notice.mailed_at, notice.mail_attempts = None, 0


def settle_staff(kind: str, *, once: str, now: datetime) -> None:
    """What staff were told of is done: nobody need read it, or get mail of it, now."""
    keys = [_staff_key(one.id, kind, once) for one in list_staff()]
    for notice in list_notices_by_keys(keys):
        notice.read_at = notice.read_at or now
        if notice.mailed_at is None:
            notice.mail_due_at = None


def _staff_key(staff_id: int, kind: str, once: str) -> str:
    return f"staff:{staff_id}:{kind}:{once}"
