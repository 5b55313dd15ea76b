"""The events of a refund: whom to pay, what was answered, and that nothing was."""

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import Field

from jury.api.event_payloads import Payload, Time
from jury.api.fields import Amount


class InstructedTold(Payload):
    """Whom to pay; buyer, seller and freight add up to what is held."""

    refund: str = Field(description="your reference of the refund record")
    attempt: int = Field(description="counts from 1; say it in your answer")
    enforcement: str = Field(
        description="the same at every attempt: the key of your payment"
    )
    held: Amount = Field(description="what you hold")
    buyer: Amount = Field(description="pay this to the buyer")
    seller: Amount = Field(description="and this to the seller")
    freight: Amount = Field(description="and this for the carriage")
    advanced: Amount | None = Field(
        None, description="of the buyer's share: keep it, you advanced it"
    )
    answer_due_at: Time = Field(description="until when your answer is awaited")


class AnsweredTold(Payload):
    """What you answered."""

    answer: Literal["executed", "refused", "unknown"] = Field(description="your result")
    code: str = Field(description="your code, or empty")
    attempt: int = Field(description="which instruction it answers")
    enforcement: str | None = Field(
        None, description="of a payment beside the award: its key"
    )
    answer_due_at: Time = Field(
        description="until when one was awaited; after `refused` and `unknown` anew"
    )


class OverdueTold(Payload):
    """That an instruction was not answered."""

    attempt: int = Field(description="which instruction")
    enforcement: str | None = Field(
        None, description="of a payment beside the award: its key"
    )
    answer_due_at: Time = Field(description="until when an answer is awaited now")


def _cny(minor: int) -> dict[str, Any]:
    return {"minor": minor, "currency": "CNY"}


def _answered(result: str, when: str) -> tuple[str, type[Payload], Mapping[str, Any]]:
    code = "account_closed" if result == "refused" else ""
    example = {"answer": result, "code": code, "attempt": 1, "answer_due_at": _DUE_AT}
    return when, AnsweredTold, example


_DUE_AT = "2026-03-09T20:30:00+00:00"

# Each with when it is told, what it carries, and an example.
REFUND_EVENTS: Mapping[str, tuple[str, type[Payload], Mapping[str, Any]]] = {
    "refund.instructed": (
        "pay now, and answer",
        InstructedTold,
        {
            "refund": "RF-7781",
            "attempt": 1,
            "enforcement": "dsp_02cb785d:award",
            "held": _cny(19200),
            "buyer": _cny(5400),
            "seller": _cny(13800),
            "freight": _cny(0),
            "answer_due_at": _DUE_AT,
        },
    ),
    "refund.executed": _answered("executed", "you paid"),
    "refund.refused": _answered("refused", "you would not; a moderator looks into it"),
    "refund.unknown": _answered("unknown", "you cannot tell; a moderator asks"),
    "refund.overdue": (
        "you have not answered for a day; a moderator asks",
        OverdueTold,
        {"attempt": 1, "answer_due_at": _DUE_AT},
    ),
}
