"""The events of goods that are sent to the buyer again; part of the reference."""

from collections.abc import Mapping
from typing import Any

from pydantic import Field

from jury.api.event_payloads import Payload
from jury.api.fields import SideName
from jury.api.return_events import ReturnContestedTold, ReturnDecidedTold, ReturnTold


class ResendDueTold(ReturnTold):
    """The seller is asked to send; the money waits."""

    instead_minor: int = Field(
        description="what the buyer gets of the held sum when it is not sent"
    )


class ResendEndedTold(ReturnTold):
    """The last step: `refund.instructed` follows."""

    ended_for: SideName = Field(
        description="`seller`: as decided; `buyer`: money instead"
    )
    freight_outside_minor: int = Field(description="always 0: whoever sends pays")


def _told(state: str, due_at: str | None, **more: Any) -> dict[str, Any]:
    return {
        "state": state,
        "due_at": due_at,
        "freight_bearer": "seller",
        "took_seconds": 93600,
        **more,
    }


_AT = "2026-03-26T20:30:00+00:00"
_FOR_SELLER = {"ended_for": "seller", "freight_outside_minor": 0}
_FOR_BUYER = {"ended_for": "buyer", "freight_outside_minor": 0}

# When each is told, what it carries, and an example.
RESEND_EVENTS: Mapping[str, tuple[str, type[Payload], Mapping[str, Any]]] = {
    "resend.due": (
        "the seller has to send to the buyer; of an exchange the first parcel is back",
        ResendDueTold,
        _told("due", _AT, instead_minor=12900),
    ),
    "resend.sent": (
        "it is on its way to the buyer: follow the parcel",
        ReturnTold,
        _told("sent", _AT),
    ),
    "resend.missing": (
        "it did not arrive in time; a moderator finds out",
        ReturnTold,
        _told("missing", _AT),
    ),
    "resend.received": (
        "it has arrived; the buyer looks",
        ReturnTold,
        _told("received", _AT),
    ),
    "resend.contested": (
        "the buyer says what is wrong, or a decision was appealed",
        ReturnContestedTold,
        _told("contested", _AT, ground="swapped"),
    ),
    "resend.decided": (
        "a moderator has decided; money still waits",
        ReturnDecidedTold,
        {**_told("decided", _AT), "for": "seller", "number": 1},
    ),
    "resend.accepted": (
        "it counts as delivered; now final",
        ResendEndedTold,
        _told("accepted", None, **_FOR_SELLER),
    ),
    "resend.refused": (
        "it does not count as delivered; now final",
        ResendEndedTold,
        _told("refused", None, **_FOR_BUYER),
    ),
    "resend.lapsed": (
        "the seller did not send in time; now final",
        ResendEndedTold,
        _told("lapsed", None, **_FOR_BUYER),
    ),
}
