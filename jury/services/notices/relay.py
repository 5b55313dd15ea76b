"""What goes out after the commit: positions, webhooks, mails, and the master chain.

A claim is a row with a next attempt in the future, so a relay that dies loses
nothing: what it had claimed comes due again. One thing is claimed at a time, since of
many the last would come due again while the first still wait for a slow receiver.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from jury.services.notices.words import notice_body, notice_title
from jury.services.proof import audit
from jury.storage.audit import find_master_head
from jury.storage.base import current_session, current_settings, new_id
from jury.storage.outside.deliveries import (
    EventDelivery,
    forget_deliveries,
    get_delivery,
)
from jury.storage.outside.outbox import (
    Event,
    Notice,
    claim_undelivered,
    claim_unmailed,
    claim_unnumbered,
    find_unnumbered,
    last_position,
)
from jury.storage.people import Staff, User

NUMBERED_AT_ONCE = 500
# How long a claimed delivery may take before another try may begin: longer than all
# the waiting that one webhook, and one mail with its many questions, is allowed.
CLAIM = timedelta(seconds=60)
MAIL_CLAIM = timedelta(minutes=5)
FIRST_RETRY = timedelta(seconds=5)
LONGEST_RETRY = timedelta(hours=1)
MAIL_PATIENCE = timedelta(days=5)
# How long it is known what became of a delivery, and how much of an answer is.
KEPT = timedelta(days=90)
LONGEST_ANSWER = 200
CHAIN = "deliveries"


@dataclass(frozen=True)
class Delivery:
    """One webhook to be sent: the body is the same at every attempt."""

    event_id: int
    attempt: int
    public_id: str
    happened_at: datetime
    body: str


@dataclass(frozen=True)
class Answered:
    """What came of one webhook: a status or what broke, and how the answer began."""

    arrived: bool
    answer: str
    said: str = ""


class Sent(StrEnum):
    """What became of one try to send a mail."""

    ARRIVED = "arrived"
    LATER = "later"
    NEVER = "never"


@dataclass(frozen=True)
class Mail:
    """One mail to be sent."""

    notice_id: str
    to: str
    subject: str
    text: str
    language: str


def assign_positions(*, now: datetime) -> int:
    """Number the events that were committed; a number is never filled in later."""
    events = claim_unnumbered(now, limit=NUMBERED_AT_ONCE)
    position = last_position()
    for event in events:
        position += 1
        event.position = position
        event.next_attempt_at = now
    return len(events)


def has_unnumbered(now: datetime) -> bool:
    """Whether `assign_positions` would find work."""
    return find_unnumbered(now) is not None


def claim_delivery(*, now: datetime) -> Delivery | None:
    """Take the first webhook that is due; nothing when nobody listens."""
    if not current_settings().webhook_url:
        return None
    event = claim_undelivered(now)
    if event is None:
        return None
    event.attempts += 1
    event.next_attempt_at = now + CLAIM
    return Delivery(
        event_id=event.id,
        attempt=event.attempts,
        public_id=event.public_id,
        happened_at=event.happened_at,
        body=envelope(event),
    )


def record_delivery(delivery: Delivery, answered: Answered, *, now: datetime) -> None:
    """Keep what became of a webhook; what did not arrive is tried again later."""
    event = current_session().get(Event, delivery.event_id)
    if event is None:
        return
    event.last_answer = answered.answer[:LONGEST_ANSWER]
    tried = EventDelivery(
        id=new_id("dlv"),
        event_id=event.id,
        attempt=delivery.attempt,
        tried_at=now,
        arrived=answered.arrived,
        answer=event.last_answer,
        said=answered.said[:LONGEST_ANSWER],
    )
    current_session().add(tried)
    if answered.arrived:
        event.delivered_at = now
    else:
        event.next_attempt_at = now + _pause(event.attempts)


def replay_delivery(delivery_id: str, *, actor: str, now: datetime) -> EventDelivery:
    """Send the event of a delivery once more, as soon as may be.

    The receiver sees the same id and body as before, and a new time and signature.
    """
    delivery = get_delivery(delivery_id)
    event = delivery.event
    event.delivered_at, event.next_attempt_at = None, now
    told = {"delivery": delivery.id, "event": event.public_id}
    audit.append(CHAIN, "delivery.replayed", told, actor=actor, now=now)
    return delivery


def forget_old_deliveries(*, now: datetime) -> None:
    """Remove what became of deliveries that nobody asks about any more."""
    forget_deliveries(now - KEPT)


def claim_mail(*, now: datetime) -> Mail | None:
    """Take the first mail that is due; none without a mail server."""
    if not current_settings().smtp_host:
        return None
    while (notice := claim_unmailed(now)) is not None:
        mail = _mail(notice)
        if mail is not None and not (notice.expires_at and notice.expires_at <= now):
            notice.mail_attempts += 1
            notice.mail_due_at = now + MAIL_CLAIM
            return mail
        notice.mail_due_at = None
    return None


def record_mail(notice_id: str, sent: Sent, *, now: datetime) -> None:
    """Keep what became of a mail; its notice may have been withdrawn meanwhile.

    A server that is away for a weekend loses nothing. A receipt of the marketplace
    says more than our mail, and stays.
    """
    notice = current_session().get(Notice, notice_id)
    if notice is None:
        return
    if sent is Sent.ARRIVED:
        notice.mailed_at = now
    elif sent is Sent.LATER and now - notice.made_at < MAIL_PATIENCE:
        notice.mail_due_at = now + _pause(notice.mail_attempts)
    else:
        notice.mail_due_at = None
        if notice.receipt is None:
            notice.receipt, notice.receipt_at = "failed", now


def link_heads(*, now: datetime) -> str:
    """Link the chains that moved; returns the master head for safe keeping outside."""
    return audit.link_heads(now=now)


def envelope(event: Event) -> str:
    """The event as it is sent and replayed; the same text every time."""
    return envelopes([event])[0]


def envelopes(events: Sequence[Event]) -> list[str]:
    """Events as they are sent and replayed, with the log's head of this moment."""
    head = find_master_head()
    return [_envelope(event, head.hash if head else None) for event in events]


def _envelope(event: Event, head: str | None) -> str:
    return json.dumps(
        {
            "id": event.public_id,
            "type": event.type,
            "timestamp": event.happened_at.isoformat(),
            "position": event.position,
            "dispute": event.dispute_id,
            "sequence": event.dispute_seq,
            "data": event.payload,
            "audit_head": head,
        },
        ensure_ascii=False,
    )


def _mail(notice: Notice) -> Mail | None:
    session = current_session()
    person: User | Staff | None
    if notice.user_id is not None:
        person = session.get(User, notice.user_id)
    else:
        person = session.get(Staff, notice.staff_id)
    if person is None or not person.email:
        return None
    body = notice_body(notice.kind, person.locale, notice.params)
    link = current_settings().public_url + notice.path
    return Mail(
        notice_id=notice.id,
        to=person.email,
        subject=notice_title(notice.kind, person.locale, notice.params),
        text=f"{body}\n\n{link}\n",
        language=person.locale,
    )


def _pause(attempts: int) -> timedelta:
    """Twice as long after every failure, at most an hour."""
    doubled: timedelta = FIRST_RETRY * (1 << min(attempts, 12))
    return min(doubled, LONGEST_RETRY)
