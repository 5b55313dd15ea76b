"""What one person was told: their notices, and theirs alone."""

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    and_,
    bindparam,
    func,
    or_,
    select,
)

from jury.domain.errors import NotFound
from jury.storage.base import current_session
from jury.storage.outside.outbox import Notice
from jury.storage.people import Staff, User

LONGEST = 100


class Purpose(StrEnum):
    """What a log-in link lets a marketplace user in for."""

    PARTY = "party"
    JUROR = "juror"


Purposes = Collection[Purpose]
EVERY = tuple(Purpose)


def purpose_of(notice: Notice) -> Purpose:
    """Whom a notice to a user is for: what a juror is told names no dispute."""
    return Purpose.PARTY if notice.dispute_id else Purpose.JUROR


def list_inbox(
    person: User | Staff, *, now: datetime, purposes: Purposes = EVERY
) -> list[Notice]:
    """What a person was told by now, newest first; of users, as what they came in."""
    query = (
        select(Notice)
        .where(_is_theirs(person, purposes), Notice.made_at <= now)
        .order_by(Notice.made_at.desc(), Notice.id)
        .limit(LONGEST)
    )
    return list(current_session().scalars(query))


def get_notice_of(person: User | Staff, notice_id: str) -> Notice:
    """One of this person's notices; NotFound for anybody else's."""
    notice = current_session().scalar(
        select(Notice).where(Notice.id == notice_id, _is_theirs(person, EVERY))
    )
    if notice is None:
        raise NotFound
    return notice


def unread_of(*, is_staff: bool, purposes: frozenset[Purpose]) -> Select[int]:
    """Asks how many of the notices told by `now` the `person` has not read."""
    return select(func.count(Notice.id)).where(
        _is_of(bindparam("person"), is_staff=is_staff, purposes=purposes),
        Notice.read_at.is_(None),
        Notice.made_at <= bindparam("now"),
    )


def _is_theirs(person: User | Staff, purposes: Purposes) -> ColumnElement[bool]:
    return _is_of(person.id, is_staff=isinstance(person, Staff), purposes=purposes)


def _is_of(
    person_id: int | BindParameter[int], *, is_staff: bool, purposes: Purposes
) -> ColumnElement[bool]:
    if is_staff:
        return Notice.staff_id == person_id
    names_a_dispute = {
        Purpose.PARTY: Notice.dispute_id.is_not(None),
        Purpose.JUROR: Notice.dispute_id.is_(None),
    }
    wanted = or_(*(names_a_dispute[purpose] for purpose in purposes))
    return and_(Notice.user_id == person_id, wanted)
