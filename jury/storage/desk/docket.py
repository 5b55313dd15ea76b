"""The docket: finding disputes among very many, a page at a time.

A page costs the same however many disputes are stored: it begins where the last one
ended (a cursor) and follows an index, and nothing is counted.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select, tuple_, union

from jury.domain.errors import N_, Invalid
from jury.domain.lifecycle import Stage
from jury.storage.base import current_session
from jury.storage.disputes import Dispute, Party
from jury.storage.people import User

PAGE = 50
MOST_FOUND = 50


@dataclass(frozen=True)
class Page:
    """One page of disputes; `after` is the cursor of the next, empty at the end."""

    rows: Sequence[Dispute]
    after: str


def list_docket(*, stage: Stage | None, after: str = "", limit: int = PAGE) -> Page:
    """A page of disputes: of one stage by what is due next, else the newest first.

    Hearings too come newest first: what is due in them next tells who sits there.
    """
    if stage in {None, Stage.CLOSED, Stage.HEARING}:
        return _newest(stage, after, limit=limit)
    return _next_due(stage, after, limit=limit)


def find_disputes(text: str) -> list[Dispute]:
    """Disputes whose id, order, refund record or party has exactly this reference."""
    wanted = text.strip()
    # One small look-up an index each: joined by OR they would read every dispute.
    found = union(
        select(Dispute.id).where(Dispute.id == wanted),
        select(Dispute.id).where(Dispute.order_ref == wanted),
        select(Dispute.id).where(Dispute.refund_ref == wanted),
        select(Party.dispute_id).join(User).where(User.ref == wanted),
    )
    query = select(Dispute).where(Dispute.id.in_(found))
    newest = query.order_by(Dispute.admitted_at.desc(), Dispute.id).limit(MOST_FOUND)
    return list(current_session().scalars(newest))


def _newest(stage: Stage | None, after: str, *, limit: int) -> Page:
    query = select(Dispute).order_by(Dispute.admitted_at.desc(), Dispute.id.desc())
    if stage is not None:
        query = query.where(Dispute.stage == stage.value)
    if after:
        place = tuple_(Dispute.admitted_at, Dispute.id)
        query = query.where(place < tuple_(*_read_cursor(after)))
    return _page(query, limit, key=lambda row: row.admitted_at)


def _next_due(stage: Stage, after: str, *, limit: int) -> Page:
    query = (
        select(Dispute)
        .where(Dispute.stage == stage.value)
        .order_by(Dispute.next_due_at, Dispute.id)
    )
    if after:
        place = tuple_(Dispute.next_due_at, Dispute.id)
        query = query.where(place > tuple_(*_read_cursor(after)))
    return _page(query, limit, key=lambda row: row.next_due_at)


def _page(query: Select[Dispute], limit: int, *, key: Any) -> Page:
    rows = list(current_session().scalars(query.limit(limit + 1)))
    if len(rows) <= limit:
        return Page(rows, "")
    rows = rows[:limit]
    return Page(rows, f"{key(rows[-1]).isoformat()}~{rows[-1].id}")


def _read_cursor(cursor: str) -> tuple[Any, Any]:
    at, _, last_id = cursor.partition("~")
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise Invalid({"after": N_("This page does not exist any more.")})
    return moment, last_id
