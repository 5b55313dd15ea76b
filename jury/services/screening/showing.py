"""SCREENING: a moderator shows words of a text that were covered for their looks alone.

Whoever does has read them first, and the log says why. What the order knows of people
is never shown, and nothing that was covered by hand.
"""

from datetime import datetime

from jury.domain.errors import N_, Invalid
from jury.redaction.labels import uncover
from jury.services.moderation import grounds
from jury.services.moderation.grounds import NOT_PERSONAL, Ground
from jury.services.moderation.last_act import remember, text_before
from jury.services.moderation.looks import NoReason, may_read_words, open_words
from jury.services.proof import audit
from jury.services.screening import texts
from jury.services.screening.disclose import OPEN, tell_changed
from jury.services.screening.guessed import marks_of
from jury.services.screening.wishes import answer_wishes, list_open_wishes, wish_of
from jury.services.stages import require
from jury.storage.desk.tasks import Task
from jury.storage.disputes import Dispute, RedactedText, get_dispute, list_redacted

SHOWN = "shown"


def read_words(
    dispute_id: str, source: str, *, ground: Ground, staff_id: int, now: datetime
) -> None:
    """A moderator says why they read what the marks of a text cover."""
    dispute = get_dispute(dispute_id)
    require(dispute, *OPEN)
    row = _row(dispute, source)
    open_words(dispute.id, row.source, ground=ground, staff_id=staff_id, now=now)


def show_words(
    dispute_id: str,
    source: str,
    code: str,
    *,
    staff_id: int,
    now: datetime,
    ground: Ground = NOT_PERSONAL,
) -> list[Task]:
    """Jurors read these words wherever the mark stood; the wishes that this answers."""
    dispute = get_dispute(dispute_id)
    require(dispute, *OPEN)
    given = grounds.read(ground, grounds.SHOW)
    row = _row(dispute, source)
    if not may_read_words(dispute.id, source, staff_id, now=now):
        raise NoReason
    words = marks_of(dispute, row).get(code)
    if words is None:
        raise Invalid({"mark": N_("There is no such place.")})
    texts.replace_template(dispute, row, uncover(row.template, code, words))
    wishes = [
        task
        for task in list_open_wishes(dispute.id, source)
        if wish_of(task).is_uncover and wish_of(task).passage == code
    ]
    asked = answer_wishes(wishes, SHOWN, staff_id=staff_id, now=now)
    told = {"source": source, "code": given.code, "tasks": [one.id for one in wishes]}
    actor = f"staff:{staff_id}"
    entry = audit.record(
        dispute.id, "words.shown", told, actor=actor, now=now, note=given.said
    )
    before = {**text_before(row), "sides": [side.value for side in asked]}
    remember(dispute, entry, before, staff_id=staff_id, now=now)
    tell_changed(dispute, dict.fromkeys(asked, "cover.done"), once=source, now=now)
    return wishes


def _row(dispute: Dispute, source: str) -> RedactedText:
    row = list_redacted(dispute.id).get(source)
    if row is None:
        raise Invalid({"source": N_("There is no such text.")})
    return row
