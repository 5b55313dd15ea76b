"""What became of every webhook, for administrators: the answer, and sending it again.

Only events of disputes are listed, and those of a hearing exist once it has closed.
Notices to single people are not, nor positions among all events, in which they count:
their number would tell how many jurors were called.
"""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from jury import clock
from jury.domain.errors import NotFound
from jury.services.notices.relay import replay_delivery
from jury.storage.base import current_settings
from jury.storage.desk.docket import find_disputes
from jury.storage.desk.listing import disputes_of
from jury.storage.outside.deliveries import (
    EventDelivery,
    Wanted,
    get_delivery,
    list_deliveries,
)
from jury.storage.people import Role
from jury.storage.transaction import transaction
from jury.web import access

blueprint = Blueprint("deliveries", __name__)

PAGE = 50
FAILED = "failed"


@blueprint.get("/deliveries")
@access.staff(Role.ADMINISTRATOR)
def index() -> ResponseReturnValue:
    """Every try, newest first, or those that the address names."""
    about, which = request.args.get("q", "").strip(), request.args.get("which", "")
    after = request.args.get("after", "")
    wanted = Wanted(
        dispute_ids=[one.id for one in find_disputes(about)] if about else None,
        failed=which == FAILED,
        notices=False,
        after=after,
    )
    found = list_deliveries(wanted, limit=PAGE)
    return render_template(
        "desk/deliveries.html",
        rows=_rows(found),
        about=about,
        which=which,
        after=found[-1].id if len(found) == PAGE else "",
        is_first=not after,
        is_told=bool(current_settings().webhook_url),
        now=clock.now(),
    )


@blueprint.post("/deliveries/<delivery_id>/replay")
@access.staff(Role.ADMINISTRATOR)
def replay(delivery_id: str) -> ResponseReturnValue:
    """Send an event once more, and go on where one was."""
    if get_delivery(delivery_id).event.dispute_id is None:
        raise NotFound
    actor = f"staff:{access.current_staff().id}"
    with transaction() as now:
        replay_delivery(delivery_id, actor=actor, now=now)
    flash(_("The event will be sent again within a few seconds."), "good")
    about, which = request.form.get("q") or None, request.form.get("which") or None
    return redirect(url_for("desk.deliveries.index", q=about, which=which), 303)


def _rows(deliveries: Sequence[EventDelivery]) -> list[dict[str, Any]]:
    disputes = disputes_of({one.event.dispute_id or "" for one in deliveries})
    return [
        {
            "id": one.id,
            "type": one.event.type,
            "number": one.event.dispute_seq,
            "about": disputes[one.event.dispute_id or ""].refund_ref,
            "attempt": one.attempt,
            "tried_at": one.tried_at,
            "arrived": one.arrived,
            "answer": one.answer,
            "said": one.said,
        }
        for one in deliveries
    ]
