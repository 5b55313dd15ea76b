"""Everything that was told, by position, and what became of notices."""

import json
from datetime import datetime
from typing import Annotated, Literal

from flask import Blueprint, Response
from pydantic import Field

from jury.api.answers import EventPage, EventShown, ReceiptShown
from jury.api.fields import Strict
from jury.api.keys import keyed
from jury.api.once import once
from jury.api.openapi import describe
from jury.api.requests import read_query, show
from jury.services.notices.receipts import receive_receipt
from jury.services.notices.relay import envelopes
from jury.storage.outside.outbox import list_events_after

blueprint = Blueprint("api_events", __name__)


class EventQuery(Strict):
    """Behind which position, and how many."""

    after: Annotated[int, Field(ge=0, le=2**31 - 1)] = 0
    limit: Annotated[int, Field(ge=1, le=500)] = 100


class Receipt(Strict):
    """Whether the user's own channel took the notice."""

    receipt: Literal["delivered", "failed"]


@blueprint.get("/events")
@describe(query=EventQuery, gives=EventPage)
@keyed("events:read")
def replay() -> Response:
    """Replay events by position, the same as the webhooks."""
    query = read_query(EventQuery)
    events = list_events_after(query.after, limit=query.limit)
    items = [EventShown.model_validate(json.loads(told)) for told in envelopes(events)]
    last = items[-1].position if items else query.after
    return show(EventPage(items=items, next=last))


@blueprint.post("/notices/<notice_id>/receipts")
@describe(takes=Receipt, gives=ReceiptShown, refuses=(404,))
@keyed("notices:write")
@once(Receipt)
def keep_receipt(asked: Receipt, *, now: datetime, notice_id: str) -> ReceiptShown:
    """Say whether a notice reached its user."""
    return ReceiptShown.of(receive_receipt(notice_id, asked.receipt, now=now))
