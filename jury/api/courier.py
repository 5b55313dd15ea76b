"""What a courier says of goods under way, as the marketplace passes it on."""

from datetime import datetime
from typing import Annotated, Literal

from flask import Blueprint
from pydantic import StringConstraints

from jury.api.fields import Minor, Moment, Strict
from jury.api.keys import caller, keyed
from jury.api.once import once
from jury.api.openapi import describe
from jury.api.returns import ReturnShown
from jury.services.reading.outside import outside_view
from jury.services.returning.returns import (
    COURIER_LENGTH,
    NUMBER_LENGTH,
    CourierFact,
    receive_courier,
)

blueprint = Blueprint("api_courier", __name__)


class ReturnEvent(Strict):
    """What a courier says of the parcel; without a number the one named before."""

    event: Literal["picked_up", "delivered"]
    courier: Annotated[str, StringConstraints(max_length=COURIER_LENGTH)] = ""
    number: Annotated[str, StringConstraints(max_length=NUMBER_LENGTH)] = ""
    at: Moment | None = None
    freight_minor: Minor | None = None
    parcel: Literal["return", "resend"] = "return"


def _dispute_itself(dispute_id: str) -> str:
    return outside_view(dispute_id).dispute.id


@blueprint.post("/disputes/<dispute_id>/return-events")
@describe(takes=ReturnEvent, gives=ReturnShown, refuses=(404, 409))
@keyed("disputes:write")
@once(ReturnEvent, lock=_dispute_itself)
def tell_courier(asked: ReturnEvent, *, now: datetime, dispute_id: str) -> ReturnShown:
    """Pass on what the courier says of a parcel; repeats change nothing."""
    fact = CourierFact(
        kind=asked.event,
        courier=asked.courier,
        number=asked.number,
        at=asked.at,
        freight_minor=asked.freight_minor,
        is_resend=asked.parcel == "resend",
    )
    row = receive_courier(dispute_id, fact, actor=caller().actor, now=now)
    dispute = outside_view(dispute_id).dispute
    return ReturnShown.model_validate(ReturnShown.of(dispute, row))
