"""A person opens what they were told."""

from datetime import datetime

from jury.storage.outside.inbox import EVERY, Purposes, get_notice_of, list_inbox
from jury.storage.people import Staff, User


def open_notice(person: User | Staff, notice_id: str, *, now: datetime) -> str:
    """Mark a person's own notice as read; returns the path it leads to.

    Opening it again changes nothing. Raises NotFound for anybody else's.
    """
    notice = get_notice_of(person, notice_id)
    notice.read_at = notice.read_at or now
    return notice.path


def mark_all_read(
    person: User | Staff, *, now: datetime, purposes: Purposes = EVERY
) -> None:
    """Mark everything that a person sees in their inbox as read."""
    for notice in list_inbox(person, now=now, purposes=purposes):
        notice.read_at = notice.read_at or now
