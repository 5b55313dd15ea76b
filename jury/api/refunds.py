"""What became of an instructed refund: the marketplace answers, and may ask."""

from datetime import datetime
from typing import Annotated, Literal

from flask import Blueprint, Response
from pydantic import Field, StringConstraints

from jury.api.answers import RefundShown
from jury.api.fields import Strict
from jury.api.keys import caller, keyed
from jury.api.once import once
from jury.api.openapi import describe
from jury.api.requests import show
from jury.services.money.remedy import Answer, receive_answer
from jury.storage.money.payments import list_payments
from jury.storage.money.refunds import get_refund

blueprint = Blueprint("api_refunds", __name__)


class RefundAnswer(Strict):
    """What the marketplace did with the instruction; a refusal names its code.

    `attempt` is the one of `refund.instructed`; without it the last is meant.
    `enforcement` is the key that an instruction named; without it the award is meant.
    """

    result: Literal["executed", "refused", "unknown"]
    code: Annotated[
        str, StringConstraints(max_length=60, pattern=r"^[A-Za-z0-9_.:-]*$")
    ] = ""
    attempt: Annotated[int, Field(ge=1, le=1_000_000)] | None = None
    enforcement: Annotated[str, StringConstraints(max_length=200)] | None = None


def _dispute_of(refund_ref: str) -> str:
    return get_refund(refund_ref).dispute_id


@blueprint.post("/refunds/<refund_ref>/answers")
@describe(takes=RefundAnswer, gives=RefundShown, refuses=(404, 409))
@keyed("refunds:write")
@once(RefundAnswer, lock=_dispute_of)
def answer_refund(
    asked: RefundAnswer, *, now: datetime, refund_ref: str
) -> RefundShown:
    """Say what became of an instructed refund."""
    answer = Answer(**asked.model_dump())
    record = receive_answer(refund_ref, answer, actor=caller().actor, now=now)
    return RefundShown.of(record, list_payments(record.dispute_id))


@blueprint.get("/refunds/<refund_ref>")
@describe(gives=RefundShown, refuses=(404,))
@keyed("refunds:write", "disputes:read")
def show_refund(refund_ref: str) -> Response:
    """Show a refund record."""
    record = get_refund(refund_ref)
    return show(RefundShown.of(record, list_payments(record.dispute_id)))
