"""The types of event of money beside the award: when each is told, what it carries."""

from collections.abc import Mapping
from typing import Any

from jury.api import money_payloads as told
from jury.api.event_payloads import Payload

Kind = tuple[str, type[Payload], Mapping[str, Any]]


def _cny(minor: int) -> dict[str, Any]:
    return {"minor": minor, "currency": "CNY"}


def _payment(kind: str, **minor: int) -> dict[str, Any]:
    accounts = ("buyer", "seller", "freight", "platform", "deposit")
    return {
        "refund": "RF-7781",
        "attempt": 1,
        "enforcement": f"dsp_02cb785d:{kind}:1",
        **{account: _cny(minor.get(account, 0)) for account in accounts},
        "answer_due_at": "2026-03-09T20:30:00+00:00",
    }


_ENDED = {"enforcement": "dsp_02cb785d:award", "attempt": 2}

MONEY_EVENTS: Mapping[str, Kind] = {
    "refund.reversal": (
        "the award was changed: move this between the sides, and answer",
        told.PaymentTold,
        _payment("reversal", buyer=12600, seller=-12600),
    ),
    "refund.compensation": (
        "it is final: pay this from the seller's deposit, and answer",
        told.PaymentTold,
        _payment("compensation", buyer=90000, deposit=-90000),
    ),
    "refund.advanced": (
        "pay this of your own money to a buyer of good standing, and answer",
        told.PaymentTold,
        _payment("advance", buyer=18000, platform=-18000),
    ),
    "refund.recovery": (
        "what you advanced beyond the award: take it back from the buyer, and answer",
        told.PaymentTold,
        _payment("recovery", buyer=-18000, platform=18000),
    ),
    "refund.paid_by_hand": (
        "a moderator has proof that it was paid: never pay it again",
        told.EndedTold,
        _ENDED,
    ),
    "refund.written_off": (
        "two moderators gave it up: never pay it",
        told.EndedTold,
        _ENDED,
    ),
}
