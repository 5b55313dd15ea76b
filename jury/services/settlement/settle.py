"""The sides settle: one accepts what the other offers, before any verdict."""

from datetime import datetime

from jury.domain.errors import NotAllowed
from jury.domain.law.ladder import OfferedRung
from jury.domain.lifecycle import EndedBy, Side
from jury.domain.settlement import Terms, outcome_of
from jury.services.law.rules import plain_ladder_of
from jury.services.settlement import offers
from jury.services.settlement.endings import Ending, end_unjudged
from jury.storage.disputes import Dispute, get_dispute
from jury.storage.offers import Offer
from jury.storage.verdicts import Verdict


def accept_offer(
    dispute_id: str, side: Side, offer_id: str, *, now: datetime
) -> Verdict:
    """Accept the very offer that this side saw; the dispute ends by it.

    Raises OfferGone when it was replaced, taken back or has expired, TooLateToSettle
    when a verdict came first, NotAllowed to whoever made it.
    """
    dispute = get_dispute(dispute_id)
    offer = offers.get_standing(dispute, offer_id, now=now)
    if offer.side == side.value:
        raise NotAllowed
    outcome = outcome_offered(dispute, offer)
    offers.change(offer, "accept", now=now)
    ending = Ending(
        act="settle",
        ended_by=EndedBy.SETTLEMENT,
        outcome=outcome,
        actor=f"party:{side}",
        event="dispute.settled",
        told={"offer": offer.id, "number": offer.number, "side": side.value},
    )
    return end_unjudged(dispute, ending, now=now)


def outcome_offered(dispute: Dispute, offer: Offer) -> OfferedRung:
    """The outcome that an offer stands for: by the sums that were shown, or not."""
    terms = Terms(offer.rung, offer.buyer_minor)
    outcome = outcome_of(terms, plain_ladder_of(dispute), dispute.held_minor)
    shown = offer.buyer_minor, offer.seller_minor, offer.freight_minor
    if shown != (outcome.buyer_minor, outcome.seller_minor, outcome.freight_minor):
        raise ValueError("the offer has other sums than the outcome it names")
    return outcome
