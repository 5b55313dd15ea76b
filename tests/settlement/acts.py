"""What a side does about a settlement, each act in a transaction of its own."""

from datetime import datetime, timedelta

from sqlalchemy import select

from jury.domain.lifecycle import Side
from jury.domain.respites import Period
from jury.domain.settlement import Terms
from jury.services.settlement import offers, settle, withdraw
from jury.services.standstill import windows
from jury.storage.base import current_session
from jury.storage.disputes import get_dispute
from jury.storage.offers import find_open_offer, list_offers
from jury.storage.outside.outbox import Notice
from jury.storage.transaction import transaction
from tests.web.people import look_again


def offer(dispute: str, side: Side, *, to_buyer: int = 5000, rung: str = "") -> str:
    """A side offers a sum, or a rung of the ladder; the offer's id."""
    terms = Terms(rung) if rung else Terms(None, to_buyer)
    with transaction(lock=dispute) as now:
        return offers.make_offer(dispute, side, terms, now=now).id


def accept(dispute: str, side: Side, offer_id: str = "") -> None:
    """A side accepts the offer it saw; by default the one that stands."""
    seen = offer_id or standing(dispute)
    with transaction(lock=dispute) as now:
        settle.accept_offer(dispute, side, seen, now=now)


def decline(dispute: str, side: Side, offer_id: str = "") -> None:
    """A side says no."""
    seen = offer_id or standing(dispute)
    with transaction(lock=dispute) as now:
        offers.decline_offer(dispute, side, seen, now=now)


def take_back(dispute: str, side: Side, offer_id: str = "") -> None:
    """A side takes its offer back."""
    seen = offer_id or standing(dispute)
    with transaction(lock=dispute) as now:
        offers.withdraw_offer(dispute, side, seen, now=now)


def give_up(dispute: str, side: Side, *, actor: str = "") -> None:
    """The side that filed withdraws the dispute."""
    with transaction(lock=dispute) as now:
        withdraw.withdraw_dispute(
            dispute, side, actor=actor or f"party:{side}", now=now
        )


def standing(dispute: str) -> str:
    """The id of the offer that stands; empty when none does."""
    look_again()
    found = find_open_offer(dispute)
    return found.id if found else ""


def states(dispute: str) -> list[str]:
    """What became of every offer, in the order they were made."""
    look_again()
    return [one.state for one in list_offers(dispute)]


def told(kind: str) -> list[Notice]:
    """All notices of a kind, whoever got them."""
    look_again()
    query = select(Notice).where(Notice.kind == kind)
    return list(current_session().scalars(query))


def expiry(dispute: str) -> datetime:
    """Until when the open offer stands."""
    look_again()
    offer = find_open_offer(dispute)
    assert offer is not None
    return offer.expires_at


def lengthen(dispute: str, *, by: timedelta, since: datetime | None = None) -> None:
    """The court was out of order for so long, from now on or from an earlier time."""
    with transaction(lock=dispute) as now:
        period = Period(since or now, (since or now) + by)
        windows.give_back(get_dispute(dispute), period, cause="outage", now=now)
