"""A sandbox's clock: a dispute's days pass in a minute."""

from datetime import datetime, timedelta
from typing import Annotated

from flask import Blueprint
from pydantic import Field

from jury.api.answers import ClockShown
from jury.api.fields import Strict
from jury.api.keys import caller, keyed
from jury.api.once import once
from jury.api.openapi import describe
from jury.services.sandbox import FURTHEST, advance_clock

blueprint = Blueprint("api_sandbox", __name__)


class Step(Strict):
    """How far to move the clock; it never goes back."""

    seconds: Annotated[int, Field(ge=1, le=int(FURTHEST.total_seconds()))]


@blueprint.post("/sandbox/clock:advance")
@describe(takes=Step, gives=ClockShown, refuses=(404,))
@keyed("sandbox:clock")
@once(Step)
def move_clock(asked: Step, *, now: datetime) -> ClockShown:
    """Move the sandbox's clock forward; only a sandbox has this address."""
    by = timedelta(seconds=asked.seconds)
    return ClockShown(now=advance_clock(by, actor=caller().actor, now=now))
