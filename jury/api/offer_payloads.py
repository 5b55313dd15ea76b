"""What the events of offers to settle carry in `data`."""

from pydantic import Field

from jury.api.event_payloads import Payload, Time
from jury.api.fields import Amount, SideName


class OfferedTold(Payload):
    """An offer to settle; at most one of a dispute stands."""

    offer: str = Field(description="the offer's id")
    number: int = Field(description="its number in the dispute")
    side: SideName = Field(description="who made it")
    rung: str | None = Field(description="the remedy's code; null for a sum")
    buyer: Amount = Field(description="what the buyer would get")
    seller: Amount = Field(description="what the seller would get")
    freight: Amount = Field(description="what would go to the carrier")
    freight_bearer: str = Field(description="out of whose share")
    expires_at: Time = Field(description="until when it can be accepted")
    replaces: str | None = Field(description="the offer that it takes the place of")


class OfferTold(Payload):
    """An offer that is gone."""

    offer: str = Field(description="the offer's id")
    number: int = Field(description="its number in the dispute")


class LapsedTold(OfferTold):
    """An offer that ended by itself."""

    cause: str = Field(description="`expired`, or what ended the dispute")
