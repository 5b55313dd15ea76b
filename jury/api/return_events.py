"""The events of a return, and what they carry; part of the reference of events."""

from collections.abc import Mapping
from typing import Any

from pydantic import Field

from jury.api.event_payloads import Payload, Time
from jury.api.fields import SideName
from jury.domain.lives.returns import ContestGround, ReturnState


class ReturnTold(Payload):
    """A step of a return; the number of the parcel is in the API alone."""

    state: str = Field(
        description=f"where it stands: {', '.join(f'`{one}`' for one in ReturnState)}"
    )
    due_at: Time | None = Field(description="by when this step is over; null at an end")
    freight_bearer: str = Field(description="who bears the way back")
    took_seconds: int = Field(description="how long the step before took")


class ReturnContestedTold(ReturnTold):
    """That a moderator has to decide about what came back."""

    ground: str | None = Field(
        None,
        description="of whoever got it: "
        + ", ".join(f"`{one}`" for one in ContestGround),
    )
    cause: str | None = Field(None, description="`appeal` from a first decision")


class ReturnDecidedTold(ReturnTold):
    """What a moderator decided; it can be appealed once."""

    for_: SideName = Field(alias="for", description="whose way it went")
    number: int = Field(description="1; 2 on appeal, and that is final")


class ReturnEndedTold(ReturnTold):
    """The last step: `refund.instructed` follows, of an exchange `resend.due`."""

    ended_for: SideName = Field(
        description="`buyer`: as decided; `seller`: the whole held sum is the seller's"
    )
    freight_outside_minor: int = Field(
        description="what platform or insurer pays for the way back, beside the sum"
    )


def _told(state: str, due_at: str | None, **more: Any) -> dict[str, Any]:
    return {
        "state": state,
        "due_at": due_at,
        "freight_bearer": "seller",
        "took_seconds": 93600,
        **more,
    }


_AT = "2026-03-16T20:30:00+00:00"
_FOR_BUYER = {"ended_for": "buyer", "freight_outside_minor": 0}
_FOR_SELLER = {"ended_for": "seller", "freight_outside_minor": 0}

# When each is told, what it carries, and an example.
RETURN_EVENTS: Mapping[str, tuple[str, type[Payload], Mapping[str, Any]]] = {
    "return.due": (
        "the goods go back: show the buyer where to",
        ReturnTold,
        _told("due", _AT),
    ),
    "return.sent": (
        "they are on their way: follow the parcel",
        ReturnTold,
        _told("sent", _AT),
    ),
    "return.missing": (
        "they did not arrive in time; a moderator finds out",
        ReturnTold,
        _told("missing", _AT),
    ),
    "return.received": (
        "they have arrived; the seller looks",
        ReturnTold,
        _told("received", _AT),
    ),
    "return.contested": (
        "the seller says what is wrong, or a decision was appealed",
        ReturnContestedTold,
        _told("contested", _AT, ground="empty"),
    ),
    "return.decided": (
        "a moderator has decided; money still waits",
        ReturnDecidedTold,
        {**_told("decided", _AT), "for": "buyer", "number": 1},
    ),
    "return.accepted": (
        "it counts as returned; now final",
        ReturnEndedTold,
        _told("accepted", None, **_FOR_BUYER),
    ),
    "return.refused": (
        "it does not count as returned; now final",
        ReturnEndedTold,
        _told("refused", None, **_FOR_SELLER),
    ),
    "return.lapsed": (
        "the buyer did not send in time; now final",
        ReturnEndedTold,
        _told("lapsed", None, **_FOR_SELLER),
    ),
}
