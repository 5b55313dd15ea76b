"""What events of acts of staff carry in `data`: a model each."""

from typing import Literal

from pydantic import Field

from jury.api.event_payloads import Payload, Time
from jury.api.fields import Amount


class StruckTold(Payload):
    """An exhibit that no longer counts."""

    exhibit: str = Field(description="the exhibit's id")
    code: str = Field(description="why, as a code")
    stage: str = Field(description="where the dispute stood")


class UndoneTold(Payload):
    """An act of a moderator that was taken back: it counts as never done."""

    act: str = Field(description="which act, as the log calls it")
    exhibit: str | None = Field(description="the exhibit's id, if it was about one")


class DoubtedTold(Payload):
    """A verdict that is held until staff say whether it stands without an exhibit."""

    round_number: int = Field(description="of the verdict")
    exhibit: str = Field(description="the exhibit's id")
    held_until: Time = Field(
        description="until when at least; it comes again when staff are late"
    )


class UpheldTold(Payload):
    """A verdict that stands without an exhibit that was struck after it."""

    round_number: int = Field(description="of the verdict")
    exhibit: str = Field(description="the exhibit's id")
    final_at: Time = Field(description="when it binds; money stays held until then")


class OverturnedTold(Payload):
    """A verdict that does not stand without it; staff decide in the next round."""

    round_number: int = Field(description="of the verdict")
    exhibit: str = Field(description="the exhibit's id")


class VoidTold(Payload):
    """A vote that must not count; how many had voted is never told."""

    draw_no: int = Field(description="which draw of the round")
    round_number: int = Field(description="1; 2 on appeal")
    outcome: Literal["void"] = Field(description="always `void`")
    cause: str = Field(description="why, as a code")


class StaffDecidedTold(Payload):
    """What staff decided beside a shadow, as it was reported."""

    buyer: Amount = Field(description="what the buyer gets by it")
    code: str = Field(description="your code, or empty")
    decided_at: Time = Field(description="when they decided")
    before_verdict: bool = Field(description="whether the jury had not decided yet")
