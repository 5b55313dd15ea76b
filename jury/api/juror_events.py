"""The events about people who judge, as event_reference has all others."""

from collections.abc import Mapping

from pydantic import Field

from jury.api.event_kind import EventKind
from jury.api.event_payloads import Payload


class CreditedTold(Payload):
    """Complete service of one of your users; of which dispute is never told."""

    user: str = Field(description="your reference of the user")
    votes: int = Field(description="how many votes are credited")


JUROR_EVENTS: Mapping[str, EventKind] = {
    "juror.credited": EventKind(
        "a dispute closed, and somebody had read all of it and voted: pay your thanks",
        CreditedTold,
        {"user": "u-3141", "votes": 1},
    ),
}
