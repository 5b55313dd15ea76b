"""A file of several pages, looked through page by page: outside any transaction.

Nothing of it is shown while a single page is in doubt; a person then gets all pages,
with everything that was found or doubted on them proposed.
"""

import hashlib
from dataclasses import dataclass, replace

from jury.domain.lives.redacting import OVERTAKEN, why_a_person
from jury.redaction import Known
from jury.redaction.pictures import cover
from jury.services.keeping import vault
from jury.services.screening import detecting
from jury.services.screening.detecting import GoOn, NotSeen, Redact, Seen, Sheet
from jury.services.submissions.exhibit_parts import NewPart
from jury.storage.exhibits import Exhibit


def always(_share: float) -> bool:
    """Whoever asks goes on."""
    return True


@dataclass(frozen=True)
class Looked:
    """What was seen on all pages; `doubt` says why a person must look first."""

    seen: Seen | NotSeen
    parts: tuple[NewPart, ...] = ()
    doubt: str = ""


def look_through(exhibit: Exhibit, known: Known, redact: Redact, *, go: GoOn) -> Looked:
    """Look through every page, and keep each as it is and as it is covered."""
    dispute_id = exhibit.dispute_id
    pieces = vault.pieces_of(dispute_id, exhibit.original_blob)
    drawn = detecting.sheets_of(exhibit.kind, pieces, go)
    if isinstance(drawn, NotSeen):
        return Looked(drawn)
    pages: list[tuple[Sheet, Seen | NotSeen]] = []
    for sheet in drawn:
        pages.append((sheet, redact(sheet.content, known, sheet.written)))
        if not go(len(pages) / len(drawn)):
            return Looked(NotSeen(OVERTAKEN))
    seen, doubt = _together(pages)
    is_shown = isinstance(seen, Seen) and not doubt
    parts = [_kept(dispute_id, *page, is_shown=is_shown) for page in pages]
    return Looked(seen, tuple(parts), doubt)


def doubt_of(seen: Seen, *, width: int, height: int) -> str:
    """Why a person must look at a picture first; empty when nobody has to."""
    doubts = [(one.kind, one.box.width * one.box.height) for one in seen.review]
    return why_a_person(doubts, pixels=width * height)


def shown_of(seen: Seen) -> bytes:
    """A covered picture, with what is doubted on it covered too."""
    if not seen.review:
        return seen.content
    return cover(seen.content, [spot.box for spot in seen.review])


def _together(pages: list[tuple[Sheet, Seen | NotSeen]]) -> tuple[Seen | NotSeen, str]:
    """All pages as one, each place with its page; and the first doubt there is."""
    findings, review = [], []
    doubt, unseen = "", None
    for number, (sheet, seen) in enumerate(pages, start=1):
        if isinstance(seen, NotSeen):
            unseen = unseen or seen
            continue
        findings += [replace(spot, part_no=number) for spot in seen.findings]
        review += [replace(spot, part_no=number) for spot in seen.review]
        doubt = doubt or doubt_of(seen, width=sheet.width, height=sheet.height)
    return unseen or Seen(b"", tuple(findings), tuple(review)), doubt


def _kept(
    dispute_id: str, sheet: Sheet, seen: Seen | NotSeen, *, is_shown: bool
) -> NewPart:
    part = NewPart(
        kind=sheet.kind,
        media_type=sheet.media_type,
        width=sheet.width,
        height=sheet.height,
        at_ms=sheet.at_ms,
        prepared_blob=vault.keep(dispute_id, sheet.content),
    )
    if not is_shown or isinstance(seen, NotSeen):
        return part
    shown = shown_of(seen)
    return replace(
        part,
        shown_blob=vault.keep(dispute_id, shown),
        shown_digest=hashlib.sha256(shown).hexdigest(),
    )
