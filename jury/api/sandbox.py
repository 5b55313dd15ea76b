"""A sandbox's clock and jury: a dispute's days pass in a minute, without people."""

from datetime import datetime, timedelta
from typing import Annotated

from flask import Blueprint, Response
from pydantic import Field

from jury import clock
from jury.api.answers import ClockRead, ClockShown
from jury.api.fields import Strict
from jury.api.keys import caller, keyed
from jury.api.once import once, once_after
from jury.api.openapi import describe
from jury.api.requests import show
from jury.services.playing.rehearsal import play_jury
from jury.services.playing.sandbox import FURTHEST, advance_clock, is_caught_up

blueprint = Blueprint("api_sandbox", __name__)


class Step(Strict):
    """How far to move the clock; it never goes back."""

    seconds: Annotated[int, Field(ge=1, le=int(FURTHEST.total_seconds()))]


class Choice(Strict):
    """The rung that every called juror votes for, counted from 0."""

    rung: Annotated[int, Field(ge=0, le=20)]


@blueprint.get("/sandbox/clock")
@describe(gives=ClockRead, refuses=(404,))
@keyed("sandbox:clock")
def read_clock() -> Response:
    """Read the sandbox's clock, and whether all that is due was done and told."""
    now = clock.now()
    return show(ClockRead(now=now, caught_up=is_caught_up(now)))


@blueprint.post("/sandbox/clock:advance")
@describe(takes=Step, gives=ClockShown, refuses=(404,))
@keyed("sandbox:clock")
@once(Step)
def move_clock(asked: Step, *, now: datetime) -> ClockShown:
    """Move the sandbox's clock forward; only a sandbox has this address."""
    by = timedelta(seconds=asked.seconds)
    return ClockShown(now=advance_clock(by, actor=caller().actor, now=now))


@blueprint.post("/sandbox/disputes/<dispute_id>/jury:vote")
@describe(takes=Choice, gives=ClockShown, refuses=(404, 409))
@keyed("sandbox:clock")
@once_after(Choice)
def let_jury_vote(asked: Choice, *, dispute_id: str) -> ClockShown:
    """Let the called jurors sit, read and vote; only a sandbox has this address.

    The clock moves by the time that reading takes.
    """
    now = play_jury(dispute_id, rung=asked.rung, actor=caller().actor)
    return ClockShown(now=now)
