"""SCREENING: whether jurors hear the sound of one film; a moderator says so.

Films are mute: nobody has listened whether a voice names somebody. A moderator who has
may let the sound in, or take it out again. The film is then made anew, and both sides
look again at what jurors will get: its hash is another.
"""

from datetime import datetime

from jury.domain.errors import N_, NotNow
from jury.domain.lifecycle import Who
from jury.domain.lives.part_states import ExhibitState
from jury.domain.lives.parts import EXHIBIT
from jury.domain.lives.redacting import REDACTION, RedactionState
from jury.services.moderation.grounds import NOTE_LENGTH
from jury.services.moderation.tasks import SCREEN, open_task
from jury.services.proof import audit
from jury.services.screening import texts
from jury.services.screening.disclose import get_screenable, tell_changed
from jury.services.submissions.exhibit_parts import drop_parts, has_film
from jury.services.submissions.exhibits import screened_by
from jury.storage.base import current_session
from jury.storage.disputes import get_dispute
from jury.storage.exhibits import Exhibit
from jury.storage.redactions import get_redaction


def may_change_sound(exhibit: Exhibit) -> bool:
    """Whether it is a film that is played to jurors as machines covered it."""
    return exhibit.state == ExhibitState.RELEASED.value and has_film(exhibit)


def change_sound(
    dispute_id: str,
    exhibit_id: str,
    *,
    is_heard: bool,
    reason: str,
    staff_id: int,
    now: datetime,
) -> Exhibit:
    """A moderator lets the sound of a film in, or takes it out, with a reason."""
    dispute = get_dispute(dispute_id)
    said = texts.clean(reason, field="reason", most=NOTE_LENGTH)
    exhibit = get_screenable(dispute, exhibit_id)
    if not may_change_sound(exhibit) or exhibit.is_heard == is_heard:
        raise NotNow(N_("This film is not played, or its sound is as you wish."))
    state = ExhibitState(exhibit.state)
    exhibit.state = EXHIBIT.after(state, "make anew", Who.MODERATOR).value
    exhibit.sound_reason = said if is_heard else None
    exhibit.shown_digest, exhibit.boxes = None, []
    drop_parts(exhibit)
    row = get_redaction(exhibit.id)
    row.state = REDACTION.after(
        RedactionState(row.state), "make anew", Who.MODERATOR
    ).value
    row.attempts, row.percent, row.findings, row.review = 0, 0, [], []
    row.queued_at, row.finished_at, row.film_code = now, None, None
    due_at = screened_by(dispute, exhibit)
    open_task(dispute.id, SCREEN, target=exhibit.id, due_at=due_at, now=now)
    current_session().flush()
    audit.record(
        dispute.id,
        "exhibit.sound_let_in" if is_heard else "exhibit.sound_taken_out",
        {"exhibit": exhibit.id},
        actor=f"staff:{staff_id}",
        now=now,
        note=said,
    )
    tell_changed(dispute, {}, once=exhibit.id, now=now)
    return exhibit
