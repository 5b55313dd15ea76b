"""How long an offer stands: its day, what stands still of it, and its reminder.

An offer's day stops with the time of its dispute. Of one that is made while that
stands still, the whole day runs once it goes on.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from jury.domain.lifecycle import Side
from jury.domain.respites import Period, owed
from jury.domain.settlement import REMINDER
from jury.services.notices import telling
from jury.services.notices.telling import Message
from jury.storage.base import current_session
from jury.storage.desk.pauses import Respite, list_given
from jury.storage.disputes import Dispute
from jury.storage.offers import Offer, find_open_offer
from jury.storage.outside.outbox import list_notices_by_keys, list_unread_by_keys

ENDING = "offer.ending"
WAITING = "offer.made_waiting"


def left_of(dispute: Dispute, offer: Offer) -> timedelta | None:
    """What an offer has left once its dispute goes on; None while its time runs."""
    since = dispute.stands_since
    return None if since is None else offer.expires_at - max(since, offer.made_at)


def open_until(dispute: Dispute) -> str | None:
    """Until when the open offer can be accepted, as the outside is told; None: none."""
    offer = find_open_offer(dispute.id)
    return None if offer is None else offer.expires_at.isoformat()


def lost_of(offer: Offer, period: Period, given: Iterable[Period]) -> timedelta:
    """How much of a period in which time stood still an offer lost: not what was
    over before it was made."""
    return owed(Period(max(period.since, offer.made_at), period.until), given)


def lengthen_offer(dispute: Dispute, *, by: timedelta) -> None:
    """An open offer lasts longer by as much; what was said of it says so too.

    A reminder that nobody has had yet is taken back: `remind` makes it anew.
    """
    offer = find_open_offer(dispute.id)
    if offer is None:
        return
    offer.expires_at += by
    drop_reminder(dispute, offer)
    for notice in list_unread_by_keys([_key(dispute, offer), _waiting(dispute, offer)]):
        notice.expires_at = offer.expires_at
        notice.params = {**notice.params, "when": offer.expires_at.isoformat()}


def carry_over(dispute: Dispute, *, now: datetime) -> dict[str, object]:
    """A stage begins anew while its time stands still: an offer gets back what it
    lost, since it belongs to no stage. Returns what is told of it."""
    offer, since = find_open_offer(dispute.id), dispute.stands_since
    if offer is None or since is None:
        return {}
    by = lost_of(offer, Period(since, now), list_given(dispute.id))
    cause = dispute.stands_for or ""
    current_session().add(
        Respite(dispute_id=dispute.id, cause=cause, since=since, until=now)
    )
    lengthen_offer(dispute, by=by)
    return {"offer_until": open_until(dispute)}


def remind(dispute: Dispute, *, now: datetime) -> None:
    """Tell the side that is asked once more before the offer expires, and only once;
    while its time stands still nobody knows when that is."""
    offer = find_open_offer(dispute.id)
    if offer is None or dispute.stands_since is not None or offer.expires_at <= now:
        return
    if not list_notices_by_keys([_key(dispute, offer)]):
        asked = dispute.party(Side(offer.side).other)
        telling.notify_user(asked.user, _reminder(offer), now=now)


def hold_reminder(dispute: Dispute) -> None:
    """The time of a dispute stands still: nobody is reminded of its offer."""
    offer = find_open_offer(dispute.id)
    if offer is not None:
        drop_reminder(dispute, offer)


def drop_reminder(dispute: Dispute, offer: Offer) -> None:
    """Take the reminder back, if it was not told yet."""
    telling.withdraw([_key(dispute, offer)])


def _key(dispute: Dispute, offer: Offer) -> str:
    asked = dispute.party(Side(offer.side).other)
    return _reminder(offer).once_key(asked.user)


def _waiting(dispute: Dispute, offer: Offer) -> str:
    asked = dispute.party(Side(offer.side).other)
    return telling.party_key(asked, WAITING, once=offer.id)


def _reminder(offer: Offer) -> Message:
    return Message(
        kind=ENDING,
        once=offer.id,
        params={"dispute": offer.dispute_id, "when": offer.expires_at.isoformat()},
        dispute_id=offer.dispute_id,
        expires_at=offer.expires_at,
        not_before=offer.expires_at - REMINDER,
    )
