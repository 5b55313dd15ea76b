"""Pictures are looked through by workers: claimed, looked at, and the answer kept.

Looking takes seconds and happens outside any transaction. A worker that dies leaves
its claim, which runs out; one that comes late finds that somebody else went on. Whoever
filed the picture sees the result before jurors do. A person who has to look at one gets
everything that was found or doubted proposed as boxes.
"""

import hashlib
from dataclasses import asdict, dataclass
from datetime import datetime

from jury.domain.errors import NotNow
from jury.domain.lifecycle import Who
from jury.domain.part_states import ExhibitState
from jury.domain.parts import EXHIBIT
from jury.domain.redacting import (
    BY_POLICY,
    GAVE_UP,
    LEASE,
    MOST_ATTEMPTS,
    OVERTAKEN,
    REDACTION,
    WISHED,
    RedactionState,
    why_a_person,
)
from jury.redaction.pictures import cover
from jury.services import audit, telling, vault
from jury.services.detecting import NotSeen, Redact, Seen, Spot
from jury.services.disclose import get_screenable, go_on
from jury.services.exhibits import told_of
from jury.services.rules import rules_of
from jury.services.tasks import SCREEN
from jury.services.texts import known_of
from jury.services.wishes import list_open_wishes
from jury.storage.blobs import drop_blob
from jury.storage.disputes import Dispute, get_dispute
from jury.storage.exhibits import Exhibit, get_exhibit
from jury.storage.redactions import Redaction, find_free, get_redaction
from jury.storage.tasks import find_open_task

ACTOR = "sweep"
BY_DETECTORS = "detectors"


@dataclass(frozen=True)
class Claim:
    """One picture that a worker is at: nobody else is until its lease is over."""

    dispute_id: str
    exhibit_id: str
    attempt: int


@dataclass(frozen=True)
class Answer:
    """What came of looking at a picture; the covered one is kept already."""

    seen: Seen | NotSeen
    shown_blob: str | None = None
    shown_digest: str = ""


def claim(*, real: datetime) -> Claim | None:
    """Take the first picture that nobody is at; None when there is nothing to do.

    One that was tried too often comes with an attempt beyond the last: give it up.
    """
    row = find_free(real)
    if row is None:
        return None
    if row.attempts >= MOST_ATTEMPTS:
        return Claim(row.dispute_id, row.exhibit_id, MOST_ATTEMPTS + 1)
    row.attempts += 1
    row.lease_until = real + LEASE
    return Claim(row.dispute_id, row.exhibit_id, row.attempts)


def look(claimed: Claim, redact: Redact) -> Answer:
    """Look through the picture, outside any transaction, and keep what came of it."""
    if claimed.attempt > MOST_ATTEMPTS:
        return Answer(NotSeen(GAVE_UP))
    exhibit = get_exhibit(claimed.dispute_id, claimed.exhibit_id)
    known = known_of(get_dispute(claimed.dispute_id))
    content = vault.read_of(exhibit, exhibit.prepared_blob or "")
    seen = redact(content, known)
    if isinstance(seen, NotSeen) or _why_doubted(exhibit, seen):
        return Answer(seen)
    shown = seen.content
    if seen.review:
        shown = cover(shown, [spot.box for spot in seen.review])
    digest = hashlib.sha256(shown).hexdigest()
    return Answer(seen, vault.keep(claimed.dispute_id, shown), digest)


def finish(claimed: Claim, answer: Answer, *, now: datetime) -> bool:
    """Show the covered picture, or leave it to a person; whether this answer counted.

    It does not when the lease was over and somebody else went on.
    """
    dispute, row = get_dispute(claimed.dispute_id), get_redaction(claimed.exhibit_id)
    is_mine = min(claimed.attempt, MOST_ATTEMPTS) == row.attempts
    if not is_mine or row.state != RedactionState.WAITING.value:
        _drop(answer)
        return False
    row.lease_until, row.finished_at = None, now
    exhibit, seen = get_exhibit(dispute.id, row.exhibit_id), answer.seen
    if isinstance(seen, Seen):
        row.findings, row.review = _told(seen.findings), _told(seen.review)
    why = _why_left(dispute, exhibit, seen, now=now)
    if why:
        _leave(exhibit, row, why=why, seen=seen, now=now)
        _drop(answer)
    elif isinstance(seen, Seen) and answer.shown_blob:
        exhibit.shown_blob, exhibit.shown_digest = (
            answer.shown_blob,
            answer.shown_digest,
        )
        _release(exhibit, row, seen=seen, now=now)
    return True


def _why_left(
    dispute: Dispute, exhibit: Exhibit, seen: Seen | NotSeen, *, now: datetime
) -> str:
    """Why a person must look at it; empty when nobody has to."""
    if isinstance(seen, NotSeen):
        return seen.code
    doubted = _why_doubted(exhibit, seen)
    if doubted:
        return doubted
    if rules_of(dispute).policy.staff_screens:
        return BY_POLICY
    if list_open_wishes(dispute.id, exhibit.id):
        return WISHED
    return OVERTAKEN if _is_overtaken(dispute, exhibit, now=now) else ""


def _is_overtaken(dispute: Dispute, exhibit: Exhibit, *, now: datetime) -> bool:
    """Whether somebody is at it, or it is too late."""
    task = find_open_task(dispute.id, SCREEN, exhibit.id)
    is_held = task is not None and task.taken_until and task.taken_until > now
    if task is None or is_held or exhibit.state != ExhibitState.FILED.value:
        return True
    try:
        get_screenable(dispute, exhibit.id)
    except NotNow:
        return True
    return False


def _why_doubted(exhibit: Exhibit, seen: Seen) -> str:
    doubts = [(one.kind, one.box.width * one.box.height) for one in seen.review]
    pixels = (exhibit.width or 0) * (exhibit.height or 0)
    return why_a_person(doubts, pixels=pixels)


def _leave(
    exhibit: Exhibit,
    row: Redaction,
    *,
    why: str,
    seen: Seen | NotSeen,
    now: datetime,
) -> None:
    """A person decides, with all that was found and doubted proposed to be covered."""
    row.state = REDACTION.after(RedactionState(row.state), "leave", Who.SWEEP).value
    row.code = why
    is_free = exhibit.state == ExhibitState.FILED.value and not exhibit.boxes
    if isinstance(seen, Seen) and is_free:
        exhibit.boxes = _boxes(seen)
    told = {"exhibit": exhibit.id, "code": why, "found": len(row.findings)}
    audit.record(row.dispute_id, "redaction.left", told, actor=ACTOR, now=now)


def _release(
    exhibit: Exhibit,
    row: Redaction,
    *,
    seen: Seen,
    now: datetime,
) -> None:
    """Both sides see what jurors will, and may ask for more cover, or for less."""
    dispute = get_dispute(row.dispute_id)
    row.state = REDACTION.after(RedactionState(row.state), "cover", Who.SWEEP).value
    exhibit.state = EXHIBIT.after(ExhibitState(exhibit.state), "cover", Who.SWEEP).value
    exhibit.boxes = _boxes(seen)
    exhibit.withheld_code, exhibit.screened_at = None, now
    told = {**told_of(exhibit), "code": BY_DETECTORS}
    audit.record(dispute.id, "exhibit.released", told, actor=ACTOR, now=now)
    telling.emit(dispute, "dispute.exhibit_released", told, now=now)
    go_on(dispute, exhibit, "exhibit.released", staff_id=None, now=now)


def _drop(answer: Answer) -> None:
    if answer.shown_blob:
        drop_blob(answer.shown_blob)


def _boxes(seen: Seen) -> list[dict[str, int]]:
    """What was found, and behind it what was doubted."""
    return [asdict(spot.box) for spot in (*seen.findings, *seen.review)]


def _told(spots: tuple[Spot, ...]) -> list[dict[str, object]]:
    return [{"kind": spot.kind, **asdict(spot.box)} for spot in spots]
