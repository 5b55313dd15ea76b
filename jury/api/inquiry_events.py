"""The events of a poll that waits for evidence, as event_reference has all others."""

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from jury.api.event_kind import EventKind
from jury.api.event_payloads import Payload, Time


class EvidenceAskedTold(Payload):
    """Enough jurors asked a side for the same; who and how many is never told."""

    draw_no: int = Field(description="which draw of the round")
    round_number: int = Field(description="2 on appeal")
    ask: str = Field(description="what for, as a code of the form")
    side: Literal["buyer", "seller"] = Field(description="who is asked")
    due_at: Time = Field(description="until when it may be answered, once")


class EvidenceAnsweredTold(Payload):
    """The side answered; what it filed is covered before jurors see it."""

    side: Literal["buyer", "seller"] = Field(description="who answered")
    words: bool = Field(description="whether it wrote something")
    exhibits: int = Field(description="how many pieces of evidence it filed with it")


INQUIRY_EVENTS: Mapping[str, EventKind] = {
    "dispute.evidence_asked": EventKind(
        "its jury asks a side for something; the vote and all windows wait",
        EvidenceAskedTold,
        {
            "draw_no": 1,
            "round_number": 1,
            "ask": "serial_number",
            "side": "buyer",
            "due_at": "2026-03-06T20:30:00+00:00",
        },
    ),
    "dispute.evidence_answered": EventKind(
        "that side answered; covered, it goes to the jury, and the vote goes on",
        EvidenceAnsweredTold,
        {"side": "buyer", "words": True, "exhibits": 1},
    ),
}
