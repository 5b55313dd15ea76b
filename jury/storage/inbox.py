"""What one person was told: their notices, and theirs alone."""

from sqlalchemy import ColumnElement, func, select

from jury.domain.errors import NotFound
from jury.storage.base import current_session
from jury.storage.outbox import Notice
from jury.storage.people import Staff, User

LONGEST = 100


def list_inbox(person: User | Staff) -> list[Notice]:
    """The notices of a person, newest first."""
    query = (
        select(Notice)
        .where(_is_theirs(person))
        .order_by(Notice.made_at.desc(), Notice.id)
        .limit(LONGEST)
    )
    return list(current_session().scalars(query))


def get_notice_of(person: User | Staff, notice_id: str) -> Notice:
    """One of this person's notices; NotFound for anybody else's."""
    notice = current_session().scalar(
        select(Notice).where(Notice.id == notice_id, _is_theirs(person))
    )
    if notice is None:
        raise NotFound
    return notice


def count_unread_of_staff(staff_id: int) -> int:
    """How many notices a member of staff has not read."""
    query = select(func.count(Notice.id)).where(
        Notice.staff_id == staff_id, Notice.read_at.is_(None)
    )
    return current_session().scalar(query) or 0


def _is_theirs(person: User | Staff) -> ColumnElement[bool]:
    if isinstance(person, Staff):
        return Notice.staff_id == person.id
    return Notice.user_id == person.id
