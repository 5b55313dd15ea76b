"""SCREENING: what jurors will see is covered, checked by both sides, and released."""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from jury.domain.errors import N_, Invalid, NotNow
from jury.domain.lifecycle import ExhibitState, Side, Stage
from jury.domain.parts import EXHIBIT
from jury.domain.sortition.canonical import canonical_json
from jury.redaction.pictures import Box, cover
from jury.services import audit, empanel, telling, texts
from jury.services.stages import require
from jury.services.submit import screening_ends_at
from jury.services.tasks import finish, open_task
from jury.storage.base import current_session
from jury.storage.blobs import keep_blob, read_blob
from jury.storage.disputes import Dispute, get_dispute, list_redacted
from jury.storage.exhibits import Exhibit, get_exhibit, list_exhibits
from jury.storage.tasks import list_open_tasks_of

WITHHELD_CODES = ("personal", "unreadable", "unrelated", "abusive", "time_ran_out")
NOTE_LENGTH = 500
OPEN = (Stage.SUBMISSIONS, Stage.SCREENING)


def preview_digest(dispute: Dispute, side: Side) -> str:
    """What a side confirms: a hash over all of its own that jurors will see."""
    shown = [
        [row.source, row.digest]
        for row in list_redacted(dispute.id).values()
        if row.side in {side.value, None} or row.source.startswith("chat:")
    ]
    pictures = [
        [exhibit.id, exhibit.state, exhibit.shown_digest or ""]
        for exhibit in list_exhibits(dispute.id)
        if exhibit.side == side.value
    ]
    return hashlib.sha256(canonical_json([sorted(shown), pictures])).hexdigest()


def confirm_preview(dispute_id: str, side: Side, *, digest: str, now: datetime) -> None:
    """A side agrees to what jurors will see of it; `digest` is what it was shown."""
    dispute = get_dispute(dispute_id)
    require(dispute, Stage.SCREENING)
    if digest != preview_digest(dispute, side):
        raise NotNow(
            N_("Something changed since you opened the page. Please look again.")
        )
    party = dispute.party(side)
    party.confirmed_at, party.confirmed_digest = now, digest
    audit.record(
        dispute.id,
        "preview.confirmed",
        {"side": side.value, "digest": digest},
        actor=f"party:{side}",
        now=now,
    )
    open_hearing_when_ready(dispute, actor=f"party:{side}", now=now)


def release_exhibit(
    dispute_id: str,
    exhibit_id: str,
    *,
    boxes: Sequence[Box],
    staff_id: int,
    now: datetime,
) -> Exhibit:
    """A moderator draws the boxes and lets jurors see the result."""
    dispute = get_dispute(dispute_id)
    require(dispute, *OPEN)
    exhibit = get_exhibit(dispute.id, exhibit_id)
    if exhibit.prepared_blob is None:
        raise Invalid({"exhibit": N_("This kind of file cannot be shown yet.")})
    exhibit.state = EXHIBIT.after(ExhibitState(exhibit.state), "release").value
    shown = cover(read_blob(exhibit.prepared_blob), boxes)
    exhibit.shown_blob = keep_blob(shown)
    exhibit.shown_digest = hashlib.sha256(shown).hexdigest()
    exhibit.boxes = [asdict(box) for box in boxes]
    exhibit.withheld_code, exhibit.screened_at = None, now
    _record_screened(dispute, exhibit, "exhibit.released", staff_id=staff_id, now=now)
    return exhibit


def withhold_exhibit(
    dispute_id: str,
    exhibit_id: str,
    *,
    code: str,
    reason: str,
    staff_id: int,
    now: datetime,
) -> Exhibit:
    """A moderator keeps an exhibit from jurors, with a reason."""
    dispute = get_dispute(dispute_id)
    require(dispute, *OPEN)
    if code not in WITHHELD_CODES:
        raise Invalid({"code": N_("Please choose one of the reasons.")})
    said = texts.clean(reason, field="reason", most=NOTE_LENGTH)
    exhibit = get_exhibit(dispute.id, exhibit_id)
    exhibit.state = EXHIBIT.after(ExhibitState(exhibit.state), "withhold").value
    exhibit.withheld_code, exhibit.screened_at = code, now
    exhibit.shown_blob = exhibit.shown_digest = None
    _record_screened(
        dispute, exhibit, "exhibit.withheld", staff_id=staff_id, now=now, note=said
    )
    return exhibit


def reopen_exhibit(
    dispute_id: str, exhibit_id: str, *, reason: str, staff_id: int, now: datetime
) -> Exhibit:
    """A moderator takes a decision about an exhibit back, before the hearing."""
    dispute = get_dispute(dispute_id)
    require(dispute, *OPEN)
    said = texts.clean(reason, field="reason", most=NOTE_LENGTH)
    exhibit = get_exhibit(dispute.id, exhibit_id)
    if exhibit.prepared_blob is None:
        raise Invalid({"exhibit": N_("This kind of file cannot be shown yet.")})
    exhibit.state = EXHIBIT.after(ExhibitState(exhibit.state), "reopen").value
    exhibit.shown_blob = exhibit.shown_digest = exhibit.withheld_code = None
    open_task(
        dispute.id,
        "screen_exhibit",
        target=exhibit.id,
        due_at=screening_ends_at(dispute),
        now=now,
    )
    audit.record(
        dispute.id,
        "exhibit.reopened",
        {"exhibit": exhibit.id},
        actor=f"staff:{staff_id}",
        now=now,
        note=said,
    )
    return exhibit


def remind_unconfirmed(dispute_id: str, *, now: datetime) -> None:
    """Remind whoever has not confirmed, once, and wait for the window."""
    dispute = get_dispute(dispute_id)
    require(dispute, Stage.SCREENING)
    dispute.next_due_at = dispute.stage_closes_at
    for party in dispute.parties:
        if party.confirmed_at is None:
            telling.notify_party(
                party,
                "screening.reminder",
                now=now,
                expires_at=dispute.stage_closes_at,
            )


def close_screening(dispute_id: str, *, now: datetime) -> None:
    """The window has closed: what is not released is withheld, and the jury hears."""
    dispute = get_dispute(dispute_id)
    require(dispute, Stage.SCREENING)
    if dispute.stage_closes_at is None or dispute.stage_closes_at > now:
        raise NotNow
    for exhibit in list_exhibits(dispute.id):
        if exhibit.state == ExhibitState.FILED.value:
            exhibit.state = EXHIBIT.after(ExhibitState.FILED, "lapse").value
            exhibit.withheld_code, exhibit.screened_at = "time_ran_out", now
    for task in list_open_tasks_of(dispute.id):
        task.done_at, task.outcome = now, "lapsed"
    empanel.open_hearing(dispute, "close screening", actor="sweep", now=now)


def _record_screened(
    dispute: Dispute,
    exhibit: Exhibit,
    action: str,
    *,
    staff_id: int,
    now: datetime,
    note: str = "",
) -> None:
    side = Side(exhibit.side)
    current_session().flush()
    for kind in ("screen_exhibit", "cover"):
        finish(
            dispute.id,
            kind,
            target=exhibit.id,
            outcome=exhibit.state,
            staff_id=staff_id,
            now=now,
        )
    told = {
        "exhibit": exhibit.id,
        "boxes": len(exhibit.boxes),
        "code": exhibit.withheld_code,
        "digest": exhibit.shown_digest,
    }
    audit.record(
        dispute.id, action, told, actor=f"staff:{staff_id}", now=now, note=note
    )
    telling.emit(dispute, f"dispute.{action.replace('.', '_')}", told, now=now)
    void_confirmation(
        dispute, side, action, now=now, once=f"{exhibit.id}:{now.isoformat()}"
    )
    open_hearing_when_ready(dispute, actor=f"staff:{staff_id}", now=now)


def void_confirmation(
    dispute: Dispute, side: Side, kind: str, *, now: datetime, once: str = ""
) -> None:
    """What was confirmed has changed: ask that side to look again."""
    party = dispute.party(side)
    if party.confirmed_digest == preview_digest(dispute, side):
        return
    party.confirmed_at = party.confirmed_digest = None
    telling.notify_party(
        party,
        kind,
        now=now,
        expires_at=dispute.stage_closes_at,
        once=once or now.isoformat(),
    )


def open_hearing_when_ready(dispute: Dispute, *, actor: str, now: datetime) -> None:
    """Begin the hearing once both sides confirmed and nothing waits for a person."""
    if dispute.stage != Stage.SCREENING.value:
        return
    current_session().flush()
    if not all(party.confirmed_at for party in dispute.parties):
        return
    if list_open_tasks_of(dispute.id):
        return
    empanel.open_hearing(dispute, "complete screening", actor=actor, now=now)
