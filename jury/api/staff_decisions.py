"""Shadow disputes: the marketplace reports what its own staff decided."""

from datetime import datetime
from typing import Annotated

from flask import Blueprint
from pydantic import StringConstraints

from jury.api.answers import DisputeShown
from jury.api.disputes import dispute_itself
from jury.api.fields import Moment, Money, Strict
from jury.api.keys import caller, keyed
from jury.api.once import fields_at, once
from jury.api.openapi import describe
from jury.services.moderation.shadow import Decided, report_staff_decision
from jury.services.reading.outside import outside_view

blueprint = Blueprint("api_staff_decisions", __name__)

PLACES = {"buyer": "/buyer", "decided_at": "/decided_at"}


class StaffDecisionMade(Strict):
    """What the buyer gets by the decision of staff, when they made it, and its code."""

    buyer: Money
    decided_at: Moment
    code: Annotated[
        str, StringConstraints(max_length=60, pattern=r"^[A-Za-z0-9_.:-]*$")
    ] = ""


@blueprint.post("/disputes/<dispute_id>/staff-decision")
@describe(takes=StaffDecisionMade, gives=DisputeShown, refuses=(404, 409))
@keyed("disputes:write")
@once(StaffDecisionMade, lock=dispute_itself)
def report(asked: StaffDecisionMade, *, now: datetime, dispute_id: str) -> DisputeShown:
    """Report what staff decided in a dispute that runs beside them.

    Before the verdict or after it, once; it is kept and compared, and moves nothing.
    """
    decided = Decided(
        buyer_minor=asked.buyer.minor,
        currency=asked.buyer.currency,
        decided_at=asked.decided_at,
        code=asked.code,
    )
    with fields_at(PLACES):
        report_staff_decision(dispute_id, decided, actor=caller().actor, now=now)
    return DisputeShown.of(outside_view(dispute_id))
