"""Machines that look through files, and films, of which machines make parts.

A worker takes a file, and says what came of it at any time later, or never.
"""

import hashlib
from collections.abc import Mapping

from jury import clock
from jury.domain.lives.part_kinds import PartKind
from jury.services.keeping import vault
from jury.services.screening import redact_media, sound
from jury.services.screening.detecting import NotSeen, Seen
from jury.services.submissions import exhibits, taking_back
from jury.services.submissions.exhibit_parts import NewPart
from jury.services.submissions.prepare import PreparedUpload
from jury.storage.exhibits import get_exhibit, list_exhibits
from jury.storage.transaction import transaction
from tests.jobs.seers import DOUBT, FACE
from tests.machine.court import Hand, Nothing
from tests.machine.parties import Act
from tests.machine.staff import SAID
from tests.world import make_picture

SEEN = Seen(b"", (FACE,), ())
FILM = b"a film"


def file_film(hand: Hand) -> None:
    upload = PreparedUpload(
        kind="video",
        media_type="video/mp4",
        original_blob=vault.keep(hand.dispute, FILM),
        original_digest=hashlib.sha256(FILM).hexdigest(),
    )
    filing = exhibits.Filing(
        upload=upload, caption="Unpacking", language="en", late_reason="Found today."
    )
    with hand.keeping() as now:
        exhibits.file_exhibit(hand.dispute, hand.side, filing, now=now)


def take_back(hand: Hand) -> None:
    exhibit = hand.pick(list_exhibits(hand.dispute)).id
    with hand.keeping() as now:
        taking_back.take_back(hand.dispute, hand.side, exhibit, now=now)


def hear_it(hand: Hand, *, is_heard: bool) -> None:
    exhibit = hand.pick(list_exhibits(hand.dispute)).id
    with hand.keeping() as now:
        sound.change_sound(
            hand.dispute,
            exhibit,
            is_heard=is_heard,
            reason=SAID,
            staff_id=hand.staff_id,
            now=now,
        )


def take_a_file(hand: Hand) -> None:
    """The file that waits longest, of whatever dispute."""
    with transaction():
        claimed = redact_media.claim(real=clock.real_now())
    if claimed is None:
        raise Nothing
    hand.court.play.claims.append(claimed)


def give_answer(hand: Hand, *, doubts: bool = False, sees: bool = True) -> None:
    """About any file that a worker has taken, however long ago."""
    claimed = hand.pick(hand.court.play.claims)
    answer = _answer(claimed, doubts=doubts) if sees else None
    with transaction(lock=claimed.dispute_id) as now:
        said = answer or redact_media.Answer(NotSeen("not_seen_through"))
        redact_media.finish(claimed, said, now=now)


def _answer(claimed: redact_media.Claim, *, doubts: bool) -> redact_media.Answer:
    seen = Seen(b"", (FACE,), (DOUBT,)) if doubts else SEEN
    doubt = "doubted" if doubts else ""
    if get_exhibit(claimed.dispute_id, claimed.exhibit_id).kind != "picture":
        parts = tuple(_part(claimed.dispute_id, kind) for kind in _PARTS)
        return redact_media.Answer(seen, doubt=doubt, parts=parts)
    if doubts:
        return redact_media.Answer(seen, doubt=doubt)
    shown = make_picture("black")
    return redact_media.Answer(
        seen,
        shown_blob=vault.keep(claimed.dispute_id, shown),
        shown_digest=hashlib.sha256(shown).hexdigest(),
    )


_PARTS = (PartKind.STILL, PartKind.FILM, PartKind.SMALL, PartKind.POSTER)


def _part(dispute_id: str, kind: PartKind) -> NewPart:
    is_still = kind is PartKind.STILL
    content = make_picture() if is_still else kind.value.encode()
    return NewPart(
        kind=kind,
        media_type="image/jpeg" if is_still else "video/mp4",
        width=320,
        height=240,
        at_ms=0 if is_still else None,
        prepared_blob=vault.keep(dispute_id, content) if is_still else None,
        shown_blob=vault.keep(dispute_id, content),
        shown_digest=hashlib.sha256(content).hexdigest(),
    )


SIDES_OF_FILMS: Mapping[str, Act] = {
    "files a film": file_film,
    "takes a film back": take_back,
}
STAFF_OF_FILMS: Mapping[str, Act] = {
    "lets the sound in": lambda hand: hear_it(hand, is_heard=True),
    "takes the sound out": lambda hand: hear_it(hand, is_heard=False),
}
WORKER: Mapping[str, Act] = {
    "takes a file": take_a_file,
    "covers what it found": give_answer,
    "doubts what it found": lambda hand: give_answer(hand, doubts=True),
    "cannot see through it": lambda hand: give_answer(hand, sees=False),
}
