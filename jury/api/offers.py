"""Offers to settle, as the API shows them."""

from typing import Self

from pydantic import Field

from jury.api.fields import Amount, Instant, Shown
from jury.services.reading.outside import OutsideView


class OfferShown(Shown):
    """The newest offer to settle; `rung` is null for a sum of the parties' own."""

    id: str
    number: int
    side: str
    rung: str | None
    buyer: Amount
    seller: Amount
    freight: Amount
    made_at: Instant
    expires_at: Instant
    state: str = Field(
        description="open, accepted, declined, withdrawn, replaced or lapsed"
    )

    @classmethod
    def of(cls, view: OutsideView) -> Self | None:
        """The newest offer of a dispute, if there was one."""
        offer, currency = view.offer, view.dispute.currency
        if offer is None:
            return None
        return cls(
            id=offer.id,
            number=offer.number,
            side=offer.side,
            rung=offer.rung,
            buyer=Amount(minor=offer.buyer_minor, currency=currency),
            seller=Amount(minor=offer.seller_minor, currency=currency),
            freight=Amount(minor=offer.freight_minor, currency=currency),
            made_at=offer.made_at,
            expires_at=offer.expires_at,
            state=offer.state,
        )
