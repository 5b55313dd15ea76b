"""SUBMISSIONS: exhibits are looked at, kept, filed, and corrected by new versions."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from jury.domain.errors import N_, Invalid, TooMany
from jury.domain.lifecycle import ExhibitState, Side
from jury.domain.parts import EXHIBIT
from jury.redaction.pictures import NotAdmitted, admit, sniff_kind
from jury.services import audit, telling, texts
from jury.services.rules import rules_of
from jury.services.submit import require_open, screening_ends_at
from jury.services.tasks import open_task
from jury.storage.base import current_session, new_id
from jury.storage.blobs import keep_blob
from jury.storage.disputes import Dispute, get_dispute
from jury.storage.exhibits import (
    Exhibit,
    count_exhibits,
    get_exhibit,
    last_exhibit_no,
)

MOST_EXHIBITS = 20


MOST_BYTES = {
    "picture": 20_000_000,
    "heic": 20_000_000,
    "pdf": 20_000_000,
    "video": 20_000_000,
}


CAPTION_LENGTH = 200


MEDIA_TYPES = {"pdf": "application/pdf", "video": "video/mp4"}


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
    "broken": N_("The picture could not be read. Please send another."),
}


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
class Filing:
    """An exhibit as a side files it; `replaces` names the version it corrects."""

    upload: PreparedUpload
    caption: str
    language: str
    point_no: int | None = None
    replaces: str | None = None


def prepare_upload(content: bytes) -> PreparedUpload:
    """Look at an upload and keep it; raises Invalid with a clear sentence.

    Decoding takes long and happens in a child process, so this runs before the
    transaction that files the exhibit. Pictures are re-encoded from their pixels.
    """
    kind = _kind_of(content)
    digest = hashlib.sha256(content).hexdigest()
    if kind in MEDIA_TYPES:
        return PreparedUpload(
            kind=kind,
            media_type=MEDIA_TYPES[kind],
            original_blob=keep_blob(content),
            original_digest=digest,
        )
    try:
        picture = admit(content)
    except NotAdmitted as refusal:
        sentence = UPLOAD_SENTENCES.get(refusal.code, UPLOAD_SENTENCES["broken"])
        raise Invalid({"file": sentence}) from refusal
    return PreparedUpload(
        kind="picture",
        media_type=picture.media_type,
        original_blob=keep_blob(content),
        original_digest=digest,
        prepared_blob=keep_blob(picture.content),
        width=picture.width,
        height=picture.height,
    )


def file_exhibit(
    dispute_id: str, side: Side, filing: Filing, *, now: datetime
) -> Exhibit:
    """File an exhibit, or a new version of one; a moderator screens it."""
    dispute = get_dispute(dispute_id)
    require_open(dispute, side)
    caption = texts.clean(filing.caption, field="caption", most=CAPTION_LENGTH)
    _refuse_wrong_point(dispute, filing.point_no)
    number, version = _place(dispute, side, filing)
    exhibit = _new_exhibit(dispute, side, filing, now=now)
    exhibit.exhibit_no, exhibit.version, exhibit.caption = number, version, caption
    current_session().add(exhibit)
    current_session().flush()
    texts.keep_redacted(
        dispute,
        f"caption:{exhibit.id}",
        caption,
        language=filing.language,
        side=side,
    )
    if exhibit.state == ExhibitState.FILED.value:
        _open_screening_task(dispute, exhibit, now=now)
    told = {
        "side": side.value,
        "exhibit": exhibit.id,
        "number": number,
        "version": version,
        "kind": exhibit.kind,
        "digest": exhibit.original_digest,
    }
    audit.record(dispute.id, "exhibit.filed", told, actor=f"party:{side}", now=now)
    telling.emit(dispute, "dispute.exhibit_filed", told, now=now)
    return exhibit


def _kind_of(content: bytes) -> str:
    if not content:
        raise Invalid({"file": UPLOAD_SENTENCES["empty"]})
    kind = sniff_kind(content)
    if kind is None:
        raise Invalid({"file": UPLOAD_SENTENCES["unknown"]})
    if len(content) > MOST_BYTES[kind]:
        raise Invalid({"file": UPLOAD_SENTENCES["too_large"]})
    return kind


def _refuse_wrong_point(dispute: Dispute, point_no: int | None) -> None:
    questions = len(rules_of(dispute).reason.questions)
    if point_no is not None and not 1 <= point_no <= questions:
        raise Invalid({"point_no": N_("There is no such question.")})


def _place(dispute: Dispute, side: Side, filing: Filing) -> tuple[int, int]:
    """The number and version of an exhibit that is being filed."""
    if filing.replaces is None:
        if count_exhibits(dispute.id, side) >= MOST_EXHIBITS:
            raise TooMany(N_("At most 20 pieces of evidence can be filed."))
        return last_exhibit_no(dispute.id) + 1, 1
    old = get_exhibit(dispute.id, filing.replaces)
    if old.side != side.value:
        raise Invalid({"replaces": N_("Only your own evidence can be replaced.")})
    old.state = EXHIBIT.after(ExhibitState(old.state), "replace").value
    return old.exhibit_no, old.version + 1


def _new_exhibit(
    dispute: Dispute, side: Side, filing: Filing, *, now: datetime
) -> Exhibit:
    upload = filing.upload
    is_picture = upload.kind == "picture"
    state = ExhibitState.FILED if is_picture else ExhibitState.WITHHELD
    return Exhibit(
        id=new_id("exh"),
        dispute_id=dispute.id,
        side=side.value,
        kind=upload.kind,
        caption_language=filing.language,
        point_no=filing.point_no,
        state=state.value,
        withheld_code=None if is_picture else f"{upload.kind}_not_shown",
        original_blob=upload.original_blob,
        original_digest=upload.original_digest,
        media_type=upload.media_type,
        prepared_blob=upload.prepared_blob,
        width=upload.width,
        height=upload.height,
        boxes=[],
        filed_at=now,
    )


def _open_screening_task(dispute: Dispute, exhibit: Exhibit, *, now: datetime) -> None:
    open_task(
        dispute.id,
        "screen_exhibit",
        target=exhibit.id,
        due_at=screening_ends_at(dispute),
        now=now,
    )
