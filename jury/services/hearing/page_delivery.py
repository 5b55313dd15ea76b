"""HEARING: an exhibit of several pages was delivered when each of them was sent."""

from datetime import datetime

from jury.services.hearing.poll import opening_of
from jury.storage.base import current_session
from jury.storage.exhibit_parts import PartDelivery, list_delivered, list_pictures


def deliver_page(
    summons_id: str, juror_id: int, exhibit_id: str, *, page: int, now: datetime
) -> None:
    """One page was sent to this juror; with the last one the whole exhibit was."""
    opening = opening_of(summons_id, juror_id, exhibit_id, now=now)
    sent = list_delivered(summons_id, exhibit_id)
    if page not in sent:
        row = PartDelivery(
            summons_id=summons_id, exhibit_id=exhibit_id, part_no=page, delivered_at=now
        )
        current_session().add(row)
    pages = {part.part_no for part in list_pictures(exhibit_id)}
    if pages <= sent | {page}:
        opening.delivered_at = opening.delivered_at or now
