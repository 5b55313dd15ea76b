"""Originals: whoever of staff looks at one has said why, and the log keeps it.

The log is the permit: an original is handed out for a while after the entry that says
who looks at it and for what, so that there is no look without one. To take a task that
cannot be done without the original is such a reason.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from jury.domain.errors import N_, NotNow
from jury.services.moderation import grounds
from jury.services.moderation.grounds import Ground
from jury.services.proof import audit
from jury.storage.audit import list_entries
from jury.storage.exhibits import Exhibit, get_exhibit

OPENED = "original.opened"
# The same of words in a text that jurors do not read.
WORDS_OPENED = "words.opened"
LASTS = timedelta(minutes=30)
# What a reason is called that comes with a task.
BY_TASK = "task"


class NoReason(NotNow):
    """Nobody looks at an original without a reason."""

    code = "no_reason"
    sentence = N_("Please say first why you look at the original.")


def open_original(
    dispute_id: str, exhibit_id: str, *, ground: Ground, staff_id: int, now: datetime
) -> None:
    """A member of staff says why they look at what was uploaded."""
    exhibit = get_exhibit(dispute_id, exhibit_id)
    given = grounds.read(ground, grounds.LOOK, must_say=True)
    told = {"exhibit": exhibit.id, "code": given.code}
    actor = f"staff:{staff_id}"
    audit.record(dispute_id, OPENED, told, actor=actor, now=now, note=given.said)


def open_for_task(
    dispute_id: str, exhibit_id: str, *, task_id: str, staff_id: int, now: datetime
) -> None:
    """The same, because a task that they took asks for it."""
    told = {"exhibit": exhibit_id, "code": BY_TASK, "task": task_id}
    audit.record(dispute_id, OPENED, told, actor=f"staff:{staff_id}", now=now)


def may_look(exhibit: Exhibit, staff_id: int, *, now: datetime) -> bool:
    """Whether they have said why, not long ago."""
    said = _said_why(exhibit.dispute_id, OPENED, staff_id, now=now)
    return any(one["exhibit"] == exhibit.id for one in said)


def open_words(
    dispute_id: str, source: str, *, ground: Ground, staff_id: int, now: datetime
) -> None:
    """They say why they read what is covered in a text."""
    given = grounds.read(ground, grounds.LOOK, must_say=True)
    told = {"source": source, "code": given.code}
    actor = f"staff:{staff_id}"
    audit.record(dispute_id, WORDS_OPENED, told, actor=actor, now=now, note=given.said)


def open_words_for_task(
    dispute_id: str, source: str, *, task_id: str, staff_id: int, now: datetime
) -> None:
    """The same, because a side asks to have them shown."""
    told = {"source": source, "code": BY_TASK, "task": task_id}
    audit.record(dispute_id, WORDS_OPENED, told, actor=f"staff:{staff_id}", now=now)


def may_read_words(
    dispute_id: str, source: str, staff_id: int, *, now: datetime
) -> bool:
    """Whether they have said why, not long ago."""
    said = _said_why(dispute_id, WORDS_OPENED, staff_id, now=now)
    return any(one["source"] == source for one in said)


def refuse_unasked(exhibit: Exhibit, staff_id: int, *, now: datetime) -> None:
    """Refuse a look for which no reason was given."""
    if not may_look(exhibit, staff_id, now=now):
        raise NoReason


def _said_why(
    dispute_id: str, kind: str, staff_id: int, *, now: datetime
) -> Iterator[Mapping[str, Any]]:
    """For what they gave a reason that still holds."""
    for entry in list_entries(audit.dispute_chain(dispute_id), kind):
        if entry.actor == f"staff:{staff_id}" and now < entry.at + LASTS:
            yield entry.payload
