"""Robots in a sandbox: what sides, jurors and a moderator will do by themselves."""

from datetime import datetime
from typing import Annotated, Literal, Self

from flask import Blueprint, Response
from pydantic import Field

from jury.api.fields import Minor, Opaque, Remark, Shown, SideName, Strict
from jury.api.keys import caller, keyed
from jury.api.once import once
from jury.api.openapi import describe
from jury.api.requests import show
from jury.services.playing.robot_acts import Act
from jury.services.playing.robots import Script, write_script
from jury.services.playing.sandbox import require_sandbox
from jury.storage.disputes import get_dispute
from jury.storage.robots import RobotScript, find_script

blueprint = Blueprint("api_robots", __name__)

Rung = Annotated[int, Field(ge=0, le=20)]
Votes = Annotated[tuple[Rung | None, ...], Field(max_length=40)]
BUYER = "what the buyer does, in this order"
SELLER = "what the seller does"
MODERATOR = "what a moderator does"
JURORS = "the votes of each hearing: rungs counted from 0, null for cannot decide"
DISPUTE = "the dispute they play in"


class PartyAct(Strict):
    """One act of a side."""

    do: Literal[
        "write",
        "ask_for_time",
        "finish",
        "confirm",
        "offer",
        "accept",
        "decline",
        "withdraw",
        "appeal",
        "send_goods",
        "accept_goods",
        "contest_goods",
    ] = Field(description="what the side does")
    text: Remark = Field(
        "", description="of `write`, `appeal` and `contest_goods`; made up when empty"
    )
    minor: Minor = Field(0, description="of `offer`: what the buyer would get")


class StaffAct(Strict):
    """One act of a moderator."""

    do: Literal["pronounce", "decide_goods", "instruct_again", "change_award"] = Field(
        description="what the moderator does; `change_award` of a closed dispute too"
    )
    text: Remark = Field("", description="the reason; made up when empty")
    rung: Rung = Field(
        0, description="of `pronounce` and `change_award`: which rung, counted from 0"
    )
    side: SideName = Field("buyer", description="of `decide_goods`: whose way it goes")


class Robots(Strict):
    """The script of one dispute: acts in order, each done as soon as it is possible.

    Called jurors beyond the votes of a hearing do nothing.
    """

    dispute: Opaque = Field(description=DISPUTE)
    buyer: tuple[PartyAct, ...] = Field((), description=BUYER, max_length=50)
    seller: tuple[PartyAct, ...] = Field((), description=SELLER, max_length=50)
    moderator: tuple[StaffAct, ...] = Field((), description=MODERATOR, max_length=20)
    jurors: tuple[Votes, ...] = Field((), description=JURORS, max_length=5)

    def to_script(self) -> Script:
        """As the services take it."""
        return Script(
            buyer=_acts(self.buyer),
            seller=_acts(self.seller),
            moderator=_acts(self.moderator),
            jurors=self.jurors,
        )


class RobotsShown(Shown):
    """What robots still have to do in a dispute."""

    dispute: str = Field(description=DISPUTE)
    buyer: list[str] = Field(description=BUYER)
    seller: list[str] = Field(description=SELLER)
    moderator: list[str] = Field(description=MODERATOR)
    jurors: list[list[int | None]] = Field(description=JURORS)

    @classmethod
    def of(cls, dispute_id: str, row: RobotScript | None) -> Self:
        """What is left of a script, if there is one; votes stay as they were given."""
        acts = row.acts if row else {}
        roles = ("buyer", "seller", "moderator")
        left = {role: [one["do"] for one in acts.get(role, ())] for role in roles}
        votes = [list(votes) for votes in acts.get("jurors", ())]
        return cls(dispute=dispute_id, jurors=votes, **left)


def _acts(given: tuple[PartyAct | StaffAct, ...]) -> tuple[Act, ...]:
    return tuple(Act(**one.model_dump()) for one in given)


@blueprint.post("/sandbox/robots")
@describe(takes=Robots, gives=RobotsShown, refuses=(404, 409))
@keyed("sandbox:clock")
@once(Robots)
def script_robots(asked: Robots, *, now: datetime) -> RobotsShown:
    """Say what robots will do in a dispute; only a sandbox has this address.

    They act within a second of it being possible. A script replaces the one before.
    """
    actor = caller().actor
    row = write_script(asked.dispute, asked.to_script(), actor=actor, now=now)
    return RobotsShown.of(asked.dispute, row)


@blueprint.get("/sandbox/robots/<dispute_id>")
@describe(gives=RobotsShown, refuses=(404,))
@keyed("sandbox:clock")
def show_robots(dispute_id: str) -> Response:
    """Show what robots still have to do in a dispute."""
    require_sandbox()
    return show(RobotsShown.of(dispute_id, find_script(get_dispute(dispute_id).id)))
