"""What became of every webhook, and sending one again."""

from datetime import datetime
from typing import Annotated, Self

from flask import Blueprint, Response
from pydantic import Field

from jury.api.fields import Instant, Shown, Strict
from jury.api.keys import caller, keyed
from jury.api.once import once
from jury.api.openapi import describe
from jury.api.requests import read_query, show
from jury.services.notices.relay import replay_delivery
from jury.storage.outside.deliveries import EventDelivery, Wanted, list_deliveries

blueprint = Blueprint("api_deliveries", __name__)

Id = Annotated[str, Field(max_length=64)]


class DeliveryQuery(Strict):
    """Which deliveries, and how many."""

    dispute: Id = ""
    failed: bool = False
    after: Id = ""
    limit: Annotated[int, Field(ge=1, le=100)] = 20


class Replay(Strict):
    """Nothing needs to be said: an empty object."""


class DeliveryShown(Shown):
    """One try to deliver one event, and what the receiver answered."""

    id: str = Field(description="the delivery's id, to send its event again")
    event: str = Field(description="the event's id")
    type: str = Field(description="the event's type")
    position: int = Field(description="the event's position")
    dispute: str | None = Field(
        description="its dispute; null for `notice.due` and `juror.credited`"
    )
    attempt: int = Field(description="counts from 1 for each event")
    tried_at: Instant = Field(description="when it was sent")
    arrived: bool = Field(description="whether the answer was a 2xx in time")
    answer: str = Field(
        description="its status, or what broke instead, such as `ConnectError`"
    )
    said: str = Field(description="how the answer began")

    @classmethod
    def of(cls, delivery: EventDelivery) -> Self:
        """A delivery with its event."""
        event = delivery.event
        return cls(
            id=delivery.id,
            event=event.public_id,
            type=event.type,
            position=event.position or 0,
            dispute=event.dispute_id,
            attempt=delivery.attempt,
            tried_at=delivery.tried_at,
            arrived=delivery.arrived,
            answer=delivery.answer,
            said=delivery.said,
        )


class DeliveryPage(Shown):
    """Deliveries, newest first; go on with `after` = `next`."""

    items: list[DeliveryShown] = Field(description="the deliveries")
    next: str | None = Field(description="null on the last page")


@blueprint.get("/deliveries")
@describe(query=DeliveryQuery, gives=DeliveryPage, refuses=(404,))
@keyed("events:read")
def show_deliveries() -> Response:
    """List what became of webhooks, newest first."""
    query = read_query(DeliveryQuery)
    about = [query.dispute] if query.dispute else None
    wanted = Wanted(dispute_ids=about, failed=query.failed, after=query.after)
    found = list_deliveries(wanted, limit=query.limit)
    items = [DeliveryShown.of(one) for one in found]
    is_full = len(items) == query.limit
    return show(DeliveryPage(items=items, next=items[-1].id if is_full else None))


@blueprint.post("/deliveries/<delivery_id>:replay")
@describe(takes=Replay, gives=DeliveryShown, refuses=(404,))
@keyed("events:read")
@once(Replay)
def replay(_asked: Replay, *, now: datetime, delivery_id: str) -> DeliveryShown:
    """Send the event of a delivery again, within a second or two."""
    delivery = replay_delivery(delivery_id, actor=caller().actor, now=now)
    return DeliveryShown.of(delivery)
