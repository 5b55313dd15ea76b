"""The life of an offer to settle, until it is accepted: made, refused, gone.

Offers are between the two sides: they never enter the file, and no juror learns that
there was one. Whatever ends the dispute ends the offer that stands.
"""

from datetime import datetime

from jury.domain.errors import N_, AlreadyDone, NotAllowed, NotFound, NotNow, TooMany
from jury.domain.lifecycle import DISPUTE, Side, Stage, Who
from jury.domain.settlement import (
    LIFE,
    MOST_A_SIDE,
    OFFER,
    OfferState,
    Terms,
    outcome_of,
)
from jury.services.law.rules import plain_ladder_of
from jury.services.notices import telling
from jury.services.proof import audit
from jury.services.settlement import offer_time
from jury.services.stages import refuse_paused
from jury.storage.base import current_session, new_id
from jury.storage.disputes import Dispute, Party, get_dispute
from jury.storage.offers import Offer, count_offers, find_open_offer, last_number

EXPIRED = "expired"


class TooLateToSettle(NotNow):
    """The dispute is decided or over."""

    code = "too_late_to_settle"
    sentence = N_("The dispute is decided or over. Nothing can be settled any more.")


class OfferGone(NotNow):
    """The offer that somebody saw does not stand any more."""

    code = "offer_gone"
    sentence = N_("This offer does not stand any more. Please look at what stands now.")


class OfferCame(NotNow):
    """The other side made an offer while this one was being thought about."""

    code = "offer_came"
    sentence = N_("Meanwhile the other side made an offer. Please look at it first.")


def may_settle(dispute: Dispute) -> bool:
    """Whether the table of the lifecycle, and no pause, lets the sides settle now."""
    rows = DISPUTE.acts_at(Stage(dispute.stage))
    return not dispute.is_paused and any(row.act == "settle" for row in rows)


def offers_left(dispute: Dispute, side: Side) -> int:
    """How many offers a side may still make in this round."""
    made = count_offers(dispute.id, dispute.round_number, side)
    return max(0, MOST_A_SIDE - made)


def make_offer(
    dispute_id: str,
    side: Side,
    terms: Terms,
    *,
    now: datetime,
    answering: str | None = None,
) -> Offer:
    """A side offers to settle; an offer that stands, of either side, is replaced.

    `answering` is the offer that stood when this side made up its mind, "" for none:
    one that came meanwhile is not replaced unseen. Without it nobody looks.
    """
    dispute = get_dispute(dispute_id)
    require_open(dispute)
    outcome = outcome_of(terms, plain_ladder_of(dispute), dispute.held_minor)
    offer = Offer(
        id=new_id("ofr"),
        dispute_id=dispute.id,
        round_number=dispute.round_number,
        number=last_number(dispute.id) + 1,
        side=side.value,
        rung=terms.rung,
        held_minor=dispute.held_minor,
        buyer_minor=outcome.buyer_minor,
        seller_minor=outcome.seller_minor,
        freight_minor=outcome.freight_minor,
        freight_bearer=outcome.freight_bearer.value,
        made_at=now,
        expires_at=now + LIFE,
    )
    lapse_expired(dispute, now=now)
    standing = find_open_offer(dispute.id)
    _refuse_unseen(offer, standing, answering)
    _refuse_same(offer, standing)
    if not offers_left(dispute, side):
        raise TooMany(
            N_(
                "You have made as many offers as you can. You can still accept or "
                "decline what the other side offers."
            )
        )
    if standing is not None:
        change(standing, "replace", now=now)
    current_session().add(offer)
    _tell_made(dispute, offer, standing, now=now)
    return offer


def decline_offer(
    dispute_id: str, side: Side, offer_id: str, *, now: datetime
) -> Offer:
    """The other side says no to the offer it saw."""
    dispute = get_dispute(dispute_id)
    offer = get_standing(dispute, offer_id, now=now)
    if offer.side == side.value:
        raise NotAllowed
    change(offer, "decline", now=now)
    _tell(dispute, offer, "declined", actor=f"party:{side}", now=now)
    _notify(dispute.party(side.other), "offer.declined", offer, now=now)
    return offer


def withdraw_offer(
    dispute_id: str, side: Side, offer_id: str, *, now: datetime
) -> Offer:
    """Whoever made the offer takes it back."""
    dispute = get_dispute(dispute_id)
    offer = get_standing(dispute, offer_id, now=now)
    if offer.side != side.value:
        raise NotAllowed
    change(offer, "withdraw", now=now)
    _tell(dispute, offer, "withdrawn", actor=f"party:{side}", now=now)
    _notify(dispute.party(side.other), "offer.withdrawn", offer, now=now)
    return offer


def lapse_expired(dispute: Dispute, *, now: datetime) -> bool:
    """Note that the open offer has expired, if it has, and say so to its maker."""
    offer = find_open_offer(dispute.id)
    if offer is None or offer.expires_at > dispute.window_time(now):
        return False
    change(offer, "lapse", Who.SWEEP, now=now)
    _tell(dispute, offer, "lapsed", actor="sweep", now=now, cause=EXPIRED)
    _notify(dispute.party(Side(offer.side)), "offer.lapsed", offer, now=now)
    return True


def lapse_open(dispute: Dispute, *, cause: str, now: datetime) -> None:
    """The dispute is decided or ended: an offer that still stood is gone.

    Both sides are told of what came instead.
    """
    offer = find_open_offer(dispute.id)
    if offer is not None:
        change(offer, "lapse", Who.SWEEP, now=now)
        _tell(dispute, offer, "lapsed", actor="sweep", now=now, cause=cause)


def require_open(dispute: Dispute) -> None:
    """Refuse what comes too late or in a pause; NotFound: the sides know no shadow."""
    if dispute.is_shadow:
        raise NotFound
    refuse_paused(dispute)
    if not may_settle(dispute):
        raise TooLateToSettle


def get_standing(dispute: Dispute, offer_id: str, *, now: datetime) -> Offer:
    """The offer that somebody saw, while it stands; else OfferGone.

    Naming it keeps anybody from answering another offer than the one they read.
    """
    require_open(dispute)
    offer = find_open_offer(dispute.id)
    if (
        offer is None
        or offer.id != offer_id
        or offer.expires_at <= dispute.window_time(now)
    ):
        raise OfferGone
    return offer


def change(offer: Offer, act: str, who: Who = Who.PARTY, *, now: datetime) -> None:
    """Move an offer along its table; the reminder of it is taken back."""
    offer.state = OFFER.after(OfferState(offer.state), act, who).value
    offer.answered_at = now
    offer_time.drop_reminder(get_dispute(offer.dispute_id), offer)
    # The next offer may only stand once this one is kept as gone.
    current_session().flush()


def told_of(dispute: Dispute, offer: Offer) -> dict[str, object]:
    """What the log and the marketplace are told of an offer."""
    return {
        "offer": offer.id,
        "number": offer.number,
        "side": offer.side,
        "rung": offer.rung,
        "buyer": {"minor": offer.buyer_minor, "currency": dispute.currency},
        "seller": {"minor": offer.seller_minor, "currency": dispute.currency},
        "freight": {"minor": offer.freight_minor, "currency": dispute.currency},
        "freight_bearer": offer.freight_bearer,
    }


def _refuse_unseen(offer: Offer, standing: Offer | None, answering: str | None) -> None:
    if answering is None or standing is None or standing.side == offer.side:
        return
    if standing.id != answering:
        raise OfferCame


def _refuse_same(offer: Offer, standing: Offer | None) -> None:
    if standing is None or _terms(offer) != _terms(standing):
        return
    if offer.side == standing.side:
        raise AlreadyDone(N_("You offer exactly this already."))
    raise AlreadyDone(
        N_("The other side offers exactly this. You can accept it instead.")
    )


def _terms(offer: Offer) -> tuple[object, ...]:
    return offer.rung, offer.buyer_minor, offer.seller_minor, offer.freight_minor


def _tell_made(
    dispute: Dispute, offer: Offer, replaced: Offer | None, *, now: datetime
) -> None:
    """The other side hears at once, and once more before the offer expires."""
    told = {
        **told_of(dispute, offer),
        "expires_at": offer.expires_at.isoformat(),
        "replaces": replaced.id if replaced else None,
    }
    actor = f"party:{offer.side}"
    audit.record(dispute.id, "offer.made", told, actor=actor, now=now)
    telling.emit(dispute, "dispute.offered", told, now=now)
    side = Side(offer.side).other
    is_waiting = dispute.stands_since is not None
    telling.notify_party(
        dispute.party(side),
        offer_time.WAITING if is_waiting else "offer.made",
        now=now,
        expires_at=None if is_waiting else offer.expires_at,
        once=offer.id,
    )
    offer_time.remind(dispute, now=now)


def _tell(
    dispute: Dispute,
    offer: Offer,
    what: str,
    *,
    actor: str,
    now: datetime,
    **more: object,
) -> None:
    told: dict[str, object] = {"offer": offer.id, "number": offer.number, **more}
    audit.record(dispute.id, f"offer.{what}", told, actor=actor, now=now)
    telling.emit(dispute, f"dispute.offer_{what}", told, now=now)


def _notify(party: Party, kind: str, offer: Offer, *, now: datetime) -> None:
    telling.notify_party(party, kind, now=now, once=offer.id)
