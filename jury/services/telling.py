"""Telling the outside, in the transaction of the change: events and notices.

Nothing leaves the house here. Rows are written; the relay sends them after the
commit and tries again until they arrive.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from jury.services.notice_texts import notice_path, notice_title
from jury.storage.base import current_session, current_settings, new_id
from jury.storage.disputes import Dispute, Party
from jury.storage.outbox import Event, Notice, list_held
from jury.storage.people import Role, User, list_staff_with_role

Payload = Mapping[str, object]


def emit(
    dispute: Dispute | None,
    type_: str,
    payload: Payload,
    *,
    now: datetime,
    held_for: int | None = None,
    not_before: datetime | None = None,
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
        next_attempt_at=not_before,
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

    `params` fill the texts; `dispute_id` stays empty in what a juror is told.
    """

    kind: str
    once: str
    params: Payload = field(default_factory=dict)
    dispute_id: str | None = None
    expires_at: datetime | None = None
    not_before: datetime | None = None


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
        once_key=f"user:{user.id}:{message.kind}:{message.once}",
        made_at=told_at,
        expires_at=message.expires_at,
        mail_due_at=told_at if user.email else None,
    )
    current_session().add(notice)
    payload = {
        "notice": notice.id,
        "user": user.ref,
        "kind": message.kind,
        "locale": user.locale,
        "text": notice_title(message.kind, user.locale, notice.params),
        "link": current_settings().public_url + notice.path,
        "expires_at": message.expires_at and message.expires_at.isoformat(),
    }
    emit(None, "notice.due", payload, now=now, not_before=message.not_before)
    return notice


def notify_party(
    party: Party,
    kind: str,
    *,
    now: datetime,
    params: Payload | None = None,
    expires_at: datetime | None = None,
    once: str = "",
) -> None:
    """Tell one side of a dispute; `expires_at` is shown as the time to act by."""
    filled: dict[str, object] = {"dispute": party.dispute_id, **(params or {})}
    if expires_at is not None:
        filled["when"] = expires_at.isoformat()
    message = Message(
        kind=kind,
        once=f"{party.dispute_id}:{party.side}:{once}",
        params=filled,
        dispute_id=party.dispute_id,
        expires_at=expires_at,
    )
    notify_user(party.user, message, now=now)


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


def notify_staff(role: Role, kind: str, *, once: str, now: datetime) -> None:
    """Tell everybody on staff who holds a role."""
    for staff in list_staff_with_role(role):
        notice = Notice(
            id=new_id("ntc"),
            staff_id=staff.id,
            kind=kind,
            params={},
            path=notice_path(kind, {}),
            once_key=f"staff:{staff.id}:{kind}:{once}",
            made_at=now,
            mail_due_at=now if staff.email else None,
        )
        current_session().add(notice)
