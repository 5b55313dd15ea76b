"""Slow work on files, done before the transaction that needs its result begins.

Decoding and encoding take up to seconds, and on SQLite every ballot would wait for
them. What is prepared here is kept as a file that no row names yet, sealed.
"""

import hashlib
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from jury.domain.errors import N_, Invalid, TooMany
from jury.redaction.pictures import Box, NotAdmitted, admit, cover, sniff_kind
from jury.redaction.sniffing import sound_format
from jury.services.keeping import vault
from jury.services.screening import detecting
from jury.storage.exhibits import get_exhibit

MOST_BYTES = 20_000_000
# Each lies in memory as a whole while a program looks at its head.
_FILMS_AT_ONCE = threading.BoundedSemaphore(1)
_PATIENCE_SECONDS = 5

MEDIA_TYPES = {"pdf": "application/pdf", "video": "video/mp4"}
SOUND = "audio"

UPLOAD_SENTENCES = {
    "empty": N_("The file is empty."),
    "unknown": N_(
        "This kind of file cannot be used. Please send a JPEG, PNG or WebP picture, "
        "a PDF or a video."
    ),
    "not_a_picture": N_("This file is not what its name says. Please choose another."),
    "too_large": N_("The file is too large. At most 20 MB are possible."),
    "too_many_pixels": N_("The picture is too large. Please make it smaller."),
    "truncated": N_("The picture is incomplete. Please send it again."),
    "heic_needs_extra": N_("HEIC pictures cannot be read here. Please send a JPEG."),
    "other_picture": N_(
        "This kind of picture cannot be used. Please send a JPEG, PNG or WebP picture."
    ),
    "animated": N_("A moving picture cannot be used. Please send a single picture."),
    "too_hard": N_("The picture takes too long to read. Please make it smaller."),
    "not_a_film": N_(
        "The video is damaged or of a kind that cannot be read. Please send it as MP4."
    ),
    "too_long": N_(
        "The video is longer than 10 minutes. Please send only the part that matters."
    ),
    "film_too_many_pixels": N_(
        "The pictures of the video are too large. Please send it in a smaller format, "
        "such as 1080p."
    ),
    "film_too_hard": N_(
        "The video takes too long to read. Please send it as MP4, such as in 1080p."
    ),
    "broken": N_("The picture could not be read. Please send another."),
}


class Busy(TooMany):
    """Others' pictures are being read; nothing was looked at or kept."""

    code = "busy"
    sentence = N_(
        "Many pictures are coming in at this moment. Nothing was filed; your text is "
        "still here. Try again in a moment."
    )


@dataclass(frozen=True, kw_only=True)
class PreparedUpload:
    """An upload that was looked at and kept, before any row names it."""

    kind: str
    media_type: str
    original_blob: str
    original_digest: str
    prepared_blob: str | None = None
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True, kw_only=True)
class Covered:
    """A picture with boxes on it, and the blob of which it was made."""

    prepared_blob: str
    shown_blob: str
    shown_digest: str
    boxes: Sequence[Box]


def prepare_upload(dispute_id: str, content: bytes) -> PreparedUpload:
    """Look at an upload and keep it; raises Invalid with a clear sentence, or Busy.

    Pictures are decoded in a child process and encoded anew from their pixels.
    """
    kind = _kind_of(content)
    digest = hashlib.sha256(content).hexdigest()
    media_type = sound_format(content) if kind == SOUND else MEDIA_TYPES.get(kind)
    if media_type:
        return PreparedUpload(
            kind=kind,
            media_type=media_type,
            original_blob=vault.keep(dispute_id, content),
            original_digest=digest,
        )
    try:
        picture = admit(content)
    except NotAdmitted as refusal:
        if refusal.code == "busy":
            raise Busy from refusal
        sentence = UPLOAD_SENTENCES.get(refusal.code, UPLOAD_SENTENCES["broken"])
        raise Invalid({"file": sentence}) from refusal
    return PreparedUpload(
        kind="picture",
        media_type=picture.media_type,
        original_blob=vault.keep(dispute_id, content),
        original_digest=digest,
        prepared_blob=vault.keep(dispute_id, picture.content),
        width=picture.width,
        height=picture.height,
    )


def prepare_film(
    dispute_id: str, pieces: Callable[[], Iterator[bytes]]
) -> PreparedUpload:
    """The same of a film, which is never held whole; `pieces` gives it once more.

    A program apart says whether it is one, and how long and large.
    """
    if not _FILMS_AT_ONCE.acquire(timeout=_PATIENCE_SECONDS):
        raise Busy
    try:
        code = detecting.why_no_film(pieces())
    finally:
        _FILMS_AT_ONCE.release()
    if code:
        sentence = UPLOAD_SENTENCES.get(f"film_{code}", UPLOAD_SENTENCES.get(code))
        raise Invalid({"file": sentence or UPLOAD_SENTENCES["not_a_film"]})
    digest = hashlib.sha256()

    def counted() -> Iterator[bytes]:
        for piece in pieces():
            digest.update(piece)
            yield piece

    blob = vault.keep_pieces(dispute_id, counted())
    return PreparedUpload(
        kind="video",
        media_type=MEDIA_TYPES["video"],
        original_blob=blob,
        original_digest=digest.hexdigest(),
    )


def cover_picture(dispute_id: str, exhibit_id: str, boxes: Sequence[Box]) -> Covered:
    """Draw the boxes on a picture and keep the result."""
    exhibit = get_exhibit(dispute_id, exhibit_id)
    if exhibit.prepared_blob is None:
        raise Invalid({"exhibit": N_("This kind of file cannot be shown yet.")})
    shown = cover(vault.read(dispute_id, exhibit.prepared_blob), boxes)
    return Covered(
        prepared_blob=exhibit.prepared_blob,
        shown_blob=vault.keep(dispute_id, shown),
        shown_digest=hashlib.sha256(shown).hexdigest(),
        boxes=tuple(boxes),
    )


def _kind_of(content: bytes) -> str:
    if not content:
        raise Invalid({"file": UPLOAD_SENTENCES["empty"]})
    kind = sniff_kind(content)
    if kind is None:
        raise Invalid({"file": UPLOAD_SENTENCES["unknown"]})
    if len(content) > MOST_BYTES:
        raise Invalid({"file": UPLOAD_SENTENCES["too_large"]})
    return kind
