"""What events carry in `data` when a dispute stands still, and when it goes on."""

from typing import Literal

from pydantic import Field

from jury.api.event_payloads import Payload, Time


class StoppedTold(Payload):
    """It waits for a stop."""

    cause: Literal["draws", "enforcement"] = Field(description="what is stopped")
    since: Time = Field(description="from when on its time stands still")


class PausedTold(Payload):
    """It is paused."""

    cause: str = Field(
        description="why, as a code: `side_away`, `marketplace_checks`, "
        "`file_checked`, `our_mistake`"
    )
    since: Time = Field(description="from when on its time stands still")


class ResumedTold(Payload):
    """It goes on, or waits for a stop that still stands."""

    cause: Literal["draws", "enforcement", "pause", "evidence"] = Field(
        description="what it stood still for"
    )
    seconds: int = Field(description="by how much its windows are longer now")
    closes_at: Time | None = Field(description="when its stage ends now")
    decided_by: Time = Field(description="the latest that both sides have a verdict")
    offer_until: Time | None = Field(
        None,
        description="until when the open offer can be accepted now; null: none is open",
    )


class LengthenedTold(Payload):
    """How much longer everything open lasts."""

    seconds: int = Field(description="how long nobody moved disputes on")
    closes_at: Time | None = Field(description="when the stage ends now")
    decided_by: Time = Field(description="the latest that both sides have a verdict")
    offer_until: Time | None = Field(
        None,
        description="until when the open offer can be accepted now; null: none is open",
    )
