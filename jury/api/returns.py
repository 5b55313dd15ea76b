"""The return of the goods, and what is sent to the buyer again, as the API shows it."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Self

from jury.api.fields import Amount, Instant, Shown
from jury.services.returning.view import segments_of
from jury.storage.disputes import Dispute
from jury.storage.money.returns import Journey

# As in `meanings`: what each field is, in one line.
RETURN_MEANINGS: Mapping[str, Mapping[str, str]] = {
    "ReturnEvent": {
        "event": "what the courier did",
        "courier": "who carries it, when the buyer has not said so",
        "number": "under which number, likewise",
        "at": "when; now, when left out",
        "freight_minor": "what it cost, when you or an insurer bear it",
        "parcel": "of an exchange: `return`, or `resend` for the one to the buyer",
    },
    "ReturnSegments": {
        "agree": "until somebody was asked to send",
        "send": "until they were sent",
        "travel": "until they arrived",
        "inspect": "until they were accepted, or it was decided",
        "pay": "until the money had moved",
    },
    "ReturnShown": {
        "state": "where it stands",
        "due_at": "by when that step is over; null at an end",
        "courier": "who carries it",
        "courier_number": "under which number",
        "freight_bearer": "who bears the way back",
        "freight_cost": "what you said it cost",
        "contest_ground": "what whoever got it says is wrong",
        "opened_at": "when somebody was asked to send",
        "sent_at": "when they did",
        "received_at": "when it arrived",
        "ended_at": "when it was over",
        "paid_at": "when you paid",
        "segments": "how long each part took",
    },
}


class ReturnSegments(Shown):
    """How many seconds each part of a journey took; null until it has ended."""

    agree: int | None
    send: int | None
    travel: int | None
    inspect: int | None
    pay: int | None


class ReturnShown(Shown):
    """Goods under way: back to the seller, or to the buyer again."""

    state: str
    due_at: Instant | None
    courier: str
    courier_number: str
    freight_bearer: str
    freight_cost: Amount
    contest_ground: str | None
    opened_at: Instant
    sent_at: Instant | None
    received_at: Instant | None
    ended_at: Instant | None
    paid_at: Instant | None
    segments: ReturnSegments

    @classmethod
    def of(cls, dispute: Dispute, row: Journey | None) -> Self | None:
        """One journey of a dispute's goods, if they take it."""
        if row is None:
            return None
        parts = segments_of(dispute, row)
        return cls(
            state=row.state,
            due_at=row.due_at,
            courier=row.courier,
            courier_number=row.courier_number,
            freight_bearer=row.freight_bearer,
            freight_cost=Amount(
                minor=row.freight_cost_minor, currency=dispute.currency
            ),
            contest_ground=row.contest_ground,
            opened_at=row.opened_at,
            sent_at=row.sent_at,
            received_at=row.received_at,
            ended_at=row.ended_at,
            paid_at=row.paid_at,
            segments=ReturnSegments(
                agree=_seconds(parts.agree),
                send=_seconds(parts.send),
                travel=_seconds(parts.travel),
                inspect=_seconds(parts.inspect),
                pay=_seconds(parts.pay),
            ),
        )


def _seconds(part: timedelta | None) -> int | None:
    return None if part is None else int(part.total_seconds())
