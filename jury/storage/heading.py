"""What stands at the head of every page of a person: asked for in one statement."""

from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Select, select, true

from jury.storage.base import current_session
from jury.storage.desk.stops import PLANNED
from jury.storage.outside.inbox import EVERY, Purpose, Purposes, unread_of
from jury.storage.people import Staff, User


class Outage(NamedTuple):
    """An outage that was announced: from and to."""

    begins_at: datetime
    ends_at: datetime


class Heading(NamedTuple):
    """How much a person has not read, and the next outage, if one was announced."""

    unread: int
    outage: Outage | None


def get_heading(
    person: User | Staff, *, now: datetime, purposes: Purposes = EVERY
) -> Heading:
    """What a page of this person is headed by at a moment."""
    query = _heading(is_staff=isinstance(person, Staff), purposes=frozenset(purposes))
    asked = {"person": person.id, "now": now}
    unread, *outage = current_session().connection().execute(query, asked).one()
    return Heading(unread, Outage(*outage) if all(outage) else None)


@lru_cache
def _heading(*, is_staff: bool, purposes: frozenset[Purpose]) -> Select[Any]:
    """Built once a kind of person; the count is there without an outage, too."""
    unread = unread_of(is_staff=is_staff, purposes=purposes).subquery("unread")
    planned = PLANNED.limit(1).subquery("planned")
    return select(*unread.c, planned.c.begins_at, planned.c.ends_at).select_from(
        unread.outerjoin(planned, true())
    )
