"""Files are looked through by workers: claimed, looked at, and the answer kept.

Looking happens outside any transaction. A worker that dies leaves its claim, which
runs out; one that comes late finds that somebody else went on. Whoever filed it sees
the result before jurors do. Who has to look at one gets all that was found as boxes.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from jury.domain.errors import NotNow
from jury.domain.law.evidence import Video
from jury.domain.lifecycle import Who
from jury.domain.lives.part_states import ExhibitState
from jury.domain.lives.parts import EXHIBIT
from jury.domain.lives.redacting import (
    BY_POLICY,
    DOUBTED,
    GAVE_UP,
    LEASE,
    MOST_ATTEMPTS,
    OVERTAKEN,
    REDACTION,
    REST,
    WISHED,
    RedactionState,
)
from jury.redaction import Known
from jury.services.keeping import vault
from jury.services.law.rules import rules_of
from jury.services.moderation.grounds import BY_DETECTORS
from jury.services.moderation.tasks import SCREEN
from jury.services.notices import telling
from jury.services.proof import audit
from jury.services.screening import films, sheets
from jury.services.screening.detecting import GoOn, NotSeen, Redact, Seen, Spot
from jury.services.screening.disclose import get_screenable, go_on
from jury.services.screening.picture_labels import label_spots
from jury.services.screening.texts import known_of
from jury.services.screening.wishes import list_open_wishes
from jury.services.submissions.exhibit_parts import NewPart, put_parts, show_parts
from jury.services.submissions.exhibits import told_of
from jury.storage.desk.tasks import find_open_task
from jury.storage.disputes import Dispute, get_dispute
from jury.storage.exhibits import Exhibit, get_exhibit
from jury.storage.files.blobs import drop_blob
from jury.storage.redactions import Redaction, find_free, get_redaction

ACTOR = "sweep"
# Of the work on a film that is played, what its stills take.
STILLS_SHARE = 0.2


@dataclass(frozen=True)
class Claim:
    """One file that a worker is at: nobody else is until its lease is over."""

    dispute_id: str
    exhibit_id: str
    attempt: int


@dataclass(frozen=True)
class Answer:
    """What came of looking at a file; what is covered of it is kept already.

    `doubt` says why a person must look at it first, for what is seen on it. Of a file
    of several parts they are in `parts`, those that nobody could look through too.
    """

    seen: Seen | NotSeen
    doubt: str = ""
    shown_blob: str | None = None
    shown_digest: str = ""
    parts: tuple[NewPart, ...] = ()
    # Why a film is not played beside its stills, where the policy would play it.
    film_code: str = ""


def claim(*, real: datetime) -> Claim | None:
    """Take the first file that nobody is at; None when there is nothing to do.

    One that was tried too often comes with an attempt beyond the last: give it up.
    """
    row = find_free(real)
    if row is None:
        return None
    if row.attempts >= MOST_ATTEMPTS:
        return Claim(row.dispute_id, row.exhibit_id, MOST_ATTEMPTS + 1)
    row.attempts, row.lease_until = row.attempts + 1, real + LEASE
    return Claim(row.dispute_id, row.exhibit_id, row.attempts)


def keep_on(claimed: Claim, share: float, *, real: datetime) -> bool:
    """Say how far a worker is, and go on holding the file; whether it is still wanted.

    It is not when somebody else went on, or decided about it meanwhile. Nobody is told
    less than before, although a worker does anew some of what one did that died.
    """
    row = get_redaction(claimed.exhibit_id)
    exhibit = get_exhibit(claimed.dispute_id, claimed.exhibit_id)
    if not _is_mine(claimed, row) or exhibit.state != ExhibitState.FILED.value:
        return False
    percent = max(row.percent, min(99, int(100 * share)))
    row.percent, row.lease_until = percent, real + LEASE
    return True


def hold(claimed: Claim, *, real: datetime) -> None:
    """Say that a worker lives and is at its file, however far it is."""
    row = get_redaction(claimed.exhibit_id)
    row.lease_until = real + LEASE if _is_mine(claimed, row) else row.lease_until


def put_back(claimed: Claim, *, real: datetime) -> None:
    """Have a file wait that could not be looked at for no fault of its own."""
    row = get_redaction(claimed.exhibit_id)
    if _is_mine(claimed, row):
        row.attempts, row.lease_until = row.attempts - 1, real + REST


def look(claimed: Claim, redact: Redact, go: GoOn = sheets.always) -> Answer:
    """Look through the file, outside any transaction, and keep what came of it.

    `go` hears how far it is, and says whether to go on.
    """
    if claimed.attempt > MOST_ATTEMPTS:
        return Answer(NotSeen(GAVE_UP))
    exhibit = get_exhibit(claimed.dispute_id, claimed.exhibit_id)
    known = known_of(get_dispute(claimed.dispute_id))
    if exhibit.kind != "picture":
        return _look_at_parts(exhibit, known, redact, go=go)
    content = vault.read_of(exhibit, exhibit.prepared_blob or "")
    seen = redact(content, known, ())
    if isinstance(seen, NotSeen):
        return Answer(seen)
    doubt = sheets.doubt_of(seen, width=exhibit.width or 0, height=exhibit.height or 0)
    if doubt:
        return Answer(seen, doubt=doubt)
    shown = sheets.shown_of(seen)
    digest = hashlib.sha256(shown).hexdigest()
    blob = vault.keep(claimed.dispute_id, shown)
    return Answer(seen, shown_blob=blob, shown_digest=digest)


def _look_at_parts(
    exhibit: Exhibit, known: Known, redact: Redact, *, go: GoOn
) -> Answer:
    """Its pages or stills; and the film too, where it is played and they are clear."""
    policy = rules_of(get_dispute(exhibit.dispute_id)).policy
    is_played = exhibit.kind == "video" and policy.evidence.video is Video.PLAYED
    of_stills, of_film = (STILLS_SHARE, 1 - STILLS_SHARE) if is_played else (1, 0)
    looked = sheets.look_through(
        exhibit, known, redact, go=lambda share: go(of_stills * share)
    )
    answer = Answer(looked.seen, doubt=looked.doubt, parts=looked.parts)
    if not is_played or isinstance(looked.seen, NotSeen):
        return answer
    if looked.doubt or policy.wants_eyes:
        return replace(answer, film_code=DOUBTED)
    film, code = films.make_film(
        exhibit, known, go=lambda share: go(of_stills + of_film * share)
    )
    return replace(answer, parts=(*answer.parts, *film), film_code=code)


def finish(claimed: Claim, answer: Answer, *, now: datetime) -> bool:
    """Show the covered picture, or leave it to a person; whether this answer counted.

    It does not when the lease was over and somebody else went on, nor in a pause: then
    the file waits like everything else, and is looked through afterwards.
    """
    dispute, row = get_dispute(claimed.dispute_id), get_redaction(claimed.exhibit_id)
    if dispute.is_paused or not _is_mine(claimed, row):
        if _is_mine(claimed, row):
            row.lease_until, row.percent = None, 0
        _drop(answer, *answer.parts)
        return False
    row.lease_until, row.finished_at = None, now
    row.film_code = answer.film_code or None
    exhibit, seen = get_exhibit(dispute.id, row.exhibit_id), answer.seen
    if isinstance(seen, Seen):
        labels = label_spots(dispute, seen.findings)
        row.findings = _told(seen.findings, labels)
        row.review = _told(seen.review)
    why = _why_left(dispute, exhibit, answer, now=now)
    put_parts(exhibit, answer.parts, is_shown=not why)
    if why:
        _leave(exhibit, row, why=why, seen=seen, now=now)
        _drop(answer)
    elif isinstance(seen, Seen):
        _show(exhibit, answer)
        _release(exhibit, row, seen=seen, now=now)
    return True


def _is_mine(claimed: Claim, row: Redaction) -> bool:
    """Whether nobody else went on since it was claimed, nor finished it."""
    is_last = min(claimed.attempt, MOST_ATTEMPTS) == row.attempts
    return is_last and row.state == RedactionState.WAITING.value


def _show(exhibit: Exhibit, answer: Answer) -> None:
    if answer.parts:
        show_parts(exhibit)
        return
    exhibit.shown_blob, exhibit.shown_digest = answer.shown_blob, answer.shown_digest


def _why_left(
    dispute: Dispute, exhibit: Exhibit, answer: Answer, *, now: datetime
) -> str:
    """Why a person must look at it; empty when nobody has to."""
    if isinstance(answer.seen, NotSeen):
        return answer.seen.code
    if answer.doubt:
        return answer.doubt
    if rules_of(dispute).policy.wants_eyes:
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


def _release(exhibit: Exhibit, row: Redaction, *, seen: Seen, now: datetime) -> None:
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


def _drop(answer: Answer, *parts: NewPart) -> None:
    """Remove what jurors are not shown; of the parts also what nobody will cover."""
    covered = [answer.shown_blob, *(part.shown_blob for part in answer.parts)]
    for name in (*covered, *(part.prepared_blob for part in parts)):
        if name:
            drop_blob(name)


def _boxes(seen: Seen) -> list[dict[str, int]]:
    """What was found, and behind it what was doubted; part by part."""
    found = [
        {**asdict(one.box), **_part(one)} for one in (*seen.findings, *seen.review)
    ]
    return sorted(found, key=lambda box: box.get("part", 0))


def _told(
    spots: Sequence[Spot], labels: Sequence[Sequence[str]] = ()
) -> list[dict[str, object]]:
    codes = labels or [()] * len(spots)
    return [
        {"kind": one.kind, "also": one.other_kinds, "labels": list(said)}
        | asdict(one.box)
        | _part(one)
        for one, said in zip(spots, codes, strict=True)
    ]


def _part(spot: Spot) -> dict[str, int]:
    return {} if spot.part_no is None else {"part": spot.part_no}
