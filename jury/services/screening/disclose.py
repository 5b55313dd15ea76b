"""SCREENING: what jurors will see is covered, checked by both sides, and released."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime

from jury.domain.errors import N_, Invalid, NotNow
from jury.domain.lifecycle import Side, Stage, Who
from jury.domain.lives.part_states import ExhibitState
from jury.domain.lives.parts import EXHIBIT
from jury.domain.sortition.canonical import canonical_json
from jury.services.drawing import empanel
from jury.services.hearing.inquiry_filing import find_of, note_screened
from jury.services.law.rules import rules_of
from jury.services.moderation import grounds
from jury.services.moderation.grounds import NOTHING_LEFT, Ground
from jury.services.moderation.last_act import exhibit_before, remember
from jury.services.moderation.tasks import SCREEN, finish, list_screening, open_task
from jury.services.notices import telling
from jury.services.proof import audit
from jury.services.returning.evidence import tell_shown
from jury.services.screening import texts
from jury.services.screening.lapse import lapse
from jury.services.screening.overtaking import overtake
from jury.services.screening.wishes import answer_wishes, list_open_wishes
from jury.services.stages import refuse_paused, require
from jury.services.submissions.exhibit_parts import (
    hide_parts,
    may_be_shown,
    not_shown_code,
    show_parts,
)
from jury.services.submissions.exhibits import screened_by, told_of, withhold
from jury.services.submissions.prepare import Covered
from jury.services.submissions.submit import refuse_late
from jury.storage.base import current_session
from jury.storage.disputes import Dispute, get_dispute, list_redacted
from jury.storage.exhibits import Exhibit, get_exhibit, list_exhibits

OPEN = (Stage.SUBMISSIONS, Stage.SCREENING)
CAPTION = "caption:"
CHANGED = N_("Something changed since you opened the page. Please look again.")


def preview_digest(dispute: Dispute, side: Side) -> str:
    """What a side confirms: a hash over all that jurors will see, and its own."""
    exhibits = [
        exhibit
        for exhibit in list_exhibits(dispute.id)
        if exhibit.side == side.value or exhibit.state == ExhibitState.RELEASED.value
    ]
    captions = {CAPTION + exhibit.id for exhibit in exhibits}
    shown = [
        [row.source, row.digest]
        for row in list_redacted(dispute.id).values()
        if not row.source.startswith(CAPTION) or row.source in captions
    ]
    pictures = [
        [exhibit.id, exhibit.state, exhibit.shown_digest or ""] for exhibit in exhibits
    ]
    # What the policy keeps back belongs to it; of a file shown whole there is nothing.
    showing = rules_of(dispute).policy.shown
    kept_back = [] if showing.is_whole else [showing.to_json()]
    seen = [sorted(shown), pictures, *kept_back]
    return hashlib.sha256(canonical_json(seen)).hexdigest()


def confirm_preview(dispute_id: str, side: Side, *, digest: str, now: datetime) -> None:
    """A side agrees to what jurors will see of it; `digest` is what it was shown."""
    dispute = get_dispute(dispute_id)
    require(dispute, Stage.SCREENING)
    refuse_late(dispute, now=now)
    if digest != preview_digest(dispute, side):
        raise NotNow(CHANGED)
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
    covered: Covered | None,
    staff_id: int,
    now: datetime,
    ground: Ground = NOTHING_LEFT,
) -> Exhibit:
    """A moderator has drawn the boxes and lets jurors see the result.

    Without `covered` it is an exhibit of parts, each of which was covered before.
    """
    dispute = get_dispute(dispute_id)
    given = grounds.read(ground, grounds.RELEASE)
    exhibit = get_screenable(dispute, exhibit_id)
    before = exhibit_before(exhibit)
    exhibit.state = EXHIBIT.after(
        ExhibitState(exhibit.state), "release", Who.MODERATOR
    ).value
    if covered is None:
        show_parts(exhibit)
    else:
        _show(exhibit, covered)
    exhibit.withheld_code, exhibit.screened_at = None, now
    told = {**told_of(exhibit), "code": given.code}
    actor = f"staff:{staff_id}"
    entry = audit.record(
        dispute.id, "exhibit.released", told, actor=actor, now=now, note=given.said
    )
    remember(dispute, entry, before, staff_id=staff_id, now=now)
    telling.emit(dispute, "dispute.exhibit_released", told, now=now)
    go_on(dispute, exhibit, "exhibit.released", staff_id=staff_id, now=now)
    return exhibit


def _show(exhibit: Exhibit, covered: Covered) -> None:
    if exhibit.prepared_blob != covered.prepared_blob:
        raise NotNow(CHANGED)
    exhibit.shown_blob = covered.shown_blob
    exhibit.shown_digest = covered.shown_digest
    exhibit.boxes = [asdict(box) for box in covered.boxes]


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
    exhibit = get_screenable(dispute, exhibit_id)
    by_kind = not_shown_code(exhibit)
    codes = (by_kind, *grounds.WITHHOLD) if by_kind else grounds.WITHHOLD
    given = grounds.read(Ground(code, reason), codes, must_say=code != by_kind)
    before = exhibit_before(exhibit)
    withhold(exhibit, "withhold", who=Who.MODERATOR, code=given.code, now=now)
    told = told_of(exhibit)
    actor = f"staff:{staff_id}"
    entry = audit.record(
        dispute.id, "exhibit.withheld", told, actor=actor, now=now, note=given.said
    )
    remember(dispute, entry, before, staff_id=staff_id, now=now)
    telling.emit(dispute, "dispute.exhibit_withheld", told, now=now)
    go_on(dispute, exhibit, "exhibit.withheld", staff_id=staff_id, now=now)
    return exhibit


def reopen_exhibit(
    dispute_id: str, exhibit_id: str, *, reason: str, staff_id: int, now: datetime
) -> Exhibit:
    """A moderator takes a decision about an exhibit back, before the hearing."""
    dispute = get_dispute(dispute_id)
    said = texts.clean(reason, field="reason", most=grounds.NOTE_LENGTH)
    exhibit = get_screenable(dispute, exhibit_id)
    if not may_be_shown(exhibit):
        raise Invalid({"exhibit": N_("This kind of file cannot be shown yet.")})
    state = ExhibitState(exhibit.state)
    exhibit.state = EXHIBIT.after(state, "reopen", Who.MODERATOR).value
    exhibit.shown_blob = exhibit.shown_digest = exhibit.withheld_code = None
    hide_parts(exhibit)
    open_task(
        dispute.id,
        SCREEN,
        target=exhibit.id,
        due_at=screened_by(dispute, exhibit),
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


def close_screening(dispute_id: str, *, now: datetime) -> None:
    """The window has closed: what is not released is withheld, and the jury hears."""
    dispute = get_dispute(dispute_id)
    require(dispute, Stage.SCREENING)
    if dispute.stage_closes_at is None or dispute.stage_closes_at > now:
        raise NotNow
    lapse(dispute, now=now)
    empanel.open_hearing(dispute, "close screening", actor="sweep", now=now)


def get_screenable(dispute: Dispute, exhibit_id: str) -> Exhibit:
    """An exhibit that may still be screened; raises NotNow when it is too late."""
    exhibit = get_exhibit(dispute.id, exhibit_id)
    if exhibit.of_return:
        refuse_paused(dispute)
        screened_by(dispute, exhibit)
    elif find_of(dispute, exhibit) is not None:
        refuse_paused(dispute)
    else:
        require(dispute, *OPEN)
    return exhibit


def go_on(
    dispute: Dispute,
    exhibit: Exhibit,
    kind: str,
    *,
    staff_id: int | None,
    now: datetime,
) -> None:
    """After a picture was screened: close what asked for it, tell, and hear.

    Without `staff_id` it was the court itself that looked.
    """
    if staff_id is not None:
        overtake(exhibit.id, now=now)
    finish(
        dispute.id,
        SCREEN,
        target=exhibit.id,
        outcome=exhibit.state,
        staff_id=staff_id,
        now=now,
    )
    if exhibit.of_return:
        tell_shown(dispute, exhibit, now=now)
        return
    wishes = list_open_wishes(dispute.id, exhibit.id)
    asked = answer_wishes(wishes, exhibit.state, staff_id=staff_id, now=now)
    if dispute.stage == Stage.HEARING.value:
        note_screened(dispute, exhibit, now=now)
        return
    told = dict.fromkeys(asked, "cover.done") | {Side(exhibit.side): kind}
    tell_changed(dispute, told, once=exhibit.id, now=now)
    actor = "sweep" if staff_id is None else f"staff:{staff_id}"
    open_hearing_when_ready(dispute, actor=actor, now=now)


def tell_changed(
    dispute: Dispute, told: Mapping[Side, str], *, once: str, now: datetime
) -> None:
    """Ask whoever confirmed something else to look again; tell the sides in `told`."""
    current_session().flush()
    for party in dispute.parties:
        side = Side(party.side)
        is_void = (
            party.confirmed_digest is not None
            and party.confirmed_digest != preview_digest(dispute, side)
        )
        if is_void:
            party.confirmed_at = party.confirmed_digest = None
        kind = told.get(side, "file.changed" if is_void else "")
        if kind:
            telling.notify_party(
                party,
                kind,
                now=now,
                expires_at=dispute.stage_closes_at,
                once=f"{once}:{now.isoformat()}",
            )


def open_hearing_when_ready(dispute: Dispute, *, actor: str, now: datetime) -> None:
    """Begin the hearing once both sides confirmed and nothing waits for a person."""
    if dispute.stage != Stage.SCREENING.value:
        return
    current_session().flush()
    if not all(party.confirmed_at for party in dispute.parties):
        return
    if list_screening(dispute.id):
        return
    empanel.open_hearing(dispute, "complete screening", actor=actor, now=now)
